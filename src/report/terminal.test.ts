import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { assertGolden } from '../testing/golden.ts';
import { buildJudgement, buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildConformingResult, buildSampleResult } from '../testing/sample-result.ts';
import { renderRun } from './terminal.ts';

const PLAIN = { color: false, width: 120 };

test('the sample looks as it did', () => {
  assertGolden(renderRun(buildSampleResult(), PLAIN), new URL('./golden/terminal.txt', import.meta.url));
});

test('a conforming run looks as it did', () => {
  const text = renderRun(buildConformingResult(), { color: false, width: 80 });
  assertGolden(text, new URL('./golden/terminal-conforms.txt', import.meta.url));
});

test('without colours there is no escape sequence, and with them the text is the same', () => {
  const plain = renderRun(buildSampleResult(), PLAIN);
  const painted = renderRun(buildSampleResult(), { ...PLAIN, color: true });
  assert.doesNotMatch(plain, /\u001b/);
  assert.match(painted, /\u001b\[31m/);
  assert.equal(stripVTControlCharacters(painted), plain);
});

test('the table and the ladders keep to the width', () => {
  const lines = renderRun(buildSampleResult(), { color: false, width: 100 }).split('\n');
  const drawn = lines.filter((line) => /^ {2}HTTP|^ +\d+\.\d{3} /.test(line));
  assert.ok(drawn.length > 20);
  for (const line of drawn) assert.ok(line.length <= 100, line);
});

test('many failures with one cause are one block and a list that ends', () => {
  const scenarios = Array.from({ length: 20 }, (_, index) =>
    buildScenario({
      id: `HTTPCGET/case-${index}`,
      judgements: [buildJudgement({ verdict: 'fail', received: `ERROR after ${index} ms` })],
    }),
  );
  const text = renderRun(buildResult({ scenarios, requirements: [], commands: [], questions: [] }), PLAIN);
  assert.equal(text.match(/^FAIL /gm)?.length, 1);
  assert.match(text, /the same cause in 19 more scenarios:/);
  assert.match(text, /and 7 more scenarios/);
});

test('causes beyond the first dozen take a line each', () => {
  const scenarios = Array.from({ length: 15 }, (_, index) =>
    buildScenario({
      id: `HTTPCGET/case-${index}`,
      judgements: [buildJudgement({ verdict: 'fail', requirements: [`R-HTTPCGET-${10 + index}`] })],
    }),
  );
  const text = renderRun(buildResult({ scenarios, requirements: [], commands: [], questions: [] }), PLAIN);
  assert.equal(text.match(/repeat {4}npm run/g)?.length, 12);
  assert.match(text, /^FAIL {2}R-HTTPCGET-24 {2}HTTPCGET\/case-14 {2}expected OK, received OK$/m);
});

test('elapsed time stands against its limit', () => {
  const judgements = [buildJudgement({ verdict: 'fail', elapsedMs: 5012, limitMs: 5000 })];
  const scenarios = [buildScenario({ id: 'A/a', judgements })];
  const text = renderRun(buildResult({ scenarios, requirements: [], commands: [], questions: [] }), PLAIN);
  assert.match(text, /elapsed {3}5\.012 s, limit 5 s/);
});

test('a header too long for the terminal stands in lines of its own', () => {
  const lines = renderRun(buildSampleResult(), { color: false, width: 60 }).split('\n');
  assert.deepEqual(lines.slice(0, 4), [
    ...[
      'atconform 0.1.0',
      '  sim:winnermicro (simulated, clock ×10)',
      '  profile winnermicro',
      '  seed 7f3a',
    ],
  ]);
});
