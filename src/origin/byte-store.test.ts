import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes } from '../base/bytes.ts';
import { ByteStore } from './byte-store.ts';

test('a store holds all that was appended, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), (pieces) => {
      const store = new ByteStore();
      for (const piece of pieces) store.append(piece);
      const whole = concatBytes(pieces);
      assert.equal(store.length, whole.length);
      assert.deepEqual(Buffer.from(store.view()), whole);
    }),
  );
});

test('what was shown does not change when more arrives', () => {
  const store = new ByteStore();
  store.append(Uint8Array.of(1, 2));
  const shown = store.view();
  for (let round = 0; round < 400; round += 1) store.append(Uint8Array.of(9, 9));
  assert.deepEqual([...shown], [1, 2]);
});

test('there is no byte behind the end', () => {
  const store = new ByteStore();
  store.append(Uint8Array.of(7));
  assert.equal(store.byteAt(0), 7);
  assert.equal(store.byteAt(1), undefined);
});
