/** The baseline that a run is held against, as its header carries it. */
import type { HeaderEvent } from '../record/event.ts';
import type { Baseline } from '../spec/baseline.ts';

/** A baseline, and the ids in it that the project did not have when the run began. */
export type JudgedBaseline = Baseline & { readonly orphans: readonly string[] };

/** It was written from a checked model, and the footer vouches for it, so only its outline is looked at. */
export function readJudgedBaseline({ baseline }: HeaderEvent): JudgedBaseline | null {
  if (typeof baseline !== 'object' || baseline === null || !('deviations' in baseline)) return null;
  return baseline as unknown as JudgedBaseline;
}

/** Did the run come to its end with every scenario of the set in its plan? Only then does silence say something. */
export function isWholeRun({ plan, scenarioCount }: HeaderEvent): boolean {
  const planned = new Set(plan.filter(({ notation }) => notation !== 'generated').map(({ id }) => id));
  return scenarioCount !== undefined && scenarioCount > 0 && planned.size >= scenarioCount;
}
