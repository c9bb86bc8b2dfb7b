/** The bench: brackets every scenario of either notation, performs its steps, and writes down what they found. */

import { encodeText, escapeBytes } from '../base/bytes.ts';
import { assertInvariant } from '../base/invariant.ts';
import { roundMs } from '../base/milliseconds.ts';
import { describeAnswer } from '../engine/answer.ts';
import { findFinal, findPrompt } from '../engine/exchange.ts';
import { verdictOfBreach } from '../engine/judge.ts';
import { listOddities } from '../engine/oddity.ts';
import type { ClosedExchange } from '../engine/session.ts';
import { Variables } from '../engine/variables.ts';
import type { LinkError } from '../link/link.ts';
import { type Attempt, ONE_ATTEMPT, ruleAttempts } from '../record/attempts.ts';
import { isRed, type Verdict } from '../record/verdict.ts';
import { findAcceptance } from '../scenario/acceptance.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Step } from '../scenario/step.ts';
import type { Requirement } from '../spec/model.ts';
import type { BenchOptions, ScenarioEnd } from './bench-options.ts';
import { Stopped } from './conversation.ts';
import { performStep } from './perform-step.ts';
import { closeScenario } from './scenario-closing.ts';
import { ScenarioRecord } from './scenario-record.ts';
import { ScenarioStopped } from './scenario-stopped.ts';
import { recordWireFindings } from './wire-judgement.ts';

export class Bench {
  readonly #options: BenchOptions;
  readonly #requirements: ReadonlyMap<string, Requirement>;
  /** Every attempt by the id of its scenario, in order. */
  readonly #attempts = new Map<string, Attempt[]>();
  /** What counts for those that are `after` it: the latest attempt, or all of them by the rule of its requirements. */
  readonly #standings = new Map<string, Verdict>();
  readonly #abort = new AbortController();
  #record: ScenarioRecord | null = null;
  #stopped: string | null = null;
  /** Why the next scenario cannot be judged: what the last one left behind could not be cleaned. */
  #unclean: string | null = null;

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#requirements = new Map(
      options.set.requirements.map((requirement) => [requirement.id, requirement]),
    );
  }

  /** Why the run is over, or null. */
  get stopped(): string | null {
    return this.#stopped;
  }

  /** Aborts when the user does. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** How the scenario fared so far, once for each attempt. */
  listAttempts(id: string): readonly Attempt[] {
    return this.#attempts.get(id) ?? [];
  }

  /** No further scenario will run. */
  stop(reason: string): void {
    this.#stopped ??= reason;
  }

  /** Neither will the rest of the one that runs. */
  interrupt(reason: string): void {
    this.stop(reason);
    this.#record?.raise('inconclusive', reason);
    this.#abort.abort(new Error(reason));
  }

  /** Takes an exchange that is over: its event, its wire findings, the state that it wrote. */
  takeClosed(closed: ClosedExchange): void {
    const { exchange } = closed;
    const { sent, purpose } = exchange;
    const final = findFinal(exchange);
    const prompted = findPrompt(exchange) !== null;
    const isSuccess = () => this.#options.conversation.session.classify(final?.text ?? '') === 'success';
    this.#options.recorder.record({
      kind: 'exchange',
      scenario: this.#record?.scenario.id ?? '',
      purpose,
      line: escapeBytes(encodeText(sent.text)),
      final: final?.text ?? null,
      accepted: final === null && !prompted ? null : prompted || isSuccess(),
      prompted,
      answer: describeAnswer(exchange),
      phases: exchange.phases,
      oddities: listOddities(exchange, this.#options.conversation.session.classify),
      durationMs: final === null ? null : roundMs(final.atMs - sent.atMs),
      events: [sent.event, exchange.lastEvent],
    });
    if (purpose === 'scenario' || purpose === 'given') this.#record?.noteExchange(closed);
    // Unsolicited codes come when they like, also while the bench speaks for its own sake.
    else this.#record?.noteUnsolicited(closed.findings);
  }

  /** Begins a scenario. False where it cannot run; its end has then been told already. */
  async begin(scenario: Scenario, skipReason: string | null): Promise<boolean> {
    const { recorder, conversation, watch, origin, profile, variables, onBegin } = this.#options;
    await origin.settle();
    const attempt = this.listAttempts(scenario.id).length + 1;
    recorder.record({ kind: 'scenario-start', scenario: scenario.id, ...(attempt > 1 ? { attempt } : {}) });
    onBegin(scenario.id, attempt);
    const known = new Variables(profile, { ...variables, scenario: scenario.id });
    const record = new ScenarioRecord(scenario, known, conversation.clock.nowMs(), watch.mark());
    this.#record = record;
    record.wireFindings.push(...conversation.session.beginScenario());
    if (skipReason !== null) return this.#refuse(record, 'skip', skipReason);
    const hindrance = this.stopped ?? this.#findUnpassed(scenario) ?? (await this.#cleanAgain());
    return hindrance === null || this.#refuse(record, 'inconclusive', hindrance);
  }

  #refuse(record: ScenarioRecord, verdict: 'skip' | 'inconclusive', reason: string): false {
    record.raise(verdict, reason);
    this.#tellEnd(record, verdict);
    return false;
  }

  /** What the scenario waits for and has not passed, in words. */
  #findUnpassed({ after }: Scenario): string | null {
    const failed = after.find((named) => !this.#hasPassed(named));
    return failed === undefined ? null : `needs ${failed} to pass first, and it did not`;
  }

  /** An id, or the part that all rows of a table share: then each of them. */
  #hasPassed(named: string): boolean {
    const verdicts = [...this.#standings].filter(([id]) => id === named || id.startsWith(`${named}/`));
    return verdicts.length > 0 && verdicts.every(([, verdict]) => !isRed(verdict) && verdict !== 'skip');
  }

  /** Another attempt where the last cleaning failed. Returns why the module is not clean, or null. */
  async #cleanAgain(): Promise<string | null> {
    if (this.#unclean === null) return null;
    const { cleaning, set } = this.#options;
    this.#unclean = await this.#untilStopped(() => cleaning.tidy(set.states, 'clean'));
    return this.#unclean === null ? null : `the module could not be cleaned before: ${this.#unclean}`;
  }

  /** Performs a step of the scenario that runs. Throws ScenarioStopped where the scenario cannot go on. */
  async perform(step: Step): Promise<void> {
    const record = this.#record;
    if (record === null) throw new ScenarioStopped('error', 'a step outside any scenario');
    try {
      await performStep(step, record, this.#options, this.#requirements);
    } catch (error) {
      const stopped = this.#explain(error);
      record.raise(stopped.verdict, stopped.message);
      throw stopped;
    }
    const { lost } = this.#options.conversation.session;
    if (lost === null) return;
    record.raise('fail', lost);
    throw new ScenarioStopped('fail', lost);
  }

  /** What a step's throw means for its scenario. */
  #explain(error: unknown): ScenarioStopped {
    if (error instanceof ScenarioStopped) return error;
    const message = error instanceof Error ? error.message : String(error);
    const { fault, session } = this.#options.conversation;
    if (!(error instanceof Stopped) || fault !== null)
      return new ScenarioStopped(verdictOfFault(fault), message);
    return new ScenarioStopped(session.lost === null ? 'inconclusive' : 'fail', message);
  }

  /** cucumber could not perform the scenario as it stands: the author's mistake or ours, never the module's. */
  fail(message: string): void {
    this.#record?.raise('error', message);
  }

  /** cucumber saw a step fail. Where no judgement of ours has said why, it was a step of the user's own that threw. */
  noteFailure(message: string): void {
    if (this.#record !== null && !this.#record.isRed) this.fail(message);
  }

  /** Ends the scenario: lets the exchange finish, judges the wire, probes, recovers and cleans. */
  async end(): Promise<ScenarioEnd> {
    const record = this.#record;
    assertInvariant(record !== null, 'a scenario ended that had not begun');
    this.#unclean = await this.#untilStopped(async () => {
      const hindrance = await closeScenario(record, this.#options);
      if (hindrance?.isFinal === true) this.stop(hindrance.reason);
      return hindrance?.reason ?? null;
    });
    const { fault } = this.#options.conversation;
    if (fault !== null) record.raise(verdictOfFault(fault), fault.message);
    return this.#tellEnd(record, null);
  }

  /** What comes in between is the end of the run, and the reason of its not being done. */
  async #untilStopped(work: () => Promise<string | null>): Promise<string | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      this.stop(error.message);
      return error.message;
    }
  }

  #tellEnd(record: ScenarioRecord, wire: Verdict | null): ScenarioEnd {
    const { recorder, conversation, onEnd } = this.#options;
    const verdictOf = (id: string) => verdictOfBreach(this.#requirements.get(id));
    this.#record = null;
    const { id } = record.scenario;
    recordWireFindings(id, record.wireFindings, verdictOf, recorder);
    const verdict = record.conclude(this.#options.set);
    const durationMs = roundMs(conversation.clock.nowMs() - record.startedMs);
    const { reason } = record;
    const made = { verdict, wire: wire ?? record.concludeWire(verdictOf), reason };
    const attempts = [...this.listAttempts(id), made];
    this.#attempts.set(id, attempts);
    const accept = findAcceptance(record.scenario, this.#options.set);
    const standing = accept === null ? verdict : ruleAttempts(attempts, ONE_ATTEMPT, accept).verdict;
    this.#standings.set(id, standing);
    const end = { ...made, id, attempt: attempts.length, durationMs, standing };
    recorder.record({ kind: 'scenario-end', scenario: id, ...made, durationMs });
    onEnd(end);
    return end;
  }
}

/** Drift is nobody's failure: the recording is of something else. Every other fault of the link is the bench's error. */
function verdictOfFault(fault: LinkError | null): Verdict {
  return fault?.fault === 'drift' ? 'inconclusive' : 'error';
}
