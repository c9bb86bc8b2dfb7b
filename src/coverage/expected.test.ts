import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScenarioResult } from '../record/result.ts';
import type { ExpectedFailures } from '../spec/expected-failures.ts';
import { buildJudgement, buildScenario } from '../testing/result-builder.ts';
import { type ComparedRun, compareWithExpected, renderDisagreement } from './expected.ts';

const EXPECTED: ExpectedFailures = {
  set: 'v250',
  profile: 'iaxmodem',
  failures: [
    {
      scenario: 'V250/unknown/letter',
      because: 'It takes everything.',
      breaks: ['R-V250-16'],
      received: 'nothing within N ms',
      wire: ['R-GEN-08'],
    },
    { scenario: 'V250/repeat', because: 'It lacks A/.', breaks: [], received: null, wire: ['R-GEN-08'] },
  ],
};

function judgement(channel: 'scenario' | 'wire', requirement: string, received: string) {
  return buildJudgement({
    ...{ channel, requirements: [requirement], received },
    ...{ verdict: 'fail', evidence: [1], text: 'a step', expected: 'ERROR' },
  });
}

const LETTER = buildScenario({
  ...{ id: 'V250/unknown/letter', title: 'Unknown', verdict: 'fail', wire: 'fail' },
  judgements: [
    judgement('scenario', 'R-V250-16', 'nothing within 1003 ms'),
    judgement('wire', 'R-GEN-08', 'no final'),
  ],
});
const REPEAT = buildScenario({
  ...{ id: 'V250/repeat', title: 'Repeat', wire: 'fail' },
  judgements: [judgement('wire', 'R-GEN-08', 'no final')],
});
const GOOD = buildScenario({ id: 'V250/prefix', title: 'Prefix' });

function compare(
  scenarios: readonly ScenarioResult[],
  given: Partial<ComparedRun> = {},
  isWhole = true,
): string[] {
  const run: ComparedRun = {
    set: { name: 'v250', title: '', document: '' },
    device: { profile: 'iaxmodem' },
    stopped: null,
    scenarios,
    ...given,
  };
  return compareWithExpected(run, EXPECTED, isWhole).map(renderDisagreement);
}

test('a run that fails exactly as listed agrees, whatever its times were', () => {
  assert.deepEqual(compare([LETTER, REPEAT, GOOD]), []);
});

test('a listed failure that passes is told', () => {
  assert.deepEqual(compare([{ ...LETTER, verdict: 'pass', wire: 'pass', judgements: [] }, REPEAT]), [
    'V250/unknown/letter\n  expected  fail of R-V250-16 (received nothing within N ms); wire channel: fail of R-GEN-08\n  received  no failure',
  ]);
});

test('a failure that is not listed is told, in a scenario or on its wire', () => {
  const other = { ...LETTER, id: 'V250/other' };
  assert.deepEqual(compare([LETTER, REPEAT, other]), [
    'V250/other\n  expected  no failure\n  received  fail of R-V250-16 (received nothing within N ms); wire channel: fail of R-GEN-08',
  ]);
  const wire = { ...GOOD, wire: 'fail' as const, judgements: [judgement('wire', 'W-LINE', 'x')] };
  assert.deepEqual(compare([LETTER, REPEAT, wire]), [
    'V250/prefix\n  expected  no failure\n  received  wire channel: fail of W-LINE',
  ]);
});

test('another requirement, another answer, another verdict and a wire that fails otherwise are all news', () => {
  const wire = judgement('wire', 'R-GEN-08', 'no final');
  const own = judgement('scenario', 'R-V250-16', 'nothing within 9 ms');
  const changes: readonly (readonly [Partial<ScenarioResult>, string])[] = [
    [
      { judgements: [judgement('scenario', 'R-V250-17', 'nothing within 1 ms'), wire] },
      'fail of R-V250-17 (received nothing within N ms); wire channel: fail of R-GEN-08',
    ],
    [
      { judgements: [judgement('scenario', 'R-V250-16', 'OK'), wire] },
      'fail of R-V250-16 (received OK); wire channel: fail of R-GEN-08',
    ],
    [
      { judgements: [own, judgement('scenario', 'R-V250-17', 'OK'), wire] },
      'fail of R-V250-16, R-V250-17 (received nothing within N ms, then OK); wire channel: fail of R-GEN-08',
    ],
    [
      { verdict: 'error' },
      'error of R-V250-16 (received nothing within N ms); wire channel: fail of R-GEN-08',
    ],
    [{ wire: 'pass', judgements: [own] }, 'fail of R-V250-16 (received nothing within N ms)'],
    [
      { judgements: [own, wire, judgement('wire', 'W-LINE', 'x')] },
      'fail of R-V250-16 (received nothing within N ms); wire channel: fail of R-GEN-08, W-LINE',
    ],
    [{ judgements: [wire] }, 'fail of no requirement; wire channel: fail of R-GEN-08'],
  ];
  for (const [change, received] of changes)
    assert.deepEqual(
      compare([{ ...LETTER, ...change }, REPEAT]).map((text) => text.split('received  ').at(-1)),
      [received],
    );
});

test('a listed scenario that did not run is missing from a whole run, and from no part of one', () => {
  assert.deepEqual(compare([LETTER]), ['V250/repeat\n  expected  a failure\n  received  it did not run']);
  assert.deepEqual(compare([LETTER], {}, false), []);
});

test('a run of another set or profile, or one that was stopped, is not what was expected', () => {
  const texts = compare([LETTER, REPEAT], {
    set: { name: 'http', title: '', document: '' },
    device: { profile: 'esp-at' },
    stopped: 'the link is gone',
  });
  assert.deepEqual(
    texts.map((text) =>
      text
        .split('\n')
        .map((line) => line.trim().replace(/ {2,}/, ' '))
        .join('; '),
    ),
    [
      'the run; expected the command set v250; received the command set http',
      'the run; expected the profile iaxmodem; received the profile esp-at',
      'the run; expected a run to its end; received stopped: the link is gone',
    ],
  );
});
