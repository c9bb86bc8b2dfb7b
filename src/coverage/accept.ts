/** Marks what a baseline accepts in a folded run, so that whoever judges it need not know of baselines. */
import { countScenarios, type FoldedRun } from '../record/fold.ts';
import type { FoldedRequirement } from '../record/requirement-fold.ts';
import type { ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';

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
