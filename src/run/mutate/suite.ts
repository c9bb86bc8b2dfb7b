/** A suite as a campaign runs it: all scenarios of a set that one personality of the simulated module can be held to. */
import type { CommandSet, Profile } from '../../spec/model.ts';
import { planConformance } from '../conformance.ts';
import type { FeatureScenario } from '../current-bench.ts';
import { listHindrances, loadProject, type Project } from '../project.ts';

export interface Suite {
  readonly project: Project;
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly personality: string;
  /** In the order of a run. Scenarios with steps that only cucumber can perform are left out. */
  readonly starts: readonly FeatureScenario[];
}

const EVERYTHING = { tags: null, ids: [], exactly: null };

/** null where the project has mistakes. The profile of a personality has its name. */
export async function loadSuite(root: string, setName: string, personality: string): Promise<Suite | null> {
  const project = await loadProject(root, setName, personality);
  const { set, profile } = project;
  if (set === null || profile === null || listHindrances(project, true).length > 0) return null;
  const plan = planConformance(project, profile, EVERYTHING, true);
  if (!plan.ok) return null;
  const starts = plan.value.starts
    .filter(({ scenario }) => !scenario.opaque)
    .map(({ scenario, skipReason }) => ({ scenario, skipReason, times: 1 }));
  return { project, set, profile, personality, starts };
}
