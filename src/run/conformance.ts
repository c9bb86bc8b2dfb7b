/** A conformance run from what the user asks for: project, plan, device, and the run itself. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GateRules } from '../base/gate-rules.ts';
import type { JudgedBaseline } from '../coverage/judged-baseline.ts';
import { type AttemptRule, ONE_ATTEMPT } from '../record/attempts.ts';
import type { RecordedShard } from '../record/event.ts';
import { findAcceptance } from '../scenario/acceptance.ts';
import { makePlan, type Plan, type Selection } from '../scenario/plan.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { Bench } from './bench.ts';
import type { FeatureScenario } from './current-bench.ts';
import { runFeaturePhase } from './feature-phase.ts';
import type { Project } from './project.ts';
import { startRun } from './run.ts';
import type { RunInProgress, RunObserver, RunOptions } from './run-options.ts';
import type { World } from './world.ts';

export interface ConformanceOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly project: Project;
  /** Both loaded without a mistake. */
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly plan: Plan;
  readonly world: World;
  readonly seed: string;
  readonly setupLines: readonly string[];
  /** Values in the setup lines that must not be seen anywhere. */
  readonly secrets: readonly string[];
  readonly repeat: string;
  /** What is accepted of the device; without it nothing is. */
  readonly baseline?: JudgedBaseline | null;
  /** What the run must keep to be let through; absent: no gate. */
  readonly gate?: GateRules | null;
  readonly failFast: boolean;
  /** Which part of a run this is; absent: the whole. */
  readonly shard?: RecordedShard | null;
  /** How often scenarios run; absent: once. */
  readonly attempts?: AttemptRule;
  /** See RunOptions. */
  readonly hurries?: boolean;
  readonly onEvent: RunOptions['onEvent'];
  readonly observer: RunObserver;
  /** Instead of starting cucumber: for a run that cucumber itself has started. */
  readonly runFeatures?: (bench: Bench, scenarios: ReadonlyMap<string, FeatureScenario>) => Promise<void>;
}

/** The plan of `selection`, or why there is none. */
export function planConformance(
  project: Project,
  profile: Profile,
  selection: Selection,
  allowsDestructive: boolean,
): ReturnType<typeof makePlan> {
  return makePlan(project.scenarios, selection, { profile, allowsDestructive });
}

/** Starts the run of `options.plan`. */
export function startConformance(options: ConformanceOptions): RunInProgress {
  const { tool, project, set, profile, plan, world, seed } = options;
  const features = new Map<string, FeatureScenario>();
  const others: FeatureScenario[] = [];
  for (const { scenario, skipReason } of plan.starts) {
    const key = `${scenario.place.path}:${scenario.place.line}`;
    const times = skipReason === null ? (findAcceptance(scenario, set)?.of ?? 1) : 1;
    const planned = { scenario, skipReason, times };
    if (scenario.notation === 'gherkin') features.set(key, planned);
    else others.push(planned);
  }
  const { root, support, scenariosHash } = project;
  const runFeatures =
    options.runFeatures ??
    ((bench: Bench, scenarios: ReadonlyMap<string, FeatureScenario>) =>
      runFeaturePhase({ bench, root, support, scenarios }));
  return startRun({
    tool,
    world,
    set,
    profile,
    scenariosHash,
    features,
    others,
    seed,
    setupLines: options.setupLines,
    secrets: options.secrets,
    repeat: options.repeat,
    scenarioCount: countWritten(project),
    baseline: options.baseline ?? null,
    gate: options.gate ?? null,
    failFast: options.failFast,
    attempts: options.attempts ?? ONE_ATTEMPT,
    shard: options.shard ?? null,
    runFeatures,
    hurries: options.hurries ?? false,
    readFile: (path) => readFileSync(resolve(root, path)),
    onEvent: options.onEvent,
    observer: options.observer,
  });
}

/** Scenarios that somebody wrote: generated cases are as many as are asked for, and no run lacks them. */
export function countWritten({ scenarios }: Pick<Project, 'scenarios'>): number {
  return scenarios.filter(({ notation }) => notation !== 'generated').length;
}
