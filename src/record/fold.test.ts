import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planScenario, writeEvents } from '../testing/events.ts';
import { readEvents } from './event-reader.ts';
import { foldRun } from './fold.ts';
import type { Verdict } from './verdict.ts';

/** A run of one scenario `A/b` that claims R-A-01 and R-A-02, judges the first as `judged`, and ends as `ended`. */
function runOne(judged: Verdict | null, ended: Verdict) {
  const writer = writeEvents({ plan: [planScenario('A/b', { requirements: ['R-A-01', 'R-A-02'] })] });
  writer.start('A/b');
  const [sent, received] = writer.exchange('A/b', 'AT+A', 'OK\r\n');
  if (judged !== null)
    writer.judge({ scenario: 'A/b', verdict: judged, requirements: ['R-A-01'], evidence: [sent, received] });
  writer.end('A/b', ended);
  writer.finish();
  return foldRun(writer.events);
}

test('a scenario has the verdict of its end, the judgements and the ladder of what lies before it', () => {
  const writer = writeEvents({ plan: [planScenario('A/b', { requirements: ['R-A-01'] })] });
  writer.send('AT+CLEAN', 'clean');
  writer.start('A/b');
  const [sent, received] = writer.exchange('A/b', 'AT+A', 'OK\r\n');
  writer.judge({
    scenario: 'A/b',
    verdict: 'pass',
    requirements: ['R-A-01'],
    evidence: [sent, received],
    place: { path: 'a.yaml', line: 7, column: 1 },
    elapsedMs: 3,
    limitMs: 5,
  });
  writer.end('A/b', 'pass', { durationMs: 12, wire: 'info' });
  writer.finish();
  const run = foldRun(writer.events);
  const [scenario] = run.scenarios;
  assert.equal(scenario?.verdict, 'pass');
  assert.equal(scenario?.wire, 'info');
  assert.equal(scenario?.durationMs, 12);
  assert.equal(scenario?.title, 'Title of A/b');
  assert.deepEqual(
    scenario?.ladder.map((row) => row.text),
    ['AT+A\\r\\n', 'OK\\r\\n'],
  );
  assert.deepEqual(scenario?.judgements[0]?.place, { path: 'a.yaml', line: 7, column: 1 });
  assert.deepEqual(run.requirements.get('R-A-01'), {
    id: 'R-A-01',
    verdict: 'pass',
    scenarios: ['A/b'],
    evidence: [sent, received],
    isExercised: true,
    isAccepted: false,
  });
  assert.equal(run.counts.pass, 1);
  assert.equal(run.wireCounts.info, 1);
  assert.equal(run.stop, null);
  assert.equal(run.begunCount, 1);
});

test('a requirement that a scenario claims and never judges is unverified, and the scenario with it', () => {
  const run = runOne('pass', 'pass');
  assert.equal(run.requirements.get('R-A-01')?.verdict, 'pass');
  assert.equal(run.requirements.get('R-A-02')?.verdict, 'unverified');
  assert.equal(run.requirements.get('R-A-02')?.isExercised, false);
  assert.equal(run.scenarios[0]?.verdict, 'unverified');
  assert.equal(run.scenarios[0]?.reason, 'claims R-A-02: no evidence');
  assert.equal(run.scenarios[0]?.judgements.at(-1)?.expected, 'an expectation that judges R-A-02');
});

for (const [ended, unjudged] of [
  ['fail', 'inconclusive'],
  ['error', 'inconclusive'],
  ['inconclusive', 'inconclusive'],
  ['skip', 'skip'],
] as const) {
  test(`a claim that a scenario with verdict ${ended} did not come to is ${unjudged}`, () => {
    const run = runOne(ended === 'skip' ? null : 'pass', ended);
    assert.equal(run.scenarios[0]?.verdict, ended);
    assert.equal(run.requirements.get('R-A-02')?.verdict, unjudged);
    assert.equal(run.requirements.get('R-A-02')?.isExercised, false);
  });
}

test('a pass without evidence is unverified, as is one that rests on events that come after it', () => {
  for (const evidence of [[], [0], [99]]) {
    const writer = writeEvents({ plan: [planScenario('A/b')] });
    writer.start('A/b');
    writer.judge({ scenario: 'A/b', verdict: 'pass', requirements: ['R-A-01'], evidence });
    writer.end('A/b');
    writer.finish();
    const run = foldRun(writer.events);
    assert.equal(run.requirements.get('R-A-01')?.verdict, 'unverified');
    assert.equal(run.scenarios[0]?.verdict, 'unverified');
    assert.equal(run.scenarios[0]?.judgements[0]?.received, 'OK (no evidence)');
  }
});

test('a scenario that passed without judging anything is unverified', () => {
  const writer = writeEvents({ plan: [planScenario('A/b')] });
  writer.start('A/b');
  writer.end('A/b');
  writer.finish();
  const run = foldRun(writer.events);
  assert.equal(run.scenarios[0]?.verdict, 'unverified');
  assert.equal(run.scenarios[0]?.reason, 'nothing was judged');
});

test('a scenario is never greener than a red judgement of its own, in either channel', () => {
  const writer = writeEvents({ plan: [planScenario('A/b')] });
  writer.start('A/b');
  writer.judge({ scenario: 'A/b', verdict: 'fail', evidence: [1] });
  writer.judge({
    scenario: 'A/b',
    channel: 'wire',
    verdict: 'fail',
    requirements: ['R-GEN-08'],
    evidence: [1],
  });
  writer.end('A/b', 'pass', { wire: 'pass' });
  writer.finish();
  const run = foldRun(writer.events);
  assert.equal(run.scenarios[0]?.verdict, 'fail');
  assert.equal(run.scenarios[0]?.wire, 'fail');
  assert.equal(run.requirements.get('R-GEN-08')?.verdict, 'fail');
});

test('the highest verdict decides a requirement, but a skip never hides what another scenario found', () => {
  const judged = (verdicts: readonly Verdict[]) => {
    const writer = writeEvents({ plan: verdicts.map((_, index) => planScenario(`A/${index}`)) });
    for (const [index, verdict] of verdicts.entries()) {
      writer.start(`A/${index}`);
      writer.judge({ scenario: `A/${index}`, verdict, requirements: ['R-A-01'], evidence: [1] });
      writer.end(`A/${index}`, verdict);
    }
    writer.finish();
    return foldRun(writer.events).requirements.get('R-A-01');
  };
  assert.equal(judged(['pass', 'skip'])?.verdict, 'pass');
  assert.equal(judged(['skip', 'info', 'pass'])?.verdict, 'pass');
  assert.equal(judged(['skip'])?.verdict, 'skip');
  assert.equal(judged(['pass', 'nonstrict', 'fail', 'skip'])?.verdict, 'fail');
  assert.deepEqual(judged(['pass', 'fail'])?.scenarios, ['A/0', 'A/1']);
});

test('a planned scenario that never began is inconclusive with the reason of the stop', () => {
  const writer = writeEvents({
    plan: [planScenario('A/b'), planScenario('A/c', { requirements: ['R-A-01'] })],
  });
  writer.start('A/b');
  writer.judge({ scenario: 'A/b', verdict: 'fail', evidence: [1] });
  writer.end('A/b', 'fail');
  writer.finish({ exitCode: 1, stopped: 'fail-fast after A/b' });
  const run = foldRun(writer.events);
  assert.deepEqual(run.stop, { kind: 'early', reason: 'fail-fast after A/b' });
  assert.equal(run.scenarios[1]?.verdict, 'inconclusive');
  assert.equal(run.scenarios[1]?.reason, 'not run: fail-fast after A/b');
  assert.equal(run.begunCount, 1);
  assert.equal(run.requirements.get('R-A-01'), undefined);
});

test('a run killed inside a scenario keeps what it judged and says that it was cut short', () => {
  const writer = writeEvents({ plan: [planScenario('A/b', { requirements: ['R-A-01', 'R-A-02'] })] });
  writer.start('A/b');
  writer.judge({ scenario: 'A/b', verdict: 'pass', requirements: ['R-A-01'], evidence: [1] });
  writer.advance(40);
  writer.send('AT+A');
  const { events } = readEvents(writer.text());
  const run = foldRun(events);
  assert.equal(run.stop?.kind, 'killed');
  assert.equal(run.scenarios[0]?.verdict, 'inconclusive');
  assert.match(run.scenarios[0]?.reason ?? '', /^cut short: .*no footer/);
  assert.equal(run.scenarios[0]?.durationMs, 40);
  assert.equal(run.requirements.get('R-A-01')?.verdict, 'pass');
  assert.equal(run.requirements.get('R-A-02')?.verdict, 'inconclusive');
});

test('a scenario that another one interrupts has no end of its own', () => {
  const writer = writeEvents({ plan: [planScenario('A/b'), planScenario('A/c')] });
  writer.start('A/b');
  writer.start('A/c');
  writer.judge({ scenario: 'A/c', verdict: 'info', evidence: [1] });
  writer.end('A/b', 'pass');
  writer.finish();
  const run = foldRun(writer.events);
  assert.deepEqual(
    run.scenarios.map(({ verdict, durationMs }) => [verdict, durationMs]),
    [
      ['inconclusive', 0],
      ['inconclusive', 0],
    ],
  );
});

test('why a run stopped is read from its footer, or from what happened to it', () => {
  const stopOf = (
    finish: { exitCode: number; stopped: string | null } | null,
    what?: 'interrupted' | 'link-lost',
  ) => {
    const writer = writeEvents();
    if (what !== undefined) writer.record({ kind: 'control', what, detail: `it was ${what}` });
    if (finish !== null) writer.finish(finish);
    return foldRun(writer.events).stop;
  };
  assert.equal(stopOf({ exitCode: 0, stopped: null }), null);
  assert.deepEqual(stopOf({ exitCode: 130, stopped: 'Ctrl-C' }), { kind: 'interrupted', reason: 'Ctrl-C' });
  assert.deepEqual(stopOf({ exitCode: 4, stopped: 'no origin' }), { kind: 'bench', reason: 'no origin' });
  assert.deepEqual(stopOf({ exitCode: 3, stopped: 'drift' }), { kind: 'drift', reason: 'drift' });
  assert.deepEqual(stopOf({ exitCode: 1, stopped: null }, 'link-lost'), {
    kind: 'bench',
    reason: 'it was link-lost',
  });
  assert.deepEqual(stopOf(null, 'interrupted'), { kind: 'interrupted', reason: 'it was interrupted' });
  assert.equal(stopOf(null)?.kind, 'killed');
});

test('a run that tells its own stop need not have written a footer', () => {
  const writer = writeEvents({ plan: [planScenario('A/b')] });
  assert.equal(foldRun(writer.events, null).stop, null);
  assert.equal(foldRun(writer.events, null).scenarios[0]?.reason, 'not run: the run ended without it');
});

test('all passes through a scenario make one, and one that nobody planned is shown all the same', () => {
  const writer = writeEvents({ plan: [planScenario('A/b'), planScenario('A/c')] });
  for (const [id, verdict] of [
    ['A/b', 'fail'],
    ['A/c', 'info'],
    ['A/b', 'info'],
    ['A/b', 'nonstrict'],
    ['X/y', 'info'],
  ] as const) {
    writer.start(id);
    writer.judge({ scenario: id, verdict, evidence: [1] });
    writer.end(id, verdict);
  }
  writer.finish();
  assert.deepEqual(
    foldRun(writer.events).scenarios.map(({ id, title, verdict }) => [id, title, verdict]),
    [
      ['A/b', 'Title of A/b', 'fail'],
      ['A/c', 'Title of A/c', 'info'],
      ['X/y', 'X/y', 'info'],
    ],
  );
});

test('a judgement written after its scenario ended belongs to it; one outside any scenario still counts', () => {
  const writer = writeEvents({ plan: [planScenario('A/b')] });
  writer.judge({ scenario: '', channel: 'wire', verdict: 'fail', requirements: ['R-GEN-08'], evidence: [1] });
  writer.start('A/b');
  writer.end('A/b', 'info');
  writer.judge({
    scenario: 'A/b',
    channel: 'wire',
    verdict: 'fail',
    requirements: ['W-ECHO'],
    evidence: [1],
  });
  writer.finish();
  const run = foldRun(writer.events);
  assert.equal(run.scenarios[0]?.wire, 'fail');
  assert.deepEqual(run.requirements.get('R-GEN-08')?.scenarios, []);
  assert.equal(run.requirements.get('R-GEN-08')?.verdict, 'fail');
});

test('answers to an open question are told once each, with the first evidence for them', () => {
  const writer = writeEvents({ plan: [planScenario('A/b'), planScenario('A/c')] });
  for (const [id, observed] of [
    ['A/b', 'SET OK'],
    ['A/c', 'SET OK'],
    ['A/c', 'OK'],
    ['A/c', null],
  ] as const) {
    writer.start(id);
    writer.judge({ scenario: id, verdict: 'info', questions: ['Q-15'], observed, evidence: [1] });
    writer.end(id, 'info');
  }
  writer.judge({ scenario: '', verdict: 'info', questions: ['Q-16'], observed: 'yes', evidence: [1] });
  writer.finish();
  const { questions } = foldRun(writer.events);
  assert.deepEqual(
    questions.get('Q-15')?.map(({ answer, scenario }) => [answer, scenario]),
    [
      ['SET OK', 'A/b'],
      ['OK', 'A/c'],
    ],
  );
  assert.deepEqual(questions.get('Q-16')?.[0], { answer: 'yes', scenario: '', evidence: [1], bytes: [] });
});

test('evidence is shown for at most 20 events', () => {
  const writer = writeEvents({ plan: [planScenario('A/b')] });
  writer.start('A/b');
  for (let count = 0; count < 30; count += 1) {
    const n = writer.send('AT');
    writer.judge({
      scenario: 'A/b',
      channel: 'wire',
      verdict: 'pass',
      requirements: ['R-GEN-08'],
      evidence: [n],
    });
  }
  writer.end('A/b');
  writer.finish();
  assert.equal(foldRun(writer.events).requirements.get('R-GEN-08')?.evidence.length, 20);
});

test('no event at all folds to a run of nothing', () => {
  const run = foldRun([]);
  assert.deepEqual(run.scenarios, []);
  assert.equal(run.durationMs, 0);
  assert.equal(run.header.device.address, '');
});

test('an answer shows the bytes that it rests on, cut where they are many', () => {
  const writer = writeEvents({ plan: [planScenario('A/b')] });
  writer.start('A/b');
  const evidence = writer.exchange('A/b', `AT+HTTPCGET="${'u'.repeat(300)}"`, 'SET OK\r\n');
  writer.judge({ scenario: 'A/b', verdict: 'info', questions: ['Q-15'], observed: 'SET OK', evidence });
  writer.end('A/b', 'info');
  const [sent, received] = foldRun(writer.events).questions.get('Q-15')?.[0]?.bytes ?? [];
  assert.match(sent ?? '', /^→ AT\+HTTPCGET="u+…$/);
  assert.ok((sent ?? '').length < 200);
  assert.match(received ?? '', /^← SET OK\\r\\n$/);
});
