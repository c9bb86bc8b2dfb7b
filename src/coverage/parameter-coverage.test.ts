import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Form, Parameter } from '../spec/model.ts';
import { parseCommandLine } from '../wire/command-line.ts';
import { measureParameters } from './parameter-coverage.ts';
import type { Outcome, SentCommand } from './sent-command.ts';

const PARAMETER: Parameter = {
  name: 'opt',
  type: 'integer',
  unit: null,
  values: null,
  enumeration: null,
  defaultValue: null,
  omission: 'none',
  repeats: false,
  when: null,
};

const FORM: Form = {
  kind: 'set',
  parameters: [
    {
      ...PARAMETER,
      enumeration: [
        { value: 1, means: 'HEAD' },
        { value: 3, means: 'POST' },
      ],
    },
    {
      ...PARAMETER,
      name: 'size',
      values: [
        { min: 0, max: 0 },
        { min: 8, max: 8192 },
      ],
    },
    { ...PARAMETER, name: 'data', type: 'string', when: 'opt == 3' },
    { ...PARAMETER, name: 'header', type: 'string', omission: 'end', repeats: true },
  ],
  replies: [],
  reads: [],
  writes: [],
  destructive: false,
};

/** The classes that `lines` tried, as `parameter/class: sent accepted refused`. */
function measure(...lines: readonly (readonly [string, Outcome])[]): readonly string[] {
  const sent = lines.map(([text, outcome]): SentCommand => {
    const line = parseCommandLine(text);
    assert.ok(line !== null);
    return { line, outcome, durationMs: null };
  });
  return measureParameters(FORM, sent).flatMap(({ name, classes }) =>
    classes
      .filter((one) => one.sent > 0)
      .map((one) => `${name}/${one.name}: ${one.sent} ${one.accepted} ${one.refused}`),
  );
}

test('every class of every parameter has its row, tried or not, with what the manual says of it', () => {
  const [opt, size] = measureParameters(FORM, []);
  assert.deepEqual(
    opt?.classes.map(({ name, valid, sent }) => [name, valid, sent]),
    [
      ['1 (HEAD)', true, 0],
      ['3 (POST)', true, 0],
      ['outside', false, 0],
      ['omitted', false, 0],
      ['wrong type', false, 0],
    ],
  );
  assert.deepEqual(
    size?.classes.map(({ name }) => name),
    [
      'below 0',
      'value 0',
      'hole 1..7',
      'min 8',
      'inside 9..8191',
      'max 8192',
      'above 8192',
      'omitted',
      'wrong type',
    ],
  );
});

test('accepted and refused are told apart for each class', () => {
  assert.deepEqual(
    measure(
      ['AT+X=1,8', 'accepted'],
      ['AT+X=1,8192', 'accepted'],
      ['AT+X=1,8193', 'refused'],
      ['AT+X=1,8193', 'accepted'],
      ['AT+X=1,7', 'unknown'],
    ),
    [
      'opt/1 (HEAD): 2 2 0',
      'size/hole 1..7: 1 0 0',
      'size/min 8: 1 1 0',
      'size/max 8192: 1 1 0',
      'size/above 8192: 2 1 1',
      'header/omitted: 2 2 0',
    ],
  );
});

test('beside a wrong argument no other one counts, for the module may not have come to it', () => {
  assert.deepEqual(measure(['AT+X=9,8', 'refused']), ['opt/outside: 1 0 1']);
  assert.deepEqual(measure(['AT+X=9,-1', 'refused']), []);
  assert.deepEqual(measure(['AT+X=1,"8"', 'refused']), ['size/wrong type: 1 0 1']);
});

test('a parameter whose condition does not hold takes no place and is neither tried nor omitted', () => {
  assert.deepEqual(measure(['AT+X=1,8,"A: 1"', 'accepted']), [
    'opt/1 (HEAD): 1 1 0',
    'size/min 8: 1 1 0',
    'header/text: 1 1 0',
  ]);
  assert.deepEqual(measure(['AT+X=3,8,"body"', 'accepted']), [
    'opt/3 (POST): 1 1 0',
    'size/min 8: 1 1 0',
    'data/text: 1 1 0',
    'header/omitted: 1 1 0',
  ]);
});

test('a repeated parameter counts once a line in each class that it has', () => {
  assert.deepEqual(measure(['AT+X=1,8,"a","b",""', 'accepted']).slice(2), [
    'header/empty: 1 1 0',
    'header/text: 1 1 0',
  ]);
});

test('a mandatory argument that is missing at the end is omitted; other forms of the command count nothing', () => {
  assert.deepEqual(measure(['AT+X=1', 'refused'], ['AT+X?', 'accepted']), ['size/omitted: 1 0 1']);
});
