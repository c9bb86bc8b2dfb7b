import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AttemptResult, RunResult } from '../record/result.ts';
import { buildJudgement, buildLadder, buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildSampleResult } from '../testing/sample-result.ts';
import { readXml } from '../testing/xml-reader.ts';
import { renderMessages } from './messages.ts';

const require = createRequire(import.meta.url);
const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(
    readFileSync(
      new URL('../../node_modules/@cucumber/messages/messages.schema.json', import.meta.url),
      'utf8',
    ),
  ),
);

function readMessages(result: RunResult): Envelope[] {
  return renderMessages(result)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Envelope);
}

/** The reader of messages that cucumber-js brings with it to write JUnit, which none of us wrote. */
function readByCucumber(envelopes: readonly Envelope[]) {
  const { default: plugin } = createRequire(require.resolve('@cucumber/cucumber'))(
    '@cucumber/junit-xml-formatter',
  ) as { default: { formatter(context: object): void } };
  let xml = '';
  let take: (envelope: Envelope) => void = () => {};
  plugin.formatter({
    options: {},
    on: (_kind: string, handler: typeof take) => {
      take = handler;
    },
    write: (text: string) => {
      xml += text;
    },
  });
  for (const envelope of envelopes) take(envelope);
  return readXml(xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''));
}

const SAMPLE = buildSampleResult();

test('every message is one by the schema that Cucumber publishes', () => {
  for (const result of [
    SAMPLE,
    attemptRun(),
    buildResult({ scenarios: [], requirements: [], commands: [], questions: [] }),
  ])
    for (const envelope of readMessages(result))
      assert.ok(validate(envelope), JSON.stringify([validate.errors, envelope]));
});

test('a reader that is not ours sees every scenario of every notation, and the same ones red', () => {
  const suite = readByCucumber(readMessages(SAMPLE));
  const cases = suite.children.filter(({ name }) => name === 'testcase');
  assert.deepEqual(
    cases.map(({ attributes }) => attributes.name).sort(),
    SAMPLE.scenarios.map(({ title }) => title).sort(),
  );
  const isRedVerdict = (verdict: string) => ['inconclusive', 'unverified', 'fail', 'error'].includes(verdict);
  const red = SAMPLE.scenarios.filter(({ verdict, wire }) => isRedVerdict(verdict) || isRedVerdict(wire));
  const failed = cases.filter(({ children }) => children.some(({ name }) => name === 'failure'));
  assert.deepEqual(
    failed.map(({ attributes }) => attributes.name).sort(),
    red.map(({ title }) => title).sort(),
  );
});

function attempt(number: number, verdict: 'pass' | 'fail', decisive: boolean): AttemptResult {
  const judgements = [buildJudgement({ verdict, text: 'Then the module answers OK' })];
  const ladder = buildLadder(number * 10, [
    [0, 'step', 'When I send AT'],
    [1, 'tx', 'AT\\r\\n'],
    ...(verdict === 'pass' ? [[2, 'rx', 'OK\\r\\n'] as const] : []),
    [3, 'step', 'Then the module answers OK'],
  ]);
  const reason = verdict === 'pass' ? null : 'nothing came';
  return {
    ...{ attempt: number, decisive, verdict, wire: 'pass', reason, durationMs: 9 },
    judgements,
    ladder,
  };
}

/** A flaky scenario, and one that failed in the first of three repeats. */
function attemptRun(): RunResult {
  const flaky = [attempt(1, 'fail', false), attempt(2, 'pass', true)];
  const repeated = [attempt(1, 'fail', true), attempt(2, 'pass', false), attempt(3, 'pass', false)];
  return buildResult({
    scenarios: [
      buildScenario({ id: 'A/flaky', title: 'Flaky', verdict: 'pass', flaky: true, attempts: flaky }),
      buildScenario({
        id: 'A/repeated',
        title: 'Repeated',
        verdict: 'fail',
        flaky: true,
        attempts: repeated,
      }),
    ],
    ...{ requirements: [], commands: [], questions: [] },
  });
}

test('attempts are attempts, the one that counts last, with what happened attached to each', () => {
  const envelopes = readMessages(attemptRun());
  const started = envelopes.flatMap(({ testCaseStarted }) => testCaseStarted ?? []);
  assert.deepEqual(
    started.map(({ attempt: number }) => number),
    [0, 1, 0, 1, 2],
  );
  const retried = envelopes.flatMap(({ testCaseFinished }) => testCaseFinished ?? []);
  assert.deepEqual(
    retried.map(({ willBeRetried }) => willBeRetried),
    [true, false, true, true, false],
  );
  const attached = envelopes.flatMap(({ attachment }) => attachment?.body.split('\n').slice(0, 3) ?? []);
  assert.deepEqual(attached.slice(0, 3), [
    'attempt 1 of 2: fail, wire channel pass',
    '  0.000 ·  When I send AT',
    '  0.001 →  AT\\r\\n',
  ]);
  assert.equal(attached.at(-3), 'attempt 1 of 3: fail, wire channel pass');
  const cases = readByCucumber(envelopes).children.filter(({ name }) => name === 'testcase');
  assert.deepEqual(
    cases.map(({ attributes, children }) => [
      attributes.name,
      children.some(({ name }) => name === 'failure'),
    ]),
    [
      ['Flaky', false],
      ['Repeated', true],
    ],
  );
});

test('whatever stands in a title, a step or a tag, the document stays Gherkin', () => {
  const texts = ['"""', '| a |', '# no comment', 'Scenario: no', '<x>\n  Feature: no', '@tag', 'Examples:'];
  const scenarios = texts.map((text, at) =>
    buildScenario({
      ...{ id: `A/${at}`, title: text, tags: ['@has space', '@fine', text] },
      ladder: buildLadder(at * 10 + 1, [[0, 'step', text]]),
    }),
  );
  const envelopes = readMessages(buildResult({ scenarios, requirements: [], commands: [], questions: [] }));
  assert.equal(envelopes.filter(({ parseError }) => parseError !== undefined).length, 0);
  const pickles = envelopes.flatMap(({ pickle }) => pickle ?? []);
  assert.equal(pickles.length, texts.length);
  assert.deepEqual(
    pickles.map(({ steps }) => steps.length),
    texts.map(() => 2),
  );
});
