/** Builds a `RunResult` out of scenarios: counts, evidence and command rows follow from them, so that they cannot disagree. */
import { countScenarios } from '../record/fold.ts';
import type {
  CommandResult,
  JudgementResult,
  LadderRow,
  QuestionResult,
  RequirementResult,
  RunResult,
  ScenarioResult,
} from '../record/result.ts';
import { highestVerdict, isRed } from '../record/verdict.ts';

/** A row of a ladder: time in ms, kind, text, and the bytes where there are any (escaped text or recorded bytes). */
export type RowParts = readonly [
  t: number,
  kind: LadderRow['kind'],
  text: string,
  bytes?: LadderRow['bytes'] | string,
];

/** Rows numbered from `first`; for tx and rx the text is the bytes. */
export function buildLadder(first: number, rows: readonly RowParts[]): readonly LadderRow[] {
  return rows.map(([t, kind, text, bytes], index) => ({
    ...{ n: first + index, t, kind, text },
    bytes:
      typeof bytes === 'string'
        ? { text: bytes }
        : (bytes ?? (kind === 'tx' || kind === 'rx' ? { text } : null)),
  }));
}

export function buildJudgement(parts: Partial<JudgementResult>): JudgementResult {
  const given: JudgementResult = {
    ...{ channel: 'scenario', verdict: 'pass', requirements: [], questions: [], evidence: [] },
    ...{ expected: 'OK', received: 'OK', observed: null, text: 'Then the module answers OK' },
    ...{ place: null, elapsedMs: null, limitMs: null },
  };
  return { ...given, ...parts };
}

/** A scenario whose verdicts are the highest of its judgements unless told otherwise. */
export function buildScenario(parts: Partial<ScenarioResult> & Pick<ScenarioResult, 'id'>): ScenarioResult {
  const judgements = parts.judgements ?? [];
  const highest = (channel: JudgementResult['channel']) =>
    highestVerdict(
      judgements.filter((each) => each.channel === channel).map(({ verdict }) => verdict),
      'pass' as const,
    );
  const command = parts.id.split('/')[0] ?? '';
  return {
    ...{ title: parts.id, command, notation: 'gherkin', verdict: highest('scenario'), wire: highest('wire') },
    requirements: [
      ...new Set(judgements.flatMap((each) => (each.channel === 'wire' ? [] : each.requirements))),
    ],
    questions: [...new Set(judgements.flatMap(({ questions }) => questions))],
    hash: `hash of ${parts.id}`,
    ...{ tags: [], place: { path: `features/http/${command.toLowerCase()}.feature`, line: 12, column: 3 } },
    ...{ durationMs: 120, reason: null, judgements, ladder: [] },
    ...{ accept: null, flaky: false, attempts: [] },
    accepted: false,
    ...parts,
  };
}

type RequirementFacts = Omit<
  RequirementResult,
  'verdict' | 'accept' | 'flaky' | 'scenarios' | 'evidence' | 'accepted'
>;

export interface ResultParts {
  readonly scenarios: readonly ScenarioResult[];
  readonly requirements: readonly RequirementFacts[];
  /** What the scenarios do not tell of the commands; a command without an entry has neither forms nor parameters. */
  readonly commands: readonly (Pick<CommandResult, 'command' | 'title'> & Partial<CommandResult>)[];
  readonly questions: readonly QuestionResult[];
  readonly run?: Partial<RunResult>;
}

const NO_EXCHANGES = { exchanges: 0, moves: [], oddities: [] } as const;

export function buildResult(parts: ResultParts): RunResult {
  const { scenarios } = parts;
  const requirements = parts.requirements.map((facts) => judgeRequirement(facts, scenarios));
  const worst = highestVerdict(
    scenarios.flatMap(({ verdict, wire }) => [verdict, wire]),
    'pass' as const,
  );
  const verdict = worst === 'error' ? 'not-judged' : isRed(worst) ? 'does-not-conform' : 'conforms';
  return {
    format: 'atconform-result/1',
    tool: { name: 'atconform', version: '0.1.0' },
    ...{ startedAt: '2026-03-14T09:26:53.589Z', durationMs: 48_210, verdict },
    exitCode: { conforms: 0, 'does-not-conform': 1, 'not-judged': 4 }[verdict],
    ...{ rule: 'no fail, unverified or inconclusive', stopped: null },
    device: {
      ...{ address: 'sim:winnermicro', link: 'pipe', settings: {}, profile: 'winnermicro' },
      profileTitle: 'WinnerMicro HTTP firmware',
      identity: ['AT version:1.4.0', 'SDK version:W800_SDK_v1.00.08'],
    },
    set: { name: 'http', title: 'HTTP AT commands', document: 'HTTP AT Command Set' },
    ...{ seed: '7f3a', clockScale: 10, repeat: '--device sim:' },
    attempts: { repeat: 1, retry: 0, allowsFlaky: false },
    hashes: { set: '3b7e01fa'.repeat(8), profile: '90cc41d2'.repeat(8), scenarios: 'e4120b67'.repeat(8) },
    ...countScenarios(scenarios),
    ...{
      scenarios,
      requirements,
      session: NO_EXCHANGES,
      questions: parts.questions,
      baseline: null,
      gate: null,
      examples: [],
    },
    commands: parts.commands.map((command) => judgeCommand(command, scenarios, requirements)),
    ...parts.run,
  };
}

function judgeRequirement(facts: RequirementFacts, scenarios: readonly ScenarioResult[]): RequirementResult {
  const speaksFor = (judgement: JudgementResult) => judgement.requirements.includes(facts.id);
  const judging = scenarios.filter(({ judgements }) => judgements.some(speaksFor));
  const judgements = judging.flatMap((scenario) => scenario.judgements.filter(speaksFor));
  return {
    ...facts,
    ...{ accept: null, flaky: scenarios.some((one) => one.flaky && one.requirements.includes(facts.id)) },
    verdict: highestVerdict(
      judgements.map(({ verdict }) => verdict),
      'untested' as const,
    ),
    scenarios: judging.map(({ id }) => id),
    evidence: judgements.flatMap(({ evidence }) => evidence).slice(0, 20),
    accepted: judging.length > 0 && judging.every(({ accepted }) => accepted),
  };
}

function judgeCommand(
  given: ResultParts['commands'][number],
  scenarios: readonly ScenarioResult[],
  requirements: readonly RequirementResult[],
): CommandResult {
  const own = scenarios.filter(({ command }) => command === given.command);
  const rows = requirements.filter(({ command }) => command === given.command);
  const count = (...wanted: RequirementResult['verdict'][]) =>
    rows.filter(({ verdict }) => wanted.includes(verdict)).length;
  const exercised = rows.length - count('untested', 'skip');
  return {
    verdict: highestVerdict(
      [...own, ...rows].flatMap(({ verdict }) => (verdict === 'untested' ? [] : [verdict])),
      'untested' as const,
    ),
    wire: highestVerdict(
      own.map(({ wire }) => wire),
      'untested' as const,
    ),
    ...(({ counts, accepted }) => ({ scenarios: counts, accepted }))(countScenarios(own)),
    forms: [],
    requirements: {
      ...{ total: rows.length, exercised, passed: count('pass') },
      ...{ failed: count('fail', 'unverified'), recorded: count('info') },
    },
    coverage: rows.length === 0 ? 0 : exercised / rows.length,
    ...{ parameters: [], latency: null },
    ...given,
  };
}
