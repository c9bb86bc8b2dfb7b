import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildJudgement, buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildSampleResult } from '../testing/sample-result.ts';
import { ERRORS_MAX, renderAnnotations } from './annotations.ts';

function failingRun(count: number, received = 'ERROR') {
  const scenarios = Array.from({ length: count }, (_, at) =>
    buildScenario({
      id: `A/${at}`,
      place: { path: 'features/http/a,b:c.feature', line: at + 1, column: 3 },
      judgements: [buildJudgement({ verdict: 'fail', requirements: ['R-A-01'], received })],
    }),
  );
  return buildResult({ scenarios, requirements: [], commands: [], questions: [] });
}

test('a failure is an error at its scenario, with its requirement, escaped as GitHub reads it', () => {
  assert.deepEqual(renderAnnotations(failingRun(1, '100 %\r\n::error')), [
    '::error file=features/http/a%2Cb%3Ac.feature,line=1,title=fail%3A A/0%2C R-A-01::A/0%0Aexpected OK, received 100 %25%0D%0A::error',
  ]);
});

test('at most ten errors are shown, the gravest first, and the rest is counted in one line', () => {
  const lines = renderAnnotations(failingRun(50));
  assert.equal(lines.length, ERRORS_MAX + 1);
  assert.equal(lines.filter((line) => line.startsWith('::error ')).length, 10);
  assert.equal(lines.at(-1), '::notice title=atconform::and 40 more scenarios failed, see the report');
  const [first] = renderAnnotations(buildSampleResult());
  assert.match(first ?? '', /title=error%3A HTTPCLIENT\/methods\/delete/);
});

test('a flaky scenario is an error unless that is allowed', () => {
  const parts = { verdict: 'pass', wire: 'pass', durationMs: 1, judgements: [], ladder: [] } as const;
  const scenario = buildScenario({
    id: 'A/flaky',
    flaky: true,
    attempts: [
      { ...parts, attempt: 1, decisive: false, verdict: 'fail', reason: 'no answer' },
      { ...parts, attempt: 2, decisive: true, reason: null },
    ],
  });
  const result = buildResult({ scenarios: [scenario], requirements: [], commands: [], questions: [] });
  assert.deepEqual(renderAnnotations(result), [
    '::error file=features/http/a.feature,line=12,title=flaky%3A A/flaky::A/flaky%0Aattempt 1 fail (no answer), attempt 2 pass',
  ]);
  assert.deepEqual(
    renderAnnotations({ ...result, attempts: { repeat: 1, retry: 1, allowsFlaky: true } }),
    [],
  );
});

test('where all is well nothing is said', () => {
  assert.deepEqual(renderAnnotations({ ...buildSampleResult(), scenarios: [] }), []);
});
