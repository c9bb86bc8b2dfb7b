/** What a bench does to a link, as one suite for every kind: ends at every byte, floods, silence, a peer that takes nothing. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeText, equalBytes } from '../base/bytes.ts';
import { createManualClock, createSystemClock, type ManualClock } from '../base/clock.ts';
import { seededBytes } from '../base/random.ts';
import { WRITE_STALL_MS } from '../link/guarded-link.ts';
import { type Link, LinkError } from '../link/link.ts';
import { createLinkCollector } from './link-collector.ts';
import type { LinkKind, LinkUnderTest } from './link-kinds.ts';

const REQUEST = encodeText('AT\r\n');
const REPLY = encodeText('\r\nOK\r\n');
const EXCHANGE_BYTES = REQUEST.length + REPLY.length;

const BLOCK = seededBytes('flood', 64 * 1024);
const FLOOD_BLOCKS = 1600;
const FLOOD_BYTES = FLOOD_BLOCKS * BLOCK.length;
/** A link holds what it has read and not delivered, a few chunks; the rest is what sockets of both ends have pooled. A quarter of the flood. */
const HELD_BYTES_MAX = 24 * 1024 * 1024;

const HOUR_MS = 3_600_000;
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

export function testLinkRobustness({ kind, by, connect, skip, canDie }: LinkKind): void {
  async function open(t: TestContext, clock = createSystemClock()) {
    const under = await connect(clock);
    const collector = createLinkCollector();
    t.after(async () => {
      await closeInTime(under.link, clock);
      await under.peer.dispose();
    });
    await under.link.open(collector);
    return { ...under, collector };
  }

  describe(`a link of the kind ${kind}${by}, ill-treated`, { skip: skip ?? false }, () => {
    if (canDie)
      it('is lost once and tells all that came, after whichever byte of an exchange the path ends', async (t) => {
        for (let bytes = 0; bytes <= EXCHANGE_BYTES; bytes += 1) {
          const { link, peer, collector } = await open(t);
          const came = await exchange({ link, peer }, collector, bytes);
          peer.die?.();
          assert.equal((await collector.faulted()).fault, 'lost');
          assert.ok(equalBytes(await collector.received(0), came));
          await assert.rejects(link.write(REQUEST), LinkError);
          assert.equal(collector.faults.length, 1);
        }
      });

    it('ends without a fault, after whichever byte of an exchange it is closed', async (t) => {
      for (let bytes = 0; bytes <= EXCHANGE_BYTES; bytes += 1) {
        const { link, peer, collector } = await open(t);
        const came = await exchange({ link, peer }, collector, bytes);
        await link.close();
        // A program that was ended at once never reached its other end.
        if (bytes > 0) await peer.released();
        assert.ok(equalBytes(await collector.received(0), came));
        assert.deepEqual(collector.faults, []);
      }
    });

    it('takes a flood of 100 MB whole, holds little of it, and lets others have their turn', async (t) => {
      const { link, peer } = await connect(createSystemClock());
      t.after(async () => {
        await link.close();
        await peer.dispose();
      });
      const flood = createFloodWatch();
      await link.open(flood);
      for (let block = 0; block < FLOOD_BLOCKS; block += 1) peer.send(BLOCK);
      flood.start();
      await flood.over;
      assert.ok(flood.isIntact());
      // A module in this process sends as fast as it likes: it takes the turns itself.
      assert.ok(!canDie || flood.turns() > 50, `the event loop turned ${flood.turns()} times`);
      assert.ok(flood.heldBytesMax() < HELD_BYTES_MAX, `held ${flood.heldBytesMax()} bytes`);
    });

    it('waits for ever for a peer that says nothing, and then for each byte of one that says little', async (t) => {
      const clock = createManualClock();
      const { link, peer, collector } = await open(t, clock);
      clock.advance(24 * HOUR_MS);
      await link.write(REQUEST);
      await peer.received(REQUEST.length);
      for (let sent = 1; sent <= REPLY.length; sent += 1) {
        clock.advance(HOUR_MS);
        peer.send(REPLY.subarray(sent - 1, sent));
        await collector.received(sent);
      }
      assert.ok(equalBytes(await collector.received(REPLY.length), REPLY));
      assert.deepEqual(collector.faults, []);
    });

    if (canDie)
      it('gives up a peer that takes no more bytes, by its own time limit', async (t) => {
        const clock = createManualClock();
        const { link, peer, collector } = await open(t, clock);
        peer.stopReading();
        const written = link.write(new Uint8Array(32 * 1024 * 1024)).then(
          () => null,
          (error) => error,
        );
        while (collector.faults.length === 0) {
          await nextTurn();
          clock.advance(WRITE_STALL_MS / 8);
        }
        const fault = await collector.faulted();
        assert.equal(await written, fault);
        assert.match(fault.message, /took no bytes for/);
        await assert.rejects(link.write(REQUEST), (error) => error === fault);
      });
  });
}

/** Performs the first `bytes` of an exchange; gives what the link has to deliver of it. */
async function exchange(
  { link, peer }: LinkUnderTest,
  collector: ReturnType<typeof createLinkCollector>,
  bytes: number,
): Promise<Uint8Array> {
  const request = REQUEST.subarray(0, bytes);
  await link.write(request);
  await peer.received(request.length);
  const reply = REPLY.subarray(0, Math.max(0, bytes - REQUEST.length));
  peer.send(reply);
  await collector.received(reply.length);
  return reply;
}

/** Closing has a time limit of its own, which a clock that stands still would never reach. */
async function closeInTime(link: Link, clock: ReturnType<typeof createSystemClock>): Promise<void> {
  let isClosed = false;
  const closed = link.close().then(() => {
    isClosed = true;
  });
  while (!isClosed && isManual(clock)) {
    await nextTurn();
    clock.advance(10);
  }
  await closed;
}

function isManual(clock: object): clock is ManualClock {
  return 'advance' in clock;
}

/** Compares a flood with what was sent as it comes, keeps nothing, and weighs the memory now and then. */
function createFloodWatch() {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const weigh = () => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  let [length, nextWeighing, turn] = [0, 0, 0];
  let baseline = Number.POSITIVE_INFINITY;
  let heaviest = 0;
  let isIntact = true;
  let finish = () => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const count = () => {
    turn += 1;
    if (length < FLOOD_BYTES) setImmediate(count);
  };
  return {
    over,
    isIntact: () => isIntact,
    turns: () => turn,
    heldBytesMax: () => heaviest - baseline,
    /** Call it once all has been handed to the peer, which holds it from then on. */
    start() {
      baseline = weigh();
      count();
    },
    onBytes(bytes: Uint8Array) {
      for (let at = 0; at < bytes.length; ) {
        const from = (length + at) % BLOCK.length;
        const part = bytes.subarray(at, at + BLOCK.length - from);
        isIntact &&= equalBytes(part, BLOCK.subarray(from, from + part.length));
        at += part.length;
      }
      length += bytes.length;
      if (length >= nextWeighing) {
        heaviest = Math.max(heaviest, weigh());
        nextWeighing = length + FLOOD_BYTES / 8;
      }
      if (length >= FLOOD_BYTES) finish();
    },
    onFault: (error: LinkError) => assert.fail(error),
  };
}
