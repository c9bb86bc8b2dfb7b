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

test('the first difference is marked in the lines, in hex and in text', () => {
  const text = compare('body "hello" (5 bytes)', 'body "helpo" (5 bytes)');
  assert.match(text, /body &quot;hel<mark>lo<\/mark>&quot; \(5 bytes\)/);
  assert.match(text, /first difference at byte 3/);
  assert.match(text, /expected {2}000000 {2}68 65 6c <mark>6c 6f<\/mark> +hel<mark>lo<\/mark>/);
  assert.match(text, /received {2}000000 {2}68 65 6c <mark>70 6f<\/mark> +hel<mark>po<\/mark>/);
});

test('a difference deep inside is shown with the line before it', () => {
  const text = compare(`"${'a'.repeat(100)}b" (101 bytes)`, `"${'a'.repeat(100)}c" (101 bytes)`);
  assert.match(text, /first difference at byte 100/);
  assert.match(text, /expected {2}000050/);
  assert.doesNotMatch(text, /000040/);
});

test('a side that ends early says where', () => {
  const text = compare(`"${'a'.repeat(16)}" (16 bytes)`, `"${'a'.repeat(40)}" (40 bytes)`);
  assert.match(text, /first difference at byte 16/);
  assert.match(compare('"" (0 bytes)', '"a" (1 byte)'), /<mark>\(ends here\)<\/mark>/);
});

test('equal bytes are said to be equal', () => {
  assert.match(compare('"a" (1 byte) over TLS', '"a" (1 byte) in the clear'), /the same bytes/);
});

test('where nothing is quoted the bytes that the judgement rests on are shown', () => {
  const ladder = buildLadder(1, [
    [0, 'tx', 'AT\\r\\n'],
    [1, 'rx', '\\r\\nERROR\\r\\n'],
  ]);
  const text = compare('OK', 'ERROR', ladder);
  assert.match(text, /bytes it rests on: 9 bytes/);
  assert.match(text, /0d 0a 45 52 52 4f 52 0d 0a +··ERROR··/);
});

test('long evidence is cut and counted, a huge seeded one is not made again', () => {
  const long = buildLadder(2, [[0, 'rx', 'x'.repeat(100)]]);
  assert.match(compare('OK', 'no', long), /first 48 of 100 bytes/);
  const seeded = buildLadder(2, [[0, 'rx', '', { seed: 's', length: 1_000_000, sha256: '' }]]);
  assert.doesNotMatch(compare('OK', 'no', seeded), /dump/);
});
