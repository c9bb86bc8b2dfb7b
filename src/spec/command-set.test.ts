import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Diagnostic } from '../document/diagnostic.ts';
import { renderDiagnostic } from '../document/drawing.ts';
import { assertGolden } from '../testing/golden.ts';
import { SPEC_CODES } from './codes.ts';
import { loadCommandSet } from './command-set.ts';
import { findCommand, findForm } from './form.ts';
import type { SpecSchemas, SpecText } from './spec-file.ts';

function readSchema(name: string) {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

const SCHEMAS: SpecSchemas = {
  command: readSchema('command'),
  set: readSchema('set'),
  profile: readSchema('profile'),
};

const SET = `set: demo
title: A demo
document: Manual
line_bytes_max: 256
default_profile: demo
capabilities: { depth: { about: How deep., takes: [integer, endless] } }
commands: [SECOND, GET]
states: [url]
housekeeping:
  probe: AT
  identity: AT+GMR
  cleanings:
    - { state: url, line: AT+GET=0, verify: { line: AT+GET?, absent: '^\\+GET:' } }
`;
const COMMON = `common: Rules of all
source: { document: Manual, section: Syntax }
requirements:
  - { id: R-GEN-01, level: must, state: implied, text: Ends with CR LF., observe: both }
  - { id: W-INFO, level: must, state: implied, text: Fits the grammar., observe: at, wire: true }
questions:
  - { id: Q-02, asks: What else?, bears_on: [R-GET-01, W-INFO], known: [{ who: a, answer: b }] }
`;
const GET = `command: GET
title: Get it
source: { document: Manual, section: AT+GET }
forms:
  query:
    reads: [url]
    replies:
      - phases:
          - information:
              prefix: +GET
              fields: [{ name: size, type: integer }, { name: data, type: raw, counted_by: size }]
              count: 0..*
          - final: OK
  set:
    writes: [url]
    parameters:
      - { name: opt, type: integer, enumeration: [{ value: 1, means: one }, { value: 3, means: three }], default: 1 }
      - { name: length, type: integer, unit: byte, values: [0, 8..20], default: 8, omission: inside }
      - { name: data, type: string, when: opt == 3, omission: end }
      - { name: header, type: string, repeats: true, omission: end }
    replies:
      - when: length == 0
        phases: [{ final: [OK, SET OK] }]
      - phases: [{ data: length }, { final: SET OK }]
requirements:
  - { id: R-GET-01, level: should, state: stated, quote: gets it, text: It gets., observe: origin }
questions:
  - { id: Q-01, asks: What?, bears_on: [R-GET-01] }
`;
const SMALL = `commands:
  - command: ""
    prefix: AT
    title: Alive?
    source: { document: Manual, section: AT }
    covered: false
    forms: { execute: { destructive: true, replies: [{ phases: [{ text: true }, { final: OK }] }] } }
  - command: SECOND
    title: Second
    source: { document: Manual, section: AT+SECOND }
    forms: { test: { replies: [{ phases: [{ final: OK }] }] } }
`;
const FILES: Readonly<Record<string, string>> = {
  set: SET,
  common: COMMON,
  'commands/get': GET,
  'commands/small': SMALL,
};

/** The demo set with the text `from` of the file `name` replaced. */
function change(name: string, from: string, to: string): SpecText[] {
  assert.ok(from === '' || FILES[name]?.includes(from), `${from} stands in ${name}`);
  return Object.entries(FILES).map(([file, text]) => {
    const changed = file === name ? (from === '' ? text + to : text.replace(from, to)) : text;
    return { path: `specs/${file}.yaml`, text: changed };
  });
}

const UNCHANGED = change('set', 'set: demo', 'set: demo');

function draw(diagnostics: readonly Diagnostic[], files: readonly SpecText[]): string[] {
  return diagnostics.map((diagnostic) =>
    renderDiagnostic(diagnostic, files.find(({ path }) => path === diagnostic.path)?.text ?? ''),
  );
}

test('a set without mistakes becomes a model with every default filled in', () => {
  const { set, diagnostics } = loadCommandSet(UNCHANGED, SCHEMAS);
  assert.deepEqual(draw(diagnostics, UNCHANGED), []);
  assert.ok(set !== null);
  assert.deepEqual(
    set.commands.map(({ name, prefix, covered }) => [name, prefix, covered]),
    [
      ['SECOND', 'AT+', true],
      ['GET', 'AT+', true],
      ['', 'AT', false],
    ],
  );
  assert.deepEqual(
    set.requirements.map(({ id, command, wire, source }) => [id, command, wire, source.section]),
    [
      ['R-GEN-01', 'GEN', false, 'Syntax'],
      ['W-INFO', 'WIRE', true, 'Syntax'],
      ['R-GET-01', 'GET', false, 'AT+GET, "gets it"'],
    ],
  );
  assert.deepEqual(
    set.questions.map(({ id, known }) => [id, known.length]),
    [
      ['Q-01', 0],
      ['Q-02', 1],
    ],
  );
  assert.equal(set.housekeeping.preflight, null);
});

test('forms, parameters and replies come as the model has them', () => {
  const { set } = loadCommandSet(UNCHANGED, SCHEMAS);
  assert.ok(set !== null);
  const form = findForm(set, 'GET', 'set');
  assert.deepEqual(form?.parameters[1], {
    name: 'length',
    type: 'integer',
    unit: 'byte',
    values: [
      { min: 0, max: 0 },
      { min: 8, max: 20 },
    ],
    enumeration: null,
    defaultValue: 8,
    omission: 'inside',
    repeats: false,
    when: null,
  });
  assert.deepEqual(form?.replies, [
    { when: 'length == 0', phases: [{ kind: 'final', finals: ['OK', 'SET OK'] }] },
    {
      when: null,
      phases: [
        { kind: 'data', countedBy: 'length' },
        { kind: 'final', finals: ['SET OK'] },
      ],
    },
  ]);
  const [response] = findForm(set, 'GET', 'query')?.replies[0]?.phases ?? [];
  assert.deepEqual(response?.kind === 'information' ? response.response.count : null, { min: 0, max: null });
  assert.deepEqual(findForm(set, '', 'execute')?.replies[0]?.phases[0], { kind: 'text' });
  assert.equal(findForm(set, '', 'execute')?.destructive, true);
  assert.equal(findForm(set, 'GET', 'execute'), null);
  assert.equal(findCommand(set, 'NONE'), null);
});

test('what profiles must say, and which one is meant by default, stand in the set', () => {
  const { set } = loadCommandSet(UNCHANGED, SCHEMAS);
  assert.deepEqual(set?.capabilities, [{ name: 'depth', about: 'How deep.', takes: ['integer', 'endless'] }]);
  assert.equal(set?.defaultProfile, 'demo');
});

test('common rules may stand in several groups, each with ids and a title of its own', () => {
  const rules = (id: string) => `common: Rules
group: LINE
title: The command line
source: { document: Manual, section: Lines }
requirements:
  - { id: ${id}, level: must, state: stated, text: Lines end., observe: at }
`;
  const load = (id: string) =>
    loadCommandSet([...UNCHANGED, { path: 'specs/line.yaml', text: rules(id) }], SCHEMAS);
  const { set } = load('R-LINE-01');
  assert.deepEqual(set?.groups, [
    { name: 'GEN', title: 'Rules common to all commands' },
    { name: 'LINE', title: 'The command line' },
  ]);
  assert.equal(set?.requirements.find(({ id }) => id === 'R-LINE-01')?.command, 'LINE');
  assert.deepEqual(
    load('R-GEN-07').diagnostics.map(({ code, message }) => [code, message]),
    [['WRONG_OWNER', 'R-GEN-07 names GEN, but stands with the rules of the group LINE']],
  );
});

test('the hash stands for all texts, in whatever order they are given', () => {
  const hash = loadCommandSet(UNCHANGED, SCHEMAS).set?.hash;
  assert.equal(loadCommandSet([...UNCHANGED].reverse(), SCHEMAS).set?.hash, hash);
  assert.notEqual(loadCommandSet(change('get', '', ''), SCHEMAS).set?.hash, undefined);
  assert.notEqual(loadCommandSet(change('commands/get', 'It gets.', 'It got.'), SCHEMAS).set?.hash, hash);
});

const MISTAKES: readonly (readonly [title: string, codes: string, file: string, from: string, to: string])[] =
  [
    ['an empty range', 'EMPTY_RANGE', 'commands/get', '8..20]', '20..8]'],
    ['an empty count', 'EMPTY_RANGE', 'commands/get', '0..*', '3..1'],
    ['overlapping ranges', 'OVERLAPPING_RANGES', 'commands/get', '[0, 8..20]', '[0..8, 8..20]'],
    [
      'ranges of a string',
      'RANGE_OF_TEXT',
      'commands/get',
      'type: string, when',
      'type: string, values: [1], when',
    ],
    ['a default outside the values', 'DEFAULT_NOT_ALLOWED', 'commands/get', 'default: 8', 'default: 5'],
    ['a default of another type', 'DEFAULT_NOT_ALLOWED', 'commands/get', 'default: 8', 'default: eight'],
    ['a default outside the enumeration', 'DEFAULT_NOT_ALLOWED', 'commands/get', 'default: 1', 'default: 2'],
    [
      'a parameter after a repeated one',
      'REPEAT_NOT_LAST',
      'commands/get',
      'when: opt == 3',
      'repeats: true',
    ],
    ['a parameter twice', 'DUPLICATE_ID', 'commands/get', 'name: header', 'name: length'],
    ['a field twice', 'DUPLICATE_ID', 'commands/get', 'name: data, type: raw', 'name: size, type: raw'],
    [
      'a requirement twice',
      'DUPLICATE_ID',
      'commands/get',
      'questions:',
      '  - { id: R-GET-01, level: may, state: stated, text: Twice., observe: at }\nquestions:',
    ],
    [
      'more passes than attempts',
      'BAD_ACCEPTANCE',
      'commands/get',
      'questions:',
      '  - { id: R-GET-09, level: may, state: stated, text: Nine., observe: at, accept: { passes: 3, of: 2 } }\nquestions:',
    ],
    [
      'attempts at what holds in every exchange',
      'BAD_ACCEPTANCE',
      'commands/get',
      'questions:',
      '  - { id: R-GET-09, level: may, state: stated, text: Nine., observe: at, wire: true, accept: { passes: 1, of: 2 } }\nquestions:',
    ],
    ['a question twice', 'DUPLICATE_ID', 'common', 'Q-02', 'Q-01'],
    [
      'an example twice',
      'DUPLICATE_ID',
      'commands/get',
      'questions:',
      'examples:\n  - &e { id: E-GET-01, section: Example, lines: [AT+GET], scenarios: [] }\n  - *e\nquestions:',
    ],
    ['a command twice', 'DUPLICATE_ID UNKNOWN_COMMAND', 'commands/small', 'command: SECOND', 'command: GET'],
    [
      'a requirement of another command',
      'WRONG_OWNER UNKNOWN_REQUIREMENT UNKNOWN_REQUIREMENT',
      'commands/get',
      'id: R-GET-01',
      'id: R-PUT-01',
    ],
    ['a command’s requirement among the common ones', 'WRONG_OWNER', 'common', 'R-GEN-01', 'R-GET-02'],
    ['a question on an unknown requirement', 'UNKNOWN_REQUIREMENT', 'common', 'W-INFO]', 'W-INFOO]'],
    ['a question on nothing known', 'UNKNOWN_REQUIREMENT', 'common', 'W-INFO]', 'elsewhere-entirely]'],
    ['an unknown command in the order', 'UNKNOWN_COMMAND', 'set', 'SECOND, GET', 'THIRD, GET'],
    ['an unknown state read', 'UNKNOWN_STATE', 'commands/get', 'reads: [url]', 'reads: [urls]'],
    [
      'an unknown state cleaned',
      'UNKNOWN_STATE STATE_WITHOUT_CLEANING',
      'set',
      'state: url',
      'state: headers',
    ],
    [
      'a state cleaned twice',
      'DUPLICATE_ID',
      'set',
      '',
      '    - { state: url, line: X, verify: { line: Y, absent: z } }\n',
    ],
    [
      'a state that nothing cleans',
      'STATE_WITHOUT_CLEANING',
      'set',
      "    - { state: url, line: AT+GET=0, verify: { line: AT+GET?, absent: '^\\+GET:' } }\n",
      '    []\n',
    ],
    ['a condition that cannot be read', 'BAD_CONDITION', 'commands/get', 'opt == 3', 'opt = 3'],
    [
      'a quoted condition that cannot be read',
      'BAD_CONDITION',
      'commands/get',
      'length == 0',
      '"length == \\"0"',
    ],
    [
      'a condition on a misspelt parameter',
      'UNKNOWN_CONDITION_NAME',
      'commands/get',
      'length == 0',
      'lenght == 0',
    ],
    ['a condition on a later parameter', 'UNKNOWN_CONDITION_NAME', 'commands/get', 'opt == 3', 'header == 3'],
    ['a data phase counted by a string', 'UNKNOWN_COUNT', 'commands/get', 'data: length', 'data: header'],
    ['a data phase counted by nothing', 'UNKNOWN_COUNT', 'commands/get', 'data: length', 'data: nothing'],
    ['a field counted by nothing', 'UNKNOWN_COUNT', 'commands/get', 'counted_by: size', 'counted_by: bytes'],
    ['a counted field that is not raw', 'UNKNOWN_COUNT', 'commands/get', 'type: raw', 'type: string'],
    ['a reply without a final', 'REPLY_WITHOUT_FINAL', 'commands/get', '          - final: OK\n', ''],
    [
      'a reply that never applies',
      'UNREACHABLE_REPLY',
      'commands/get',
      '      - when: length == 0\n        phases',
      '      - phases',
    ],
    ['a regular expression that does not compile', 'BAD_REGEX', 'set', '^\\+GET:', '^(GET:'],
    ['an unknown key', 'UNKNOWN_KEY', 'commands/get', 'writes:', 'wirtes:'],
    ['a level that is none', 'WRONG_VALUE', 'commands/get', 'level: should', 'level: shall'],
    ['a form of a kind that is none', 'UNKNOWN_KEY', 'commands/get', '  query:', '  querry:'],
    ['a phase of no kind', 'UNKNOWN_KEY', 'commands/get', '{ data: length }', '{ dtaa: length }'],
    ['a file of no kind', 'UNKNOWN_KEY', 'commands/small', 'commands:', 'comands:'],
    ['a set without a state list', 'MISSING_KEY', 'set', 'states: [url]\n', ''],
    [
      'values and an enumeration',
      'CONFLICTING_KEYS',
      'commands/get',
      'values: [0, 8..20]',
      'values: [8], enumeration: [{ value: 8, means: x }]',
    ],
    [
      'no forms at all',
      'WRONG_TYPE',
      'commands/small',
      '{ test: { replies: [{ phases: [{ final: OK }] }] } }',
      'none',
    ],
    ['text that is no YAML', 'YAML_TAB', 'commands/small', '  - command: SECOND', '\t- command: SECOND'],
  ];

for (const [title, codes, file, from, to] of MISTAKES)
  test(`${title} is ${codes}, and there is no set`, () => {
    const { set, diagnostics } = loadCommandSet(change(file, from, to), SCHEMAS);
    assert.equal(set, null);
    assert.deepEqual(
      [...new Set(diagnostics.map(({ code }) => code))].sort(),
      [...new Set(codes.split(' '))].sort(),
    );
    assert.equal(diagnostics.length, codes.split(' ').length);
  });

test('every mistake in a set is drawn with its place and what to do', () => {
  const drawn = MISTAKES.flatMap(([title, , file, from, to]) => {
    const files = change(file, from, to);
    return [`# ${title}`, ...draw(loadCommandSet(files, SCHEMAS).diagnostics, files), ''];
  });
  assertGolden(drawn.join('\n'), new URL('./golden/command-set.txt', import.meta.url));
});

test('a set has exactly one set.yaml', () => {
  const without = UNCHANGED.filter(({ path }) => path !== 'specs/set.yaml');
  const second = { path: 'specs/other/set.yaml', text: SET };
  for (const files of [without, [...UNCHANGED, second], []]) {
    const { set, diagnostics } = loadCommandSet(files, SCHEMAS);
    assert.equal(set, null);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['MISSING_SET'],
    );
  }
});

test('mistakes of every kind in every file are told at once', () => {
  const texts: Readonly<Record<string, string>> = {
    'specs/set.yaml': SET.replace('state: url', 'state: urls').replace('title:', 'titel:'),
    'specs/common.yaml': COMMON.replace('W-INFO]', 'W-INFOO]').replace('level: must', 'level: mst'),
    'specs/commands/get.yaml': GET.replace('8..20', '20..8')
      .replace('counted_by: size', 'counted_by: sise')
      .replace('default: 1', 'defualt: 1'),
    'specs/commands/small.yaml': SMALL.replace('title: Second', 'title: 5'),
  };
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const codes = loadCommandSet(files, SCHEMAS).diagnostics.map(
    ({ code, path }) => `${path.split('/').at(-1)} ${code}`,
  );
  assert.deepEqual(codes.sort(), [
    'common.yaml UNKNOWN_REQUIREMENT',
    'common.yaml WRONG_VALUE',
    'get.yaml EMPTY_RANGE',
    'get.yaml UNKNOWN_COUNT',
    'get.yaml UNKNOWN_KEY',
    'set.yaml MISSING_KEY',
    'set.yaml STATE_WITHOUT_CLEANING',
    'set.yaml UNKNOWN_KEY',
    'set.yaml UNKNOWN_STATE',
    'small.yaml WRONG_TYPE',
  ]);
});

test('every code of a command set is one that some text brings out', () => {
  const ofProfiles = [
    'UNKNOWN_PROFILE',
    'PROFILE_SET',
    'PROFILE_CYCLE',
    'PROFILE_NAME',
    'PROFILE_INCOMPLETE',
    'FINAL_IN_BOTH',
  ];
  const seen = new Set(MISTAKES.flatMap(([, codes]) => codes.split(' ')));
  const expected = Object.keys(SPEC_CODES).filter(
    (code) => !ofProfiles.includes(code) && !/FAULT|CASE/.test(code) && code !== 'MISSING_SET',
  );
  assert.deepEqual(
    expected.filter((code) => !seen.has(code)),
    [],
  );
});
