import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildLadder } from '../../testing/result-builder.ts';
import { renderWireLadder } from './wire-ladder.ts';

const ROWS = buildLadder(11, [
  [0, 'step', 'When I post'],
  [0.1, 'tx', 'AT\\r\\n'],
  [8, 'origin', 'body', 'hello'],
  [12, 'rx', '\\r\\n> \\x1b\\\\'],
  [30, 'rx', 'x'.repeat(500)],
]);

/** The rows, one string each. */
function rowsOf(evidence: readonly number[]): readonly string[] {
  return renderWireLadder(ROWS, evidence).text.split('<li ').slice(1);
}

test('each byte stands above its hex, whatever it is', () => {
  const [, sent, , received] = rowsOf([]);
  assert.match(sent ?? '', /<pre><b>A {2}T {2}\\r \\n<\/b>\n41 54 0d 0a<\/pre>/);
  assert.match(received ?? '', /<pre><b>\\r \\n &gt; {2}␣ {2}· {2}\\ ?<\/b>\n0d 0a 3e 20 1b 5c<\/pre>/);
});

test('module and origin stand in one order of time, and each row says for everybody whose it is', () => {
  const rows = rowsOf([]);
  assert.match(rows[1] ?? '', /^class="k-tx">.*→.*to the module/);
  assert.match(rows[2] ?? '', /^class="k-origin">.*⇢.*at the origin/);
  assert.match(rows[3] ?? '', /^class="k-rx">.*←.*from the module/);
});

test('rows that the judgement rests on are marked, and show more of their bytes', () => {
  const [, , origin, , long] = rowsOf([13, 15]);
  assert.match(
    origin ?? '',
    /^class="k-origin hit">.*body +&quot;hello&quot;<\/p><pre><b>h {2}e {2}l {2}l {2}o ?<\/b>\n68 65 6c 6c 6f/,
  );
  assert.match(long ?? '', /and 404 more bytes/);
  assert.match(rowsOf([])[4] ?? '', /and 468 more bytes/);
  assert.doesNotMatch(rowsOf([])[2] ?? '', /<pre>/);
});
