import assert from 'node:assert/strict';
import { test } from 'node:test';
import pc from 'picocolors';
import { assertGolden } from '../testing/golden.ts';
import { cell, foldSample, row, SCENARIOS } from '../testing/sample-mutation.ts';
import { renderMutation } from './mutation.ts';

const PLAIN = pc.createColors(false);

test('a campaign is told by command, with every assertion that is missing', () => {
  const idle = foldSample({ rows: foldRows().slice(2) });
  assertGolden(
    `${renderMutation(foldSample(), PLAIN)}\n\n${renderMutation(idle, PLAIN)}\n`,
    new URL('./golden/mutation.txt', import.meta.url),
  );
});

function foldRows() {
  const cells = SCENARIOS.map(({ id }) => cell(id, 'pass'));
  return ['a', 'b', 'unseen'].map((id) => row(id, ['R-GEN-01', 'R-GEN-08'], cells));
}

test('a suite that sees everything is told in a sentence', () => {
  const cells = SCENARIOS.map(({ id, requirements }) => cell(id, 'fail', requirements[0]));
  const text = renderMutation(foldSample({ rows: [row('all', ['R-HTTPCGET-01'], cells)] }), PLAIN);
  assert.match(
    text,
    /^THE SUITE SEES: 1 of 1 fault caught \(100 %\), 1 first by what they break \(100 %\); 1 scenario only record\.$/m,
  );
});

test('a sample says its seed and leaves idle scenarios out', () => {
  const text = renderMutation(foldSample({}, { sampled: 3, seed: '7f' }), PLAIN);
  assert.match(text, /a sample of 3 faults, seed 7f/);
  assert.doesNotMatch(text, /only record/);
});
