import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRig } from '../testing/session-rig.ts';
import { describeAnswer } from './answer.ts';

function answerTo(line: string, ...pieces: string[]): string[] {
  const rig = createRig();
  rig.send(line);
  for (const piece of pieces) rig.receive(piece);
  assert.ok(rig.session.exchange !== null);
  return describeAnswer(rig.session.exchange);
}

test('echo and unsolicited codes are no part of an answer', () => {
  assert.deepEqual(answerTo('AT', 'AT\r\n', 'WIFI CONNECTED\r\n', '\r\nOK\r\n'), ['OK']);
});

test('a prompt stands where it came, and controls are shown', () => {
  assert.deepEqual(answerTo('AT+POST=5', '\r\nOK\r\n\r\n>'), ['OK', '>']);
  assert.deepEqual(answerTo('AT', 'a\tb\r\nOK\r\n'), ['a\\tb', 'OK']);
});

test('blocks are told once and joined, however they were cut', () => {
  const whole = answerTo('AT+GET=1', '+GET:6,a\r\nOK\0\r\nOK\r\n');
  assert.deepEqual(whole, ['+GET: 6 bytes, a\\r\\nOK\\x00', 'OK']);
  assert.deepEqual(answerTo('AT+GET=1', '+GET:2,a\r\r\n', '+GET:4,\nOK\0\r\nOK\r\n'), whole);
});

test('a long body is told by its hash, and long answers are cut', () => {
  const body = 'x'.repeat(201);
  const [told] = answerTo('AT+GET=1', `+GET:201,${body}\r\nOK\r\n`);
  assert.match(told ?? '', /^\+GET: 201 bytes, sha256 [0-9a-f]{16}$/);
  const [other] = answerTo('AT+GET=1', `+GET:201,${body.replace(/x$/, 'y')}\r\nOK\r\n`);
  assert.notEqual(told, other);
  const long = answerTo('AT', `${'line\r\n'.repeat(60)}OK\r\n`);
  assert.equal(long.length, 51);
  assert.equal(long.at(-1), '… and 11 more');
});
