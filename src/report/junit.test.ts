import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertGolden } from '../testing/golden.ts';
import { buildJudgement, buildLadder, buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildSampleResult } from '../testing/sample-result.ts';
import { readXml, type XmlElement } from '../testing/xml-reader.ts';
import { renderJunit } from './junit.ts';

const SAMPLE = renderJunit(buildSampleResult());

function findCase(xml: string, name: string): XmlElement {
  const cases = readXml(xml).children.flatMap(({ children }) => children);
  const found = cases.find(({ attributes }) => attributes.name === name);
  assert.ok(found, name);
  return found;
}

function outcomeOf(xml: string, name: string): readonly string[] {
  return findCase(xml, name)
    .children.map((child) => child.name)
    .filter((child) => child !== 'system-out');
}

test('the sample looks as it did', () => {
  assertGolden(SAMPLE, new URL('./golden/junit.xml', import.meta.url));
});

test('a suite per command counts its cases by outcome', () => {
  const root = readXml(SAMPLE);
  assert.equal(root.name, 'testsuites');
  assert.deepEqual(
    root.children.map(({ attributes }) => [attributes.name, attributes.tests, attributes.failures]),
    [
      ['HTTPCGET', '3', '0'],
      ['HTTPCPOST', '6', '4'],
      ['HTTPCLIENT', '3', '1'],
      ['HTTPCHEAD', '2', '0'],
    ],
  );
  const sum = (name: string) =>
    root.children.reduce((total, { attributes }) => total + Number(attributes[name]), 0);
  assert.equal(sum('tests'), Number(root.attributes.tests));
  assert.equal(sum('failures'), Number(root.attributes.failures));
  assert.equal(sum('errors'), Number(root.attributes.errors));
});

test('only what the schema of the xUnit plugin knows is used', () => {
  const allowed: Record<string, readonly string[]> = {
    testsuites: ['testsuite', 'name', 'time', 'tests', 'failures', 'errors'],
    testsuite: [
      ...['properties', 'testcase', 'name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
    ],
    testcase: [
      ...['skipped', 'error', 'failure', 'system-out', 'name', 'time', 'classname'],
      ...['rerunFailure', 'rerunError', 'flakyFailure', 'flakyError'],
    ],
    ...Object.fromEntries(
      ['rerunFailure', 'rerunError', 'flakyFailure', 'flakyError'].map((name) => [
        name,
        ['type', 'message', 'stackTrace'],
      ]),
    ),
    stackTrace: [],
    properties: ['property'],
    property: ['name', 'value'],
    failure: ['type', 'message'],
    error: ['type', 'message'],
    skipped: ['message'],
    'system-out': [],
  };
  const check = (element: XmlElement): void => {
    const used = [...Object.keys(element.attributes), ...element.children.map(({ name }) => name)];
    for (const name of used) assert.ok(allowed[element.name]?.includes(name), `${element.name} ${name}`);
    element.children.forEach(check);
  };
  check(readXml(SAMPLE));
});

test('verdicts become the outcomes that servers know', () => {
  const outcomes = {
    'HTTPCGET/body/one-block': [],
    'HTTPCGET/parameters/rx-size-zero': [],
    'HTTPCPOST/prompt/slow-origin': [],
    'HTTPCHEAD/limit/twenty-one': ['skipped'],
    'HTTPCHEAD/clear/zero': ['error'],
    'HTTPCPOST/prompt/never-seen': ['failure'],
    'HTTPCPOST/data-phase/surplus': ['failure'],
    'HTTPCLIENT/methods/delete': ['error'],
  };
  for (const [name, expected] of Object.entries(outcomes))
    assert.deepEqual(outcomeOf(SAMPLE, name), expected, name);
});

test('a breach on the wire fails a case whose scenario passed', () => {
  const [failure] = findCase(SAMPLE, 'HTTPCLIENT/transport/tls').children;
  assert.equal(failure?.name, 'failure');
  assert.match(failure?.attributes.message ?? '', /^W-ECHO must \(implied\): expected the echo/);
});

test('a failure says requirement, source, place, both sides and how to repeat it; the output holds the ladder', () => {
  const [failure, output] = findCase(SAMPLE, 'HTTPCPOST/data-phase/surplus').children;
  for (const part of [
    /R-HTTPCPOST-15 \+1 must/,
    /Source: HTTP AT Command Set/,
    /httpcpost\.feature:41/,
    /expected {2}body "hello"/,
    /--id HTTPCPOST\/data-phase\/surplus/,
  ])
    assert.match(failure?.text ?? '', part);
  assert.match(output?.text ?? '', /requirements: R-HTTPCPOST-15 R-HTTPCPOST-03\n/);
  assert.match(output?.text ?? '', /0\.013 → {2}helloEXTRA\n/);
});

test('any text whatever gives well-formed XML', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(anyText, anyText, anyText, (title, received, note) => {
      const judgements = [buildJudgement({ verdict: 'fail', received, text: title })];
      const ladder = buildLadder(1, [[0, 'note', note]]);
      const scenario = buildScenario({ id: 'A/a', title, reason: note, judgements, ladder });
      readXml(
        renderJunit(buildResult({ scenarios: [scenario], requirements: [], commands: [], questions: [] })),
      );
    }),
  );
});
