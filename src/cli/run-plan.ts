/** What a run will do: the project without mistakes, and the plan of what the user selects. */
import { findNearest } from '../base/nearest.ts';
import type { RecordedShard } from '../record/event.ts';
import { planConformance } from '../run/conformance.ts';
import { listHindrances, loadProject, type Project } from '../run/project.ts';
import type { Plan } from '../scenario/plan.ts';
import { type Shard, shardPlan } from '../scenario/shard.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { findProjectRoot } from './project-root.ts';
import type { MeantRunOptions, TypedRunOptions } from './run-options.ts';
import { UsageFault } from './usage-fault.ts';

export interface RunPlan {
  readonly project: Project;
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly plan: Plan;
  /** Which part of a run the plan is; null: the whole. */
  readonly shard: RecordedShard | null;
}

/** Prints the mistakes of the project on stderr. Throws UsageFault where there are any, or nothing is selected. */
export async function planRun(typed: TypedRunOptions, meant: MeantRunOptions): Promise<RunPlan> {
  const project = await loadProject(findProjectRoot(), meant.setName, meant.profileName, {
    generate: { kinds: meant.generateKinds, seed: meant.seed },
  });
  checkName('command set', meant.setName, project.setNames);
  if (meant.profileName !== null) checkName('profile', meant.profileName, project.profileNames);
  const { set, profile } = refuseMistakes(project, typed, meant);
  const selection = { tags: typed.tags ?? null, ids: typed.id ?? [], exactly: meant.exactly };
  const plan = planConformance(project, profile, selection, meant.allowsDestructive);
  if (!plan.ok) throw new UsageFault(plan.fault.message, plan.fault.hint ?? '--list shows all scenario ids');
  return { project, set, profile, ...cutPlan(plan.value, meant.shard) };
}

function cutPlan(plan: Plan, shard: Shard | null): Pick<RunPlan, 'plan' | 'shard'> {
  if (shard === null) return { plan, shard: null };
  const { starts, wholeIds, borrowedIds } = shardPlan(plan, shard);
  const { index, count } = shard;
  if (starts.length === 0)
    throw new UsageFault(
      `shard ${index}/${count} has no scenario: ${wholeIds.length} are selected`,
      'cut the plan into fewer shards',
    );
  return { plan: { starts }, shard: { index, count, whole: wholeIds, borrowed: borrowedIds } };
}

function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const nearest = findNearest(name, known);
  throw new UsageFault(
    `no ${what} is called ${name}`,
    nearest === null ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`,
  );
}

function refuseMistakes(
  project: Project,
  typed: TypedRunOptions,
  meant: MeantRunOptions,
): Pick<RunPlan, 'set' | 'profile'> {
  const isPart = typed.tags !== undefined || typed.id !== undefined || meant.exactly !== null;
  const mistakes = listHindrances(project, isPart);
  const { set, profile } = project;
  if (mistakes.length === 0 && set !== null && profile !== null) return { set, profile };
  for (const mistake of mistakes) console.error(`${project.draw(mistake)}\n`);
  const counted = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  throw new UsageFault(
    `nothing was run: ${counted} in specs, scenarios or features`,
    'mend what is listed above; `npm run check` shows it again',
    3,
  );
}
