import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCENARIO_PROFILE, SCENARIO_SET } from '../testing/scenario-set.ts';
import { checkScenarioSet } from './check-set.ts';
import { makePlan, type Selection } from './plan.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './step.ts';

function scenario(id: string, given: Partial<Scenario> = {}): Scenario {
  return {
    id,
    title: id,
    command: id.split('/')[0] ?? '',
    notation: 'yaml',
    place: { path: 'x.yaml', line: 1, column: 1 },
    tags: [],
    needs: [],
    after: [],
    destructive: false,
    opaque: false,
    steps: [],
    requirements: [],
    questions: [],
    ...given,
  };
}

const NOTHING: Selection = { tags: null, ids: [], exactly: null };
const SETTINGS = { profile: SCENARIO_PROFILE, allowsDestructive: false };

function planned(
  scenarios: readonly Scenario[],
  selection: Partial<Selection> = {},
  allowsDestructive = false,
) {
  const plan = makePlan(scenarios, { ...NOTHING, ...selection }, { ...SETTINGS, allowsDestructive });
  assert.ok(plan.ok);
  return plan.value.starts;
}

function idsOf(scenarios: readonly Scenario[], selection: Partial<Selection> = {}): string[] {
  return planned(scenarios, selection).map((start) => start.scenario.id);
}

function faultOf(scenarios: readonly Scenario[], selection: Partial<Selection>) {
  const plan = makePlan(scenarios, { ...NOTHING, ...selection }, SETTINGS);
  assert.ok(!plan.ok);
  return plan.fault;
}

const SOME = [
  scenario('HTTPCGET/get/one', { tags: ['@fast', '@HTTPCGET'] }),
  scenario('HTTPCGET/get/two', { tags: ['@slow'] }),
  scenario('HTTPCPOST/a', { notation: 'gherkin', tags: ['@fast'] }),
];

test('features run first, then all others, each as they stand', () => {
  assert.deepEqual(idsOf(SOME), ['HTTPCPOST/a', 'HTTPCGET/get/one', 'HTTPCGET/get/two']);
});

test('tag expressions and globs select, and both must hold', () => {
  assert.deepEqual(idsOf(SOME, { tags: '@fast' }), ['HTTPCPOST/a', 'HTTPCGET/get/one']);
  assert.deepEqual(idsOf(SOME, { tags: 'not (@slow or @HTTPCGET)' }), ['HTTPCPOST/a']);
  assert.deepEqual(idsOf(SOME, { ids: ['HTTPCGET/*'] }), ['HTTPCGET/get/one', 'HTTPCGET/get/two']);
  assert.deepEqual(idsOf(SOME, { ids: ['*/a', '*/tw?'] }), ['HTTPCPOST/a', 'HTTPCGET/get/two']);
  assert.deepEqual(idsOf(SOME, { ids: ['HTTPCGET/*'], tags: '@slow' }), ['HTTPCGET/get/two']);
  assert.deepEqual(idsOf(SOME, { exactly: ['HTTPCGET/get/one'] }), ['HTTPCGET/get/one']);
});

test('what a selected scenario waits for comes with it, before it, and is marked', () => {
  const chain = [
    scenario('GEN/last', { after: ['GEN/middle'] }),
    scenario('GEN/middle', { after: ['GEN/rows'] }),
    scenario('GEN/rows/one'),
    scenario('GEN/rows/two'),
    scenario('GEN/other'),
  ];
  const starts = planned(chain, { ids: ['GEN/last'] });
  assert.deepEqual(
    starts.map(({ scenario: { id }, isDependency }) => `${id} ${isDependency}`),
    ['GEN/rows/one true', 'GEN/rows/two true', 'GEN/middle true', 'GEN/last false'],
  );
});

test('a circle of scenarios still makes a plan with each of them once', () => {
  const circle = [scenario('GEN/a', { after: ['GEN/b'] }), scenario('GEN/b', { after: ['GEN/a'] })];
  assert.deepEqual(idsOf(circle).sort(), ['GEN/a', 'GEN/b']);
});

test('scenarios are skipped with the reason, and planned all the same', () => {
  const reasonOf = (given: Partial<Scenario>, allowsDestructive = false) =>
    planned([scenario('GEN/a', given)], {}, allowsDestructive)[0]?.skipReason;
  assert.equal(reasonOf({}), null);
  assert.equal(reasonOf({ needs: ['headers_max >= 20'] }), null);
  assert.equal(
    reasonOf({ needs: ['headers_max > 20'] }),
    'needs headers_max > 20, which the profile winnermicro does not fulfil',
  );
  assert.equal(reasonOf({ needs: ['mystery == 1'] }), null);
  assert.equal(reasonOf({ inapplicable: 'the profile does not know x' }), 'the profile does not know x');
  assert.equal(
    reasonOf({ destructive: true }),
    'writes flash, restores or resets the module: needs --allow-destructive',
  );
  assert.equal(reasonOf({ destructive: true }, true), null);
});

test('a selection that cannot be meant is refused with what might be', () => {
  assert.deepEqual(faultOf(SOME, { tags: '@fats' }), {
    message: 'no scenario has the tag @fats',
    hint: 'did you mean "@fast"?',
  });
  assert.match(faultOf(SOME, { tags: '@fast and' }).message, /^expected a tag expression, got "@fast and"/);
  assert.deepEqual(faultOf(SOME, { ids: ['HTTPCGET/get'] }), {
    message: 'no scenario has an id like "HTTPCGET/get"',
    hint: 'for all below it write "HTTPCGET/get/*"',
  });
  assert.match(faultOf(SOME, { ids: ['HTTPCPOST/b'] }).hint ?? '', /did you mean "HTTPCPOST\/a"/);
  assert.equal(faultOf(SOME, { exactly: ['GEN/x'] }).message, 'no scenario has the id "GEN/x"');
  assert.equal(
    faultOf(SOME, { tags: '@slow', ids: ['HTTPCPOST/*'] }).message,
    'no scenario fits --tags "@slow" and --id "HTTPCPOST/*" together',
  );
  assert.equal(faultOf([], {}).message, 'there is no scenario to run');
});

function mistakesOf(scenarios: readonly Scenario[], isComplete = true): string[] {
  const set = { ...SCENARIO_SET, requirements: SCENARIO_SET.requirements.slice(0, 1) };
  const testing = scenario('GEN/tests', { requirements: ['R-GEN-09'] });
  return checkScenarioSet([testing, ...scenarios], set, isComplete).map(
    ({ code, message }) => `${code}: ${message}`,
  );
}

test('a scenario proves requirements of one rule for attempts alone', () => {
  const [first, second] = SCENARIO_SET.requirements;
  assert.ok(first !== undefined && second !== undefined);
  const set = { ...SCENARIO_SET, requirements: [{ ...first, accept: { passes: 4, of: 5 } }, second] };
  const both = [first.id, second.id];
  const scenarios = [
    scenario('GEN/one', { requirements: [first.id] }),
    scenario('GEN/both', { requirements: both }),
  ];
  assert.deepEqual(
    checkScenarioSet(scenarios, set, true).map(({ code, message }) => `${code}: ${message}`),
    [`MIXED_ACCEPTANCE: "GEN/both" is accepted by 4 of 5 attempts, and proves ${second.id}, which is not`],
  );
});

test('an id is used once over both notations', () => {
  assert.deepEqual(mistakesOf([scenario('GEN/a'), scenario('GEN/a', { notation: 'gherkin' })]), [
    'DUPLICATE_ID: the id "GEN/a" is taken by x.yaml:1',
  ]);
});

test('after names a scenario, or the rows of one, in the same notation', () => {
  assert.deepEqual(mistakesOf([scenario('GEN/a/one'), scenario('GEN/b', { after: ['GEN/a'] })]), []);
  assert.deepEqual(mistakesOf([scenario('GEN/b', { after: ['GEN/a'] })]), [
    'UNKNOWN_SCENARIO: "GEN/b" is after "GEN/a", which is no scenario',
  ]);
  assert.deepEqual(mistakesOf([scenario('GEN/b', { after: ['GEN/a'] })], false), []);
  const crossing = [scenario('GEN/a', { notation: 'gherkin' }), scenario('GEN/b', { after: ['GEN/a'] })];
  assert.match(mistakesOf(crossing)[0] ?? '', /^AFTER_CROSSES_NOTATIONS/);
});

test('scenarios cannot wait for each other in a circle, however long', () => {
  const circle = [
    scenario('GEN/a', { after: ['GEN/c'] }),
    scenario('GEN/b', { after: ['GEN/a'] }),
    scenario('GEN/c', { after: ['GEN/b'] }),
  ];
  assert.deepEqual(mistakesOf(circle), [
    'AFTER_CYCLE: scenarios wait for each other: GEN/a → GEN/c → GEN/b → GEN/a',
  ]);
  assert.deepEqual(mistakesOf([scenario('GEN/a', { after: ['GEN/a'] })]), [
    'AFTER_CYCLE: scenarios wait for each other: GEN/a → GEN/a',
  ]);
});

function send(line: string): Step {
  const common = {
    text: line,
    role: 'test',
    proves: [],
    answers: [],
    record: false,
    withinMs: null,
  } as const;
  const place = { path: 'x.yaml', line: 2, column: 1 };
  return { ...common, kind: 'send', place, content: { kind: 'line', line }, terminator: null };
}

test('a claim about a command needs that command to be sent, as far as it is written down what is', () => {
  const claiming = (line: string, given: Partial<Scenario> = {}) =>
    scenario('GEN/a', { requirements: ['R-HTTPCGET-01', 'R-GEN-09'], steps: [send(line)], ...given });
  const codesOf = (one: Scenario) =>
    checkScenarioSet([one], SCENARIO_SET, true)
      .filter(({ code }) => code !== 'REQUIREMENT_WITHOUT_SCENARIO')
      .map(({ code, message }) => `${code}: ${message}`);
  assert.deepEqual(codesOf(claiming('AT')), [
    'UNTOUCHED_CLAIM: "GEN/a" claims R-HTTPCGET-01 and never sends the command that it speaks of',
  ]);
  assert.deepEqual(codesOf(claiming('AT+HTTPCGET="x"')), []);
  assert.deepEqual(codesOf(claiming('AT+HTTPCGET="${closed}"')), []);
  for (const line of ['${line}', 'AT+${command}?', 'AT${rest}'])
    assert.deepEqual(codesOf(claiming(line)), []);
  assert.deepEqual(codesOf(claiming('AT', { opaque: true })), []);
});

test('every requirement that the wire channel does not judge has a scenario', () => {
  const mistakes = checkScenarioSet([scenario('GEN/a', { requirements: ['R-GEN-09'] })], SCENARIO_SET, true);
  assert.ok(mistakes.every(({ code }) => code === 'REQUIREMENT_WITHOUT_SCENARIO'));
  const named = mistakes.map(({ message }) => /proves or records (\S+):/.exec(message)?.[1]);
  const expected = SCENARIO_SET.requirements
    .filter(({ id, wire }) => !wire && id !== 'R-GEN-09')
    .map(({ id }) => id);
  assert.deepEqual(named, expected);
  assert.deepEqual(checkScenarioSet([], SCENARIO_SET, false), []);
});

test('an example of the manual has a scenario that tries it, and one that exists', () => {
  const source = { document: 'Manual', section: 'Example' };
  const example = { id: 'E-HTTPCGET-01', command: 'HTTPCGET', source, lines: ['AT+HTTPCGET="u"'] };
  const told = (scenarios: readonly string[]) =>
    checkScenarioSet([scenario('GEN/a')], { ...SCENARIO_SET, examples: [{ ...example, scenarios }] }, true)
      .filter(({ code }) => code === 'EXAMPLE_WITHOUT_SCENARIO')
      .map(({ message, hint }) => [message, hint]);
  assert.deepEqual(told(['GEN/a']), []);
  assert.match(told([])[0]?.[0] ?? '', /^no scenario tries the example E-HTTPCGET-01: AT\+HTTPCGET="u"$/);
  const [[message, hint] = []] = told(['GEN/a', 'GEN/b']);
  assert.equal(message, 'the example E-HTTPCGET-01 is tried by "GEN/b", which is no scenario');
  assert.match(hint ?? '', /GEN\/a/);
});
