import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderDiagnostic } from '../document/drawing.ts';
import { assertGolden } from '../testing/golden.ts';
import { loadCommandSet } from './command-set.ts';
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
capabilities: { depth: { about: How deep., takes: [integer] } }
states: []
housekeeping: { probe: AT, identity: AT+GMR, cleanings: [] }
cases:
  quoting: R-GET-01
  omission: R-GET-01
  syntax: R-GET-01
  terminator: R-GET-01
  liveness: R-GET-01
  escape: { special: R-GET-01, other: R-GET-01 }
  line_bytes: { proves: R-GET-01 }
`;
const GET = `command: GET
title: Get it
source: { document: Manual, section: AT+GET }
forms:
  set:
    parameters:
      - { name: url, type: string, cases: { sample: x } }
      - { name: size, type: integer, values: [1..8], omission: end, cases: { proves: R-GET-01, limit: depth, with: { url: y } } }
    cases:
      proves: R-GET-01
      refused_by: R-GET-01
      effects: [{ when: size > 1, request: { method: GET }, proves: R-GET-01 }]
    replies: [{ phases: [{ final: OK }] }]
requirements:
  - { id: R-GET-01, level: must, state: stated, text: It gets., observe: origin }
questions:
  - { id: Q-01, asks: What?, bears_on: [R-GET-01] }
`;

function change(from: string, to: string): SpecText[] {
  assert.ok(`${SET}${GET}`.includes(from), from);
  return [
    { path: 'specs/set.yaml', text: SET.replace(from, to) },
    { path: 'specs/commands/get.yaml', text: GET.replace(from, to) },
  ];
}

const MISTAKES: readonly (readonly [title: string, code: string, from: string, to: string])[] = [
  [
    'a rule for a requirement that is none',
    'UNKNOWN_REQUIREMENT',
    'refused_by: R-GET-01',
    'refused_by: R-GET-02',
  ],
  [
    'a rule of the set for a requirement that is none',
    'UNKNOWN_REQUIREMENT',
    'liveness: R-GET-01',
    'liveness: R-GET-9',
  ],
  ['a limit that is no profile value', 'UNKNOWN_CASE_NAME', 'limit: depth', 'limit: dept'],
  ['a value for a parameter that is none', 'UNKNOWN_CASE_NAME', 'with: { url: y }', 'with: { uri: y }'],
  ['a question that is none', 'UNKNOWN_CASE_NAME', 'sample: x', 'sample: x, omitted: { answers: [Q-02] }'],
  [
    'a condition on no profile value',
    'UNKNOWN_CASE_NAME',
    'sample: x',
    'sample: x, omitted: { accepted_if: deep == 1 }',
  ],
  [
    'a condition that cannot be read',
    'BAD_CONDITION',
    'sample: x',
    'sample: x, omitted: { accepted_if: depth = 1 }',
  ],
  ['an effect on a parameter that is none', 'UNKNOWN_CONDITION_NAME', 'when: size > 1', 'when: sice > 1'],
  ['a string that must be given and nothing that works', 'CASE_WITHOUT_SAMPLE', ', cases: { sample: x }', ''],
  ['rules of a form in a set without', 'CASES_WITHOUT_RULES', SET.slice(SET.indexOf('cases:')), ''],
];

test('rules that lead somewhere are loaded, each with its place', () => {
  const { set, diagnostics } = loadCommandSet(change('A demo', 'A demo'), SCHEMAS);
  assert.deepEqual(diagnostics, []);
  const [form] = set?.commands[0]?.forms ?? [];
  assert.equal(form?.parameters[1]?.cases?.place.line, 8);
  assert.equal(form?.parameters[1]?.cases?.refusedBy, 'R-GET-01');
  assert.equal(set?.cases?.lineBytes.limit, null);
});

for (const [title, code, from, to] of MISTAKES)
  test(`${title} is ${code}, and there is no set`, () => {
    const { set, diagnostics } = loadCommandSet(change(from, to), SCHEMAS);
    assert.equal(set, null);
    assert.deepEqual(
      diagnostics.map((each) => each.code),
      [code],
    );
  });

test('every mistake in the rules is drawn with its place and what to do', () => {
  const drawn = MISTAKES.flatMap(([title, , from, to]) => {
    const files = change(from, to);
    const text = (path: string) => files.find((file) => file.path === path)?.text ?? '';
    const { diagnostics } = loadCommandSet(files, SCHEMAS);
    return [`# ${title}`, ...diagnostics.map((each) => renderDiagnostic(each, text(each.path))), ''];
  });
  assertGolden(drawn.join('\n'), new URL('./golden/case-rules.txt', import.meta.url));
});
