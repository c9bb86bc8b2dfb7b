import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from '../document/place.ts';
import { SCENARIO_PROFILE, SCENARIO_SET } from '../testing/scenario-set.ts';
import { loadFeature } from './load-feature.ts';
import { createPhraseBook } from './phrase-book.ts';
import type { Scenario } from './scenario.ts';

const CONTEXT = {
  set: SCENARIO_SET,
  profile: SCENARIO_PROFILE,
  phrases: createPhraseBook(),
  isCustomStep: (text: string) => text.startsWith('the blue light'),
};

function load(text: string) {
  const { scenarios, diagnostics } = loadFeature('x.feature', text, CONTEXT);
  const shown = diagnostics.map((diagnostic) => {
    const { line, column } = placeOf(text, diagnostic.span);
    const marked = diagnostic.span === null ? '' : text.slice(diagnostic.span.start, diagnostic.span.end);
    return `${line}:${column} ${diagnostic.code} ${marked}`;
  });
  return { scenarios, diagnostics, shown };
}

/** A feature with one scenario of `steps`, whose first stands in line 4. */
function withSteps(...steps: string[]): string {
  return `Feature: f\n  @id:HTTPCGET/a\n  Scenario: s\n${steps.map((step) => `    ${step}\n`).join('')}`;
}

const POSTING = `@HTTPCPOST
Feature: AT+HTTPCPOST posts data of a declared length

  Background:
    Given the module has no configured URL and no configured headers

  @id:HTTPCPOST/data-phase/exact-length
  Scenario: The body starts to travel with its last byte
    When I send AT+HTTPCPOST="\${origin}/post",11
    Then the module answers OK and prompts [R-HTTPCPOST-01]
    When I enter 10 bytes of "hello=world"
    Then nothing arrives for 300 ms [R-HTTPCPOST-02]
    And the origin has received no body [R-HTTPCPOST-02]
    When I enter the remaining bytes
    Then the module answers SEND OK within 5 s [R-HTTPCPOST-03]
    And the origin received one POST to /post with [R-HTTPCPOST-03]
      | body           | hello=world |
      | Content-Length | 11          |

  @id:HTTPCPOST/headers/count @R-HTTPCPOST-07
  Scenario Outline: As many headers as declared reach the server
    When I send AT+HTTPCPOST="\${origin}/post",2,<count><headers>
    And I enter "ok" at the prompt
    Then the module answers SEND OK
    And the origin received the headers <expected>

    Examples:
      | id  | count | headers                | expected          |
      | one | 1     | ,"X-A: 1"              | X-A: 1            |
      | two | 2     | ,"X-A: 1","X-B: b\\\\, c" | X-A: 1; X-B: b, c |
`;

test('pickles become scenarios with the ids of their tags and rows, at the lines that cucumber reports', () => {
  const { scenarios, shown } = load(POSTING);
  assert.deepEqual(shown, []);
  assert.deepEqual(
    scenarios.map(({ id, place }) => `${id}:${place.line}`),
    [
      'HTTPCPOST/data-phase/exact-length:8',
      'HTTPCPOST/headers/count/one:29',
      'HTTPCPOST/headers/count/two:30',
    ],
  );
  const [first] = scenarios as [Scenario];
  assert.deepEqual(first.tags, ['@HTTPCPOST', '@id:HTTPCPOST/data-phase/exact-length']);
  assert.deepEqual(first.requirements, ['R-HTTPCPOST-01', 'R-HTTPCPOST-02', 'R-HTTPCPOST-03']);
  assert.equal(first.opaque, false);
});

test('Given steps are preconditions, all others test', () => {
  const [first] = load(POSTING).scenarios as [Scenario];
  assert.deepEqual(
    first.steps.map(({ role, kind }) => `${role} ${kind}`),
    [
      'given clean',
      'test send',
      'test prompt',
      'test payload',
      'test silence',
      'test received',
      'test payload',
      'test final',
      'test received',
    ],
  );
});

test('steps keep their keyword and text, and the line of the step, not of the row', () => {
  const row = load(POSTING).scenarios[1] as Scenario;
  const send = row.steps[1];
  assert.equal(send?.text, 'When I send AT+HTTPCPOST="${origin}/post",2,1,"X-A: 1"');
  assert.equal(send?.place.line, 22);
});

test('a tag with a requirement is the default of every expectation, a prompt included', () => {
  const row = load(POSTING).scenarios[1] as Scenario;
  const proofs = row.steps
    .filter(({ proves }) => proves.length > 0)
    .map(({ kind, proves }) => `${kind} ${proves}`);
  assert.deepEqual(proofs, ['prompt R-HTTPCPOST-07', 'final R-HTTPCPOST-07', 'received R-HTTPCPOST-07']);
});

test('headers behind semicolons are told apart by their names', () => {
  const row = load(POSTING).scenarios[2] as Scenario;
  const received = row.steps.at(-1);
  assert.deepEqual(received?.kind === 'received' && received.headers, [
    { name: 'X-A', values: ['1'] },
    { name: 'X-B', values: ['b, c'] },
  ]);
});

test('steps without a phrase, or with several, are told with the nearest one', () => {
  const { diagnostics, shown } = load(withSteps('When I send AT', 'Then the module answer OK [R-GEN-09]'));
  assert.deepEqual(shown, ['5:5 UNDEFINED_STEP Then the module answer OK [R-GEN-09]']);
  assert.match(diagnostics[0]?.hint ?? '', /^did you mean "the module answers \{finals\}/);
  const far = load(withSteps('When elephants fly', 'Then the module answers OK [R-GEN-09]'));
  assert.equal(far.diagnostics[0]?.hint, 'docs/writing-scenarios.md lists every phrase');
});

test('a phrase with a table needs one, another takes none', () => {
  const missing = load(withSteps('When I send AT', 'Then the origin received one GET to /x with [R-GEN-09]'));
  assert.match(missing.diagnostics[0]?.message ?? '', /expected a table below the step, got nothing/);
  const stray = load(withSteps('When I send AT', 'Then the module answers OK [R-GEN-09]', '  | a | b |'));
  assert.match(stray.diagnostics[0]?.message ?? '', /expected nothing below the step, got a table/);
});

test('mistakes in a step stand at the word that is wrong', () => {
  const { shown } = load(
    withSteps(
      'When I send AT+HTTPCGET="${orign}/get"',
      'Then the module answers OK [R-HTTPCGET-99, Q-99]',
      'And the module answers "${profile.headers_mux}" [R-GEN-09]',
      'And the module reports +HTTPGETSIZE with sise 1 [R-GEN-09]',
    ),
  );
  assert.deepEqual(shown, [
    '4:30 UNKNOWN_VARIABLE ${orign}',
    '5:33 UNKNOWN_REQUIREMENT R-HTTPCGET-99',
    '5:48 UNKNOWN_QUESTION Q-99',
    '6:29 UNKNOWN_PROFILE_KEY ${profile.headers_mux}',
    '7:46 UNKNOWN_FIELD sise',
  ]);
});

test('rows of a table that nobody knows are told', () => {
  const { diagnostics } = load(
    withSteps('When I send AT', 'Then the origin received one GET to /x with [R-GEN-09]', '  | bodi | x |'),
  );
  assert.deepEqual([diagnostics[0]?.code, diagnostics[0]?.hint], ['BAD_VALUE', 'did you mean "body"?']);
});

test('an expectation without any requirement is told', () => {
  const { shown } = load(withSteps('When I send AT', 'Then the module answers OK'));
  assert.deepEqual(shown, ['5:5 EXPECTATION_WITHOUT_REQUIREMENT Then the module answers OK']);
});

test('an id is a tag above the scenario, and a column of an outline', () => {
  const { shown } = load(`Feature: f
  Scenario: without
    When I send AT
  @id:HTTPCGET
  Scenario: no path
    When I send AT
    Then the module answers OK [R-GEN-09]
  @id:HTTPCGET/b
  Scenario Outline: o
    When I send <line>
    Then the module answers OK [R-GEN-09]
    Examples:
      | line |
      | AT   |
`);
  assert.deepEqual(shown, [
    '2:3 SCENARIO_ID Scenario: without',
    '4:3 SCENARIO_ID @id:HTTPCGET',
    '14:7 SCENARIO_ID | AT   |',
  ]);
});

test('tags that speak of one scenario cannot stand above a feature or rule', () => {
  const { shown } = load(`@R-GEN-09 @slow
Feature: f
  @id:HTTPCGET/x
  Rule: r
    @id:HTTPCGET/a
    Scenario: s
      When I send AT
      Then the module answers OK
`);
  assert.deepEqual(
    shown.filter((line) => line.includes('SCENARIO_TAG')),
    ['1:1 SCENARIO_TAG @R-GEN-09', '3:3 SCENARIO_TAG @id:HTTPCGET/x'],
  );
});

test('two requirements as tags are one too many, and a default stands alone', () => {
  const two = load(`Feature: f
  @id:HTTPCGET/a @R-GEN-09 @R-HTTPCGET-01
  Scenario: s
    When I send AT
    Then the module answers OK [R-GEN-09]
`);
  assert.deepEqual(two.shown, ['2:28 DEFAULT_NOT_ALONE @R-HTTPCGET-01']);
  const mixed = load(`Feature: f
  @id:HTTPCGET/a @R-GEN-09
  Scenario: s
    When I send AT
    Then the module answers OK [R-HTTPCGET-01]
`);
  assert.deepEqual(mixed.shown, ['2:18 DEFAULT_NOT_ALONE @R-GEN-09']);
});

test('needs, after and destructive are tags', () => {
  const { scenarios, shown } = load(`Feature: f
  @id:HTTPCGET/a @needs:headers_max>=20 @after:HTTPCGET/b @destructive
  Scenario: s
    When I send AT
    Then the module answers OK [R-GEN-09]
  @id:HTTPCGET/b @needs:headers_mux>=20
  Scenario: s
    When I send AT
    Then the module answers OK [R-GEN-09]
`);
  assert.deepEqual(shown, ['6:25 UNKNOWN_PROFILE_KEY headers_mux']);
  const [first] = scenarios as [Scenario];
  assert.deepEqual(
    [first.needs, first.after, first.destructive],
    [['headers_max>=20'], ['HTTPCGET/b'], true],
  );
});

test('a scenario with steps of somebody’s own is opaque and not judged by what can be seen', () => {
  const { scenarios, shown } = load(`Feature: f
  @id:HTTPCGET/a @R-GEN-09
  Scenario: s
    Then the blue light is on
`);
  assert.deepEqual(shown, []);
  assert.deepEqual([scenarios[0]?.opaque, scenarios[0]?.requirements], [true, ['R-GEN-09']]);
});

test('a file that is no Gherkin is told at its line', () => {
  const { scenarios, shown, diagnostics } = load('Feature: f\n  Scenario: s\n    When x\n    Nonsense\n');
  assert.deepEqual(scenarios, []);
  assert.deepEqual(shown, ['4:5 FEATURE_SYNTAX Nonsense']);
  assert.match(diagnostics[0]?.message ?? '', /^expected: /);
});

test('configured state and echo are prepared under any keyword', () => {
  const { scenarios, shown } = load(
    withSteps(
      'Given the module has the configured URL "${origin}/get"',
      'When the module has the configured header "X-A: 1"',
      'And I send AT',
      'Then the module answers OK [R-GEN-09]',
    ),
  );
  assert.deepEqual(shown, []);
  assert.deepEqual(
    scenarios[0]?.steps.map(({ role, kind }) => `${role} ${kind}`),
    [
      ...['given make', 'given send', 'given prompt', 'given payload', 'given final'],
      ...['given make', 'given send', 'given prompt', 'given payload', 'given final'],
      'test send',
      'test final',
    ],
  );
});
