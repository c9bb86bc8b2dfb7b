import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeLatin1, encodeText } from '../base/bytes.ts';
import { type Clock, createManualClock } from '../base/clock.ts';
import { plainReply, type Reply } from './reply.ts';
import { type AnswerChannel, sendReply } from './sender.ts';

/** Runs a reply over a channel that notes what happens when, on a clock that is moved until nothing is due. */
async function run(
  given: Partial<Reply>,
  options: { writeMs?: number; abortAtMs?: number; jitterMs?: number } = {},
) {
  const manual = createManualClock();
  const clock: Clock = {
    ...manual,
    // A system's timer that fires early, as Node's do by a fraction of a millisecond.
    setTimer: (delayMs, callback) =>
      manual.setTimer(Math.max(0.5, delayMs - (options.jitterMs ?? 0)), callback),
  };
  const log: string[] = [];
  const note = (what: string) => log.push(`${clock.nowMs()} ${what}`);
  const channel: AnswerChannel = {
    write(bytes) {
      note(decodeLatin1(bytes).replace(/^HTTP.*?\r\n\r\n/s, '<head>'));
      if (options.writeMs === undefined) return Promise.resolve();
      return new Promise((resolve) => manual.setTimer(options.writeMs ?? 0, resolve));
    },
    end: () => note('end'),
    reset: () => note('reset'),
  };
  const abort = new AbortController();
  if (options.abortAtMs !== undefined) manual.setTimer(options.abortAtMs, () => abort.abort());
  const reply = { ...plainReply(200, [], encodeText('abcdef')), ...given };
  const sending = { channel, clock, signal: abort.signal, onBegin: () => note('begin') };
  const outcome = sendReply(reply, sending);
  await nextTurn();
  for (let due = manual.nextDueMs(); due !== null; due = manual.nextDueMs()) {
    manual.advance(due - manual.nowMs());
    await nextTurn();
  }
  return { log, outcome: await outcome };
}

test('a plain reply leaves at once, head and body in one write, and ends', async () => {
  assert.deepEqual(await run({}), { log: ['0 begin', '0 <head>abcdef', '0 end'], outcome: 'ended' });
});

test('the first write comes in the same turn, before an end of the peer that came with its request', () => {
  const written: string[] = [];
  const channel: AnswerChannel = {
    write: (bytes) => Promise.resolve(void written.push(decodeLatin1(bytes))),
    end: () => {},
    reset: () => {},
  };
  const clock = createManualClock();
  void sendReply(plainReply(200, [], encodeText('x')), {
    channel,
    clock,
    signal: new AbortController().signal,
    onBegin: () => {},
  });
  assert.equal(written.length, 1);
});

test('a delay comes before the first byte, and never shorter than told where timers fire early', async () => {
  const { log } = await run({ delayMs: 1500 });
  assert.deepEqual(log, ['1500 begin', '1500 <head>abcdef', '1500 end']);
  const early = await run({ delayMs: 1500 }, { jitterMs: 1 });
  assert.ok(Number(early.log[0]?.split(' ')[0]) >= 1500);
});

test('a trickle sends the head at once and its pieces at multiples of its interval', async () => {
  const { log } = await run({ trickle: { bytes: 2, everyMs: 100 }, delayMs: 50 });
  assert.deepEqual(log, ['50 begin', '50 <head>', '150 ab', '250 cd', '350 ef', '350 end']);
});

test('a slow write does not shift the deadlines of a trickle', async () => {
  const { log } = await run({ trickle: { bytes: 2, everyMs: 100 } }, { writeMs: 60 });
  assert.deepEqual(log.slice(2), ['160 ab', '260 cd', '360 ef', '420 end']);
});

test('a trickle counts the bytes of the chunk framing too', async () => {
  const { log } = await run({ trickle: { bytes: 8, everyMs: 10 }, framing: 'chunked' });
  assert.deepEqual(log.slice(2), ['10 6\r\nabcde', '20 f\r\n0\r\n\r\n', '20 end']);
});

test('a stall stops before the head, after the head, or inside the body, and leaves the channel open', async () => {
  assert.deepEqual(await run({ stall: 'before-head' }), { log: ['0 begin'], outcome: 'stalled' });
  assert.deepEqual((await run({ stall: 'after-head' })).log, ['0 begin', '0 <head>']);
  const inside = await run({ stall: 'in-body', atBytes: 4, end: 'reset' });
  assert.deepEqual(inside, { log: ['0 begin', '0 <head>abcd'], outcome: 'stalled' });
});

test('an early end comes before the head where no position is told, after the head at 0', async () => {
  assert.deepEqual((await run({ end: 'close-early' })).log, ['0 begin', '0 end']);
  assert.deepEqual((await run({ end: 'close-early', atBytes: 0 })).log, ['0 begin', '0 <head>', '0 end']);
  assert.deepEqual((await run({ end: 'close-early', atBytes: 2 })).log, ['0 begin', '0 <head>ab', '0 end']);
});

test('a reset leaves the system time to send what it was given', async () => {
  assert.deepEqual((await run({ end: 'reset' })).log, ['0 begin', '50 reset']);
  assert.deepEqual((await run({ end: 'reset', atBytes: 3 })).log, ['0 begin', '0 <head>abc', '50 reset']);
});

test('an abort stops a delay, a trickle and a large body where they are', async () => {
  assert.deepEqual(await run({ delayMs: 500 }, { abortAtMs: 100 }), { log: [], outcome: 'aborted' });
  const trickled = await run({ trickle: { bytes: 1, everyMs: 100 } }, { abortAtMs: 150 });
  assert.deepEqual(trickled, { log: ['0 begin', '0 <head>', '100 a'], outcome: 'aborted' });
  const large = await run({ content: new Uint8Array(200_000) }, { writeMs: 100, abortAtMs: 150 });
  assert.equal(large.outcome, 'aborted');
  assert.equal(large.log.length, 3);
});

test('a large body waits for each write before the next', async () => {
  const { log } = await run({ content: Buffer.alloc(150_000, 'x') }, { writeMs: 100 });
  assert.deepEqual(
    log.map((line) => line.split(' ')[0]),
    ['0', '0', '100', '200', '300'],
  );
});
