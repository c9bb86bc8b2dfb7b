import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../record/event.ts';
import type { RunResult } from '../record/result.ts';
import type { Verdict } from '../record/verdict.ts';
import type { Deviation } from '../spec/baseline.ts';
import type { WayOfFailing } from '../spec/way-of-failing.ts';
import { planScenario, writeEvents } from '../testing/events.ts';
import { SMALL_PROFILE, SMALL_SET } from '../testing/small-set.ts';
import type { JudgedBaseline } from './judged-baseline.ts';
import { foldResult } from './result.ts';

const R = 'R-HTTPCGET-01';

/** What a scenario's judgements found; a red one of the wire has the channel in front. */
type Judged = readonly {
  readonly channel?: 'wire';
  readonly verdict: Verdict;
  readonly received?: string;
  readonly observed?: string;
}[];

interface Given {
  readonly deviations?: readonly Partial<Deviation>[];
  readonly hashes?: JudgedBaseline['hashes'];
  readonly answers?: JudgedBaseline['answers'];
  readonly orphans?: readonly string[];
  /** How many scenarios the set has; by default as many as ran. */
  readonly scenarioCount?: number;
}

/** A run of scenarios by id, held against a baseline; it began on 2024-05-06 on firmware 2.4. */
function run(scenarios: Readonly<Record<string, Judged>>, given: Given = {}): RunResult {
  const ids = Object.keys(scenarios);
  const baseline = {
    ...{ path: 'baseline.yaml', hash: 'h', set: '', profile: '', coverage: null },
    ...{ hashes: given.hashes ?? {}, answers: given.answers ?? {}, orphans: given.orphans ?? [] },
    deviations: (given.deviations ?? []).map((deviation) => ({ ...DEVIATION, ...deviation })),
  };
  const writer = writeEvents({
    ...{ set: SMALL_SET as unknown as Json, profile: SMALL_PROFILE as unknown as Json },
    ...{ plan: ids.map((id) => planScenario(id)), scenarioCount: given.scenarioCount ?? ids.length },
    baseline: baseline as unknown as Json,
  });
  writer.record({ kind: 'identity', lines: ['AT version:2.4.0'] });
  for (const [scenario, judgements] of Object.entries(scenarios)) {
    writer.start(scenario);
    const evidence = writer.exchange(scenario, 'AT+HTTPCGET="u",1000', 'OK\r\n');
    for (const { channel = 'scenario', verdict, received = 'OK', observed = null } of judgements)
      writer.judge({
        ...{ scenario, channel, verdict, received, observed, evidence },
        ...{
          requirements: [channel === 'wire' ? 'R-GEN-08' : R],
          questions: observed === null ? [] : ['Q-15'],
        },
      });
    writer.end(scenario);
  }
  return foldResult(writer.events, null);
}

const way = (received: string, channel: WayOfFailing['channel'] = 'scenario'): WayOfFailing => ({
  ...{ channel, verdict: 'fail', breaks: [channel === 'wire' ? 'R-GEN-08' : R], received },
});

const DEVIATION: Deviation = {
  ...{ reason: 'It takes all.', issue: null, owner: null, firmware: null, expires: null },
  ...{ scenarios: ['HTTPCGET/a'], requirement: null, fails: [way('OK')] },
};

const FAILS: Judged = [{ verdict: 'fail' }];
const PASSES: Judged = [{ verdict: 'pass' }];
const GOOD = { 'HTTPCGET/good': PASSES };

function statuses({ baseline }: RunResult): string[] {
  return (baseline?.deviations ?? []).flatMap(({ cases }) =>
    cases.map(({ id, status }) => `${id} ${status}`),
  );
}

test('a deviation that fails as it is known to is accepted: no pass, and not red', () => {
  const result = run({ 'HTTPCGET/a': FAILS, ...GOOD }, { deviations: [{}] });
  assert.deepEqual(statuses(result), ['HTTPCGET/a matched']);
  assert.deepEqual([result.exitCode, result.verdict], [0, 'conforms']);
  assert.equal(
    result.rule,
    'everything that ran conforms or is accepted: 1 pass, 1 accepted; wire channel: 2 pass',
  );
  assert.deepEqual(
    [result.counts.pass, result.counts.fail, result.accepted],
    [1, 0, { scenarios: 1, wire: 0 }],
  );
  const [scenario] = result.scenarios;
  assert.deepEqual([scenario?.verdict, scenario?.accepted], ['fail', true]);
  const requirement = result.requirements.find(({ id }) => id === R);
  assert.deepEqual([requirement?.verdict, requirement?.accepted], ['fail', true]);
  const command = result.commands.find((each) => each.command === 'HTTPCGET');
  assert.deepEqual([command?.verdict, command?.scenarios.fail, command?.accepted.scenarios], ['pass', 0, 1]);
});

test('without a baseline the same run is red, and says nothing of one', () => {
  const result = run({ 'HTTPCGET/a': FAILS, ...GOOD });
  assert.equal(result.exitCode, 1);
  assert.deepEqual(statuses(result), []);
});

test('what fails and is not known is red beside what is accepted', () => {
  const result = run({ 'HTTPCGET/a': FAILS, 'HTTPCGET/b': FAILS }, { deviations: [{}] });
  assert.equal(result.rule, 'no fail, unverified or inconclusive is allowed: scenarios 1 fail');
  assert.equal(result.requirements.find(({ id }) => id === R)?.accepted, false);
});

test('a scenario that does something else than when it was pinned is red, however it fails', () => {
  const pinned = (hash: string, judged: Judged = FAILS) =>
    run({ 'HTTPCGET/a': judged, ...GOOD }, { deviations: [{}], hashes: { 'HTTPCGET/a': hash } });
  assert.deepEqual(statuses(pinned('hash of HTTP')), ['HTTPCGET/a matched']);
  for (const judged of [FAILS, PASSES]) {
    const result = pinned('another hash', judged);
    assert.deepEqual(statuses(result), ['HTTPCGET/a rewritten']);
    assert.equal(result.exitCode, 1);
    assert.match(result.rule, /does something else than when it was pinned: HTTPCGET\/a/);
  }
});

test('a deviation that fails no more is red', () => {
  const result = run({ 'HTTPCGET/a': PASSES }, { deviations: [{}] });
  assert.deepEqual(statuses(result), ['HTTPCGET/a gone']);
  assert.deepEqual(
    [result.exitCode, result.rule],
    [1, 'no change against the baseline is allowed: fails no more: HTTPCGET/a'],
  );
});

const OTHERWISE: Readonly<Record<string, Judged>> = {
  'another answer': [{ verdict: 'fail', received: 'ERROR' }],
  'another verdict': [{ verdict: 'inconclusive' }],
  'a further answer': [{ verdict: 'fail' }, { verdict: 'fail', received: 'ERROR' }],
  'its wire too': [{ verdict: 'fail' }, { channel: 'wire', verdict: 'fail' }],
  'its wire alone': [{ verdict: 'pass' }, { channel: 'wire', verdict: 'fail' }],
};

for (const [what, judged] of Object.entries(OTHERWISE))
  test(`a deviation that fails otherwise, by ${what}, is red and not accepted`, () => {
    const result = run({ 'HTTPCGET/a': judged, ...GOOD }, { deviations: [{}] });
    assert.deepEqual(statuses(result), ['HTTPCGET/a changed']);
    assert.equal(result.exitCode, 1);
    assert.equal(result.scenarios[0]?.accepted, false);
    assert.match(result.rule, /fails otherwise than accepted: HTTPCGET\/a; not accepted: /);
  });

test('an error is never accepted, however it is known', () => {
  const known = { ...way('OK'), verdict: 'error' as const };
  const result = run({ 'HTTPCGET/a': [{ verdict: 'error' }] }, { deviations: [{ fails: [known] }] });
  assert.equal(result.exitCode, 4);
});

test('times, ports, seeds and hashes make no difference', () => {
  const received = `body of 3 bytes from http://127.0.0.1:18080/x within 1234 ms, seed 7f3a, SHA-256 ${'ab'.repeat(32)}`;
  const masked = 'body of 3 bytes from http://127.0.0.1:PORT/x within N ms, seed SEED, SHA-256 HASH';
  const result = run(
    { 'HTTPCGET/a': [{ verdict: 'fail', received }] },
    { deviations: [{ fails: [way(masked)] }] },
  );
  assert.deepEqual(statuses(result), ['HTTPCGET/a matched']);
});

test('a deviation is accepted to the end of its last day', () => {
  const on = (expires: string) => run({ 'HTTPCGET/a': FAILS }, { deviations: [{ expires }] });
  assert.deepEqual([statuses(on('2024-05-06')), on('2024-05-06').exitCode], [['HTTPCGET/a matched'], 0]);
  assert.equal(on('2024-05-12').baseline?.deviations[0]?.expiresInDays, 6);
  const gone = on('2024-05-05');
  assert.deepEqual([statuses(gone), gone.exitCode], [['HTTPCGET/a expired'], 1]);
  assert.match(gone.rule, /is accepted no longer: HTTPCGET\/a/);
});

test('a deviation of other firmware is not applied, and not missed', () => {
  const other = { firmware: '<2.4' };
  const failing = run({ 'HTTPCGET/a': FAILS }, { deviations: [other] });
  assert.deepEqual([statuses(failing), failing.exitCode], [['HTTPCGET/a not-applicable'], 1]);
  assert.equal(run({ 'HTTPCGET/a': PASSES }, { deviations: [other] }).exitCode, 0);
  assert.equal(run({ 'HTTPCGET/a': FAILS }, { deviations: [{ firmware: '2.4' }] }).exitCode, 0);
});

test('a deviation of what does not exist any more is red, one of what was not selected is not', () => {
  const orphan = run(GOOD, { deviations: [{}], orphans: ['HTTPCGET/a'] });
  assert.deepEqual([statuses(orphan), orphan.exitCode], [['HTTPCGET/a orphan'], 1]);
  const part = run(GOOD, { deviations: [{}], scenarioCount: 9 });
  assert.deepEqual([statuses(part), part.exitCode], [['HTTPCGET/a not-run'], 0]);
});

const WIRE: Partial<Deviation> = { scenarios: [], requirement: 'R-GEN-08', fails: [way('no final', 'wire')] };
const BREACH: Judged = [{ verdict: 'pass' }, { channel: 'wire', verdict: 'fail', received: 'no final' }];

test('a deviation of a requirement is accepted in whichever scenarios, the wire channel apart', () => {
  const result = run({ 'HTTPCGET/a': BREACH, 'HTTPCGET/b': BREACH }, { deviations: [WIRE] });
  assert.deepEqual([statuses(result), result.exitCode], [['R-GEN-08 matched'], 0]);
  assert.deepEqual(
    [result.accepted, result.wireCounts.fail, result.counts.pass],
    [{ scenarios: 0, wire: 2 }, 0, 2],
  );
});

test('a deviation of a requirement is red where it is broken otherwise, or not at all in a whole run', () => {
  const other: Judged = [{ verdict: 'pass' }, { channel: 'wire', verdict: 'fail', received: 'two finals' }];
  const changed = run({ 'HTTPCGET/a': BREACH, 'HTTPCGET/b': other }, { deviations: [WIRE] });
  assert.deepEqual([statuses(changed), changed.exitCode], [['R-GEN-08 changed'], 1]);
  assert.deepEqual(
    changed.scenarios.map(({ accepted }) => accepted),
    [true, false],
  );
  const kept: Judged = [{ verdict: 'pass' }, { channel: 'wire', verdict: 'pass' }];
  const gone = run({ 'HTTPCGET/a': kept }, { deviations: [WIRE] });
  assert.deepEqual([statuses(gone), gone.exitCode], [['R-GEN-08 gone'], 1]);
  const part = run({ 'HTTPCGET/a': kept }, { deviations: [WIRE], scenarioCount: 2 });
  assert.deepEqual([statuses(part), part.exitCode], [['R-GEN-08 not-run'], 0]);
});

test('deviations of a scenario and of a requirement hold together', () => {
  const both: Judged = [{ verdict: 'fail' }, { channel: 'wire', verdict: 'fail', received: 'no final' }];
  const result = run({ 'HTTPCGET/a': both }, { deviations: [{}, WIRE] });
  assert.deepEqual([statuses(result), result.exitCode], [['HTTPCGET/a matched', 'R-GEN-08 matched'], 0]);
});

const ANSWERS: Judged = [{ verdict: 'info', observed: 'OK' }];

function answers(judged: Judged, pinned: JudgedBaseline['answers'], given: Given = {}) {
  const result = run({ 'HTTPCGET/a': judged }, { answers: pinned, ...given });
  return [result.baseline?.answers.map(({ question, status }) => `${question} ${status}`), result.exitCode];
}

test('an answer is red only where it changed', () => {
  assert.deepEqual(answers(ANSWERS, { 'Q-15': ['OK'] }), [['Q-15 same'], 0]);
  assert.deepEqual(answers(ANSWERS, {}), [['Q-15 new'], 0]);
  assert.deepEqual(answers(ANSWERS, { 'Q-15': ['SET OK'] }), [['Q-15 changed'], 1]);
  assert.deepEqual(answers(PASSES, { 'Q-15': ['OK'] }), [['Q-15 not-run'], 0]);
  assert.deepEqual(answers(PASSES, { 'Q-99': ['OK'] }), [['Q-99 orphan'], 1]);
});

test('one of several answers may be missing from a part of the suite, not from the whole', () => {
  const pinned = { 'Q-15': ['OK', 'SET OK'] };
  assert.deepEqual(answers(ANSWERS, pinned), [['Q-15 changed'], 1]);
  assert.deepEqual(answers(ANSWERS, pinned, { scenarioCount: 2 }), [['Q-15 same'], 0]);
});
