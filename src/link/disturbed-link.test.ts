import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, concatBytes } from '../base/bytes.ts';
import { createRandom } from '../base/random.ts';
import { createVirtualClock } from '../base/virtual-clock.ts';
import { type Disturbance, disturbLink } from './disturbed-link.ts';
import { type Link, LinkError, type LinkListener } from './link.ts';

interface Far extends Link {
  readonly written: Bytes[];
  listener: LinkListener | null;
}

function createFar(): Far {
  const far: Far = {
    description: { address: 'far:', kind: 'pipe', settings: {}, bitsPerSecond: null },
    written: [],
    listener: null,
    async open(listener) {
      far.listener = listener;
    },
    async write(bytes) {
      far.written.push(bytes);
    },
    async close() {},
  };
  return far;
}

const WHOLE: Disturbance = { sent: 'whole', received: 'whole' };

async function openDisturbed(disturbance: Partial<Disturbance>) {
  const clock = createVirtualClock();
  const far = createFar();
  const link = disturbLink(far, { ...WHOLE, ...disturbance }, clock, createRandom('7f3a'));
  const received: Bytes[] = [];
  const faults: LinkError[] = [];
  await link.open({ onBytes: (bytes) => received.push(bytes), onFault: (error) => faults.push(error) });
  /** Everything that is under way has arrived. */
  const settle = () => new Promise<void>((resolve) => void clock.setTimer(50, resolve));
  return { far, link, received, faults, settle, clock };
}

const LINE = Buffer.from('AT+HTTPCGET="x"\r\n');

test('every byte is written by itself, in order, and two writes do not mix', async () => {
  const { far, link } = await openDisturbed({ sent: 'each-byte' });
  await Promise.all([link.write(LINE), link.write(Buffer.from('AT\r\n'))]);
  assert.equal(far.written.length, LINE.length + 4);
  assert.deepEqual(concatBytes(far.written), concatBytes([LINE, Buffer.from('AT\r\n')]));
});

test('paced bytes take a millisecond each', async () => {
  const { link, clock } = await openDisturbed({ sent: 'paced' });
  const startedMs = clock.nowMs();
  await link.write(LINE);
  assert.equal(Math.round(clock.nowMs() - startedMs), LINE.length);
});

test('of data only the ends are cut, and of a long answer only the beginning', async () => {
  const { far, received, settle, link } = await openDisturbed({ received: 'each-byte' });
  const data = Buffer.alloc(2000, 'd');
  far.listener?.onBytes(data);
  await settle();
  assert.deepEqual([received.length, received[16]?.length], [33, 2000 - 32]);
  for (let block = 0; block < 4; block += 1) far.listener?.onBytes(data);
  far.listener?.onBytes(LINE);
  await settle();
  assert.equal(received.at(-1)?.length, LINE.length);
  await link.write(LINE);
  far.listener?.onBytes(LINE);
  await settle();
  assert.equal(received.at(-1)?.length, 1);
});

test('what arrives within a moment arrives at once', async () => {
  const { far, received, settle } = await openDisturbed({ received: 'gathered' });
  far.listener?.onBytes(Buffer.from('O'));
  far.listener?.onBytes(Buffer.from('K\r\n'));
  assert.deepEqual(received, []);
  await settle();
  assert.deepEqual(received.map(String), ['OK\r\n']);
});

test('a loss is told after all that still came, and nothing after a close', async () => {
  const lost = new LinkError('lost', 'gone', 'plug it in');
  for (const received of ['each-byte', 'chance', 'gathered', 'whole'] as const) {
    const rig = await openDisturbed({ received });
    rig.far.listener?.onBytes(LINE);
    rig.far.listener?.onFault(lost);
    await rig.settle();
    assert.deepEqual(concatBytes(rig.received), LINE, received);
    assert.deepEqual(rig.faults, [lost], received);
    const closed = await openDisturbed({ received });
    if (received !== 'whole') closed.far.listener?.onBytes(LINE);
    await closed.link.close();
    await closed.settle();
    assert.deepEqual(closed.received, [], received);
  }
});

test('whatever is cut, the bytes and their order stay', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 4 }),
      fc.constantFrom('each-byte', 'chance', 'gathered'),
      async (chunks, received) => {
        const rig = await openDisturbed({ received });
        for (const chunk of chunks) rig.far.listener?.onBytes(chunk);
        await rig.settle();
        assert.deepEqual(Buffer.concat(rig.received), Buffer.concat(chunks));
      },
    ),
    { numRuns: 30 },
  );
});
