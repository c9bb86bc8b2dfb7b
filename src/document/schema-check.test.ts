import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertGolden } from '../testing/golden.ts';
import { DOCUMENT_CODES } from './codes.ts';
import { renderDiagnostic } from './drawing.ts';
import { checkAgainstSchema, findSchemaMistakes } from './schema-check.ts';
import { compileSchema } from './schema-validator.ts';
import { loadYaml } from './yaml-document.ts';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const VALIDATOR = compileSchema({
  ...closed({
    name: {
      type: 'string',
      pattern: '^[a-z]+$',
      examples: ['abc'],
      description: 'Lower case only. Nothing else.',
    },
    shade: { type: 'string', pattern: '^#', description: 'A colour. As in CSS.' },
    length: { type: 'integer', minimum: 1, maximum: 10 },
    ratio: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 },
    level: { enum: ['must', 'should', 'may'] },
    fixed: { const: 'only' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, minItems: 1, maxItems: 3 },
    label: { type: 'string', minLength: 2, maxLength: 4 },
    at: { type: 'string', format: 'date' },
    nothing: false,
    map: { type: 'object', propertyNames: { pattern: '^[a-z]+$' }, minProperties: 1, maxProperties: 2 },
    either: { type: ['string', 'integer'] },
    inner: closed({ one: { type: 'integer' }, two: { type: 'integer' }, three: {} }, ['one', 'two']),
    needy: { type: 'object', dependencies: { host: ['port'] } },
    apart: { type: 'object', not: { required: ['a', 'b'] } },
    single: { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    pair: { type: 'array', items: [{}, {}], additionalItems: false, description: 'Two of them. Always.' },
    both: {
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'integer', maximum: 10 },
      ],
    },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    when: { type: 'object', if: { required: ['a'] }, then: { required: ['b'] } },
    steps: { type: 'array', items: { $ref: '#/definitions/step' } },
    shape: {
      oneOf: [
        closed({ kind: { const: 'circle' }, radius: { type: 'number' } }, ['kind', 'radius']),
        closed({ kind: { const: 'square' }, side: { type: 'number' } }, ['kind', 'side']),
      ],
    },
    count: { anyOf: [{ type: 'integer', minimum: 0 }, { enum: ['unlimited', 'unknown'] }] },
    word: { anyOf: [{ enum: ['clean', 'reset'] }, { const: 'restore' }] },
    range: {
      anyOf: [
        { type: 'string', pattern: '^\\d+$' },
        { type: 'string', format: 'date' },
      ],
    },
    odd: {
      anyOf: [
        { type: 'array', minItems: 2 },
        { type: 'array', maxItems: 0 },
      ],
    },
  }),
  definitions: {
    step: {
      oneOf: [
        { $ref: '#/definitions/send' },
        { $ref: '#/definitions/expect' },
        { $ref: '#/definitions/when' },
      ],
    },
    send: closed({ send: { type: 'string' }, within: { type: 'integer' } }, ['send']),
    expect: closed({ expect: { anyOf: [{ type: 'string' }, { $ref: '#/definitions/final' }] }, within: {} }, [
      'expect',
    ]),
    final: closed({ final: { enum: ['success', 'error'] } }, ['final']),
    when: closed(
      { when: { type: 'string' }, steps: { type: 'array', items: { $ref: '#/definitions/step' } } },
      ['when'],
    ),
  },
});

function check(text: string) {
  return checkAgainstSchema(loadYaml('a.yaml', text), VALIDATOR);
}

test('a document that fits has nothing to tell', () => {
  const text = [
    'name: abc',
    'either: 3',
    'steps: [{ send: AT, within: 3 }, { expect: OK }, { expect: { final: error } }, { when: x, steps: [{ send: B }] }]',
    'shape: { kind: square, side: 2 }',
    'count: unlimited',
    'when: { c: 1 }',
  ].join('\n');
  assert.deepEqual(check(text), []);
});

test('a document that is no YAML is not checked any further', () => {
  assert.deepEqual(check('a: [\n'), []);
});

const MISTAKES: readonly (readonly [title: string, code: keyof typeof DOCUMENT_CODES, text: string])[] = [
  ['a misspelt key', 'UNKNOWN_KEY', 'lenght: 3\n'],
  ['a misspelt key whose right form is there', 'UNKNOWN_KEY', 'inner: { one: 1, two: 2, onee: 1 }\n'],
  ['a key like no other', 'UNKNOWN_KEY', 'inner: { one: 1, two: 2, something: 1 }\n'],
  ['a key where nothing may stand', 'UNKNOWN_KEY', 'nothing: 1\n'],
  ['a missing key', 'MISSING_KEY', 'inner: { one: 1 }\n'],
  ['several missing keys', 'MISSING_KEY', 'name: a\ninner: {}\n'],
  ['a key that needs another one', 'MISSING_KEY', 'needy: { host: a }\n'],
  ['a key that another one demands', 'MISSING_KEY', 'when: { a: 1 }\n'],
  ['a text for a number', 'WRONG_TYPE', 'length: "3"\n'],
  ['a number for a text', 'WRONG_TYPE', 'name: 3\n'],
  ['a fraction for a whole number', 'WRONG_TYPE', 'length: 1.5\n'],
  ['a truth value for one of two types', 'WRONG_TYPE', 'either: true\n'],
  ['one value for a list', 'WRONG_TYPE', 'tags: a\n'],
  ['nothing for a map', 'WRONG_TYPE', 'inner:\nname: a\n'],
  ['a list for the whole document', 'WRONG_TYPE', '- name: a\n'],
  ['an empty document', 'WRONG_TYPE', '# nothing\n'],
  ['a type that no alternative takes', 'WRONG_TYPE', 'count: [1]\n'],
  ['a word that is none of the list, nearly', 'WRONG_VALUE', 'level: shoud\n'],
  ['a word that is none of the list', 'WRONG_VALUE', 'level: perhaps\n'],
  ['a value that is not the only one', 'WRONG_VALUE', 'fixed: other\n'],
  ['a word of no alternative', 'WRONG_VALUE', 'word: ressetle\n'],
  ['a word where a number or a few words may stand', 'WRONG_VALUE', 'count: unlimitd\n'],
  ['a tag of no alternative', 'WRONG_VALUE', 'shape: { kind: triangle, side: 1 }\n'],
  ['a text of another form', 'WRONG_FORM', 'name: ABC\n'],
  ['a text of another form, described', 'WRONG_FORM', 'shade: red\n'],
  ['a text that is no date', 'WRONG_FORM', 'at: yesterday\n'],
  ['a key of another form', 'WRONG_FORM', 'map: { A1: 1 }\n'],
  ['a text of none of two forms', 'WRONG_FORM', 'range: x\n'],
  ['a number too small', 'OUT_OF_BOUNDS', 'length: 0\n'],
  ['a number too large', 'OUT_OF_BOUNDS', 'length: 11\n'],
  ['a number not above its bound', 'OUT_OF_BOUNDS', 'ratio: -1\n'],
  ['a number between its steps', 'OUT_OF_BOUNDS', 'ratio: 0.7\n'],
  ['a text too short', 'OUT_OF_BOUNDS', 'label: a\n'],
  ['a text too long', 'OUT_OF_BOUNDS', `label: ${'long'.repeat(30)}\n`],
  ['an empty list', 'OUT_OF_BOUNDS', 'tags: []\n'],
  ['a list too long', 'OUT_OF_BOUNDS', 'tags: [a, b, c, d]\n'],
  ['an empty map', 'OUT_OF_BOUNDS', 'map: {}\n'],
  ['a map too large', 'OUT_OF_BOUNDS', 'map: { a: 1, b: 2, c: 3 }\n'],
  ['a list of no alternative', 'OUT_OF_BOUNDS', 'odd: [1]\n'],
  ['an item that stands twice', 'REPEATED_ITEM', 'tags: [a, b, a]\n'],
  ['two keys of which one may stand', 'CONFLICTING_KEYS', 'single: { a: 1, b: 2 }\n'],
  ['two keys that may not stand together', 'CONFLICTING_KEYS', 'apart: { a: 1, b: 2 }\n'],
  ['two steps in one', 'CONFLICTING_KEYS', 'steps:\n  - send: AT\n    expect: OK\n'],
  ['a step of no kind', 'MISSING_KEY', 'steps:\n  - within: 3\n'],
  ['a misspelt step', 'UNKNOWN_KEY', 'steps:\n  - sned: AT\n'],
  [
    'a step with a wrong value deep inside',
    'WRONG_VALUE',
    'steps:\n  - when: x\n    steps:\n      - expect: { final: eror }\n',
  ],
  ['a step with a key that another kind has', 'UNKNOWN_KEY', 'steps:\n  - send: AT\n    steps: []\n'],
  ['a shape without what its kind demands', 'MISSING_KEY', 'shape: { kind: circle }\n'],
  ['a shape with the other kind’s key', 'UNKNOWN_KEY', 'shape: { kind: circle, radius: 1, side: 2 }\n'],
  ['neither of two keys', 'MISSING_KEY', 'single: {}\n'],
  ['a rule without words of its own', 'SCHEMA_MISMATCH', 'pair: [1, 2, 3]\n'],
  ['a value of two alternatives', 'SCHEMA_MISMATCH', 'both: 5\n'],
];

for (const [title, code, text] of MISTAKES)
  test(`${title} is one ${code}`, () => {
    assert.deepEqual(
      check(text).map((diagnostic) => diagnostic.code),
      [code],
    );
  });

test('every mistake is drawn with what was expected, what came, and what to do', () => {
  const drawn = MISTAKES.flatMap(([title, , text]) => [
    `# ${title}`,
    ...check(text).map((diagnostic) => renderDiagnostic(diagnostic, text)),
    '',
  ]);
  assertGolden(drawn.join('\n'), new URL('./golden/schema.txt', import.meta.url));
});

test('every code of a document is one that some text brings out', () => {
  const yaml = ['a: 1\na: 2', 'a:\n\tb: 1', 'a: [', 'a: *x'].flatMap(
    (text) => loadYaml('', text).diagnostics,
  );
  const seen = new Set([...yaml, ...MISTAKES.flatMap(([, , text]) => check(text))].map(({ code }) => code));
  assert.deepEqual([...seen].sort(), Object.keys(DOCUMENT_CODES).sort());
});

test('all mistakes of a document are told, in the order of its text', () => {
  const text = 'lenght: 1\nlevel: no\nsteps:\n  - sned: AT\n  - send: 5\ninner: { one: x }\n';
  assert.deepEqual(
    check(text).map(({ code }) => code),
    ['UNKNOWN_KEY', 'WRONG_VALUE', 'UNKNOWN_KEY', 'WRONG_TYPE', 'MISSING_KEY', 'WRONG_TYPE'],
  );
});

test('a mistake names the parts that cannot be used, and a key too many spoils nothing', () => {
  const document = loadYaml('a.yaml', 'lenght: 1\nlevel: no\ninner: {}\nmap: { A1: 1 }\n');
  assert.deepEqual(
    findSchemaMistakes(document, VALIDATOR).map(({ unfit }) => unfit),
    [
      [],
      [['level']],
      [
        ['inner', 'one'],
        ['inner', 'two'],
      ],
      [['map', 'A1']],
    ],
  );
});

test('a schema that is wrong itself is our mistake and throws', () => {
  assert.throws(() => compileSchema({ type: 'object', propertys: {} }), /unknown keyword/);
});
