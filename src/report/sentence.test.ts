import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildJudgement, buildResult, buildScenario, type ResultParts } from '../testing/result-builder.ts';
import { SAMPLE_REQUIREMENTS } from '../testing/sample-requirements.ts';
import { buildConformingResult, buildSampleResult } from '../testing/sample-result.ts';
import { describeDecision, renderSentence } from './sentence.ts';

function resultOf(parts: Partial<ResultParts>) {
  return buildResult({ scenarios: [], requirements: [], commands: [], questions: [], ...parts });
}

test('a run that conforms says so, with the rule, the requirements and the questions', () => {
  assert.equal(
    renderSentence(buildConformingResult()),
    'CONFORMS: no requirement broken (rule: nothing red). 15 requirements: 5 proved, 1 recorded, 9 untested. 3 questions: 2 answered.',
  );
});

test('a run that does not conform counts what is broken and what could not be told', () => {
  const sentence = renderSentence(buildSampleResult({ stopped: 'the link was lost' }));
  assert.match(
    sentence,
    /^DOES NOT CONFORM: 3 requirements broken, 1 scenario unverified, 1 scenario inconclusive, /,
  );
  assert.match(sentence, /1 scenario with an error \(rule: no error, fail, unverified or inconclusive\)/);
  assert.match(sentence, / Stopped early: the link was lost\.$/);
});

test('one of anything is singular', () => {
  const judgements = [buildJudgement({ verdict: 'fail', requirements: ['R-HTTPCGET-01'], evidence: [1] })];
  const result = resultOf({
    scenarios: [buildScenario({ id: 'HTTPCGET/a', judgements })],
    requirements: SAMPLE_REQUIREMENTS.slice(0, 1),
    questions: [{ id: 'Q-01', asks: '?', observed: [], known: [], requirements: [] }],
  });
  const sentence = renderSentence(result);
  assert.match(sentence, /: 1 requirement broken /);
  assert.match(sentence, / 1 requirement: 1 broken\. 1 question: 0 answered\.$/);
});

test('a failing scenario without a known requirement is still counted', () => {
  const failing = (id: string) => buildScenario({ id, verdict: 'fail' });
  assert.equal(describeDecision(resultOf({ scenarios: [failing('A/a')] })), '1 scenario fails');
  assert.equal(
    describeDecision(resultOf({ scenarios: [failing('A/a'), failing('A/b')] })),
    '2 scenarios fail',
  );
});

test('a run without a scenario does not claim that nothing is broken', () => {
  const result = resultOf({ run: { verdict: 'not-judged', rule: 'nothing ran' } });
  assert.equal(
    renderSentence(result),
    'COULD NOT BE JUDGED: no scenario ran (rule: nothing ran). 0 requirements.',
  );
});
