import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertGolden, describeFirstDifference } from './golden.ts';

test('a difference is told by its first line, with both sides', () => {
  assert.equal(describeFirstDifference('a\nb\n', 'a\nb\n'), null);
  assert.match(describeFirstDifference('a\nb\n', 'a\nc\n') ?? '', /line 2\n.*"b"\n.*"c"/);
  assert.match(describeFirstDifference('a', 'a\nmore') ?? '', /line 2\n.*no line\n.*"more"/);
});

test('a missing golden file is a failure, not a pass', { skip: process.env.GOLDEN_UPDATE === '1' }, () => {
  const nowhere = pathToFileURL('/nonexistent/golden.txt');
  assert.throws(() => assertGolden('text', nowhere), /there is no golden file .*GOLDEN_UPDATE=1/);
});
