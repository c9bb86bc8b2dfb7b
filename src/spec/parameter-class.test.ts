import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Argument } from './argument.ts';
import type { Parameter } from './model.ts';
import { classifyArgument, listParameterClasses } from './parameter-class.ts';

function parameter(given: Partial<Parameter> = {}): Parameter {
  const base = {
    name: 'p',
    unit: null,
    values: null,
    enumeration: null,
    defaultValue: null,
    when: null,
  } as const;
  return { ...base, type: 'integer', omission: 'none', repeats: false, ...given };
}

const classes = (given: Partial<Parameter>) =>
  listParameterClasses(parameter(given)).map(({ name, valid }) => [name, valid]);

test('a range with a hole has classes below, at its ends, inside, in the hole and above', () => {
  assert.deepEqual(
    classes({
      values: [
        { min: 0, max: 0 },
        { min: 8, max: 8192 },
      ],
    }),
    [
      ['below 0', false],
      ['value 0', true],
      ['hole 1..7', false],
      ['min 8', true],
      ['inside 9..8191', true],
      ['max 8192', true],
      ['above 8192', false],
      ['omitted', false],
      ['wrong type', false],
    ],
  );
});

test('narrow and touching ranges have no empty classes', () => {
  const names = classes({
    values: [
      { min: 4, max: 6 },
      { min: 1, max: 2 },
      { min: 3, max: 3 },
      { min: 8, max: 8 },
    ],
  });
  assert.deepEqual(names.map(([name]) => name).slice(0, -2), [
    'below 1',
    'min 1',
    'max 2',
    'value 3',
    'min 4',
    'inside 5',
    'max 6',
    'hole 7',
    'value 8',
    'above 8',
  ]);
});

test('an enumeration has a class for each value and one for all others', () => {
  const enumeration = [
    { value: 1, means: 'HEAD' },
    { value: 2, means: 'GET' },
  ];
  assert.deepEqual(classes({ enumeration, omission: 'end' }), [
    ['value 1', true],
    ['value 2', true],
    ['outside', false],
    ['omitted', true],
    ['wrong type', false],
  ]);
  assert.equal(listParameterClasses(parameter({ enumeration }))[0]?.means, 'HEAD');
});

test('an enumeration of strings knows its words', () => {
  const words = parameter({ type: 'string', enumeration: [{ value: 'GET', means: 'get' }] });
  assert.equal(classifyArgument(words, { kind: 'string', value: 'GET' }), 'value GET');
  assert.equal(classifyArgument(words, { kind: 'string', value: 'PUT' }), 'outside');
});

test('where the manual gives no bounds, zero is open and below it nothing makes sense', () => {
  assert.deepEqual(classes({}).slice(0, 3), [
    ['negative', false],
    ['zero', null],
    ['positive', true],
  ]);
});

test('a mandatory parameter with a default may or may not be left out', () => {
  assert.deepEqual(classes({ defaultValue: 1 }).at(-2), ['omitted', null]);
  assert.deepEqual(classes({ omission: 'inside' }).at(-2), ['omitted', true]);
});

test('a string is empty or not', () => {
  const string = parameter({ type: 'string' });
  assert.deepEqual(
    ['', 'x'].map((value) => classifyArgument(string, { kind: 'string', value })),
    ['empty', 'text'],
  );
  assert.equal(classifyArgument(string, { kind: 'integer', value: 3 }), 'wrong type');
});

test('an argument is classified by its value', () => {
  const length = parameter({
    values: [
      { min: 0, max: 0 },
      { min: 8, max: 8192 },
    ],
  });
  const names = [-1, 0, 7, 8, 100, 8192, 8193].map((value) =>
    classifyArgument(length, { kind: 'integer', value }),
  );
  assert.deepEqual(names, [
    'below 0',
    'value 0',
    'hole 1..7',
    'min 8',
    'inside 9..8191',
    'max 8192',
    'above 8192',
  ]);
  assert.equal(classifyArgument(length, { kind: 'string', value: '8' }), 'wrong type');
  assert.equal(classifyArgument(length, { kind: 'bare', text: '8x' }), 'wrong type');
  assert.equal(classifyArgument(length, { kind: 'omitted' }), 'omitted');
});

test('every argument falls into exactly one class of every parameter', () => {
  const range = fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(9))
    .map(([min, width]) => ({ min, max: min + width }));
  const disjoint = fc
    .array(range, { minLength: 1, maxLength: 4 })
    .map((ranges) =>
      ranges.filter(
        (one, index) => !ranges.slice(0, index).some(({ min, max }) => one.min <= max && min <= one.max),
      ),
    );
  const argument: fc.Arbitrary<Argument> = fc.oneof(
    fc.integer({ min: -80, max: 80 }).map((value): Argument => ({ kind: 'integer', value })),
    fc.string().map((value): Argument => ({ kind: 'string', value })),
    fc.string().map((text): Argument => ({ kind: 'bare', text })),
    fc.constant<Argument>({ kind: 'omitted' }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('integer', 'string'),
      fc.option(disjoint),
      argument,
      (type, values, given) => {
        const one = parameter({ type: type as 'integer', values: type === 'string' ? null : values });
        const all = listParameterClasses(one);
        assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
        const name = classifyArgument(one, given);
        const found = all.find((candidate) => candidate.name === name);
        assert.ok(found, `${name} is a class`);
        if (given.kind === 'integer' && found.valid === true && values !== null && type === 'integer')
          assert.ok(values.some(({ min, max }) => given.value >= min && given.value <= max));
      },
    ),
  );
});
