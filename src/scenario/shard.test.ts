import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Plan, PlannedStart } from './plan.ts';
import type { Scenario } from './scenario.ts';
import { shardPlan } from './shard.ts';

function start(id: string, stepCount = 1, after: readonly string[] = []): PlannedStart {
  const steps = Array.from({ length: stepCount }, () => ({}));
  return { scenario: { id, steps, after } as unknown as Scenario, skipReason: null, isDependency: false };
}

function idsOf({ starts }: Plan): string[] {
  return starts.map(({ scenario }) => scenario.id);
}

function shards(plan: Plan, count: number) {
  return Array.from({ length: count }, (_, at) => shardPlan(plan, { index: at + 1, count }));
}

const plans = fc
  .array(fc.record({ steps: fc.nat(20), after: fc.nat(30), waits: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((all) => ({
    starts: all.map(({ steps, after, waits }, at) =>
      start(`A/${at}`, steps, waits && after < at ? [`A/${after}`] : []),
    ),
  }));

test('every scenario is the own one of exactly one shard, and runs after all that it waits for', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 7 }), (plan, count) => {
      const parts = shards(plan, count);
      const own = parts.flatMap((part) => idsOf(part).filter((id) => !part.borrowedIds.includes(id)));
      assert.deepEqual(own.sort(), idsOf(plan).sort());
      for (const part of parts) {
        const ids = idsOf(part);
        assert.deepEqual(part.wholeIds, idsOf(plan));
        for (const { scenario } of part.starts)
          for (const after of scenario.after) assert.ok(ids.indexOf(after) < ids.indexOf(scenario.id));
      }
    }),
  );
});

test('shards differ by no more than the heaviest scenario, and are the same each time', () => {
  const plan = { starts: [1, 30, 2, 9, 9, 8, 1, 1, 12, 3].map((steps, at) => start(`A/${at}`, steps)) };
  const weights = shards(plan, 3).map(({ starts }) =>
    starts.reduce((sum, { scenario }) => sum + scenario.steps.length + 4, 0),
  );
  assert.ok(Math.max(...weights) - Math.min(...weights) <= 34, weights.join());
  assert.deepEqual(shards(plan, 3).map(idsOf), shards(plan, 3).map(idsOf));
});

test('what is needed in a shard and belongs to another one is borrowed', () => {
  const plan = {
    starts: [start('A/base', 1), start('A/left', 5, ['A/base']), start('A/right', 5, ['A/base'])],
  };
  const parts = shards(plan, 2);
  assert.deepEqual(parts.map(idsOf), [
    ['A/base', 'A/left'],
    ['A/base', 'A/right'],
  ]);
  assert.deepEqual(
    parts.map(({ borrowedIds }) => borrowedIds),
    [[], ['A/base']],
  );
});

test('more shards than scenarios leave some with nothing', () => {
  assert.deepEqual(shards({ starts: [start('A/one')] }, 2).map(idsOf), [['A/one'], []]);
});
