import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildJudgement, buildLadder, buildResult, buildScenario } from '../../testing/result-builder.ts';
import { indexRows, linkRows, linkScenario } from './anchor.ts';

const RESULT = buildResult({
  scenarios: [
    buildScenario({
      id: 'A/a',
      judgements: [buildJudgement({ evidence: [4, 7] })],
      ladder: buildLadder(3, [
        [0, 'tx', 'AT'],
        [1, 'rx', 'OK'],
      ]).map((row, index) => ({ ...row, n: 3 + index * 3 })),
    }),
  ],
  ...{ requirements: [], commands: [], questions: [] },
});

test('an event leads to the row that it was joined to', () => {
  const rows = indexRows(RESULT);
  assert.deepEqual([2, 3, 4, 5, 6, 7].map(rows.find), [null, 3, 3, 3, 6, 6]);
  assert.ok(rows.isNamed(3) && rows.isNamed(6) && !rows.isNamed(4));
});

test('links to rows name each row once and count what they leave out', () => {
  const rows = indexRows(RESULT);
  assert.equal(linkRows([4, 5], rows, 4)?.text, '<small>row <a href=#e3>3</a></small>');
  assert.equal(linkRows([3, 6], rows, 1)?.text, '<small>rows <a href=#e3>3</a> +1</small>');
  assert.equal(linkRows([1], rows, 4), null);
});

test('what an address cannot carry is encoded', () => {
  assert.equal(linkScenario('A/b c"<').text, '<a href="#scenario:A/b%20c%22%3C">A/b c&quot;&lt;</a>');
});
