/** Performs a step that expects: waits until what it wants has come or its time is over, and judges that. */
import type { Bytes } from '../base/bytes.ts';
import { assertInvariant } from '../base/invariant.ts';
import { roundMs } from '../base/milliseconds.ts';
import { judgeExpectation } from '../engine/judge.ts';
import type { Observation, View } from '../engine/observation.ts';
import { type Expectation, observe } from '../engine/observe.ts';
import { isRed, type Verdict } from '../record/verdict.ts';
import type { Requirement } from '../spec/model.ts';
import type { BenchOptions } from './bench-options.ts';
import { makeBytes } from './byte-source.ts';
import type { ScenarioRecord } from './scenario-record.ts';
import { ScenarioStopped } from './scenario-stopped.ts';

/** A second request, or one that should not have been, follows at once where it follows at all: this long is watched for it. */
const ORIGIN_SETTLE_MS = 40;
/** A request is at the origin before its final is on the port, except where the final does not wait for the answer. */
const ORIGIN_WAIT_MS = 2000;
/** Error of real timers on a busy machine, which a scaled clock multiplies. */
const TIMER_ERROR_MS = 15;

type Found = Extract<Observation, { kind: 'found' }>;

/** `step` is resolved; `stepEvent` is the number of its event. Throws ScenarioStopped where the judgement is red. */
export async function performExpectation(
  step: Expectation,
  stepEvent: number,
  record: ScenarioRecord,
  options: BenchOptions,
  requirements: ReadonlyMap<string, Requirement>,
): Promise<void> {
  const limitMs = waitingTimeMs(step, options.profile.timing.replyMs);
  const found = await waitForObservation(step, stepEvent, limitMs, record, options);
  for (const item of found.taken) item.isTaken = true;
  for (const [name, value] of Object.entries(found.captures)) record.variables.set(name, value);
  const judgements = judgeExpectation(step, found.isMet, found.evidence, requirements);
  for (const judgement of judgements) tellJudgement(judgement, step, found, limitMs, record, options);
  const red = judgements
    .map(({ verdict }) => verdict)
    .filter(isRed)
    .at(-1);
  if (red !== undefined) throw new ScenarioStopped(red, describeDeviation(found));
}

async function waitForObservation(
  step: Expectation,
  stepEvent: number,
  limitMs: number,
  record: ScenarioRecord,
  options: BenchOptions,
): Promise<Found> {
  const { conversation } = options;
  const { session, clock } = conversation;
  const content = contentOf(step, options);
  const begun = { stepEvent, startedMs: clock.nowMs(), offset: session.offset };
  if (step.kind === 'received') await conversation.rest(ORIGIN_SETTLE_MS);
  const found = await conversation.waitFor(limitMs, (isExpired) => {
    const view = viewOf(record, options, begun, isExpired);
    const result = observe(step, view, session.classify, content);
    return result.kind === 'found' ? result : null;
  });
  assertInvariant(found !== null, `an expectation found nothing when its time was over: ${step.kind}`);
  return found;
}

/** When a wait began: on the clock, in the events, in the bytes received. */
interface Begun {
  readonly stepEvent: number;
  readonly startedMs: number;
  readonly offset: number;
}

function viewOf(
  record: ScenarioRecord,
  { conversation, watch }: BenchOptions,
  { stepEvent, startedMs, offset }: Begun,
  isExpired: boolean,
): View {
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
    toleranceMs: clock.scale === null || clock.scale === 1 ? 0 : clock.scale * TIMER_ERROR_MS,
    lost: session.lost,
  };
}

function tellJudgement(
  { verdict, requirements }: { readonly verdict: Verdict; readonly requirements: readonly string[] },
  step: Expectation,
  found: Found,
  limitMs: number,
  record: ScenarioRecord,
  { recorder }: BenchOptions,
): void {
  const isAnswer = step.answers.length > 0;
  recorder.record({
    kind: 'judgement',
    scenario: record.scenario.id,
    channel: 'scenario',
    verdict,
    requirements,
    questions: step.answers,
    evidence: found.evidence,
    expected: found.expected,
    received: found.received,
    observed: isAnswer || verdict === 'info' ? found.observed : null,
    text: step.text,
    place: step.place,
    elapsedMs: found.elapsedMs === null ? null : roundMs(found.elapsedMs),
    limitMs,
  });
  for (const id of requirements) record.judged.add(id);
  if (requirements.length === 0 && !isAnswer && verdict === 'pass') return;
  const isDeviation = isRed(verdict) || verdict === 'nonstrict';
  record.raise(verdict, isDeviation ? describeDeviation(found) : null);
}

function describeDeviation({ expected, received }: Found): string {
  return `expected ${expected}; received ${received}`;
}

/** The bytes that a body is compared with, or null. */
function contentOf(step: Expectation, { readFile }: BenchOptions): Bytes | null {
  const source = step.kind === 'body' ? step.content : step.kind === 'received' ? step.body : null;
  return source === null ? null : makeBytes(source, readFile);
}

function waitingTimeMs(step: Expectation, replyMs: number): number {
  if (step.kind === 'silence') return step.forMs;
  if (step.kind === 'received') return step.withinMs ?? (step.requests === 0 ? 0 : ORIGIN_WAIT_MS);
  return step.withinMs ?? replyMs;
}
