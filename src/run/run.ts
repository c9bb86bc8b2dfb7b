/** A run: open the device, see that it lives and reaches the origin, run the phases of the plan, tear everything down, decide. */
import { isAcceptedSoFar } from '../coverage/accept.ts';
import { foldResult } from '../coverage/result.ts';
import { LinkError } from '../link/link.ts';
import { type Origin, OriginError } from '../origin/origin.ts';
import type { RunEvent } from '../record/event.ts';
import { createRecorder, type Recorder } from '../record/recorder.ts';
import type { RunResult } from '../record/result.ts';
import type { Stop } from '../record/stop.ts';
import { isRed } from '../record/verdict.ts';
import { assembleBench } from './assemble-bench.ts';
import { Bench } from './bench.ts';
import { checkBench } from './bench-check.ts';
import { BenchFault } from './bench-fault.ts';
import type { BenchOptions, ScenarioEnd } from './bench-options.ts';
import { type Conversation, Stopped } from './conversation.ts';
import type { FeatureScenario } from './current-bench.ts';
import { countAttempts, type Pass, planNextPass } from './passes.ts';
import { performScenario } from './perform-scenario.ts';
import { describeRun, listVariables, maskHeader } from './run-header.ts';
import type { RunInProgress, RunOptions } from './run-options.ts';
import { listOwnTexts, Secrets } from './secrets.ts';

/** Starts a run. */
export function startRun(options: RunOptions): RunInProgress {
  const run = new Run(options);
  return { result: run.perform(), interrupt: () => run.interrupt() };
}

class Run {
  readonly #options: RunOptions;
  readonly #events: RunEvent[] = [];
  readonly #recorder: Recorder;
  readonly #secrets: Secrets;
  /** What `${origin}` and its kin stand for; empty where the origin could not be started. */
  #variables: Readonly<Record<string, string>> = {};
  #hasHeader = false;
  #conversation: Conversation | null = null;
  #bench: Bench | null = null;
  #stop: Stop | null = null;

  constructor(options: RunOptions) {
    this.#options = options;
    const planned = [...options.features.values(), ...options.others];
    this.#secrets = new Secrets(options.secrets, listOwnTexts(planned.map(({ scenario }) => scenario)));
    this.#recorder = createRecorder({
      clock: options.world.clock,
      // Of the header only its own part is masked: in specs and ids a word may look like a secret and is none.
      maskText: (text) => (this.#hasHeader ? this.#secrets.maskText(text) : text),
      maskBytes: (bytes) => this.#secrets.maskBytes(bytes),
      sink: (line, event) => {
        this.#events.push(event);
        options.onEvent(line, event);
      },
    });
  }

  interrupt(): void {
    if (this.#stop !== null) return;
    this.#stop = { kind: 'interrupted', reason: 'interrupted by the user' };
    if (this.#hasHeader) this.#recordInterruption();
    this.#bench?.interrupt(this.#stop.reason);
    this.#conversation?.abort(this.#stop.reason);
  }

  async perform(): Promise<RunResult> {
    let origin: Origin | null = null;
    try {
      origin = await this.#options.world.startOrigin();
      this.#variables = listVariables(origin, this.#options.seed);
      await this.#runPlan(origin);
    } catch (error) {
      this.#takeFault(error);
    } finally {
      await this.#conversation?.close();
      await origin?.close();
    }
    return this.#conclude();
  }

  async #runPlan(origin: Origin): Promise<void> {
    const { features, others, attempts, observer, world } = this.#options;
    const parts = this.#assemble(origin);
    const { conversation } = parts;
    const bench = new Bench(parts);
    this.#bench = bench;
    this.#conversation = conversation;
    if (this.#stop !== null) return;
    await conversation.open();
    this.#writeHeader();
    this.#recorder.record({ kind: 'control', what: 'open', detail: world.link.description.address });
    if (world.hasHousekeeping) await this.#checkBench(parts);
    observer.onBegin(countAttempts({ features, others }, attempts.repeat));
    await this.#runPasses(bench);
    if (bench.stopped === null) return;
    this.#stop ??= { kind: kindOfStop(conversation.fault), reason: bench.stopped };
  }

  async #checkBench(parts: BenchOptions): Promise<void> {
    const { world, setupLines, goesOnWithoutBench } = this.#options;
    try {
      await checkBench({ ...parts, address: world.address, joins: setupLines.length > 0 });
    } catch (error) {
      if (!goesOnWithoutBench || !(error instanceof BenchFault || error instanceof Stopped)) throw error;
      const { conversation, cleaning } = parts;
      conversation.closeExchange();
      conversation.session.recover();
      cleaning.rememberEcho();
    }
  }

  /** The whole plan, then what the rule for attempts asks for. */
  async #runPasses(bench: Bench): Promise<void> {
    const { features, others, attempts: rule, observer, runFeatures, world } = this.#options;
    const settings = {
      rule,
      listAttempts: (id: string) => bench.listAttempts(id),
      canAttempt: (id: string, attempt: number) => world.canAttempt(id, attempt),
    };
    let pass: Pass | null = { features, others };
    for (let made = 0; pass !== null; pass = planNextPass({ features, others }, made, settings)) {
      if (made >= rule.repeat) observer.onBegin(countAttempts(pass));
      if (pass.features.size > 0) await runFeatures(bench, pass.features);
      for (const planned of pass.others) await performAttempts(bench, planned);
      if (bench.stopped !== null) return;
      made += 1;
    }
  }

  #assemble(origin: Origin): BenchOptions {
    const { world, set, profile, setupLines, observer, readFile, hurries } = this.#options;
    return assembleBench({
      ...{ world, set, profile, setupLines, readFile, hurries, origin },
      recorder: this.#recorder,
      secrets: this.#secrets,
      variables: this.#variables,
      onClosed: (closed) => this.#bench?.takeClosed(closed),
      onBegin: (id, attempt) => {
        world.markScenario(id, attempt);
        observer.onScenarioBegin(id);
      },
      onEnd: (end) => this.#takeEnd(end),
    });
  }

  #takeEnd(end: ScenarioEnd): void {
    const { observer, failFast } = this.#options;
    const reason = end.reason === null ? null : this.#secrets.maskText(end.reason);
    const { standing, verdict, wire, id } = end;
    const isAccepted = (isRed(verdict) || isRed(wire)) && isAcceptedSoFar(this.#events, id);
    observer.onScenarioEnd({ ...end, reason }, isAccepted);
    const isFailed =
      standing === 'fail' || standing === 'error' || standing === 'unverified' || wire === 'fail';
    if (failFast && isFailed && !isAccepted) this.#bench?.stop(`stopped at the first failure, ${id}`);
  }

  /** Once the link is open, since its settings are complete only then; where it does not come to that, at the end. */
  #writeHeader(): void {
    const header = describeRun(this.#options, this.#options.world.link.description, this.#variables);
    this.#recorder.record(maskHeader(header, (text) => this.#secrets.maskText(text)));
    this.#hasHeader = true;
    if (this.#stop?.kind === 'interrupted') this.#recordInterruption();
  }

  #recordInterruption(): void {
    this.#recorder.record({ kind: 'control', what: 'interrupted', detail: this.#stop?.reason ?? '' });
  }

  /** What the bench could not do is told and ends the run; everything else is our own bug and passes through. */
  #takeFault(error: unknown): void {
    const fault = error instanceof Stopped ? (this.#conversation?.fault ?? null) : error;
    if (fault === null) return;
    if (!(fault instanceof BenchFault || fault instanceof LinkError || fault instanceof OriginError))
      throw fault;
    const message = this.#secrets.maskText(fault.message);
    this.#stop ??= { kind: kindOfStop(fault), reason: message };
    this.#options.observer.onFault(message, this.#secrets.maskText(fault.hint));
  }

  #conclude(): RunResult {
    if (!this.#hasHeader) this.#writeHeader();
    const drift = this.#options.world.findDrift(this.#stop === null);
    if (drift !== null) this.#stop = { kind: 'drift', reason: drift };
    const { exitCode, rule } = foldResult(this.#events, this.#stop);
    this.#recorder.finish({ exitCode, rule, stopped: this.#stop?.reason ?? null });
    return foldResult(this.#events);
  }
}

/** A fault of the bench ends the run as such, drift as drift; without a fault it was the run's own choice. */
function kindOfStop(fault: Error | null): Stop['kind'] {
  if (fault === null) return 'early';
  return fault instanceof LinkError && fault.fault === 'drift' ? 'drift' : 'bench';
}

/** As many attempts as it asks for in one go, unless the run ends before. */
async function performAttempts(
  bench: Bench,
  { scenario, skipReason, times }: FeatureScenario,
): Promise<void> {
  for (let made = 0; made < times && bench.stopped === null; made += 1)
    await performScenario(bench, scenario, skipReason);
}
