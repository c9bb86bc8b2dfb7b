import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRig, makeProfile, type SessionRig } from '../testing/session-rig.ts';
import { findEchoChange } from './result-mode.ts';

/** Broken requirements of the exchange, which is closed. */
function brokenOf(rig: SessionRig): string[] {
  const findings = rig.session.close()?.findings ?? [];
  return findings
    .filter(({ isMet }) => !isMet)
    .map(({ requirement, received }) => `${requirement}: ${received}`);
}

function show(rig: SessionRig): string[] {
  return (rig.session.exchange?.items ?? []).map((item) => `${item.class} ${item.text}`);
}

/** Sends `line`, takes `answer` in, and lets the time pass that a number needs to be certain. */
function exchange(rig: SessionRig, line: string, answer: string): readonly string[] {
  rig.send(line);
  rig.receive(answer);
  rig.advance(50);
  return show(rig);
}

test('after ATV0 a number that ends with CR alone is the final, once no LF has followed it', () => {
  const rig = createRig();
  rig.send('ATV0');
  rig.receive('0\r');
  assert.equal(rig.session.phase, 'replying');
  assert.equal(rig.session.nextDueMs(), 50);
  rig.advance(50);
  assert.equal(rig.session.phase, 'settled');
  assert.deepEqual(show(rig), ['final 0']);
  assert.deepEqual(brokenOf(rig), []);
});

test('in numbers information stays a line, even where it looks like a code', () => {
  const rig = createRig();
  exchange(rig, 'ATV0', '0\r');
  assert.deepEqual(exchange(rig, 'AT+CLASS?', '0\r\n4\r'), ['text 0', 'final 4']);
  assert.deepEqual(brokenOf(rig), []);
  assert.equal(rig.session.classify('4'), 'error');
});

test('a number directly followed by anything but LF is over at once', () => {
  const rig = createRig();
  rig.send('ATV0');
  rig.receive('0\rWIFI GOT IP\r\n');
  assert.deepEqual(show(rig), ['final 0', 'urc WIFI GOT IP']);
});

test('words again after ATV1, and a number with a line end is information then', () => {
  const rig = createRig();
  exchange(rig, 'ATV0', '0\r');
  exchange(rig, 'ATV1', '\r\nOK\r\n');
  assert.deepEqual(exchange(rig, 'AT+CLASS?', '\r\n0\r'), []);
  rig.receive('\n\r\nOK\r\n');
  assert.deepEqual(show(rig), ['text 0', 'final OK']);
});

test('a number in the form of a line, or a code that the profile does not declare, is no final', () => {
  const rig = createRig();
  exchange(rig, 'ATV0', '0\r');
  assert.deepEqual(exchange(rig, 'AT', '0\r\n'), ['unexpected 0']);
  assert.match(brokenOf(rig)[0] ?? '', /^R-GEN-08: no final/);
  rig.session.recover();
  assert.deepEqual(exchange(rig, 'AT', '99\r'), []);
});

test('a blank line before a number breaks W-LINE', () => {
  const rig = createRig();
  exchange(rig, 'ATV0', '\r\n0\r');
  assert.deepEqual(brokenOf(rig), ['W-LINE: a blank line before 0']);
});

test('after ATQ1 no final is due, and one that comes all the same breaks R-GEN-08', () => {
  const rig = createRig();
  rig.send('ATQ1');
  assert.equal(rig.session.isSettled, true);
  assert.deepEqual(brokenOf(rig), []);
  rig.send('AT');
  assert.equal(rig.session.exchange?.interruptions.length, 0);
  rig.receive('\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), ['R-GEN-08: OK']);
  assert.deepEqual(exchange(rig, 'ATQ0', '\r\nOK\r\n'), ['final OK']);
  assert.deepEqual(brokenOf(rig), []);
});

test('a restart gives results and words back', () => {
  const rig = createRig();
  rig.send('ATV0Q1');
  rig.session.expectBanner();
  rig.receive('ready\r\n');
  rig.session.close();
  rig.send('AT');
  assert.equal(rig.session.isSettled, false);
  rig.receive('\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), []);
});

test('what restores the defaults leaves the echo open, and a switch among other commands is seen', () => {
  assert.deepEqual(
    ['ATE0', 'ATV1E1Q0', 'ATZ', 'AT&F', 'AT&FE0', 'AT', 'AT+X=E0', 'ATE2'].map(findEchoChange),
    ['off', 'on', 'default', 'default', 'off', null, null, null],
  );
  const rig = createRig(makeProfile({ echo: 'either' }));
  exchange(rig, 'ATE0', '\r\nOK\r\n');
  exchange(rig, 'AT&F', '\r\nOK\r\n');
  exchange(rig, 'AT', 'AT\r\n\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), []);
});
