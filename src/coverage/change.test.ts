import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareStandings, heavierChange, type Standing } from './change.ts';

/** `fail`, `fail accepted`, `pass flaky`. */
function standing(words: string): Standing {
  const [verdict, ...marks] = words.split(' ');
  return {
    verdict: verdict as Standing['verdict'],
    accepted: marks.includes('accepted'),
    flaky: marks.includes('flaky'),
  };
}

for (const [before, now, change] of [
  ['pass', 'pass', 'same'],
  ['fail', 'fail', 'same'],
  ['pass', 'fail', 'worse'],
  ['info', 'nonstrict', 'worse'],
  ['pass', 'pass flaky', 'worse'],
  ['inconclusive', 'fail', 'worse'],
  ['fail accepted', 'fail', 'worse'],
  ['pass', 'error', 'unjudged'],
  ['fail', 'inconclusive', 'unjudged'],
  ['fail', 'pass', 'fixed'],
  ['fail accepted', 'pass', 'fixed'],
  ['pass flaky', 'pass', 'fixed'],
  ['error', 'info', 'fixed'],
  ['pass', 'info', 'changed'],
  ['fail', 'fail accepted', 'changed'],
  ['pass', 'fail accepted', 'changed'],
  ['fail', 'nonstrict', 'changed'],
  ['fail', 'pass flaky', 'changed'],
  ['error', 'unverified', 'changed'],
  ['absent', 'pass', 'new'],
  ['untested', 'info', 'new'],
  ['skip', 'fail', 'new-broken'],
  ['pass', 'untested', 'gone'],
  ['fail', 'skip', 'gone'],
  ['pass', 'absent', 'gone'],
  ['skip', 'untested', 'same'],
] as const)
  test(`from ${before} to ${now} is ${change}`, () => {
    assert.equal(compareStandings(standing(before), standing(now)), change);
  });

test('of two changes the one counts that somebody must look at first', () => {
  assert.equal(heavierChange('fixed', 'worse'), 'worse');
  assert.equal(heavierChange('same', 'new'), 'new');
  assert.equal(heavierChange('gone', 'unjudged'), 'unjudged');
});
