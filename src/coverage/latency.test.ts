import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summariseLatency } from './latency.ts';

test('percentiles are values that were measured, by nearest rank', () => {
  const durations = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual(summariseLatency(durations, 5000), {
    count: 100,
    p50Ms: 50,
    p95Ms: 95,
    maxMs: 100,
    limitMs: 5000,
  });
  assert.deepEqual(summariseLatency([7], 10), { count: 1, p50Ms: 7, p95Ms: 7, maxMs: 7, limitMs: 10 });
});

test('nothing measured is no latency', () => {
  assert.equal(summariseLatency([], 5000), null);
});
