/**
 * `messages.ndjson`: the whole run as Cucumber Messages, whatever the notation, for any tool that reads these. Scenarios stand in
 * documents made for the purpose, one a command, as they were performed; where they are written is told in a comment.
 */
import {
  AttachmentContentEncoding,
  type Envelope,
  IdGenerator,
  TestStepResultStatus,
  version,
} from '@cucumber/messages';
import type { AttemptResult, RunResult, ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { ARROWS, describeRow } from './ladder.ts';
import { compileDocument, type PerformedScenario } from './messages-document.ts';
import { toWallMs } from './mode.ts';
import { countNoun, formatLadderTime } from './words.ts';

/** Rows of an attempt that are attached, and characters of each: enough to see what happened, events.ndjson has the rest. */
const ROWS_MAX = 60;
const ROW_LENGTH_MAX = 200;

/** One envelope a line. The same result gives the same lines. */
export function renderMessages(result: RunResult): string {
  const newId = IdGenerator.incrementing();
  const runId = newId();
  const writer = new MessageWriter(result, newId);
  const documents = groupByCommand(result.scenarios).map(([command, scenarios]) =>
    compileDocument(command, scenarios.map(performScenario), newId),
  );
  const envelopes: Envelope[] = [
    { meta: describeTool(result) },
    ...documents.flatMap((document) => document.envelopes),
    { testRunStarted: { id: runId, timestamp: writer.timestamp } },
    ...documents.flatMap(({ performed }) => performed.flatMap((each) => writer.writeScenario(each, runId))),
    {
      testRunFinished: {
        ...{ testRunStartedId: runId, timestamp: writer.timestamp, message: result.rule },
        success: result.exitCode === 0,
      },
    },
  ];
  return envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join('');
}

function describeTool({ tool }: RunResult) {
  const unknown = { name: 'not recorded' };
  return {
    protocolVersion: version,
    implementation: { name: tool.name, version: tool.version },
    ...{ runtime: unknown, os: unknown, cpu: unknown },
  };
}

function groupByCommand(scenarios: readonly ScenarioResult[]): (readonly [string, ScenarioResult[]])[] {
  const groups = new Map<string, ScenarioResult[]>();
  for (const scenario of scenarios)
    groups.set(scenario.command, [...(groups.get(scenario.command) ?? []), scenario]);
  return [...groups];
}

type Pass = Omit<AttemptResult, 'decisive'>;

interface Performed extends PerformedScenario {
  /** In the order in which Cucumber is told of them: the one that counts comes last, as its tools take the last one's word. */
  readonly passes: readonly Pass[];
}

function performScenario(scenario: ScenarioResult): Performed {
  const { attempts } = scenario;
  const others = attempts.filter(({ decisive }) => !decisive);
  const last = attempts.filter(({ decisive }) => decisive);
  const passes = attempts.length === 0 ? [{ ...scenario, attempt: 1 }] : [...others, ...last];
  const stepTexts = passes
    .map(({ ladder }) => ladder.filter(({ kind }) => kind === 'step').map(({ text }) => text))
    .reduce((longest, texts) => (texts.length > longest.length ? texts : longest));
  return { scenario, stepTexts, passes };
}

class MessageWriter {
  readonly #result: RunResult;
  readonly #newId: () => string;
  /** Since the run's start, on the wall: scenarios follow each other. */
  #nowMs = 0;

  constructor(result: RunResult, newId: () => string) {
    this.#result = result;
    this.#newId = newId;
  }

  get timestamp() {
    return splitMs(Date.parse(this.#result.startedAt) + this.#nowMs);
  }

  writeScenario(
    { performed, pickle }: { performed: Performed; pickle: PickleLike },
    runId: string,
  ): Envelope[] {
    const testCaseId = this.#newId();
    const stepIds = pickle.steps.map(() => this.#newId());
    const testSteps = pickle.steps.map((step, index) => ({
      ...{ id: stepIds[index] ?? '', pickleStepId: step.id },
      ...{ stepDefinitionIds: [], stepMatchArgumentsLists: [] },
    }));
    const testCase = { id: testCaseId, pickleId: pickle.id, testSteps, testRunStartedId: runId };
    const { passes, scenario } = performed;
    return [
      { testCase },
      ...passes.flatMap((pass, index) => {
        const willBeRetried = index < passes.length - 1;
        return this.#writePass(pass, {
          testCaseId,
          stepIds,
          attempt: index,
          count: passes.length,
          willBeRetried,
          isAccepted: scenario.accepted,
        });
      }),
    ];
  }

  #writePass(
    pass: Pass,
    about: {
      testCaseId: string;
      stepIds: readonly string[];
      attempt: number;
      count: number;
      willBeRetried: boolean;
      isAccepted: boolean;
    },
  ): Envelope[] {
    const { testCaseId, stepIds, attempt, count, willBeRetried, isAccepted } = about;
    const testCaseStartedId = this.#newId();
    const startMs = this.#nowMs;
    const started = { id: testCaseStartedId, testCaseId, attempt, timestamp: this.timestamp };
    const beginnings = pass.ladder.filter(({ kind }) => kind === 'step').map(({ t }) => this.#toWall(t));
    const endMs = this.#toWall(pass.durationMs);
    const steps = stepIds.flatMap((testStepId, index): Envelope[] => {
      const isLast = index === stepIds.length - 1;
      const fromMs = isLast ? endMs : (beginnings[index] ?? endMs);
      const toMs = isLast ? endMs : (beginnings[index + 1] ?? endMs);
      const common = { testCaseStartedId, testStepId };
      this.#nowMs = startMs + fromMs;
      const begun = { testStepStarted: { ...common, timestamp: this.timestamp } };
      this.#nowMs = startMs + toMs;
      const judged = isLast ? judgePass(pass) : judgeStep(pass, index);
      const testStepResult = {
        duration: splitMs(Math.max(0, toMs - fromMs)),
        ...(isAccepted ? forgive(judged) : judged),
      };
      const attached = isLast ? [attachLadder(pass, count, common, this.timestamp)] : [];
      return [
        begun,
        ...attached,
        { testStepFinished: { ...common, testStepResult, timestamp: this.timestamp } },
      ];
    });
    this.#nowMs = startMs + endMs;
    const finished = { testCaseStartedId, timestamp: this.timestamp, willBeRetried };
    return [{ testCaseStarted: started }, ...steps, { testCaseFinished: finished }];
  }

  #toWall(ms: number): number {
    return toWallMs(this.#result, ms);
  }
}

interface PickleLike {
  readonly id: string;
  readonly steps: readonly { readonly id: string }[];
}

/** A step that was not come to was skipped; one whose own expectation failed failed. */
function judgeStep({ ladder, judgements }: Pass, index: number) {
  const step = ladder.filter(({ kind }) => kind === 'step')[index];
  if (step === undefined) return { status: TestStepResultStatus.SKIPPED };
  const failed = judgements.find(({ text, verdict }) => isRed(verdict) && text === step.text);
  if (failed === undefined) return { status: TestStepResultStatus.PASSED };
  return fail(failed.verdict, `expected ${failed.expected}, received ${failed.received}`);
}

/** The last step says what became of the whole, the wire channel included. */
function judgePass({ verdict, wire, reason }: Pass) {
  if (verdict === 'skip') return { status: TestStepResultStatus.SKIPPED, message: reason ?? '' };
  if (!isRed(verdict) && !isRed(wire)) return { status: TestStepResultStatus.PASSED };
  return fail(isRed(verdict) ? verdict : wire, reason ?? `${verdict}, wire channel ${wire}`);
}

/** A deviation that the baseline accepts is no failure, and no pass either. */
function forgive(judged: { status: TestStepResultStatus; message?: string }) {
  if (judged.status !== TestStepResultStatus.FAILED) return judged;
  return { status: TestStepResultStatus.SKIPPED, message: `accepted: ${judged.message ?? ''}` };
}

function fail(type: string, message: string) {
  return { status: TestStepResultStatus.FAILED, message, exception: { type, message } };
}

function attachLadder(
  { attempt, verdict, wire, ladder }: Pass,
  count: number,
  common: { testCaseStartedId: string; testStepId: string },
  timestamp: ReturnType<typeof splitMs>,
): Envelope {
  const rows = ladder
    .slice(0, ROWS_MAX)
    .map(
      (row) =>
        `${formatLadderTime(row.t).padStart(7)} ${ARROWS[row.kind]}  ${describeRow(row, ROW_LENGTH_MAX)}`,
    );
  const rest = ladder.length - rows.length;
  const lines = [
    `attempt ${attempt} of ${count}: ${verdict}, wire channel ${wire}`,
    ...rows,
    ...(rest > 0 ? [`${countNoun(rest, 'more row')} in events.ndjson`] : []),
  ];
  return {
    attachment: {
      ...{
        body: lines.join('\n'),
        contentEncoding: AttachmentContentEncoding.IDENTITY,
        mediaType: 'text/plain',
      },
      ...{ fileName: `attempt-${attempt}.txt`, ...common, timestamp },
    },
  };
}

function splitMs(ms: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1000) * 1000 };
}
