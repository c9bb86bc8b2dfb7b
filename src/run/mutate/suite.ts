/** A suite as a campaign runs it: all scenarios of a set that one personality of the simulated module can be held to. */
import { GENERATE_KINDS, generateScenarios } from '../../generate/generate.ts';
import { makePlan, type PlannedStart } from '../../scenario/plan.ts';
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

/** `suite` with the cases that the spec generates in place of the scenarios written by hand. */
export function generateSuite(suite: Suite, seed: string): Suite {
  const scenarios = generateScenarios(suite.set, suite.profile, { kinds: GENERATE_KINDS, seed });
  const plan = makePlan(scenarios, EVERYTHING, { profile: suite.profile, allowsDestructive: true });
  return { ...suite, starts: plan.ok ? plan.value.starts.map(toStart) : [] };
}

function toStart({ scenario, skipReason }: PlannedStart): FeatureScenario {
  return { scenario, skipReason, times: 1 };
}

const EVERYTHING = { tags: null, ids: [], exactly: null };

/** null where the project has mistakes. The profile of a personality has its name. */
export async function loadSuite(root: string, setName: string, personality: string): Promise<Suite | null> {
  const project = await loadProject(root, setName, personality);
  const { set, profile } = project;
  if (set === null || profile === null || listHindrances(project, true).length > 0) return null;
  const plan = planConformance(project, profile, EVERYTHING, true);
  if (!plan.ok) return null;
  const starts = plan.value.starts.filter(({ scenario }) => !scenario.opaque).map(toStart);
  return { project, set, profile, personality, starts };
}
