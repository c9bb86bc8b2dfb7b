import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodeText } from '../base/bytes.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { createPipeLink } from './pipe-link.ts';

describe('a pipe', () => {
  it('calls neither end from within a call of the other', async () => {
    const order: string[] = [];
    let listener: ((bytes: Uint8Array) => void) | null = null;
    const link = createPipeLink('sim:', {
      write() {
        order.push('port begins');
        listener?.(encodeText('OK'));
        order.push('port ends');
      },
      setListener(next) {
        listener = next;
      },
      close() {},
    });
    const answered = new Promise<void>((resolve) => {
      const onBytes = () => {
        order.push('host hears');
        resolve();
      };
      void link.open({ onBytes, onFault: assert.fail }).then(() => {
        void link.write(encodeText('AT'));
        order.push('host wrote');
      });
    });
    await answered;
    assert.deepEqual(order, ['host wrote', 'port begins', 'port ends', 'host hears']);
  });

  it('pulses the reset pin of the port, where there is one', async () => {
    let pulses = 0;
    const port = { write() {}, setListener() {}, close() {} };
    const link = createPipeLink('sim:', {
      ...port,
      resetPin: () => {
        pulses += 1;
      },
    });
    await link.open(createLinkCollector());
    await link.resetLine?.();
    assert.equal(pulses, 1);
    assert.equal(createPipeLink('sim:', port).resetLine, undefined);
  });
});
