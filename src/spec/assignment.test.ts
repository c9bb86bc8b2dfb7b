import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Argument } from './argument.ts';
import { assignArguments } from './assignment.ts';
import type { Form, Parameter } from './model.ts';

function parameter(name: string, given: Partial<Parameter> = {}): Parameter {
  const base = { type: 'integer', unit: null, values: null, enumeration: null, defaultValue: null } as const;
  return { ...base, omission: 'none', repeats: false, when: null, name, ...given };
}

const FORM: Form = {
  kind: 'set',
  parameters: [
    parameter('opt'),
    parameter('transport', { defaultValue: 1 }),
    parameter('data', { type: 'string', when: 'opt == 3' }),
    parameter('header', { type: 'string', repeats: true }),
  ],
  replies: [],
  reads: [],
  writes: [],
  destructive: false,
};
const PLAIN: Form = { ...FORM, parameters: [parameter('length', { defaultValue: 7 })] };

const integer = (value: number): Argument => ({ kind: 'integer', value });
const string = (value: string): Argument => ({ kind: 'string', value });
const OMITTED: Argument = { kind: 'omitted' };

test('arguments belong to parameters by their position', () => {
  const {
    arguments: assigned,
    surplus,
    values,
  } = assignArguments(FORM, [integer(3), OMITTED, string('body')]);
  assert.deepEqual(
    [...assigned],
    [
      ['opt', [integer(3)]],
      ['transport', [OMITTED]],
      ['data', [string('body')]],
      ['header', []],
    ],
  );
  assert.deepEqual(surplus, []);
  assert.deepEqual(values, { opt: 3, transport: 1, data: 'body', header: 0 });
});

test('a parameter whose condition does not hold takes no place', () => {
  const { arguments: assigned } = assignArguments(FORM, [
    integer(2),
    integer(1),
    string('A: 1'),
    string('B: 2'),
  ]);
  assert.deepEqual([...assigned.keys()], ['opt', 'transport', 'header']);
  assert.deepEqual(assigned.get('header'), [string('A: 1'), string('B: 2')]);
});

test('what stands beyond the last parameter is surplus', () => {
  assert.deepEqual(assignArguments(PLAIN, [integer(1), integer(2)]).surplus, [integer(2)]);
});

test('a parameter that is not there has its default, and a bare word its text', () => {
  assert.deepEqual(assignArguments(PLAIN, []).values, { length: 7 });
  assert.deepEqual(assignArguments(PLAIN, [{ kind: 'bare', text: 'x1' }]).values, { length: 'x1' });
});
