import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeText } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import {
  countRecordedBytes,
  decodeRecordedBytes,
  describeRecordedBytes,
  encodeRecordedBytes,
  holdsItsHash,
  SEEDED_BYTES_MIN,
} from './recorded-bytes.ts';

test('any bytes come back as they were, and are counted as they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const recorded = encodeRecordedBytes(bytes);
      assert.deepEqual(Buffer.from(decodeRecordedBytes(recorded)), Buffer.from(bytes));
      assert.equal(countRecordedBytes(recorded), bytes.length);
    }),
  );
});

test('text with escapes that mean something comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\\', 'x', '4', '1', 'r', 'n', '"', '\r', '\n', '0') }),
      (text) => {
        assert.deepEqual(
          Buffer.from(decodeRecordedBytes(encodeRecordedBytes(encodeText(text)))),
          Buffer.from(encodeText(text)),
        );
      },
    ),
  );
});

test('text stays readable, and bytes of which more than a third are not text become base64', () => {
  assert.deepEqual(encodeRecordedBytes(encodeText('\r\nOK\r\n')), { text: '\\r\\nOK\\r\\n' });
  assert.deepEqual(encodeRecordedBytes(Uint8Array.of(0x41, 0x42, 0x00)), { text: 'AB\\x00' });
  assert.deepEqual(encodeRecordedBytes(Uint8Array.of(0x41, 0x00, 0xff)), { base64: 'QQD/' });
  assert.deepEqual(encodeRecordedBytes(new Uint8Array()), { text: '' });
});

test('a large seeded body is kept by name and made again from its seed', () => {
  const body = seededBytes('7f3a', 5000);
  const recorded = encodeRecordedBytes(body, '7f3a');
  assert.ok('seed' in recorded);
  assert.equal(recorded.length, 5000);
  assert.deepEqual(Buffer.from(decodeRecordedBytes(recorded)), Buffer.from(body));
  assert.equal(holdsItsHash(recorded), true);
  assert.equal(holdsItsHash({ ...recorded, length: 4999 }), false);
});

test('a body that is short, or not what its seed makes, is kept by value', () => {
  assert.ok('base64' in encodeRecordedBytes(seededBytes('7f3a', SEEDED_BYTES_MIN - 1), '7f3a'));
  const altered = seededBytes('7f3a', 5000);
  altered[4999] = (altered[4999] as number) ^ 1;
  assert.ok('base64' in encodeRecordedBytes(altered, '7f3a'));
  assert.equal(holdsItsHash({ text: 'OK' }), true);
});

test('the description of long bytes is cut between escapes and says how many there are', () => {
  assert.equal(describeRecordedBytes({ text: '\\r\\nOK\\r\\n' }), '\\r\\nOK\\r\\n');
  const long = describeRecordedBytes(encodeRecordedBytes(new Uint8Array(1000)));
  assert.match(long, /^(\\x00)+… \(1000 bytes\)$/);
  assert.ok(long.length < 300);
  const odd = describeRecordedBytes(
    encodeRecordedBytes(Buffer.concat([Buffer.from('a'), new Uint8Array(1000)])),
  );
  assert.match(odd, /^a(\\x00)+… /);
  const body = seededBytes('7f3a', 5000);
  assert.equal(describeRecordedBytes(encodeRecordedBytes(body, '7f3a')), '5000 bytes of the seed "7f3a"');
});
