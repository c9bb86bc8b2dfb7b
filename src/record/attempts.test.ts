import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AttemptRule, ONE_ATTEMPT, ruleAttempts } from './attempts.ts';
import type { Verdict } from './verdict.ts';

const RETRY: AttemptRule = { repeat: 1, retry: 2, allowsFlaky: false };
const ACCEPT = { passes: 2, of: 3 };

/** `fail`, or `pass/fail` with the verdict of the wire channel. */
function rule(
  words: readonly string[],
  rules: AttemptRule = ONE_ATTEMPT,
  accept: typeof ACCEPT | null = null,
) {
  const attempts = words.map((word) => {
    const [verdict, wire = 'pass'] = word.split('/') as [Verdict, Verdict?];
    return { verdict, wire, reason: verdict === 'pass' ? null : `why ${verdict}` };
  });
  const { verdict, wire, reason, flaky, decisive, counts } = ruleAttempts(attempts, rules, accept);
  const counted = counts.map((one) => (one.scenario ? 's' : '') + (one.wire ? 'w' : '')).join(' ');
  return [`${verdict}/${wire}`, flaky ? 'flaky' : 'steady', decisive + 1, counted, reason];
}

const REPEAT: AttemptRule = { ...ONE_ATTEMPT, repeat: 3 };

test('one attempt rules itself', () => {
  assert.deepEqual(rule(['fail/nonstrict']), ['fail/nonstrict', 'steady', 1, 'sw', 'why fail']);
});

test('repeated, the highest verdict of all attempts counts, and differing attempts are flaky', () => {
  assert.deepEqual(rule(['pass', 'pass', 'pass'], REPEAT).slice(0, 4), [
    'pass/pass',
    'steady',
    1,
    'sw sw sw',
  ]);
  assert.deepEqual(rule(['pass', 'fail', 'pass'], REPEAT), [
    'fail/pass',
    'flaky',
    2,
    'sw sw sw',
    'attempt 2 of 3: why fail (attempt 1 pass, attempt 2 fail, attempt 3 pass)',
  ]);
  assert.deepEqual(rule(['pass', 'pass', 'pass/fail'], REPEAT).slice(0, 3), ['pass/fail', 'flaky', 3]);
  assert.deepEqual(rule(['fail', 'fail', 'fail'], REPEAT).slice(1), ['steady', 1, 'sw sw sw', 'why fail']);
});

test('attempts that were asked for and not made leave a pass inconclusive', () => {
  assert.deepEqual(rule(['pass', 'pass'], REPEAT).slice(0, 1), ['inconclusive/pass']);
  assert.equal(rule(['pass', 'pass'], REPEAT).at(-1), '2 of 3 attempts were made');
  assert.deepEqual(rule(['fail', 'pass'], REPEAT).slice(0, 1), ['fail/pass']);
  assert.deepEqual(rule(['skip'], REPEAT).slice(0, 2), ['skip/pass', 'steady']);
});

test('tried again, the last attempt counts where it is good, and is flaky', () => {
  assert.deepEqual(rule(['pass'], RETRY), ['pass/pass', 'steady', 1, 'sw', null]);
  assert.deepEqual(rule(['fail', 'pass'], RETRY), [
    'pass/pass',
    'flaky',
    2,
    ' sw',
    'flaky: attempt 1 fail, attempt 2 pass',
  ]);
  assert.deepEqual(rule(['pass/fail', 'info'], RETRY).slice(0, 2), ['info/pass', 'flaky']);
});

test('tried again in vain, the highest of all attempts counts: a later one never hides a failure', () => {
  assert.deepEqual(rule(['fail', 'inconclusive', 'fail'], RETRY).slice(0, 3), ['fail/pass', 'steady', 1]);
  assert.deepEqual(rule(['error', 'fail', 'fail'], RETRY).slice(0, 1), ['error/pass']);
  assert.deepEqual(rule(['fail', 'pass/fail'], RETRY).slice(0, 1), ['fail/fail']);
});

test('a rule of its own accepts as many passes as it asks for, and counts these alone', () => {
  assert.deepEqual(rule(['pass', 'fail', 'nonstrict'], ONE_ATTEMPT, ACCEPT), [
    'nonstrict/pass',
    'steady',
    3,
    'sw w sw',
    '2 of 3 attempts passed, 2 are enough',
  ]);
  assert.deepEqual(rule(['pass', 'fail', 'fail'], ONE_ATTEMPT, ACCEPT), [
    'fail/pass',
    'flaky',
    2,
    'sw sw sw',
    '1 of 3 attempts passed, 2 are needed; attempt 2: why fail',
  ]);
});

test('a rule of its own outvotes neither the wire channel nor a fault that is ours', () => {
  assert.equal(rule(['pass', 'pass', 'fail/fail'], ONE_ATTEMPT, ACCEPT)[0], 'pass/fail');
  assert.equal(rule(['pass', 'pass', 'error'], ONE_ATTEMPT, ACCEPT)[0], 'error/pass');
  assert.equal(rule(['pass', 'pass', 'unverified'], ONE_ATTEMPT, ACCEPT)[0], 'unverified/pass');
});

test('an attempt that could not be judged, or was not made, counts for neither side', () => {
  assert.equal(rule(['pass', 'pass', 'inconclusive'], ONE_ATTEMPT, ACCEPT)[0], 'pass/pass');
  assert.equal(rule(['pass', 'fail', 'inconclusive'], ONE_ATTEMPT, ACCEPT)[0], 'inconclusive/pass');
  assert.equal(rule(['fail', 'fail', 'inconclusive'], ONE_ATTEMPT, ACCEPT)[0], 'fail/pass');
  assert.equal(rule(['pass'], ONE_ATTEMPT, ACCEPT)[0], 'inconclusive/pass');
  assert.equal(rule(['pass', 'pass'], ONE_ATTEMPT, ACCEPT)[0], 'pass/pass');
  assert.equal(rule(['skip'], RETRY, ACCEPT)[0], 'skip/pass');
});
