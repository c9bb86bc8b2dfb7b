/** A run: open the device, see that it lives and reaches the origin, run the phases of the plan, tear everything down, decide. */
import { type Bytes, decodeLatin1 } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { foldResult } from '../coverage/result.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import { type Link, LinkError } from '../link/link.ts';
import { type Origin, OriginError, type OriginOptions } from '../origin/origin.ts';
import { startOrigin } from '../origin/server.ts';
import type { Json, PlannedScenario, RunEvent } from '../record/event.ts';
import { EVENT_FORMAT } from '../record/event.ts';
import { createRecorder, type Recorder } from '../record/recorder.ts';
import type { RunResult } from '../record/result.ts';
import type { Stop } from '../record/stop.ts';
import type { Verdict } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { Bench } from './bench.ts';
import { BenchFault } from './bench-fault.ts';
import { Conversation, Stopped } from './conversation.ts';
import type { FeatureScenario } from './current-bench.ts';
import { createDeviceLink } from './device.ts';
import { Housekeeping } from './housekeeping.ts';
import { OriginWatch } from './origin-watch.ts';

export interface RunOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly device: DeviceAddress;
  readonly clock: Clock;
  readonly set: CommandSet;
  readonly profile: Profile;
  /** SHA-256 over the scenario files. */
  readonly scenariosHash: string;
  /** In order: features first. */
  readonly features: ReadonlyMap<string, FeatureScenario>;
  readonly others: readonly FeatureScenario[];
  readonly seed: string;
  readonly origin: Omit<OriginOptions, 'clock'>;
  readonly setupLines: readonly string[];
  /** The options that repeat this run. */
  readonly repeat: string;
  readonly failFast: boolean;
  /** Performs the features of the plan on the bench, in the plan's order. */
  readonly runFeatures: (bench: Bench) => Promise<void>;
  readonly readFile: (path: string) => Bytes;
  /** Takes every line of the evidence as it is written. */
  readonly onEvent: (line: string, event: RunEvent) => void;
  readonly observer: RunObserver;
}

export interface RunObserver {
  onBegin(total: number): void;
  onScenarioBegin(id: string): void;
  onScenarioEnd(scenario: {
    readonly id: string;
    readonly verdict: Verdict;
    readonly wire: Verdict;
    readonly reason: string | null;
    readonly durationMs: number;
  }): void;
  /** The bench could not go on: what happened and what to do. */
  onFault(message: string, hint: string): void;
}

export interface RunInProgress {
  readonly result: Promise<RunResult>;
  /** Ends the run at the next wait; what ran is reported. */
  interrupt(): void;
}

/** Starts a run. Its result is there when everything has been closed again. */
export function startRun(options: RunOptions): RunInProgress {
  const run = new Run(options);
  return { result: run.perform(), interrupt: () => run.interrupt() };
}

class Run {
  readonly #options: RunOptions;
  readonly #events: RunEvent[] = [];
  readonly #recorder: Recorder;
  readonly #link: Link;
  #conversation: Conversation | null = null;
  #bench: Bench | null = null;
  #stop: Stop | null = null;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#link = createDeviceLink(options.device, options.clock);
    this.#recorder = createRecorder({
      clock: options.clock,
      sink: (line, event) => {
        this.#events.push(event);
        options.onEvent(line, event);
      },
    });
  }

  interrupt(): void {
    if (this.#stop !== null) return;
    this.#stop = { kind: 'interrupted', reason: 'interrupted by the user' };
    this.#recorder.record({ kind: 'control', what: 'interrupted', detail: this.#stop.reason });
    this.#bench?.stop(this.#stop.reason);
    this.#conversation?.abort(this.#stop.reason);
  }

  async perform(): Promise<RunResult> {
    let origin: Origin | null = null;
    try {
      origin = await this.#startOrigin();
      this.#writeHeader(origin);
      await this.#runPlan(origin);
    } catch (error) {
      this.#takeFault(error, origin === null);
    } finally {
      await this.#conversation?.close();
      await origin?.close();
    }
    return this.#conclude();
  }

  async #startOrigin(): Promise<Origin> {
    return startOrigin({ ...this.#options.origin, clock: this.#options.clock });
  }

  async #runPlan(origin: Origin): Promise<void> {
    const { clock, set, profile, setupLines, features, others, observer, runFeatures } = this.#options;
    const recorder = this.#recorder;
    const link = this.#link;
    const variables = this.#variables(origin);
    const conversation = new Conversation({
      link,
      clock,
      recorder,
      profile,
      onClosed: (closed) => this.#bench?.takeClosed(closed),
    });
    this.#conversation = conversation;
    const watch = new OriginWatch(origin, recorder, () => conversation.notify());
    const expand = (line: string) =>
      line.replace(/\$\{([^}]*)\}/g, (whole, name: string) => variables[name] ?? whole);
    const housekeeping = new Housekeeping({
      conversation,
      recorder,
      link,
      set,
      profile,
      setupLines,
      expand,
      countRequests: () => origin.requests.length,
    });
    const bench = new Bench({
      set,
      profile,
      conversation,
      housekeeping,
      origin,
      watch,
      recorder,
      link,
      variables,
      readFile: this.#options.readFile,
      onBegin: (id) => observer.onScenarioBegin(id),
      onEnd: (scenario, verdict, wire, reason, durationMs) =>
        this.#takeEnd(scenario, verdict, wire, reason, durationMs),
    });
    this.#bench = bench;
    if (this.#stop !== null) return;
    await conversation.open();
    await this.#checkBench(conversation, housekeeping);
    observer.onBegin(features.size + others.length);
    if (features.size > 0) await runFeatures(bench);
    for (const { scenario, skipReason } of others) {
      if (bench.stopped !== null) break;
      await performScenario(bench, scenario, skipReason);
    }
    if (bench.stopped !== null)
      this.#stop ??=
        conversation.fault === null
          ? { kind: 'early', reason: bench.stopped }
          : { kind: 'bench', reason: conversation.fault.message };
  }

  /** Before any scenario can blame the module: does it answer, who is it, is it clean, does it reach the origin? */
  async #checkBench(conversation: Conversation, housekeeping: Housekeeping): Promise<void> {
    const { profile, set, device } = this.#options;
    await conversation.settle(profile.timing.quietMs, profile.timing.bootMs);
    if (!(await housekeeping.probe('setup')))
      throw silentModule(device.text, set.housekeeping.probe, conversation);
    this.#recorder.record({ kind: 'identity', lines: [...(await housekeeping.identify())] });
    const refused = await housekeeping.setUp('setup');
    if (refused !== null)
      throw new BenchFault(`the module could not be set up: ${refused}`, 'check the file given by --setup');
    const unclean = await housekeeping.clean(set.states, 'setup');
    if (unclean !== null)
      throw new BenchFault(
        `the module could not be cleaned before the run: ${unclean}`,
        'check the profile, and reset the module',
      );
    const unreachable = await housekeeping.preflight(
      'setup',
      this.#options.setupLines.length > 0 ? profile.timing.bootMs : 0,
    );
    if (unreachable !== null)
      throw new BenchFault(
        `the module cannot reach the origin: ${unreachable}`,
        'join the network with --setup FILE, and tell the module an address that it can reach with --origin-host and --origin-http',
      );
    conversation.closeExchange();
  }

  #takeEnd(
    scenario: Scenario,
    verdict: Verdict,
    wire: Verdict,
    reason: string | null,
    durationMs: number,
  ): void {
    this.#options.observer.onScenarioEnd({ id: scenario.id, verdict, wire, reason, durationMs });
    const isFailed = verdict === 'fail' || verdict === 'error' || verdict === 'unverified' || wire === 'fail';
    if (this.#options.failFast && isFailed) this.#bench?.stop(`stopped at the first failure, ${scenario.id}`);
  }

  #variables(origin: Origin): Record<string, string> {
    return {
      origin: origin.httpUrl,
      origin_https: origin.httpsUrl,
      origin_host: origin.hostName,
      closed: origin.closedUrl,
      seed: this.#options.seed,
    };
  }

  #writeHeader(origin: Origin | null): void {
    const { tool, device, seed, clock, set, profile, scenariosHash, features, others, repeat } =
      this.#options;
    const { kind: link, settings } = this.#link.description;
    const planned = [...features.values(), ...others].map(({ scenario }) => describePlanned(scenario));
    this.#recorder.record({
      kind: 'header',
      format: EVENT_FORMAT,
      tool,
      startedAt: new Date(clock.wallMs()).toISOString(),
      device: { address: device.text, link, settings },
      seed,
      clockScale: clock.scale,
      variables: origin === null ? {} : this.#variables(origin),
      set: set as unknown as Json,
      profile: profile as unknown as Json,
      hashes: { set: set.hash, profile: profile.hash, scenarios: scenariosHash },
      plan: planned,
      repeat,
    });
  }

  /** What the bench could not do is told and ends the run; everything else is our own bug and passes through. */
  #takeFault(error: unknown, isBeforeHeader: boolean): void {
    if (error instanceof Stopped) {
      this.#stop ??= { kind: 'bench', reason: error.message };
      if (this.#conversation?.fault != null)
        this.#options.observer.onFault(this.#conversation.fault.message, this.#conversation.fault.hint);
      return;
    }
    if (!(error instanceof BenchFault) && !(error instanceof LinkError) && !(error instanceof OriginError))
      throw error;
    if (isBeforeHeader) this.#writeHeader(null);
    this.#stop ??= { kind: 'bench', reason: error.message };
    this.#options.observer.onFault(error.message, error.hint);
  }

  #conclude(): RunResult {
    const { exitCode, rule } = foldResult(this.#events, this.#stop);
    this.#recorder.finish({ exitCode, rule, stopped: this.#stop?.reason ?? null });
    return foldResult(this.#events);
  }
}

async function performScenario(bench: Bench, scenario: Scenario, skipReason: string | null): Promise<void> {
  if (!(await bench.begin(scenario, skipReason))) return;
  try {
    for (const step of scenario.steps) await bench.perform(step);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ScenarioStopped') throw error;
  }
  await bench.end();
}

function silentModule(address: string, probe: string, conversation: Conversation): BenchFault {
  const { bytes } = conversation.session.arrivedSince(0, true);
  if (bytes.length === 0)
    return new BenchFault(
      `the module on ${address} sends nothing: no byte came after ${probe}`,
      'check power, wiring, baud rate, and that no other program talks to it',
    );
  const shown = JSON.stringify(decodeLatin1(bytes.subarray(0, 48)).replace(/[^\x20-\x7e]/g, '.'));
  return new BenchFault(
    `what ${address} sends is no answer to ${probe}: ${bytes.length} bytes that begin with ${shown}`,
    'check the baud rate and that an AT module is at the other end',
  );
}

function describePlanned(scenario: Scenario): PlannedScenario {
  const { id, title, command, notation, requirements, questions, tags, place } = scenario;
  return { id, title, command, notation, requirements, questions, tags, place };
}
