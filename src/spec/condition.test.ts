import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InternalError } from '../base/invariant.ts';
import { type ConditionRecord, conditionHolds, namesOf, parseCondition } from './condition.ts';

const RECORD: ConditionRecord = {
  opt: 3,
  text: '8',
  word: 'header-blocks',
  yes: true,
  no: false,
  limit: 'unlimited',
  open: 'unknown',
  empty: null,
  list: [1, 'two'],
};

const HOLDING = [
  'opt == 3',
  'opt==3',
  'opt != 4',
  'opt >= 3 and opt <= 3',
  'opt > 2.5',
  'opt > -1',
  'text == 8',
  'text >= 8',
  'text < opt or yes',
  'not (opt == 4)',
  'not opt == 4 and yes',
  'yes',
  'not no',
  'no or yes and opt == 3',
  'word == header-blocks',
  'word == "header-blocks"',
  "word == 'header-blocks'",
  'word in [none, header-blocks]',
  'opt in [1, 2, 3]',
  '${opt} == 3',
  'text == ${text}',
  '"two" in ${list}',
  'opt != ${text}',
  'limit >= 20',
  'limit > 1000000',
  'open == unknown',
  'missing != 1',
  'empty != empty',
  'yes == true',
  'opt == "3"',
];
const FAILING = [
  'opt == 4',
  'opt < 3',
  'opt <= 2',
  'opt > 3',
  'opt >= 3.5',
  'no',
  'not yes',
  'missing',
  'missing == 0',
  'empty == empty',
  'open >= 20',
  'open < 20',
  'word > 1',
  'word in [none]',
  'three in ${list}',
  'list == 1',
  'opt == 3 and no',
  'no or (no and yes)',
  'toString == 1',
];

for (const text of HOLDING) test(`${text} holds`, () => assert.equal(conditionHolds(text, RECORD), true));
for (const text of FAILING)
  test(`${text} does not hold`, () => assert.equal(conditionHolds(text, RECORD), false));

test('no condition holds always', () => {
  assert.equal(conditionHolds(null, {}), true);
});

test('a condition that nobody checked is our mistake', () => {
  assert.throws(() => conditionHolds('opt ==', {}), InternalError);
});

const BROKEN: readonly (readonly [text: string, start: number, message: RegExp])[] = [
  ['', 0, /expected a name, came the end/],
  ['opt ==', 6, /expected a value to compare with, came the end/],
  ['opt = 3', 4, /expected ==, came = /],
  ['opt == 3 && x', 9, /expected "and" or "or", came &&/],
  ['opt == 3 and', 12, /expected a name, came the end/],
  ['opt == 3 x', 9, /expected the end, "and" or "or", came x/],
  ['(opt == 3', 9, /expected "\)", came the end/],
  ['opt in 3', 7, /expected a list such as \[1, 2\], came 3/],
  ['opt in [1 2]', 10, /expected "," or "\]", came 2/],
  ['opt in [1', 9, /expected "," or "\]", came the end/],
  ['3', 1, /expected a comparison such as ==, came the end/],
  ['opt == "open', 7, /expected the closing " of a text/],
  ['opt == §', 7, /expected a name, a value or a comparison, came §/],
  ['== 3', 0, /expected a name, came ==/],
  ['and', 0, /expected a name, came and/],
];

for (const [text, start, message] of BROKEN)
  test(`"${text}" is refused at ${start}`, () => {
    const condition = parseCondition(text);
    assert.ok(!condition.ok);
    assert.equal(condition.fault.start, start);
    assert.match(condition.fault.message, message);
  });

test('the names of a condition are told with their places', () => {
  const condition = parseCondition('a == 1 and not (b in [c, ${d}] or ${e})');
  assert.ok(condition.ok);
  assert.deepEqual(
    namesOf(condition.value).map(({ name, start }) => [name, start]),
    [
      ['a', 0],
      ['b', 16],
      ['d', 25],
      ['e', 34],
    ],
  );
});

test('no text makes the reader throw', () => {
  const pieces = fc.constantFrom(
    'opt',
    ' ',
    '==',
    '=',
    '(',
    ')',
    '[',
    ']',
    ',',
    'and',
    'or',
    'not',
    'in',
    '3',
    '"',
    '${x}',
    '${',
    '<',
    '-',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const condition = parseCondition(text);
      if (!condition.ok) assert.ok(condition.fault.start <= text.length);
    }),
  );
});

test('and binds tighter than or, whatever the truth of the parts', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (a, b, c) => {
      assert.equal(conditionHolds('a or b and c', { a, b, c }), a || (b && c));
      assert.equal(conditionHolds('not a and b or c', { a, b, c }), (!a && b) || c);
    }),
  );
});
