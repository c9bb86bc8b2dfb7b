import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { highestVerdict, isRed, isVerdict, raiseVerdict, VERDICTS } from './verdict.ts';

const anyVerdict = fc.constantFrom(...VERDICTS);

test('a verdict can only rise, in the order of the list', () => {
  fc.assert(
    fc.property(anyVerdict, anyVerdict, (left, right) => {
      const raised = raiseVerdict(left, right);
      assert.equal(VERDICTS.indexOf(raised), Math.max(VERDICTS.indexOf(left), VERDICTS.indexOf(right)));
      assert.equal(highestVerdict([left, right], null), raised);
    }),
  );
  assert.equal(highestVerdict([], 'untested'), 'untested');
});

test('what makes a run red is neither a record, nor a skip, nor a tolerated variant', () => {
  assert.deepEqual(VERDICTS.filter(isRed), ['inconclusive', 'unverified', 'fail', 'error']);
});

test('only the eight words are verdicts', () => {
  assert.ok(VERDICTS.every(isVerdict));
  assert.equal(isVerdict('ok'), false);
});
