/** Marks what a baseline accepts in a folded run, so that whoever judges it need not know of baselines. */
import { type Bracket, bracketEvents } from '../record/bracket.ts';
import type { RunEvent } from '../record/event.ts';
import { countScenarios, type FoldedRun, foldRun } from '../record/fold.ts';
import type { FoldedRequirement } from '../record/requirement-fold.ts';
import type { ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { compareWithBaseline } from './compare-baseline.ts';
import { readJudgedBaseline } from './judged-baseline.ts';

/** While a run goes on: does `scenario`, which is red, fail as the run's baseline knows it, in every attempt that was made? */
export function isAcceptedSoFar(events: readonly RunEvent[], scenario: string): boolean {
  const header = events.find((event) => event.kind === 'header');
  const baseline = header === undefined ? null : readJudgedBaseline(header);
  if (header === undefined || baseline === null) return false;
  const own = bracketEvents(events).brackets.filter(({ start }) => start.scenario === scenario);
  const ofModule = events.filter((event) => event.kind === 'identity');
  const plan = header.plan.filter(({ id }) => id === scenario);
  const run = foldRun([{ ...header, plan }, ...ofModule, ...own.flatMap(listBracket)], null);
  return compareWithBaseline(run, baseline, []).accepted.has(scenario);
}

function listBracket({ start, events, judgements, end }: Bracket): RunEvent[] {
  const all = new Set<RunEvent>([start, ...events, ...judgements, ...(end === null ? [] : [end])]);
  return [...all].sort((left, right) => left.n - right.n);
}

/** `accepted`: ids of scenarios of which everything that is red is accepted. */
export function markAccepted(run: FoldedRun, accepted: ReadonlySet<string>): FoldedRun {
  const scenarios = run.scenarios.map((scenario) => ({ ...scenario, accepted: accepted.has(scenario.id) }));
  const requirements = [...run.requirements].map(
    ([id, requirement]) =>
      [id, { ...requirement, isAccepted: isDueToAccepted(requirement, scenarios, run) }] as const,
  );
  return { ...run, scenarios, ...countScenarios(scenarios), requirements: new Map(requirements) };
}

/** Every red scenario that judged it is accepted, there is one, and nothing outside the scenarios broke it. */
function isDueToAccepted(
  { id, verdict, scenarios: judging }: FoldedRequirement,
  scenarios: readonly ScenarioResult[],
  { loose }: FoldedRun,
): boolean {
  if (!isRed(verdict)) return false;
  const isBrokenOutside = loose.some((each) => isRed(each.verdict) && each.requirements.includes(id));
  const red = scenarios.filter(
    (scenario) => judging.includes(scenario.id) && (isRed(scenario.verdict) || isRed(scenario.wire)),
  );
  return !isBrokenOutside && red.length > 0 && red.every(({ accepted }) => accepted);
}
