/** The bench: brackets every scenario of either notation, performs its steps, and writes down what they found. */

import { encodeText, escapeBytes } from '../base/bytes.ts';
import { assertInvariant } from '../base/invariant.ts';
import { roundMs } from '../base/milliseconds.ts';
import { findFinal, findPrompt } from '../engine/exchange.ts';
import { verdictOfBreach } from '../engine/judge.ts';
import type { ClosedExchange } from '../engine/session.ts';
import { Variables } from '../engine/variables.ts';
import { isRed, type Verdict } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Step } from '../scenario/step.ts';
import type { Requirement } from '../spec/model.ts';
import type { BenchOptions } from './bench-options.ts';
import { StepPerformer } from './perform-step.ts';
import { ScenarioRecord } from './scenario-record.ts';
import { ScenarioStopped } from './scenario-stopped.ts';

/** How a scenario ended. */
export interface ScenarioEnd {
  readonly verdict: Verdict;
  readonly wire: Verdict;
  readonly reason: string | null;
}

export class Bench {
  readonly #options: BenchOptions;
  readonly #requirements: ReadonlyMap<string, Requirement>;
  readonly #verdicts = new Map<string, Verdict>();
  readonly #performer: StepPerformer;
  #record: ScenarioRecord | null = null;
  /** Why the next scenario cannot be judged: what the last one left behind could not be cleaned. */
  #unclean: string | null = null;
  /** Why the run is over, or null. */
  #stopped: string | null = null;

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#requirements = new Map(
      options.set.requirements.map((requirement) => [requirement.id, requirement]),
    );
    this.#performer = new StepPerformer(options, this.#requirements);
  }

  get stopped(): string | null {
    return this.#stopped;
  }

  /** No further scenario will run. */
  stop(reason: string): void {
    this.#stopped ??= reason;
  }

  /** Takes an exchange that is over: its event, its wire findings, the state that it wrote. */
  takeClosed({ exchange, findings }: ClosedExchange): void {
    const record = this.#record;
    const final = findFinal(exchange);
    const isPrompted = findPrompt(exchange) !== null;
    this.#options.recorder.record({
      kind: 'exchange',
      scenario: record?.scenario.id ?? '',
      purpose: exchange.purpose,
      line: escapeBytes(encodeText(exchange.sent.text)),
      final: final?.text ?? null,
      accepted:
        final === null && !isPrompted
          ? null
          : isPrompted || this.#options.conversation.session.classify(final?.text ?? '') === 'success',
      prompted: isPrompted,
      durationMs: final === null ? null : roundMs(final.atMs - exchange.sent.atMs),
      events: [exchange.sent.event, exchange.lastEvent],
    });
    if (record === null || (exchange.purpose !== 'scenario' && exchange.purpose !== 'given')) return;
    for (const state of exchange.command.form?.writes ?? []) record.touched.add(state);
    if (exchange.command.line === null) record.isEverythingTouched = true;
    if (exchange.command.form?.destructive === true) record.hasReset = true;
    record.wireFindings.push(...findings);
  }

  /** Begins a scenario. False where it cannot run; its end has then been told already. */
  async begin(scenario: Scenario, skipReason: string | null): Promise<boolean> {
    const { recorder, conversation, watch, origin, profile, variables, set } = this.#options;
    await origin.settle();
    recorder.record({ kind: 'scenario-start', scenario: scenario.id });
    this.#options.onBegin(scenario.id);
    const record = new ScenarioRecord(
      scenario,
      new Variables(profile, { ...variables, scenario: scenario.id }),
      conversation.clock.nowMs(),
      watch.mark(),
    );
    this.#record = record;
    record.wireFindings.push(...conversation.session.beginScenario());
    const hindrance = this.#findHindrance(scenario, skipReason);
    if (hindrance !== null) {
      record.raise(hindrance.verdict, hindrance.reason);
      this.#tellEnd(record, hindrance.verdict === 'skip' ? 'skip' : 'inconclusive');
      return false;
    }
    if (this.#unclean === null) return true;
    this.#unclean = await this.#guarded(() => this.#options.housekeeping.clean(set.states, 'clean'));
    if (this.#unclean === null) return true;
    record.raise('inconclusive', `the module could not be cleaned before: ${this.#unclean}`);
    this.#tellEnd(record, 'inconclusive');
    return false;
  }

  #findHindrance(scenario: Scenario, skipReason: string | null): { verdict: Verdict; reason: string } | null {
    if (skipReason !== null) return { verdict: 'skip', reason: skipReason };
    if (this.#stopped !== null) return { verdict: 'inconclusive', reason: this.#stopped };
    const failed = scenario.after.find((named) => !this.#hasPassed(named));
    if (failed === undefined) return null;
    return { verdict: 'inconclusive', reason: `needs ${failed} to pass first, and it did not` };
  }

  /** An id, or the part that all rows of a table share: then each of them. */
  #hasPassed(named: string): boolean {
    const verdicts = [...this.#verdicts].filter(([id]) => id === named || id.startsWith(`${named}/`));
    return verdicts.length > 0 && verdicts.every(([, verdict]) => isGood(verdict));
  }

  /** Performs a step of the scenario that runs. Throws ScenarioStopped where the scenario cannot go on. */
  async perform(step: Step): Promise<void> {
    const record = this.#record;
    if (record === null) throw new ScenarioStopped('error', 'a step outside any scenario');
    try {
      await this.#performer.perform(step, record);
    } catch (error) {
      if (error instanceof ScenarioStopped) {
        record.raise(error.verdict, error.message);
        throw error;
      }
      const message = error instanceof Error ? error.message : String(error);
      record.raise(this.#verdictOfThrow(error), message);
      throw new ScenarioStopped('error', message);
    }
    this.#throwIfRestarted(record);
  }

  /** cucumber could not perform the scenario as it stands: the author's mistake or ours, never the module's. */
  fail(message: string): void {
    this.#record?.raise('error', message);
  }

  /** cucumber saw a step fail. Where no judgement of ours has said why, it was a step of the user's own that threw. */
  noteFailure(message: string): void {
    if (this.#record !== null && !this.#record.isRed) this.fail(message);
  }

  #verdictOfThrow(error: unknown): Verdict {
    const isInterrupted =
      error instanceof Error && error.name === 'Stopped' && this.#options.conversation.fault === null;
    return isInterrupted ? 'inconclusive' : 'error';
  }

  #throwIfRestarted(record: ScenarioRecord): void {
    const { lost } = this.#options.conversation.session;
    if (lost === null) return;
    record.raise('fail', lost);
    throw new ScenarioStopped('fail', lost);
  }

  /** Ends the scenario: lets the exchange finish, judges the wire, probes, recovers and cleans. */
  async end(): Promise<ScenarioEnd> {
    const record = this.#record;
    assertInvariant(record !== null, 'a scenario ended that had not begun');
    const problem = await this.#guarded(() => this.#windUp(record));
    if (problem !== null && this.#options.conversation.fault !== null) record.raise('error', problem);
    this.#unclean = problem;
    const { session } = this.#options.conversation;
    if (session.phase === 'lost' && this.#options.conversation.fault === null) session.recover();
    return this.#tellEnd(record, null);
  }

  async #windUp(record: ScenarioRecord): Promise<string | null> {
    const { conversation, profile, housekeeping, set } = this.#options;
    const { session } = conversation;
    if (!session.isSettled && session.phase !== 'lost' && session.phase !== 'data')
      await conversation.waitFor(profile.timing.replyMs, () =>
        session.isSettled || session.lost !== null ? true : null,
      );
    await conversation.settle(profile.timing.quietMs, profile.timing.replyMs);
    const isStuck = !session.isSettled;
    if (isStuck || session.lost !== null) {
      if (session.lost !== null) record.raise('fail', session.lost);
      record.isEverythingTouched = true;
      conversation.closeExchange();
      return this.#recover();
    }
    conversation.closeExchange();
    await this.#options.origin.settle();
    if (!(await housekeeping.probe('probe'))) {
      record.raise('fail', `the module does not answer ${set.housekeeping.probe} after the scenario`);
      record.isEverythingTouched = true;
      const problem = await this.#recover();
      if (problem !== null) return problem;
    }
    if (record.hasReset) {
      const unreachable =
        (await housekeeping.setUp('setup')) ?? (await housekeeping.preflight('setup', profile.timing.bootMs));
      if (unreachable !== null) return unreachable;
    }
    return housekeeping.clean(record.isEverythingTouched ? set.states : record.touched, 'clean');
  }

  async #recover(): Promise<string | null> {
    await this.#options.origin.settle();
    if (await this.#options.housekeeping.recover())
      return this.#options.housekeeping.clean(this.#options.set.states, 'clean');
    this.stop('the module did not answer any more and could not be brought back');
    return 'the module could not be brought back';
  }

  /** Housekeeping never throws past here: what hinders it is told instead. */
  async #guarded(work: () => Promise<string | null>): Promise<string | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Stopped') throw error;
      this.stop(error.message);
      return error.message;
    }
  }

  #tellEnd(record: ScenarioRecord, wire: Verdict | null): ScenarioEnd {
    const { recorder, conversation, onEnd } = this.#options;
    this.#record = null;
    this.#tellWireFindings(record);
    const verdict = record.conclude();
    const wireVerdict = wire ?? record.concludeWire((id) => verdictOfBreach(this.#requirements.get(id)));
    const durationMs = roundMs(conversation.clock.nowMs() - record.startedMs);
    const { scenario, reason } = record;
    this.#verdicts.set(scenario.id, verdict);
    recorder.record({
      kind: 'scenario-end',
      scenario: scenario.id,
      verdict,
      wire: wireVerdict,
      reason,
      durationMs,
    });
    onEnd(scenario, verdict, wireVerdict, reason, durationMs);
    return { verdict, wire: wireVerdict, reason };
  }

  /** One judgement a wire requirement: its first breach, or all that speaks for it. */
  #tellWireFindings(record: ScenarioRecord): void {
    for (const id of new Set(record.wireFindings.map(({ requirement }) => requirement))) {
      const ofRequirement = record.wireFindings.filter(({ requirement }) => requirement === id);
      const breach = ofRequirement.find(({ isMet }) => !isMet);
      const shown = breach ?? ofRequirement[0];
      if (shown === undefined) continue;
      this.#options.recorder.record({
        kind: 'judgement',
        scenario: record.scenario.id,
        channel: 'wire',
        verdict: breach === undefined ? 'pass' : verdictOfBreach(this.#requirements.get(id)),
        requirements: [id],
        questions: [],
        evidence:
          breach?.evidence ??
          [...new Set(ofRequirement.flatMap(({ evidence }) => evidence))].slice(0, WIRE_EVIDENCE_MAX),
        expected: shown.expected,
        received: shown.received,
        observed: null,
        text: 'wire channel',
        place: null,
        elapsedMs: null,
        limitMs: null,
      });
    }
  }
}

/** A wire requirement that held in a hundred exchanges is proved by the first of them. */
const WIRE_EVIDENCE_MAX = 20;

function isGood(verdict: Verdict): boolean {
  return !isRed(verdict) && verdict !== 'skip';
}
