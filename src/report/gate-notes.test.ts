import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertGolden } from '../testing/golden.ts';
import { buildGatedResult } from '../testing/sample-gated.ts';
import { buildConformingResult } from '../testing/sample-result.ts';
import { readXml } from '../testing/xml-reader.ts';
import { listGateNotes } from './gate-notes.ts';
import { renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { describeDecision } from './sentence.ts';
import { renderRun } from './terminal.ts';

const golden = (name: string) => new URL(`./golden/${name}`, import.meta.url);

test('a run before a gate, held against a baseline, looks as it did', () => {
  const result = buildGatedResult();
  assertGolden(renderRun(result, { color: false, width: 120 }), golden('terminal-gated.txt'));
  assertGolden(renderMarkdown(result), golden('summary-gated.md'));
  assertGolden(renderJunit(result), golden('junit-gated.xml'));
});

test('the page shows every example of the manual, and whether it works', () => {
  const page = renderHtml(buildGatedResult(), { madeAt: '2026-03-14T09:30:00.000Z' });
  assert.match(page, /Examples of the manual <span>1 of 3 work<\/span>/);
  assert.match(page, /<code>AT\+HTTPURLCFG=8192<\/code>.*works/);
  assert.match(page, /id="example:E-HTTPCGET-01".*does not work/);
});

test('the page shows every rule of the gate, and none where there is none', () => {
  const options = { madeAt: '2026-03-14T09:30:00.000Z' };
  const page = renderHtml(buildGatedResult(), options);
  assert.match(page, /<h2 id="gate">Gate: 2 of 4 rules not kept<\/h2>/);
  assert.match(page, /coverage of every command at least 95 %: HTTPURLCFG 81\.4 % \(limit 95 %\)/);
  assert.doesNotMatch(renderHtml(buildConformingResult(), options), /id="gate"/);
});

test('a rule that is not kept is a failed case, so that whoever counts cases sees it', () => {
  const root = readXml(renderJunit(buildGatedResult()));
  const gate = root.children.find(({ attributes }) => attributes.name === 'gate');
  assert.deepEqual([gate?.attributes.tests, gate?.attributes.failures], ['4', '2']);
  assert.deepEqual([root.attributes.tests, root.attributes.failures], ['6', '2']);
});

test('where nothing but the gate is red the decision names it', () => {
  assert.equal(describeDecision(buildGatedResult({ baseline: null })), '2 rules of the gate not kept');
});

test('of what is kept the nearest to its limit is told', () => {
  const latency = listGateNotes(buildGatedResult()).find(({ rule }) => rule === 'latency');
  assert.match(latency?.text ?? '', /: at worst HTTPCGET 320 ms \(limit 800 ms\)$/);
});
