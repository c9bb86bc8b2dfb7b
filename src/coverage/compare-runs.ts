/** Runs of several modules, or of one with several firmwares, side by side: which is worse, in what, and what else differs. */
import { assertInvariant } from '../base/invariant.ts';
import type { RunEvent } from '../record/event.ts';
import { countChanges, isAbsent, type Standing } from './change.ts';
import { type ComparedRows, type ComparedRun, describeCommonGround } from './comparability.ts';
import { compareQuestions } from './compare-questions.ts';
import { compareCommands, compareRequirements, compareScenarios } from './compare-rows.ts';
import type {
  Change,
  ChangeCounts,
  Comparison,
  ExchangeComparison,
  Outcome,
  PairComparison,
  QuestionRow,
  RunIdentity,
  ScenarioRow,
} from './comparison.ts';
import { compareAnswers } from './differences.ts';

export interface RunEvidence extends Omit<ComparedRun, 'header'> {
  /** null where only the result is at hand. */
  readonly events: readonly RunEvent[] | null;
}

/** `reference` is the place in `runs`, from 0, of the one that the others are held against. */
export function compareRuns(
  evidence: readonly RunEvidence[],
  reference: number,
  tool: Comparison['tool'],
): Comparison {
  const runs = evidence.map((one) => ({ ...one, header: findHeader(one.events) }));
  const results = runs.map(({ result }) => result);
  const requirements = compareRequirements(results, reference);
  const scenarios = compareScenarios(results, reference);
  const questions = compareQuestions(runs, reference, scenarios);
  const base = runs[reference];
  assertInvariant(base !== undefined, 'the reference is one of the runs');
  const rows = { requirements, scenarios };
  const pairs = runs.flatMap((run, index): PairComparison[] =>
    index === reference ? [] : [comparePair(base, run, { ...rows, questions, reference, index })],
  );
  return {
    format: 'atconform-comparison/1',
    tool,
    reference,
    runs: runs.map(identify),
    outcome: OUTCOMES.find((outcome) => pairs.some((pair) => pair.outcome === outcome)) ?? 'same',
    pairs,
    commands: compareCommands(results, reference),
    requirements,
    scenarios,
    questions,
  };
}

interface PairRows extends ComparedRows {
  readonly questions: readonly QuestionRow[];
  /** Places of both in the cells. */
  readonly reference: number;
  readonly index: number;
}

function comparePair(base: RunWithHeader, run: RunWithHeader, rows: PairRows): PairComparison {
  const { requirements, scenarios, questions, index } = rows;
  const pair = {
    run: index,
    compared: { requirements: countShared(requirements, rows), scenarios: countShared(scenarios, rows) },
    requirements: countChanges(listChanges(requirements, index)),
    scenarios: countChanges(listChanges(scenarios, index)),
    changedAnswers: listChanges(questions, index).filter((change) => change === 'changed').length,
    exchanges: compareExchanges(base, run, listOthers(scenarios, index)),
    notes: describeCommonGround(base, run, rows, index),
  };
  return { ...pair, outcome: decideOutcome(pair) };
}

function listChanges<Each>(
  rows: readonly { readonly cells: readonly { readonly change: Each }[] }[],
  run: number,
): readonly Each[] {
  return rows.flatMap(({ cells }) => cells.slice(run, run + 1).map(({ change }) => change));
}

/** Rows of which both runs have a verdict about the same thing. */
function countShared(
  rows: readonly { readonly cells: readonly (Standing & { readonly change: Change })[] }[],
  { reference, index }: PairRows,
): number {
  const isShared = (cell: (Standing & { readonly change: Change }) | undefined) =>
    cell !== undefined && !isAbsent(cell) && cell.change !== 'other';
  return rows.filter(({ cells }) => isShared(cells[reference]) && isShared(cells[index])).length;
}

/** The weightiest first. */
const OUTCOMES: readonly Outcome[] = ['worse', 'different', 'better', 'same'];

function findHeader(events: readonly RunEvent[] | null): ComparedRun['header'] {
  return events?.find((event) => event.kind === 'header') ?? null;
}

function identify({ name, path, result }: ComparedRun): RunIdentity {
  const { startedAt, tool, device, set, seed, clockScale, hashes, verdict, exitCode, rule, stopped } = result;
  const { address, link, profile, profileTitle, identity } = device;
  return {
    ...{ name, path, startedAt, tool, seed, clockScale, hashes, verdict, exitCode, rule, stopped },
    device: { address, link, profile, profileTitle, identity },
    set: { name: set.name, title: set.title },
    baseline: result.baseline?.path ?? null,
  };
}

/** Scenarios that do other things in the run than in the reference. */
function listOthers(scenarios: readonly ScenarioRow[], run: number): ReadonlySet<string> {
  return new Set(scenarios.filter(({ cells }) => cells[run]?.change === 'other').map(({ id }) => id));
}

type RunWithHeader = ComparedRun & RunEvidence;

/** Merged shards have an address each, of which the header knows one: their answers would differ for nothing. */
function compareExchanges(
  base: RunWithHeader,
  run: RunWithHeader,
  leftOut: ReadonlySet<string>,
): ExchangeComparison | null {
  if (base.events === null || run.events === null) return null;
  if ([base, run].some(({ header }) => header?.mergedShards !== undefined)) return null;
  const { scenarios, exchanges, differences } = compareAnswers(base.events, run.events, leftOut);
  return {
    ...{ scenarios, lines: exchanges },
    differences: differences.map(({ scenario, line, device, against, kind }) => ({
      ...{ scenario, line, kind },
      reference: device,
      run: against,
    })),
  };
}

function decideOutcome(pair: Omit<PairComparison, 'outcome' | 'notes'>): Outcome {
  const sum = (...changes: (keyof ChangeCounts)[]) =>
    changes.reduce((total, change) => total + pair.requirements[change] + pair.scenarios[change], 0);
  if (sum('worse', 'unjudged') > 0) return 'worse';
  if (sum('fixed') > 0 && sum('new-broken', 'gone') === 0) return 'better';
  const answers = pair.changedAnswers + (pair.exchanges?.differences.length ?? 0);
  return sum('new-broken', 'gone', 'changed', 'fixed', 'new', 'other') + answers > 0 ? 'different' : 'same';
}
