import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLatin1 } from '../../base/bytes.ts';
import { buildJudgement, buildLadder } from '../../testing/result-builder.ts';
import { readQuotedBytes, renderComparison } from './comparison.ts';

function compare(expected: string, received: string, ladder = buildLadder(1, [])): string {
  return renderComparison(buildJudgement({ expected, received, evidence: [2] }), ladder).text;
}

test('quoted bytes are read only where their number is the one that the message says', () => {
  const read = (message: string) => {
    const bytes = readQuotedBytes(message);
    return bytes === null ? null : decodeLatin1(bytes);
  };
  assert.equal(read('body "a\\r\\n\\xff" (4 bytes)'), 'a\r\n\xff');
  assert.equal(read('body "say "hi"" (8 bytes)'), 'say "hi"');
  assert.equal(read('body "abc"… (2048 bytes)'), 'abc');
  assert.equal(read('body "abc" (4 bytes)'), null);
  assert.equal(read('OK'), null);
});

/** What stands in the `pre`, line by line. */
function dumpOf(text: string): readonly string[] {
  return (/<pre[^>]*>([\s\S]*)<\/pre>/.exec(text)?.[1] ?? '').split('\n');
}

test('the first difference is marked in the lines, and in text above hex', () => {
  const text = compare('body "hello" (5 bytes)', 'body "helpo" (5 bytes)');
  assert.match(text, /body &quot;hel<mark>lo<\/mark>&quot; \(5 bytes\)/);
  assert.match(text, /first difference at byte 3/);
  assert.deepEqual(dumpOf(text), [
    'expected  <b>h  e  l  <mark>l  o </mark></b>',
    '          68 65 6c <mark>6c 6f</mark>',
    'received  <b>h  e  l  <mark>p  o </mark></b>',
    '          68 65 6c <mark>70 6f</mark>',
  ]);
});

test('a difference deep inside is shown with the line before it', () => {
  const text = compare(`"${'a'.repeat(100)}b" (101 bytes)`, `"${'a'.repeat(100)}c" (101 bytes)`);
  assert.match(text, /first difference at byte 100, shown from byte 64/);
  assert.equal(dumpOf(text).length, 8);
});

test('a side that ends early says where', () => {
  assert.match(compare(`"${'a'.repeat(16)}" (16 bytes)`, `"${'a'.repeat(40)}" (40 bytes)`), /at byte 16/);
  assert.match(compare('"" (0 bytes)', '"a" (1 byte)'), /<mark>\(ends here\)<\/mark>/);
});

test('equal bytes are said to be equal', () => {
  assert.match(compare('"a" (1 byte) over TLS', '"a" (1 byte) in the clear'), /the same bytes/);
});

test('what came nearest to the expected line stands below what was judged, with its row', () => {
  const ladder = buildLadder(1, [
    [0, 'tx', 'AT\\r\\n'],
    [31, 'rx', '\\r\\nSEND 0K\\r\\n'],
  ]);
  const text = compare('SEND OK', 'no final within 5000 ms', ladder);
  assert.match(text, /nearest<\/dt><dd>SEND <mark>0<\/mark>K <small>at 0\.031, <a href="#e2">row 2<\/a>/);
  assert.doesNotMatch(compare('SEND OK', 'ERROR', ladder.slice(0, 1)), /nearest/);
});
