import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildParameterCases } from '../spec/case-model.ts';
import type { Parameter } from '../spec/model.ts';
import { listEdges } from './edge.ts';

const PLACE = { path: 'specs/small/set.yaml', line: 1, column: 1 };

function parameter(
  given: Partial<Parameter>,
  landmarks: readonly [number, ...number[]] | null = null,
): Parameter {
  const cases = buildParameterCases(landmarks === null ? {} : { landmarks: [...landmarks] }, PLACE);
  return {
    name: 'size',
    type: 'integer',
    unit: null,
    values: null,
    enumeration: null,
    defaultValue: null,
    omission: 'none',
    repeats: false,
    when: null,
    cases,
    ...given,
  };
}

/** Ranges in rising order with at least one value between any two. */
const RANGES = fc
  .array(fc.tuple(fc.integer({ min: 2, max: 50 }), fc.integer({ min: 0, max: 9000 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((steps) => {
    let next = 0;
    return steps.map(([gap, span]) => {
      const range = { min: next + gap, max: next + gap + span };
      next = range.max;
      return range;
    });
  });

test('both sides of every edge of every range are tried, and no value twice', () => {
  fc.assert(
    fc.property(RANGES, (ranges) => {
      const values = listEdges(parameter({ values: ranges })).map(({ value }) => value);
      for (const { min, max } of ranges)
        for (const value of [min - 1, min, max, max + 1])
          assert.ok(values.includes(value), `${value} is not tried`);
      assert.equal(new Set(values).size, values.length);
    }),
  );
});

test('names are unique and say which edge a value is at', () => {
  const edges = listEdges(
    parameter(
      {
        values: [
          { min: 0, max: 0 },
          { min: 8, max: 8192 },
        ],
      },
      [256],
    ),
  );
  assert.deepEqual(
    edges.map(({ name, value }) => `${name} ${value}`),
    [
      'value-0 0',
      'below-0 -1',
      'above-0 1',
      'min-8 8',
      'max-8192 8192',
      'below-8 7',
      'above-8192 8193',
      'wraps-16-bit 65536',
      'wraps-32-bit 4294967296',
      'near-256 256',
    ],
  );
});

test('of an enumeration every value is tried, and what stands beside them and is none', () => {
  const enumeration = [1, 2, 4].map((value) => ({ value, means: `${value}` }));
  const values = listEdges(parameter({ enumeration })).map(({ value }) => value);
  for (const value of [0, 1, 2, 3, 4, 5]) assert.ok(values.includes(value), `${value} is not tried`);
});
