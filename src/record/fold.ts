/** The fold: events in, everything that a result says without knowing the command set out. */
import { foldAttempts } from './attempt-fold.ts';
import { type AttemptRule, ONE_ATTEMPT } from './attempts.ts';
import { type Bracket, bracketEvents } from './bracket.ts';
import type {
  ExchangeEvent,
  FooterEvent,
  HeaderEvent,
  PlannedScenario,
  RunEvent,
  SentEvent,
} from './event.ts';
import { EVENT_FORMAT } from './event.ts';
import { foldQuestions, type ObservedAnswer } from './question-fold.ts';
import { type FoldedRequirement, foldRequirements, type PlacedJudgement } from './requirement-fold.ts';
import type { AcceptedCounts, JudgementResult, ScenarioResult } from './result.ts';
import { type FoldedScenario, foldJudgement, foldScenario, foldUnbegun } from './scenario-fold.ts';
import { findStop, type Stop } from './stop.ts';
import { isRed, VERDICTS, type Verdict } from './verdict.ts';

export interface FoldedRun {
  /** UNKNOWN_HEADER where the events have none. */
  readonly header: HeaderEvent;
  readonly footer: FooterEvent | null;
  /** Lines of the module's answer about itself. */
  readonly identity: readonly string[];
  readonly stop: Stop | null;
  readonly durationMs: number;
  readonly attempts: AttemptRule;
  /** In the order of the plan, each once, however often it was tried. */
  readonly scenarios: readonly ScenarioResult[];
  /** How many of them began. */
  readonly begunCount: number;
  /** Accepted deviations are not among the counts. */
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly wireCounts: Readonly<Record<Verdict, number>>;
  readonly accepted: AcceptedCounts;
  /** What was judged outside any scenario. */
  readonly loose: readonly JudgementResult[];
  readonly requirements: ReadonlyMap<string, FoldedRequirement>;
  /** Requirements that a flaky scenario broke in one of its attempts. */
  readonly flakyRequirements: ReadonlySet<string>;
  readonly questions: ReadonlyMap<string, readonly ObservedAnswer[]>;
  readonly sent: readonly SentEvent[];
  readonly exchanges: readonly ExchangeEvent[];
}

const UNKNOWN_HEADER: HeaderEvent = {
  kind: 'header',
  n: 1,
  t: 0,
  format: EVENT_FORMAT,
  tool: { name: 'atconform', version: 'unknown' },
  startedAt: '1970-01-01T00:00:00.000Z',
  device: { address: '', link: '', settings: {} },
  seed: '',
  clockScale: 1,
  variables: {},
  set: {},
  profile: {},
  hashes: { set: '', profile: '', scenarios: '' },
  plan: [],
  repeat: '',
};

/**
 * Folds the events of a run, whole or cut anywhere. `stop` is told by a run that has not written its footer yet
 * (null: it came to its end); without it the events themselves say why the run stopped.
 */
export function foldRun(events: readonly RunEvent[], stop: Stop | null = findStop(events)): FoldedRun {
  const header = events.find((event) => event.kind === 'header') ?? UNKNOWN_HEADER;
  const { brackets, loose } = bracketEvents(events);
  const attempts = header.attempts ?? ONE_ATTEMPT;
  const scenarios = foldPlan(header.plan, brackets, stop, attempts);
  const results = scenarios.map((scenario) => scenario.result);
  const judgedLoose = loose.map(foldJudgement);
  const judgements: PlacedJudgement[] = [
    ...scenarios.flatMap(placeJudgements),
    ...judgedLoose.map((judgement) => ({ scenario: null, judgement })),
  ];
  return {
    header,
    footer: events.findLast((event) => event.kind === 'footer') ?? null,
    identity: events.findLast((event) => event.kind === 'identity')?.lines ?? [],
    stop,
    durationMs: events.at(-1)?.t ?? 0,
    attempts,
    scenarios: results,
    begunCount: scenarios.filter((scenario) => scenario.isBegun).length,
    ...countScenarios(results),
    loose: judgedLoose,
    requirements: foldRequirements(judgements),
    flakyRequirements: new Set(scenarios.flatMap(({ flakyRequirements }) => flakyRequirements)),
    questions: foldQuestions(judgements, events),
    sent: events.filter((event) => event.kind === 'tx'),
    exchanges: events.filter((event) => event.kind === 'exchange'),
  };
}

/** Verdicts of both channels, and apart from them what is red and accepted. */
export function countScenarios(
  scenarios: readonly ScenarioResult[],
): Pick<FoldedRun, 'counts' | 'wireCounts' | 'accepted'> {
  const isAccepted = (scenario: ScenarioResult, channel: 'verdict' | 'wire') =>
    scenario.accepted && isRed(scenario[channel]);
  const open = (channel: 'verdict' | 'wire') =>
    scenarios.filter((scenario) => !isAccepted(scenario, channel)).map((scenario) => scenario[channel]);
  const own = open('verdict');
  const wire = open('wire');
  return {
    counts: countVerdicts(own),
    wireCounts: countVerdicts(wire),
    accepted: { scenarios: scenarios.length - own.length, wire: scenarios.length - wire.length },
  };
}

/** How often each verdict occurs; every verdict has its entry. */
export function countVerdicts(verdicts: readonly Verdict[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/** Each planned scenario with all its passes, in the order of the plan; those that nobody planned come last. */
function foldPlan(
  plan: readonly PlannedScenario[],
  brackets: readonly Bracket[],
  stop: Stop | null,
  rule: AttemptRule,
): readonly FoldedScenario[] {
  const reason = stop?.reason ?? 'the run ended without it';
  const passesOf = new Map<string, Bracket[]>();
  for (const bracket of brackets)
    passesOf.set(bracket.start.scenario, [...(passesOf.get(bracket.start.scenario) ?? []), bracket]);
  const plannedById = new Map(plan.map((planned) => [planned.id, planned]));
  const ids = new Set([...plannedById.keys(), ...passesOf.keys()]);
  return [...ids].map((id) => {
    const planned = plannedById.get(id) ?? describeUnplanned(id);
    const passes = passesOf.get(id) ?? [];
    if (passes.length === 0) return foldUnbegun(planned, `not run: ${reason}`);
    const folded = passes.map((bracket) => foldScenario(planned, bracket, `cut short: ${reason}`));
    return foldAttempts(planned, folded, rule);
  });
}

function describeUnplanned(id: string): PlannedScenario {
  return {
    id,
    title: id,
    command: id.split('/')[0] as string,
    notation: 'yaml',
    requirements: [],
    questions: [],
    tags: [],
    place: { path: '', line: 0, column: 0 },
    hash: '',
  };
}

/** What `folded` has to say of requirements and questions, its silent claims included. */
function placeJudgements(folded: FoldedScenario): PlacedJudgement[] {
  const { result, unjudged } = folded;
  const placed = result.judgements.map((judgement) => ({ scenario: result.id, judgement }));
  const silent = unjudged
    .filter(({ requirements }) => requirements.length > 0)
    .map(({ requirements, verdict }) => ({
      scenario: result.id,
      judgement: judgeSilence(requirements, verdict, result),
    }));
  return [...placed, ...silent];
}

function judgeSilence(
  requirements: readonly string[],
  verdict: Verdict,
  result: ScenarioResult,
): JudgementResult {
  return {
    channel: 'scenario',
    verdict,
    requirements,
    questions: [],
    evidence: [],
    expected: 'a judgement',
    received: `the scenario's verdict is ${result.verdict}`,
    observed: null,
    text: '',
    place: result.place,
    elapsedMs: null,
    limitMs: null,
  };
}
