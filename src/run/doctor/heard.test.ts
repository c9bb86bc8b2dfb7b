import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '../../base/bytes.ts';
import { showBytes } from './heard.ts';

const show = (text: string) => showBytes(encodeText(text));

test('short bytes are shown whole, the others escaped', () => {
  assert.equal(show('AT\r\n'), 'AT\\r\\n');
  assert.equal(show(''), '');
});

test('a run of equal bytes is counted', () => {
  assert.equal(show(`AT+X=${'0'.repeat(250)}\r\n`), 'AT+X=[250 × 0]\\r\\n');
  assert.equal(show('0'.repeat(15)), '0'.repeat(15));
  assert.equal(show('\n'.repeat(16)), '[16 × \\n]');
});

test('what stays long is cut in the middle, with the count of all its bytes', () => {
  const shown = show('all is well, '.repeat(1000));
  assert.match(shown, /^all is well, .* … \(13000 bytes\) … .*all is well, $/);
  assert.ok(shown.length < 200);
});
