import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summariseLatency } from './latency.ts';

/** Without its classes. */
function summarise(durationsMs: readonly number[], limitMs: number) {
  const { histogram: _, ...figures } = summariseLatency(durationsMs, limitMs) ?? { histogram: [] };
  return figures;
}

test('percentiles are values that were measured, by nearest rank', () => {
  const durations = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual(summarise(durations, 5000), {
    count: 100,
    p50Ms: 50,
    p95Ms: 95,
    maxMs: 100,
    limitMs: 5000,
  });
  assert.deepEqual(summarise([7], 10), { count: 1, p50Ms: 7, p95Ms: 7, maxMs: 7, limitMs: 10 });
});

test('classes end at 1, 2 and 5 of each decade, without a gap, and every time is in one of them', () => {
  const { histogram } = summariseLatency([1, 1.001, 4, 20, 20.5], 5000) ?? {};
  assert.deepEqual(
    histogram?.map(({ uptoMs, count }) => [uptoMs, count]),
    [
      [1, 1],
      [2, 1],
      [5, 1],
      [10, 0],
      [20, 1],
      [50, 1],
    ],
  );
});

test('nothing measured is no latency', () => {
  assert.equal(summariseLatency([], 5000), null);
});
