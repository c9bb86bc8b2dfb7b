/** The promises at the top of link.ts as one suite for every kind of link. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { concatBytes, encodeText, equalBytes } from '../base/bytes.ts';
import { createSystemClock } from '../base/clock.ts';
import { createRandom, seededBytes } from '../base/random.ts';
import { LinkError } from '../link/link.ts';
import { createLinkCollector } from './link-collector.ts';
import type { LinkKind } from './link-kinds.ts';

const MEBIBYTE = 1024 * 1024;
/** More than all buffers between the two ends hold. */
const UNSWALLOWABLE_BYTES = 32 * MEBIBYTE;
const HELLO = encodeText('AT\r\n');

/** Declares the suite for one kind of link. */
export function testLinkContract({
  kind,
  by,
  connect,
  skip,
  hearsEarly,
  canDie,
  isRecorded,
}: LinkKind): void {
  async function prepare(t: TestContext) {
    const { link, peer } = await connect(createSystemClock());
    const collector = createLinkCollector();
    t.after(async () => {
      await link.close();
      await peer.dispose();
    });
    return { link, peer, collector };
  }

  async function prepareOpen(t: TestContext) {
    const prepared = await prepare(t);
    await prepared.link.open(prepared.collector);
    return prepared;
  }

  describe(`a link of the kind ${kind}${by}`, {
    skip: skip ?? false,
  }, () => {
    it('describes itself by its kind and address', async (t) => {
      const { link } = await prepare(t);
      assert.equal(link.description.kind, kind);
      assert.notEqual(link.description.address, '');
    });

    if (hearsEarly)
      it('delivers what came early, and not before open has resolved', async (t) => {
        const { link, peer, collector } = await prepare(t);
        peer.send(HELLO);
        const chunksAtOpen = await link.open(collector).then(() => collector.chunks.length);
        assert.equal(chunksAtOpen, 0);
        assert.ok(equalBytes(await collector.received(HELLO.length), HELLO));
      });

    if (!isRecorded)
      it('delivers bytes in order and whole, however they are cut', async (t) => {
        const { peer, collector } = await prepareOpen(t);
        const bytes = seededBytes('cut', 50_000);
        const random = createRandom('cuts');
        for (let offset = 0; offset < bytes.length; ) {
          const end = offset + 1 + random.nextBelow(900);
          peer.send(bytes.subarray(offset, end));
          offset = end;
        }
        assert.ok(equalBytes(await collector.received(bytes.length), bytes));
      });

    if (!isRecorded)
      it('carries a mebibyte both ways at once', async (t) => {
        const { link, peer, collector } = await prepareOpen(t);
        const [up, down] = [seededBytes('up', MEBIBYTE), seededBytes('down', MEBIBYTE)];
        peer.send(down);
        await link.write(up);
        assert.ok(equalBytes(await peer.received(MEBIBYTE), up));
        assert.ok(equalBytes(await collector.received(MEBIBYTE), down));
      });

    if (!isRecorded)
      it('does not let two writes interleave', async (t) => {
        const { link, peer } = await prepareOpen(t);
        const parts = [100_000, 1, 0, 40_000, 3].map((length, index) => seededBytes(`part ${index}`, length));
        await Promise.all(parts.map((part) => link.write(part)));
        const expected = concatBytes(parts);
        assert.ok(equalBytes(await peer.received(expected.length), expected));
      });

    it('rejects a write before it is open and after it is closed', async (t) => {
      const { link, collector } = await prepare(t);
      await assert.rejects(link.write(HELLO), LinkError);
      await link.open(collector);
      await link.write(HELLO);
      await link.close();
      await assert.rejects(link.write(HELLO), LinkError);
    });

    it('is opened once, and not after it was closed', async (t) => {
      const { link, collector } = await prepareOpen(t);
      await assert.rejects(link.open(collector), { name: 'InternalError' });
      const other = await prepare(t);
      await other.link.close();
      await assert.rejects(other.link.open(other.collector), LinkError);
    });

    it('delivers nothing after close, reports no fault of its own closing, and frees what it had opened', async (t) => {
      const { link, peer, collector } = await prepareOpen(t);
      peer.send(seededBytes('flood', MEBIBYTE));
      await collector.received(1);
      const closed = link.close();
      const chunksAtClose = collector.chunks.length;
      await closed;
      await peer.released();
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(collector.chunks.length, chunksAtClose);
      assert.deepEqual(collector.faults, []);
    });

    it('may be closed more than once, and from within a delivery', async (t) => {
      const { link, peer } = await prepare(t);
      const closed = new Promise<number>((resolve) => {
        let chunks = 0;
        const onBytes = () => {
          chunks += 1;
          void Promise.all([link.close(), link.close()]).then(() => resolve(chunks));
        };
        void link
          .open({ onBytes, onFault: assert.fail })
          .then(() => peer.send(seededBytes('flood', MEBIBYTE)));
      });
      assert.equal(await closed, 1);
      await peer.released();
    });

    it('may be closed while it opens', async (t) => {
      const { link, collector } = await prepare(t);
      const opened = assert.rejects(link.open(collector), LinkError);
      await link.close();
      await opened;
      assert.deepEqual(collector.faults, []);
    });

    if (!isRecorded)
      it('rejects the write that its closing cuts short', async (t) => {
        const { link, peer } = await prepareOpen(t);
        peer.stopReading();
        const written = assert.rejects(link.write(new Uint8Array(UNSWALLOWABLE_BYTES)), LinkError);
        const queued = assert.rejects(link.write(HELLO), LinkError);
        await new Promise((resolve) => setImmediate(resolve));
        await link.close();
        await Promise.all([written, queued]);
      });

    if (canDie)
      it('reports the loss of the path once, after what came before it, and rejects writes from then on', async (t) => {
        const { link, peer, collector } = await prepareOpen(t);
        peer.send(HELLO);
        await collector.received(HELLO.length);
        peer.die?.();
        const fault = await collector.faulted();
        assert.ok(fault instanceof LinkError);
        assert.equal(fault.fault, 'lost');
        assert.notEqual(fault.hint, '');
        await assert.rejects(link.write(HELLO), (error) => error === fault);
        await link.close();
        assert.equal(collector.faults.length, 1);
      });

    if (canDie)
      it('rejects a write under way when the path is lost', async (t) => {
        const { link, peer, collector } = await prepareOpen(t);
        peer.stopReading();
        const written = assert.rejects(link.write(new Uint8Array(UNSWALLOWABLE_BYTES)), LinkError);
        peer.die?.();
        await written;
        await collector.faulted();
      });
  });
}
