import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countVerdicts } from '../record/fold.ts';
import {
  countNoun,
  formatClock,
  formatCount,
  formatLadderTime,
  formatShare,
  formatTime,
  listCounts,
} from './words.ts';

test('a noun stands in the number of its count', () => {
  assert.equal(countNoun(1, 'requirement'), '1 requirement');
  assert.equal(countNoun(0, 'requirement'), '0 requirements');
  assert.equal(countNoun(2, 'class', 'classes'), '2 classes');
});

test('thousands are set apart', () => {
  assert.deepEqual([999, 1000, 1234567].map(formatCount), ['999', '1,000', '1,234,567']);
});

test('times read in the unit that fits them', () => {
  const times = [0, 0.25, 9.96, 12.4, 999, 1000, 5012, 61_000, 119_950, 125_000];
  assert.deepEqual(times.map(formatTime), [
    ...['0 ms', '0.3 ms', '10 ms', '12 ms', '999 ms', '1 s', '5.012 s', '61 s', '120 s', '2 min 5 s'],
  ]);
  assert.equal(formatLadderTime(12.2), '0.012');
});

test('a clock face has hours only where there are any', () => {
  assert.deepEqual([0, 6100, 750_000, 3_723_000].map(formatClock), ['0:00', '0:07', '12:30', '1:02:03']);
});

test('a share is never rounded up to everything nor down to nothing', () => {
  assert.deepEqual([0, 0.001, 0.29, 0.999, 1].map(formatShare), ['0 %', '1 %', '29 %', '99 %', '100 %']);
});

test('counts name only verdicts that occur, in rising order', () => {
  const counts = listCounts(countVerdicts(['fail', 'pass', 'pass', 'info']));
  assert.deepEqual(
    counts.map(({ text }) => text),
    ['2 pass', '1 recorded', '1 fail'],
  );
});
