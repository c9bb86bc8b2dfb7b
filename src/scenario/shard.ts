/** Cuts a plan into parts that different machines run: the same parts everywhere, about equally long, each whole under `after`. */
import { findNamed } from './check-set.ts';
import type { Plan, PlannedStart } from './plan.ts';
import type { Scenario } from './scenario.ts';

/** `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface ShardedPlan extends Plan {
  /** Ids of the whole plan, in order. */
  readonly wholeIds: readonly string[];
  /** Ids that run here only because others are `after` them: another shard answers for them. */
  readonly borrowedIds: readonly string[];
}

/** What a scenario costs besides its steps (probing, cleaning), in steps. */
const BRACKET_STEPS = 4;

/** The part of `plan` that is `shard`; without any start of its own where there are fewer scenarios than shards. */
export function shardPlan(plan: Plan, shard: Shard): ShardedPlan {
  const own = chooseOwn(plan.starts, shard);
  const needed = closeOverAfter(
    plan.starts.filter((start) => own.has(start)),
    plan.starts,
  );
  return {
    starts: plan.starts.filter((start) => needed.has(start)),
    wholeIds: plan.starts.map(({ scenario }) => scenario.id),
    borrowedIds: [...needed].filter((start) => !own.has(start)).map(({ scenario }) => scenario.id),
  };
}

/** The heaviest first, each to the shard that has least: the same answer on every machine. */
function chooseOwn(starts: readonly PlannedStart[], { index, count }: Shard): ReadonlySet<PlannedStart> {
  const loads = Array.from({ length: count }, () => 0);
  const own = new Set<PlannedStart>();
  const heaviestFirst = [...starts].sort((left, right) => weigh(right) - weigh(left));
  for (const start of heaviestFirst) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] = (loads[lightest] ?? 0) + weigh(start);
    if (lightest === index - 1) own.add(start);
  }
  return own;
}

function weigh({ scenario, skipReason }: PlannedStart): number {
  return skipReason === null ? BRACKET_STEPS + scenario.steps.length : 1;
}

function closeOverAfter(
  own: readonly PlannedStart[],
  starts: readonly PlannedStart[],
): ReadonlySet<PlannedStart> {
  const startOf = new Map<Scenario, PlannedStart>(starts.map((start) => [start.scenario, start]));
  const scenarios = [...startOf.keys()];
  const needed = new Set<PlannedStart>();
  const open = [...own];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    if (needed.has(start)) continue;
    needed.add(start);
    for (const after of start.scenario.after)
      open.push(...findNamed(after, scenarios).flatMap((named) => startOf.get(named) ?? []));
  }
  return needed;
}
