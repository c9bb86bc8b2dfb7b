import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildJudgement, buildResult, buildScenario } from '../../testing/result-builder.ts';
import { SAMPLE_REQUIREMENTS } from '../../testing/sample-requirements.ts';
import { buildConformingResult, buildSampleResult } from '../../testing/sample-result.ts';
import { listGaps } from './gaps.ts';

function textOf(gaps: ReturnType<typeof listGaps>): string {
  return gaps.map(({ text }) => text.replace(/<[^>]*>/g, '')).join('\n');
}

test('what was skipped, could not be judged or was replayed is told', () => {
  const judged = (verdict: 'skip' | 'inconclusive', requirement: string) =>
    buildJudgement({ verdict, requirements: [requirement] });
  const judgements = [judged('skip', 'R-HTTPCGET-01'), judged('inconclusive', 'R-HTTPCGET-02')];
  const base = buildSampleResult();
  const result = buildResult({
    scenarios: [buildScenario({ id: 'HTTPCGET/a', judgements })],
    requirements: SAMPLE_REQUIREMENTS.slice(0, 2),
    ...{ commands: [], questions: [] },
    run: { clockScale: 1, device: { ...base.device, address: 'replay:run.ndjson' } },
  });
  assert.deepEqual(textOf(listGaps(result)).split('\n'), [
    '1 requirement that could not be judged: R-HTTPCGET-02.',
    '1 requirement not applicable by the profile: R-HTTPCGET-01.',
    'No hardware: a recorded run was replayed.',
  ]);
});

test('a long list of requirements ends in a count', () => {
  const text = textOf(listGaps(buildConformingResult()));
  assert.match(text, /9 requirements that no scenario judged: (R-[\w-]+, ){5}R-[\w-]+ and 3 more\./);
});

test('a run that tested everything on a device leaves nothing to tell', () => {
  const judgements = [buildJudgement({ requirements: ['R-HTTPCGET-01'], evidence: [1] })];
  const base = buildConformingResult();
  const result = buildResult({
    scenarios: [buildScenario({ id: 'HTTPCGET/a', judgements })],
    requirements: SAMPLE_REQUIREMENTS.slice(0, 1),
    ...{ commands: [], questions: [] },
    run: { clockScale: 1, device: base.device },
  });
  assert.deepEqual(listGaps(result), []);
});

test('a clock other than the wall is a reason why there are no latencies', () => {
  const told = (clockScale: number | null) => textOf(listGaps({ ...buildSampleResult(), clockScale }));
  assert.match(
    told(10),
    /^No latencies: the clock ran ×10; times are not the module's, and limits were wider\.$/m,
  );
  assert.match(told(null), /^No latencies: the clock was virtual; times are not the module's\.$/m);
  assert.doesNotMatch(told(1), /No latencies/);
});
