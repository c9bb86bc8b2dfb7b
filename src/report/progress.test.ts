import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { countVerdicts } from '../record/fold.ts';
import { estimateLeftMs, type Progress, renderPlainLine, renderProgress } from './progress.ts';

const HALF: Progress = {
  ...{ done: 100, total: 200, elapsedMs: 12_000, accepted: 0, current: 'HTTPCGET/body/one-block' },
  counts: countVerdicts([...Array(97).fill('pass'), 'info', 'info', 'fail']),
};

test('a line has bar, counts, time left and the scenario that runs', () => {
  assert.equal(
    renderProgress(HALF, 120, false),
    '██████████░░░░░░░░░░  100/200  97 pass 2 recorded 1 fail  0:12 left  HTTPCGET/body/one-block',
  );
});

test('what does not fit is cut at the end, the bar stays', () => {
  assert.equal(renderProgress(HALF, 80, false).length, 80);
  assert.match(renderProgress(HALF, 80, false), /HTTPCGET.*…$/);
  assert.equal(renderProgress(HALF, 32, false), '██████████░░░░░░░░░░  100/200');
});

test('colours change nothing but the colour', () => {
  const painted = renderProgress(HALF, 120, true);
  assert.notEqual(painted, renderProgress(HALF, 120, false));
  assert.equal(stripVTControlCharacters(painted), renderProgress(HALF, 120, false));
});

test('no line is wider than the terminal', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 20, max: 160 }), (done, rest, width) => {
      const line = renderProgress({ ...HALF, done, total: done + rest }, width, false);
      assert.ok(line.length <= width);
    }),
  );
});

test('time left is what the rest takes at the pace so far, and unknown at the start', () => {
  assert.equal(estimateLeftMs(HALF), 12_000);
  assert.equal(estimateLeftMs({ ...HALF, done: 2 }), null);
  assert.equal(estimateLeftMs({ ...HALF, done: 200 }), 0);
  assert.doesNotMatch(renderProgress({ ...HALF, done: 0, counts: countVerdicts([]) }, 120, false), /left/);
});

const DONE = { id: 'HTTPCGET/a', verdict: 'pass', wire: 'pass', durationMs: 123.4, reason: null } as const;

test('a plain line says verdict, id and time', () => {
  assert.equal(renderPlainLine(DONE), 'pass          HTTPCGET/a  (0.12 s)');
});

test('what is red stands in capitals and says why on the same line', () => {
  const failed = { ...DONE, verdict: 'fail', reason: 'expected OK\nreceived ERROR' } as const;
  assert.equal(renderPlainLine(failed), 'FAIL          HTTPCGET/a  (0.12 s)  expected OK\\nreceived ERROR');
});

test('a breach on the wire makes a passing scenario red', () => {
  assert.equal(
    renderPlainLine({ ...DONE, wire: 'fail' }),
    'FAIL          HTTPCGET/a  (0.12 s)  wire channel: fail',
  );
});
