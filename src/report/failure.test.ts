import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JudgementResult } from '../record/result.ts';
import { buildJudgement, buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildConformingResult, buildSampleResult } from '../testing/sample-result.ts';
import { describeCause, findDeviations, findFailures, groupFailures, summarizeFailure } from './failure.ts';

function resultOf(...judged: Partial<JudgementResult>[][]) {
  const scenarios = judged.map((parts, index) =>
    buildScenario({ id: `HTTPCGET/case-${index}`, judgements: parts.map(buildJudgement) }),
  );
  return buildResult({ scenarios, requirements: [], commands: [], questions: [] });
}

test('a conforming run has no failure', () => {
  assert.deepEqual(findFailures(buildConformingResult()), []);
});

test('every red judgement of either channel is a failure, but each cause once a scenario', () => {
  const broken = { verdict: 'fail', requirements: ['W-ECHO'], channel: 'wire' } as const;
  const result = resultOf([
    { ...broken, received: 'echo of 3 bytes' },
    { ...broken, received: 'echo of 4 bytes' },
    { verdict: 'fail', requirements: ['R-HTTPCGET-01'] },
    { verdict: 'nonstrict', requirements: ['R-HTTPCGET-02'] },
  ]);
  assert.deepEqual(
    findFailures(result).map(({ channel, judgement }) => [channel, judgement?.requirements[0]]),
    [
      ['scenario', 'R-HTTPCGET-01'],
      ['wire', 'W-ECHO'],
    ],
  );
  assert.equal(findDeviations(result).length, 1);
});

test('failures that differ in figures and quotations alone have one cause', () => {
  const told = (received: string) =>
    ({ verdict: 'fail', requirements: ['R-HTTPCGET-01'], received }) as const;
  const result = resultOf(
    [told('body "abc" (3 bytes)')],
    [told('body "defgh" (5 bytes)')],
    [told('nothing within 5000 ms')],
  );
  const groups = groupFailures(findFailures(result));
  assert.deepEqual(
    groups.map(({ others }) => others.length),
    [1, 0],
  );
});

test('the same message about another requirement is another cause', () => {
  const result = resultOf(
    [{ verdict: 'fail', requirements: ['R-HTTPCGET-01'] }],
    [{ verdict: 'fail', requirements: ['R-HTTPCGET-02'] }],
  );
  assert.equal(new Set(findFailures(result).map(describeCause)).size, 2);
});

test('groups come in falling order of verdict', () => {
  const groups = groupFailures(findFailures(buildSampleResult()));
  assert.deepEqual(
    groups.map(({ first }) => first.verdict),
    ['error', 'fail', 'fail', 'unverified', 'inconclusive'],
  );
});

test('a verdict without a judgement is a failure with the reason of its scenario', () => {
  const scenario = buildScenario({ id: 'HTTPCGET/lost', verdict: 'error', reason: 'the link was lost' });
  const result = buildResult({ scenarios: [scenario], requirements: [], commands: [], questions: [] });
  const [failure] = findFailures(result);
  assert.equal(failure?.judgement, null);
  assert.equal(failure && summarizeFailure(failure), 'the link was lost');
});

test('a scenario that never came to an exchange is told once, not once a channel', () => {
  const scenario = buildScenario({ id: 'HTTPCGET/late', verdict: 'inconclusive', wire: 'inconclusive' });
  const result = buildResult({ scenarios: [scenario], requirements: [], commands: [], questions: [] });
  assert.deepEqual(
    findFailures(result).map(({ channel }) => channel),
    ['scenario'],
  );
});
