import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '../../base/bytes.ts';
import { type KnownWords, readReply } from './reply.ts';

const WORDS: KnownWords = {
  success: new Set(['OK', 'SET OK']),
  error: new Set(['ERROR', 'CMD PARSE ERR']),
  busy: new Set(['busy p...']),
  unasked: [/^(?:WIFI CONNECTED)$/, /^(?:ready)$/],
};

const read = (received: string, line = 'AT', terminator = '\r\n') =>
  readReply(encodeText(received), line, terminator, WORDS);

test('a bare result and a wrapped one differ in their blank lines', () => {
  assert.equal(read('OK\r\n').final?.blanksBefore, 0);
  assert.equal(read('\r\nOK\r\n').final?.blanksBefore, 1);
});

test('an echo with its line end is told from the blank line that leads a result', () => {
  const exact = read('AT\r\n\r\nOK\r\n');
  assert.deepEqual(exact.echo, { text: 'AT\r\n', isExact: true });
  assert.equal(exact.final?.blanksBefore, 1);
  assert.equal(read('AT\r\nOK\r\n').final?.blanksBefore, 0);
});

test('an echo without the LF that was sent is not exact, and leaves the result its own line end', () => {
  const { echo, final } = read('AT\r\r\nOK\r\n');
  assert.deepEqual(echo, { text: 'AT\r', isExact: false });
  assert.equal(final?.blanksBefore, 1);
});

test('an echo that is cut or in other letters is found, and is not exact', () => {
  assert.deepEqual(read('AT+G\r\nOK\r\n', 'AT+GMR').echo, { text: 'AT+G\r\n', isExact: false });
  assert.deepEqual(read('at+gmr\r\nOK\r\n', 'AT+GMR').echo, { text: 'at+gmr\r\n', isExact: false });
});

test('information that begins like the command is no echo', () => {
  assert.equal(read('AT version:1\r\nOK\r\n').echo, null);
});

test('what comes unasked is neither information nor a final', () => {
  const { lines, isFinalFirst } = read('WIFI CONNECTED\r\nOK\r\n');
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['OK'],
  );
  assert.ok(isFinalFirst);
});

for (const word of ['ERROR', 'CMD PARSE ERR', '+CME ERROR: 3', 'CMD UNKNOWN ERR', 'FAIL'])
  test(`${word} refuses`, () => {
    assert.equal(read(`${word}\r\n`).final?.isSuccess, false);
  });

for (const text of ['-sh: AT: not found', 'AT version:1', 'error handling is on: 1'])
  test(`"${text}" ends nothing`, () => {
    assert.equal(read(`${text}\r\n`).final, null);
  });

for (const [name, received, prompt] of [
  ['behind a bare OK', 'OK\r\n>\r\n', '>\r\n'],
  ['behind a wrapped OK', '\r\nOK\r\n\r\n>', '\r\n>'],
  ['with a blank behind it', 'OK\r\n> ', '> '],
  ['without an OK', '\r\n>', '\r\n>'],
] as const)
  test(`a prompt ${name} is read with its bytes`, () => {
    assert.equal(read(received, 'AT+X=8').prompt, prompt);
    assert.equal(read(`AT+X=8\r\n${received}`, 'AT+X=8').prompt, prompt);
  });

test('a > inside a line is no prompt', () => {
  assert.equal(read('+X:a>b\r\nOK\r\n').prompt, null);
});
