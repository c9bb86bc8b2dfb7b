import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { placeOf } from '../document/place.ts';
import { compileSchema } from '../document/schema-validator.ts';
import { SCENARIO_PROFILE, SCENARIO_SET } from '../testing/scenario-set.ts';
import { loadScenarios } from './load-scenarios.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './step.ts';

const SCHEMA = compileSchema(
  JSON.parse(readFileSync(new URL('../../schemas/scenarios.schema.json', import.meta.url), 'utf8')),
);

function load(body: string) {
  const text = `set: http\nscenarios:\n${body}`;
  const { scenarios, diagnostics } = loadScenarios(
    'x.yaml',
    text,
    { set: SCENARIO_SET, profile: SCENARIO_PROFILE },
    SCHEMA,
  );
  const shown = diagnostics.map((diagnostic) => {
    const { line, column } = placeOf(text, diagnostic.span);
    const marked = diagnostic.span === null ? '' : text.slice(diagnostic.span.start, diagnostic.span.end);
    return `${line}:${column} ${diagnostic.code} ${marked}`;
  });
  return { scenarios, diagnostics, shown };
}

/** The only scenario of `body`, which has nothing wrong. */
function loadOne(body: string): Scenario {
  const { scenarios, shown } = load(body);
  assert.deepEqual(shown, []);
  assert.equal(scenarios.length, 1);
  return scenarios[0] as Scenario;
}

function codesOf(body: string): string[] {
  return load(body).diagnostics.map(({ code }) => code);
}

/** A scenario with `steps`, each a line of YAML. */
function withSteps(...steps: string[]): string {
  const lines = steps.map((step) => `      - ${step}`);
  return ['  - id: HTTPCGET/a', '    title: t', '    proves: R-HTTPCGET-01', '    steps:', ...lines, ''].join(
    '\n',
  );
}

const LENGTHS = `
  - id: HTTPURLCFG/set/length
    title: The length of a URL is 0 or 8 to 8192 bytes
    given: [clean]
    examples:
      - { id: below-min, length: 7,    outcome: refused,  proves: R-HTTPURLCFG-04 }
      - { id: max,       length: 8192, outcome: accepted, proves: R-HTTPURLCFG-01 }
    steps:
      - send: { command: HTTPURLCFG, form: set, parameters: { url_length: "\${length}" } }
      - when: "\${outcome} == accepted"
        steps:
          - prompt: {}
          - payload: { url: "\${origin}/anything/", fill: "\${length}" }
          - expect: SET OK
      - when: "\${outcome} == refused"
        steps:
          - expect: { final: error }
          - silence: 200 ms
          - send: AT
          - expect: OK
`;

test('each row of examples is a scenario with its own id, place, steps and requirement', () => {
  const { scenarios, shown } = load(LENGTHS);
  assert.deepEqual(shown, []);
  const [below, max] = scenarios as [Scenario, Scenario];
  assert.equal(below.id, 'HTTPURLCFG/set/length/below-min');
  assert.equal(below.place.line, 8);
  assert.deepEqual(
    below.steps.map(({ kind }) => kind),
    ['clean', 'send', 'final', 'silence', 'send', 'final'],
  );
  assert.deepEqual(below.requirements, ['R-HTTPURLCFG-04']);
  assert.deepEqual(
    max.steps.map(({ kind }) => kind),
    ['clean', 'send', 'prompt', 'payload', 'final'],
  );
  assert.deepEqual(max.requirements, ['R-HTTPURLCFG-01']);
});

test('a column that is a value by itself keeps its type in a parameter', () => {
  const { scenarios } = load(LENGTHS);
  const send = scenarios[0]?.steps[1] as Step & { kind: 'send' };
  assert.deepEqual(send.content.kind === 'call' && send.content.parameters, { url_length: 7 });
  assert.equal(send.text, 'send: { command: HTTPURLCFG, form: set, parameters: { url_length: 7 } }');
});

test('a list in a column becomes a list of finals, null takes a key away', () => {
  const scenario = loadOne(`
  - id: HTTPCGET/a
    title: t
    proves: R-HTTPCGET-01
    examples:
      - { id: one, finals: [OK, ERROR], limit: null }
    steps:
      - send: AT
      - expect: "\${finals}"
        within: "\${limit}"
`);
  const final = scenario.steps[1] as Step & { kind: 'final' };
  assert.deepEqual(
    final.choices.map((choice) => choice.kind === 'exact' && choice.text),
    ['OK', 'ERROR'],
  );
  assert.equal(final.withinMs, null);
});

test('given steps and groups have the role of preconditions', () => {
  const scenario = loadOne(`
  - id: HTTPCGET/a
    title: t
    proves: R-HTTPCGET-01
    given: [reset, { send: ATE0 }, { expect: OK }]
    steps:
      - given: [{ send: AT }, { expect: OK }]
      - send: AT
      - expect: OK
`);
  assert.deepEqual(
    scenario.steps.map(({ role }) => role),
    ['given', 'given', 'given', 'given', 'given', 'test', 'test'],
  );
  assert.equal(scenario.destructive, true);
});

test('known values of the profile are put in, unknown ones make an expectation record', () => {
  const scenario = loadOne(
    withSteps(
      'send: AT',
      'expect: "${profile.error_final}"',
      'expect: "${profile.mystery}"',
      'elapsed: { max: "${profile.timeout_ms} ms" }',
    ),
  );
  const [, known, unknown, elapsed] = scenario.steps as [Step, Step & { kind: 'final' }, Step, Step];
  assert.equal(known.choices.length, 2);
  assert.equal(known.record, false);
  assert.equal(unknown.record, true);
  assert.equal(elapsed.kind === 'elapsed' && elapsed.maxMs, 5000);
});

test('a condition on an unknown value takes the else branch, which records', () => {
  const branch = (when: string) =>
    loadOne(
      withSteps('send: AT', `{ when: ${when}, steps: [{ expect: OK }], else: [{ expect: ERROR }] }`),
    ).steps.slice(1);
  const show = (step: Step) => [
    step.kind === 'final' && step.choices.map((choice) => choice.kind === 'exact' && choice.text).join(),
    step.record,
  ];
  assert.deepEqual(branch('profile.headers_max >= 20').map(show), [['OK', false]]);
  assert.deepEqual(branch('profile.headers_max < 20').map(show), [['ERROR', false]]);
  assert.deepEqual(branch('profile.mystery == 1').map(show), [['ERROR', true]]);
});

test('needs that ask for an unknown value make the whole scenario record', () => {
  const scenario = loadOne(`
  - id: HTTPCGET/a
    title: t
    proves: R-HTTPCGET-01
    needs: mystery == yes
    steps:
      - send: AT
      - expect: OK
`);
  assert.deepEqual(
    scenario.steps.map(({ record }) => record),
    [false, true],
  );
  assert.equal(scenario.inapplicable, null);
});

test('a command that needs an unknown value cannot be sent, and the scenario says so', () => {
  const scenario = loadOne(withSteps('send: AT+X=${profile.mystery}', 'expect: OK'));
  assert.equal(scenario.inapplicable, 'the profile winnermicro does not know mystery, which `send` needs');
});

test('variables are known from the step on that keeps them', () => {
  const body = withSteps(
    'set: { greeting: hello }',
    'make: { long: { fill: "${origin}/", bytes: 100 } }',
    'send: AT+X=${greeting.length},${long.length},"${closed}",${seed}',
    'expect: { information: +HTTPGETSIZE, capture: { seen: size } }',
    'expect: { lines: { matches: "(?<word>[a-z]+)" } }',
    'received: { capture: { host: header Host } }',
    'note: ${seen} ${word} ${host}',
  );
  loadOne(body);
  assert.deepEqual(load(withSteps('send: AT+X=${later}', 'expect: OK', 'set: { later: x }')).shown, [
    '7:20 UNKNOWN_VARIABLE ${later}',
  ]);
});

test('the length of a column is known at once, or kept as a variable where the run decides', () => {
  const scenario = loadOne(`
  - id: HTTPCGET/a
    title: t
    proves: R-HTTPCGET-01
    examples:
      - { id: one, plain: "häß", url: "\${origin}/get" }
    steps:
      - send: AT+X=\${plain.length},\${url.length}
      - expect: OK
`);
  const [keep, send] = scenario.steps as [Step, Step];
  assert.deepEqual(keep.kind === 'set' && [keep.name, keep.value], ['url', '${origin}/get']);
  assert.deepEqual(send.kind === 'send' && send.content, { kind: 'line', line: 'AT+X=5,${url.length}' });
});

test('mistakes stand at the word that is wrong', () => {
  const { shown } = load(
    withSteps(
      'send: { command: HTTPURLCFG, form: set, parameters: { url_lenght: 8 } }',
      'expect: "${profile.headers_mux}"',
      'expect: { lines: "at ${orign} now" }',
      'expect: OK',
      'wait: 3 sec',
      'send: { command: HTTPCGTE }',
    ),
  );
  assert.deepEqual(shown, [
    '7:63 UNKNOWN_PARAMETER url_lenght',
    '8:18 UNKNOWN_PROFILE_KEY ${profile.headers_mux}',
    '9:30 UNKNOWN_VARIABLE ${orign}',
    '11:15 BAD_VALUE 3 sec',
    '12:26 UNKNOWN_COMMAND HTTPCGTE',
  ]);
});

test('unknown requirements and questions stand at their item of the list', () => {
  const { shown } = load(`  - id: HTTPCGET/a
    title: t
    steps:
      - send: AT
      - expect: OK
        proves: [R-HTTPCGET-01, R-HTTPCGET-99]
        answers: Q-99
`);
  assert.deepEqual(shown, ['8:33 UNKNOWN_REQUIREMENT R-HTTPCGET-99', '9:18 UNKNOWN_QUESTION Q-99']);
});

test('a scenario proves something, and something is expected after all that is sent', () => {
  assert.deepEqual(codesOf(withSteps('send: AT', 'note: hello')), ['PROVES_NOTHING']);
  assert.deepEqual(load(withSteps('send: AT', 'expect: OK', 'send: AT+GMR')).shown, ['9:9 CANNOT_FAIL send']);
  assert.deepEqual(codesOf(withSteps('send: AT', 'expect: OK', 'given: [{ send: AT }]')), []);
});

test('what follows from another mistake is not said', () => {
  assert.deepEqual(codesOf(withSteps('send: AT', 'expcet: OK')), ['UNKNOWN_KEY']);
  assert.deepEqual(codesOf(withSteps('send: AT', '{ when: colum == 1, steps: [{ expect: OK }] }')), [
    'UNKNOWN_VARIABLE',
  ]);
});

test('where the profile leaves nothing to expect, the scenario does not apply', () => {
  const scenario = loadOne(
    withSteps('send: AT', '{ when: profile.head_response == length, steps: [{ expect: OK }] }'),
  );
  assert.equal(scenario.inapplicable, 'with the profile winnermicro there is nothing to expect');
});

test('a precondition that needs an unknown value makes its scenario inapplicable', () => {
  const scenario = loadOne(
    withSteps('given: [{ send: AT }, { expect: "${profile.mystery}" }]', 'send: AT', 'expect: OK'),
  );
  assert.match(scenario.inapplicable ?? '', /does not know mystery, which `expect` needs/);
});

test('the same mistake in each row is said once', () => {
  const body = `  - id: HTTPCGET/a
    title: t
    proves: R-HTTPCGET-01
    examples: [{ id: one }, { id: two }]
    steps:
      - send: AT+X=\${nobody}
      - expect: OK
`;
  assert.deepEqual(codesOf(body), ['UNKNOWN_VARIABLE']);
});

test('a default requirement stands alone and exists', () => {
  const body = (own: string, proves: string) => `  - id: HTTPCGET/a
    title: t
    proves: ${proves}
    steps:
      - send: AT
      - { expect: OK, proves: ${own} }
`;
  assert.deepEqual(load(body('R-GEN-09', 'R-HTTPCGET-01')).shown, ['5:13 DEFAULT_NOT_ALONE R-HTTPCGET-01']);
  assert.deepEqual(load(body('R-HTTPCGET-01', 'R-HTTPCGET-11')).shown, [
    '5:13 UNKNOWN_REQUIREMENT R-HTTPCGET-11',
  ]);
});

test('ids begin with a command, needs ask for what a profile has, the set is the one that is loaded', () => {
  const body = (id: string, needs: string) => `  - id: ${id}
    title: t
    needs: ${needs}
    proves: R-HTTPCGET-01
    steps: [{ send: AT }, { expect: OK }]
`;
  assert.deepEqual(load(body('HTTPCGTE/a', 'headers_max > 1')).shown, ['3:9 SCENARIO_ID HTTPCGTE/a']);
  assert.deepEqual(codesOf(body('GEN/a', 'headers_max > 1')), []);
  assert.deepEqual(codesOf(body('GEN/a', 'headers_mux > 1')), ['UNKNOWN_PROFILE_KEY']);
  assert.deepEqual(codesOf(body('GEN/a', 'headers_max >')), ['BAD_EXPRESSION']);
  const wrongSet = loadScenarios(
    'x.yaml',
    'set: mqtt\nscenarios: []\n',
    { set: SCENARIO_SET, profile: SCENARIO_PROFILE },
    SCHEMA,
  );
  assert.deepEqual(
    wrongSet.diagnostics.map(({ code }) => code),
    ['UNKNOWN_SET'],
  );
});

test('groups and conditions hold steps and nothing else', () => {
  assert.deepEqual(codesOf(withSteps('send: AT', 'expect: OK', '{ given: [clean], within: 1 s }')), [
    'STEP_KIND',
  ]);
  assert.deepEqual(codesOf(withSteps('send: AT', 'expect: OK', '{ when: profile.headers_max > 1 }')), [
    'STEP_KIND',
  ]);
  assert.deepEqual(codesOf(withSteps('send: AT', '{ expect: OK, steps: [{ wait: 1 s }] }')), ['STEP_KIND']);
  assert.deepEqual(
    codesOf(
      withSteps(
        'send: AT',
        'expect: OK',
        '{ when: profile.headers_max > 1, steps: [{ wait: 1 s }], note: x }',
      ),
    ),
    ['STEP_KIND'],
  );
});

test('a scenario that breaks the schema is left out, its neighbours are loaded', () => {
  const { scenarios, diagnostics } = load(
    `${withSteps('send: 5', 'expect: OK')}${withSteps('send: AT', 'expect: OK').replace('/a', '/b')}`,
  );
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['WRONG_TYPE'],
  );
  assert.deepEqual(
    scenarios.map(({ id }) => id),
    ['HTTPCGET/b'],
  );
});

test('a text that is no YAML has its own mistakes and no scenarios', () => {
  const { scenarios, diagnostics } = loadScenarios(
    'x.yaml',
    'set: http\nscenarios:\n\t- id: x\n',
    { set: SCENARIO_SET, profile: SCENARIO_PROFILE },
    SCHEMA,
  );
  assert.deepEqual(scenarios, []);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['YAML_TAB'],
  );
});

test('a command that the set calls destructive makes its scenario so', () => {
  assert.equal(loadOne(withSteps('send: AT+RESTORE', 'expect: OK')).destructive, true);
  assert.equal(loadOne(withSteps('send: { command: RESTORE }', 'expect: OK')).destructive, true);
  assert.equal(loadOne(withSteps('send: AT+RESTORE?', 'expect: OK')).destructive, false);
});

test('a variable does not take the name of a column, whose value would stand in its place', () => {
  const body = (name: string) => `  - id: HTTPCGET/a
    title: t
    proves: R-HTTPCGET-01
    examples:
      - { id: one, size: 3 }
    steps:
      - set: { ${name}: '7' }
      - send: AT+HTTPCGET="\${size}"
      - expect: OK
`;
  assert.deepEqual(codesOf(body('size')), ['TAKEN_VARIABLE']);
  assert.deepEqual(codesOf(body('other')), []);
});
