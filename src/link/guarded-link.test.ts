import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodeText } from '../base/bytes.ts';
import { createManualClock } from '../base/clock.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { type BytePath, CLOSE_LIMIT_MS, guardPath, OPEN_LIMIT_MS, WRITE_STALL_MS } from './guarded-link.ts';
import { LinkError, type LinkListener } from './link.ts';

const DESCRIPTION = { address: 'tcp:x:1', kind: 'tcp', settings: {}, bitsPerSecond: null };
const LOSS = new LinkError('lost', 'tcp:x:1 went away', 'see why');

const never = () => new Promise<void>(() => {});
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function createGuarded(path: Partial<BytePath>, bitsPerSecond: number | null = null) {
  const clock = createManualClock();
  let events: LinkListener | null = null;
  let closings = 0;
  const link = guardPath(
    { ...DESCRIPTION, bitsPerSecond },
    {
      write: async () => {},
      ...path,
      open(listener) {
        events = listener;
        return path.open?.(listener) ?? Promise.resolve();
      },
      close() {
        closings += 1;
        return path.close?.() ?? Promise.resolve();
      },
    },
    clock,
  );
  const tell = () => events as LinkListener;
  return { link, clock, tell, countClosings: () => closings, collector: createLinkCollector() };
}

describe('a guarded link', () => {
  it('gives up a path that does not open in time, and frees it', async () => {
    const { link, clock, collector, countClosings } = createGuarded({ open: never });
    const opened = assert.rejects(link.open(collector), {
      fault: 'refused',
      message: /^tcp:x:1 did not open within 10 s$/,
    });
    clock.advance(OPEN_LIMIT_MS);
    await opened;
    assert.equal(countClosings(), 1);
    assert.deepEqual(collector.faults, []);
  });

  it('rejects open with the fault that comes meanwhile, and frees the path once', async () => {
    const { link, tell, collector, countClosings } = createGuarded({ open: never });
    const opened = assert.rejects(link.open(collector), (error) => error === LOSS);
    tell().onFault(LOSS);
    await opened;
    await link.close();
    assert.equal(countClosings(), 1);
    assert.deepEqual(collector.faults, []);
  });

  it('delivers what came early before what comes later, and the fault last', async () => {
    const { link, tell, collector } = createGuarded({
      async open({ onBytes }) {
        onBytes(encodeText('a'));
      },
    });
    await link.open(collector);
    tell().onBytes(encodeText('b'));
    tell().onFault(LOSS);
    tell().onBytes(encodeText('c'));
    assert.deepEqual(collector.chunks, []);
    await nextTurn();
    assert.deepEqual(collector.chunks, [encodeText('a'), encodeText('b')]);
    tell().onFault(LOSS);
    tell().onBytes(encodeText('d'));
    assert.equal(collector.chunks.length, 2);
    assert.deepEqual(collector.faults, [LOSS]);
  });

  it('ends with a fault when a write stalls, and the writes behind it fail alike', async () => {
    const { link, clock, collector } = createGuarded({ write: never });
    await link.open(collector);
    await nextTurn();
    const first = assert.rejects(link.write(encodeText('AT')), {
      fault: 'lost',
      message: /took no bytes for 30 s/,
    });
    const second = assert.rejects(link.write(encodeText('AT')), { fault: 'lost' });
    await nextTurn();
    clock.advance(WRITE_STALL_MS);
    await Promise.all([first, second]);
    assert.equal(collector.faults.length, 1);
  });

  it('grants a write the time that the line needs for its bytes', async () => {
    const { link, clock, collector } = createGuarded({ write: never }, 300);
    await link.open(collector);
    await nextTurn();
    const written = assert.rejects(link.write(new Uint8Array(300)), LinkError);
    await nextTurn();
    // 300 bytes need 10 to 12 s at 300 baud.
    clock.advance(WRITE_STALL_MS + 12_000);
    assert.equal(collector.faults.length, 0);
    clock.advance(12_000);
    await written;
    assert.equal(collector.faults.length, 1);
  });

  it('passes on the error of a write and goes on', async () => {
    let tries = 0;
    const refusal = new LinkError('failed', 'tcp:x:1 says no', 'ask again');
    const { link, collector } = createGuarded({
      async write() {
        tries += 1;
        if (tries === 1) throw refusal;
      },
    });
    await link.open(collector);
    await assert.rejects(link.write(encodeText('AT')), (error) => error === refusal);
    await link.write(encodeText('AT'));
  });

  it('does not wait for a path that does not close', async () => {
    const { link, clock, collector } = createGuarded({ close: never });
    await link.open(collector);
    const closed = link.close();
    clock.advance(CLOSE_LIMIT_MS);
    await closed;
  });

  it('has a reset line where the path has one, and pulses it only while open', async () => {
    let pulses = 0;
    const path = {
      resetLine: async () => {
        pulses += 1;
      },
    };
    const { link, collector } = createGuarded(path);
    assert.equal(createGuarded({}).link.resetLine, undefined);
    await assert.rejects(link.resetLine?.() as Promise<void>, LinkError);
    await link.open(collector);
    await link.resetLine?.();
    assert.equal(pulses, 1);
  });
});
