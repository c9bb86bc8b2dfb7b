import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRandom } from '../base/random.ts';
import { coverPairs, listPairs, pairsOf } from './cover-pairs.ts';

const FACTORS = fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }) }), { minLength: 2, maxLength: 6 });

test('every pair of levels stands together in some row, and every row has one level of each factor', () => {
  fc.assert(
    fc.property(FACTORS, fc.string(), (factors, seed) => {
      const rows = coverPairs(factors, () => true, createRandom(seed));
      assert.deepEqual([...new Set(rows.flatMap(pairsOf))].sort(), listPairs(factors).sort());
      for (const row of rows)
        assert.ok(
          row.length === factors.length && row.every((level, index) => level < (factors[index]?.size ?? 0)),
        );
    }),
    { numRuns: 30 },
  );
});

test('rows that cannot be are not made, and every pair that some other row has is', () => {
  const factors = [{ size: 3 }, { size: 2 }, { size: 4 }];
  // The second factor has its level 1 exactly where the first has its level 2.
  const fits = ([first, second]: readonly number[]) => (first === 2) === (second === 1);
  const rows = coverPairs(factors, fits, createRandom('seed'));
  assert.ok(rows.every(fits));
  const all = [0, 1, 2].flatMap((first) =>
    [0, 1].flatMap((second) => [0, 1, 2, 3].map((third) => [first, second, third])),
  );
  const possible = new Set(all.filter(fits).flatMap(pairsOf));
  assert.deepEqual(new Set(rows.flatMap(pairsOf)), possible);
});

test('far fewer rows than combinations are needed, and the same seed makes the same ones', () => {
  const factors = Array.from({ length: 6 }, () => ({ size: 3 }));
  const rows = coverPairs(factors, () => true, createRandom('a'));
  assert.ok(rows.length < 30, `${rows.length} rows`);
  assert.deepEqual(
    coverPairs(factors, () => true, createRandom('a')),
    rows,
  );
});
