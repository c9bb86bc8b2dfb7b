import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldRun } from '../record/fold.ts';
import type { Stop } from '../record/stop.ts';
import type { Verdict } from '../record/verdict.ts';
import { planScenario, writeEvents } from '../testing/events.ts';
import { decideRun, highestExitCode } from './decide.ts';

/** Events of scenarios that ended so; `footer` null for a run that was not finished. */
function writeRun(ends: readonly (readonly [Verdict, Verdict])[], plannedCount = ends.length) {
  const ids = Array.from({ length: plannedCount }, (_, index) => `A/${index}`);
  const writer = writeEvents({ plan: ids.map((id) => planScenario(id)) });
  for (const [index, [verdict, wire]] of ends.entries()) {
    const scenario = ids[index] as string;
    writer.start(scenario);
    const [sent] = writer.exchange(scenario, 'AT', 'OK\r\n');
    writer.judge({ scenario, verdict, evidence: [sent] });
    writer.end(scenario, verdict, { wire });
  }
  return writer;
}

function decide(
  ends: readonly (readonly [Verdict, Verdict])[],
  stop: Stop | null = null,
  plannedCount?: number,
) {
  return decideRun(foldRun(writeRun(ends, plannedCount).events, stop));
}

test('a run without a red verdict conforms', () => {
  assert.deepEqual(
    decide([
      ['pass', 'pass'],
      ['info', 'nonstrict'],
      ['skip', 'pass'],
    ]),
    {
      verdict: 'conforms',
      exitCode: 0,
      rule: 'everything that ran conforms: 1 pass, 1 info, 1 skip; wire channel: 2 pass, 1 nonstrict',
    },
  );
});

for (const verdict of ['fail', 'unverified', 'inconclusive'] as const) {
  test(`one ${verdict} scenario and the run does not conform`, () => {
    const decision = decide([
      ['pass', 'pass'],
      [verdict, 'pass'],
    ]);
    assert.equal(decision.verdict, 'does-not-conform');
    assert.equal(decision.exitCode, 1);
    assert.match(decision.rule, new RegExp(`scenarios 1 ${verdict}$`));
  });
}

test('the wire channel counts like any other', () => {
  assert.deepEqual(decide([['pass', 'fail']]), {
    verdict: 'does-not-conform',
    exitCode: 1,
    rule: 'no fail, unverified or inconclusive is allowed: wire channel 1 fail',
  });
});

test('a requirement broken outside any scenario counts, and is named', () => {
  const writer = writeRun([['pass', 'pass']]);
  writer.judge({ scenario: '', channel: 'wire', verdict: 'fail', requirements: ['W-ECHO'], evidence: [1] });
  const decision = decideRun(foldRun(writer.events, null));
  assert.equal(decision.exitCode, 1);
  assert.match(decision.rule, /W-ECHO fail$/);
});

test('an error in either channel could not be judged', () => {
  for (const ends of [['error', 'pass'] as const, ['pass', 'error'] as const]) {
    const decision = decide([['fail', 'pass'], ends]);
    assert.equal(decision.verdict, 'not-judged');
    assert.equal(decision.exitCode, 4);
  }
});

test('what stopped a run decides over what it found', () => {
  const stopped = (kind: Stop['kind']) => decide([['fail', 'pass']], { kind, reason: 'because' });
  assert.deepEqual(stopped('interrupted'), {
    verdict: 'not-judged',
    exitCode: 130,
    rule: 'the run was interrupted: because; before that: 1 fail',
  });
  assert.equal(stopped('killed').exitCode, 130);
  assert.equal(stopped('bench').exitCode, 4);
  assert.equal(stopped('drift').exitCode, 3);
  assert.equal(stopped('early').exitCode, 1);
});

test('scenarios that a run did not come to make it red', () => {
  const decision = decide([['pass', 'pass']], { kind: 'early', reason: 'the module is dead' }, 3);
  assert.equal(decision.exitCode, 1);
  assert.match(decision.rule, /scenarios 2 inconclusive/);
});

test('a run in which nothing ran never conforms', () => {
  assert.deepEqual(decide([]), {
    verdict: 'not-judged',
    exitCode: 2,
    rule: 'nothing ran: no scenario was selected',
  });
  assert.match(decide([], null, 2).rule, /none of 2 selected scenarios began/);
  const skipped = decide([['skip', 'skip']]);
  assert.equal(skipped.exitCode, 2);
  assert.match(skipped.rule, /skips all 1/);
});

test('a footer may know worse than the evidence, and is not believed where it knows better', () => {
  const decideWith = (exitCode: number, verdict: Verdict) => {
    const writer = writeRun([[verdict, 'pass']]);
    writer.finish({ exitCode, rule: 'the footer says so' });
    return decideRun(foldRun(writer.events));
  };
  assert.deepEqual(decideWith(1, 'pass'), {
    verdict: 'does-not-conform',
    exitCode: 1,
    rule: 'the footer says so',
  });
  assert.equal(decideWith(3, 'fail').exitCode, 3);
  assert.equal(decideWith(5, 'pass').verdict, 'not-judged');
  assert.equal(decideWith(77, 'pass').exitCode, 5);
  assert.equal(decideWith(0, 'fail').exitCode, 1);
  assert.match(decideWith(0, 'fail').rule, /scenarios 1 fail/);
  assert.equal(decideWith(0, 'pass').rule, 'the footer says so');
});

test('of several exit codes the one that outranks the others stands', () => {
  assert.equal(highestExitCode([]), 0);
  assert.equal(highestExitCode([0, 1, 4]), 4);
  assert.equal(highestExitCode([130, 5]), 5);
  assert.equal(highestExitCode([4, 130]), 130);
});
