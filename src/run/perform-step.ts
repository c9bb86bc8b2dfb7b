/** Performs one step: acts on the module, the origin or the clock, or waits for what an expectation wants and judges it. */
import { type Bytes, concatBytes, decodeLatin1, encodeText, unescapeBytes } from '../base/bytes.ts';
import { assertInvariant, assertNever } from '../base/invariant.ts';
import { roundMs } from '../base/milliseconds.ts';
import { buildContext } from '../engine/command-context.ts';
import { judgeExpectation } from '../engine/judge.ts';
import type { Observation, View } from '../engine/observation.ts';
import { type Expectation, isExpectation, observe } from '../engine/observe.ts';
import { toCount } from '../engine/pattern.ts';
import type { Purpose } from '../record/event.ts';
import { isRed, type Verdict } from '../record/verdict.ts';
import { encodeCall } from '../scenario/call.ts';
import type { OriginStep, PayloadStep, RawStep, SendStep, Step } from '../scenario/step.ts';
import type { Requirement } from '../spec/model.ts';
import type { BenchOptions } from './bench-options.ts';
import { makeBytes } from './byte-source.ts';
import type { ScenarioRecord } from './scenario-record.ts';
import { ScenarioStopped } from './scenario-stopped.ts';
import { hashStep } from './step-hash.ts';

/** A second request, or one that should not have been, follows at once where it follows at all: this long is watched for it. */
const ORIGIN_SETTLE_MS = 40;
/** A request is at the origin before its final is on the port, except where the final does not wait for the answer. */
const ORIGIN_WAIT_MS = 2000;
/** Error of real timers on a busy machine, which a scaled clock multiplies. */
const TIMER_ERROR_MS = 15;

type Found = Extract<Observation, { kind: 'found' }>;

export class StepPerformer {
  readonly #options: BenchOptions;
  readonly #requirements: ReadonlyMap<string, Requirement>;

  constructor(options: BenchOptions, requirements: ReadonlyMap<string, Requirement>) {
    this.#options = options;
    this.#requirements = requirements;
  }

  async perform(written: Step, record: ScenarioRecord): Promise<void> {
    const { step, missing } = record.variables.resolve(written);
    if (missing.length > 0)
      throw new ScenarioStopped('error', `nothing stands for \${${missing[0]}} in: ${written.text}`);
    const { recorder } = this.#options;
    const event = recorder.record({
      kind: 'step',
      scenario: record.scenario.id,
      text: step.text,
      place: step.place,
      role: step.role,
      hash: hashStep(step),
    });
    if (isExpectation(step)) await this.#expect(step, record, event);
    else await this.#act(step, record);
  }

  async #act(step: Exclude<Step, Expectation>, record: ScenarioRecord): Promise<void> {
    const { conversation, recorder, housekeeping, set } = this.#options;
    switch (step.kind) {
      case 'send':
        return this.#send(step, record);
      case 'raw':
        return this.#sendRaw(step, record);
      case 'payload':
        return this.#enterPayload(step, record);
      case 'origin':
        return this.#script(step);
      case 'wait':
        return conversation.rest(step.forMs);
      case 'reset':
        record.hasReset = true;
        record.isEverythingTouched = true;
        return this.#demand(step, await housekeeping.reset(step.restore, purposeOf(step)));
      case 'clean':
        return this.#demand(
          step,
          await housekeeping.clean(step.states ?? set.states, 'clean'),
          'inconclusive',
        );
      case 'set':
        return record.variables.set(step.name, step.value);
      case 'make':
        return record.variables.set(step.name, decodeLatin1(this.#make(step.source)));
      case 'note':
        recorder.record({ kind: 'note', scenario: record.scenario.id, text: step.note });
        return;
      default:
        return assertNever(step, 'step');
    }
  }

  #demand(
    step: Step,
    problem: string | null,
    verdict: Verdict = step.role === 'given' ? 'inconclusive' : 'fail',
  ): void {
    if (problem !== null) throw new ScenarioStopped(verdict, problem);
  }

  #make(source: Parameters<typeof makeBytes>[0]): Bytes {
    return makeBytes(source, this.#options.readFile);
  }

  async #send(step: SendStep, record: ScenarioRecord): Promise<void> {
    const { set, profile, watch, conversation } = this.#options;
    const { content } = step;
    const line = content.kind === 'line' ? content.line : encodeCall(set, content);
    if (conversation.session.isSettled) record.sendMark = watch.mark();
    record.payloadLeft = null;
    await conversation.sendCommand(
      line,
      step.terminator ?? profile.framing.terminator,
      buildContext(set, line),
      purposeOf(step),
    );
  }

  /** Raw bytes that end a line open an exchange of their own, since something may answer them. */
  async #sendRaw(step: RawStep, record: ScenarioRecord): Promise<void> {
    const { conversation, set, watch, profile } = this.#options;
    const bytes = this.#make(step.source);
    const text = decodeLatin1(bytes);
    const endsLine = text.endsWith(profile.framing.terminator);
    if (conversation.session.isSettled) record.sendMark = watch.mark();
    const context = endsLine && conversation.session.phase !== 'data' ? buildContext(set, null) : null;
    await conversation.sendRaw(bytes, text.trimEnd(), context, purposeOf(step));
  }

  async #enterPayload(step: PayloadStep, record: ScenarioRecord): Promise<void> {
    const { conversation } = this.#options;
    await this.#awaitDataPhase(step);
    const source = step.source === null ? record.payloadLeft : this.#make(step.source);
    if (source === null) throw new ScenarioStopped('error', `no bytes remain to be entered: ${step.text}`);
    const first = step.first === null ? source.length : Math.min(source.length, toCount(step.first));
    record.payloadLeft = source.subarray(first);
    const surplus = step.surplus === null ? new Uint8Array() : unescapeBytes(step.surplus);
    const bytes = concatBytes([source.subarray(0, first), surplus]);
    const pieceBytes = step.pieceBytes ?? Math.max(1, bytes.length);
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      if (offset > 0 && step.gapMs > 0) await conversation.rest(step.gapMs);
      await conversation.sendPayload(
        bytes.subarray(offset, offset + pieceBytes),
        surplus.length > 0,
        purposeOf(step),
      );
      if (conversation.session.lost !== null) return;
    }
  }

  /** Waits for the prompt and for what follows it to be certain. Without a prompt nothing is written: it would be read as commands. */
  async #awaitDataPhase(step: PayloadStep): Promise<void> {
    const { conversation, profile } = this.#options;
    const { session } = conversation;
    const isOpen = await conversation.waitFor(step.withinMs ?? profile.timing.replyMs, () => {
      if (session.exchange?.promptForm != null) return true;
      return session.isSettled || session.lost !== null ? false : null;
    });
    if (isOpen !== true)
      throw new ScenarioStopped('inconclusive', `the module opened no data phase for: ${step.text}`);
  }

  #script(step: OriginStep): void {
    const { origin, recorder } = this.#options;
    const answer =
      step.bodyText === null
        ? step.answer
        : { ...step.answer, body: { kind: 'bytes' as const, bytes: encodeText(step.bodyText) } };
    origin.script(answer);
    const script = JSON.parse(
      JSON.stringify(answer, (_key, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      ),
    );
    recorder.record({
      kind: 'origin',
      what: 'script',
      connection: 0,
      tls: false,
      summary: `next answer: ${answer.status}`,
      script,
    });
  }

  async #expect(step: Expectation, record: ScenarioRecord, stepEvent: number): Promise<void> {
    const { conversation, profile } = this.#options;
    const content = contentOf(step, (source) => this.#make(source));
    const startedMs = conversation.clock.nowMs();
    const offset = conversation.session.offset;
    if (step.kind === 'received') await conversation.rest(ORIGIN_SETTLE_MS);
    const withinMs = waitingTimeMs(step, profile.timing.replyMs);
    const observation = await conversation.waitFor(withinMs, (isExpired) => {
      const result = observe(
        step,
        this.#view(record, stepEvent, startedMs, offset, isExpired),
        conversation.session.classify,
        content,
      );
      return result.kind === 'found' ? result : null;
    });
    assertInvariant(
      observation !== null,
      `an expectation found nothing when its time was over: ${step.kind}`,
    );
    for (const item of observation.taken) item.isTaken = true;
    for (const [name, value] of Object.entries(observation.captures)) record.variables.set(name, value);
    this.#tell(step, record, observation, withinMs);
  }

  #view(
    record: ScenarioRecord,
    stepEvent: number,
    startedMs: number,
    offset: number,
    isExpired: boolean,
  ): View {
    const { conversation, watch } = this.#options;
    const { session, clock } = conversation;
    return {
      exchange: session.exchange,
      idleItems: session.idleItems,
      nowMs: clock.nowMs(),
      startedMs,
      stepEvent,
      lastSentEvent: conversation.lastSentEvent,
      isExpired,
      arrived: session.arrivedSince(offset, isExpired),
      originSinceSend: watch.since(record.sendMark),
      originSinceScenario: watch.since(record.scenarioMark),
      toleranceMs: clock.scale > 1 ? clock.scale * TIMER_ERROR_MS : 0,
      lost: session.lost,
    };
  }

  /** Writes the judgements down, and ends the scenario where one is red. */
  #tell(step: Expectation, record: ScenarioRecord, observation: Found, limitMs: number): void {
    const judgements = judgeExpectation(step, observation.isMet, observation.evidence, this.#requirements);
    let worst: Verdict = 'pass';
    for (const { verdict, requirements } of judgements) {
      this.#options.recorder.record({
        kind: 'judgement',
        scenario: record.scenario.id,
        channel: 'scenario',
        verdict,
        requirements,
        questions: step.answers,
        evidence: observation.evidence,
        expected: observation.expected,
        received: observation.received,
        observed: step.answers.length > 0 || verdict === 'info' ? observation.observed : null,
        text: step.text,
        place: step.place,
        elapsedMs: observation.elapsedMs === null ? null : roundMs(observation.elapsedMs),
        limitMs,
      });
      for (const id of requirements) record.judged.add(id);
      if (requirements.length > 0 || step.answers.length > 0 || verdict !== 'pass')
        record.raise(
          verdict,
          isRed(verdict) || verdict === 'nonstrict'
            ? `expected ${observation.expected}; received ${observation.received}`
            : null,
        );
      if (isRed(verdict)) worst = verdict;
    }
    if (isRed(worst))
      throw new ScenarioStopped(worst, `expected ${observation.expected}; received ${observation.received}`);
  }
}

function purposeOf(step: Step): Purpose {
  return step.role === 'given' ? 'given' : 'scenario';
}

function contentOf(
  step: Expectation,
  make: (source: Parameters<typeof makeBytes>[0]) => Bytes,
): Bytes | null {
  if (step.kind === 'body') return step.content === null ? null : make(step.content);
  if (step.kind === 'received') return step.body === null ? null : make(step.body);
  return null;
}

function waitingTimeMs(step: Expectation, replyMs: number): number {
  if (step.kind === 'silence') return step.forMs;
  if (step.kind === 'received') return step.withinMs ?? (step.requests === 0 ? 0 : ORIGIN_WAIT_MS);
  return step.withinMs ?? replyMs;
}
