import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Bytes, concatBytes, encodeText, equalBytes } from '../base/bytes.ts';
import {
  encodeNegotiation,
  encodeSubnegotiation,
  encodeTelnetData,
  SUBNEGOTIATION_BYTES_MAX,
  TelnetDecoder,
  type TelnetItem,
} from './telnet-codec.ts';

/** What `chunks` mean, with neighbouring data joined. */
function decodeChunks(chunks: readonly Bytes[]): readonly TelnetItem[] {
  const decoder = new TelnetDecoder();
  return joinData(chunks.flatMap((chunk) => decoder.decode(chunk)));
}

/** Items as comparable text; a Buffer and a Uint8Array of the same bytes look alike. */
const plain = (items: readonly TelnetItem[]) =>
  items.map((item) => {
    const values = Object.entries(item).map(([, value]) =>
      value instanceof Uint8Array ? [...value] : value,
    );
    return values.join(' ');
  });

const byte = fc.oneof(fc.constantFrom(255, 250, 240, 251, 253, 0, 13), fc.integer({ min: 0, max: 255 }));
const bytes = fc.array(byte, { maxLength: 60 }).map((values) => Uint8Array.from(values));
const item: fc.Arbitrary<TelnetItem> = fc.oneof(
  fc.record({ kind: fc.constant('data' as const), bytes }),
  fc.record({
    kind: fc.constant('negotiation' as const),
    verb: fc.constantFrom('will' as const, 'wont' as const, 'do' as const, 'dont' as const),
    option: byte,
  }),
  fc.record({ kind: fc.constant('subnegotiation' as const), option: byte, payload: bytes }),
);

function encodeItem(value: TelnetItem): Bytes {
  if (value.kind === 'data') return encodeTelnetData(value.bytes);
  if (value.kind === 'negotiation') return encodeNegotiation(value.verb, value.option);
  return value.kind === 'subnegotiation'
    ? encodeSubnegotiation(value.option, value.payload)
    : assert.fail('not to be encoded');
}

function joinData(values: readonly TelnetItem[]): readonly TelnetItem[] {
  const joined: TelnetItem[] = [];
  for (const value of values) {
    const last = joined.at(-1);
    if (value.kind === 'data' && last?.kind === 'data')
      joined[joined.length - 1] = { kind: 'data', bytes: concatBytes([last.bytes, value.bytes]) };
    else if (value.kind !== 'data' || value.bytes.length > 0) joined.push(value);
  }
  return joined;
}

describe('the Telnet codec', () => {
  it('doubles the byte 255 in data and leaves all others alone', () => {
    assert.deepEqual([...encodeTelnetData(Uint8Array.of(1, 255, 255, 2))], [1, 255, 255, 255, 255, 2]);
    const text = encodeText('AT\r\n');
    assert.equal(encodeTelnetData(text), text);
  });

  it('reads back what it wrote, split at every byte', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (values) => {
        const stream = concatBytes(values.map(encodeItem));
        const expected = plain(joinData(values));
        assert.deepEqual(plain(decodeChunks([stream])), expected);
        for (let at = 0; at <= stream.length; at += 1)
          assert.deepEqual(plain(decodeChunks([stream.subarray(0, at), stream.subarray(at)])), expected);
        assert.deepEqual(plain(decodeChunks([...stream].map((value) => Uint8Array.of(value)))), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('takes any garbage without an error, and means the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 20 }), (chunks) => {
        assert.deepEqual(plain(decodeChunks(chunks)), plain(decodeChunks([concatBytes(chunks)])));
      }),
    );
  });

  it('leaves out commands that carry nothing', () => {
    const noOperation = Uint8Array.of(65, 255, 241, 66, 255, 249, 67);
    assert.deepEqual(plain(decodeChunks([noOperation])), plain([{ kind: 'data', bytes: encodeText('ABC') }]));
  });

  it('goes on after a subnegotiation whose end was forgotten', () => {
    const stream = concatBytes([
      Uint8Array.of(255, 250, 44, 101, 1),
      encodeNegotiation('do', 0),
      encodeText('OK'),
    ]);
    assert.deepEqual(
      plain(decodeChunks([stream])),
      plain([
        { kind: 'negotiation', verb: 'do', option: 0 },
        { kind: 'data', bytes: encodeText('OK') },
      ]),
    );
  });

  it('keeps no more of an endless subnegotiation than its bound, and says so once', () => {
    const decoder = new TelnetDecoder();
    assert.deepEqual(decoder.decode(Uint8Array.of(255, 250, 44)), []);
    const flood = new Uint8Array(64 * 1024);
    const kinds = Array.from({ length: 32 }, () => decoder.decode(flood)).flat();
    assert.deepEqual(kinds, [{ kind: 'overflow' }]);
    assert.deepEqual(decoder.decode(Uint8Array.of(255, 240)), []);
    assert.ok(equalBytes(decodeData(decoder, encodeText('OK')), encodeText('OK')));
  });

  it('takes a subnegotiation of exactly the bound', () => {
    const payload = new Uint8Array(SUBNEGOTIATION_BYTES_MAX);
    const items = decodeChunks([encodeSubnegotiation(1, payload)]);
    assert.deepEqual(plain(items), plain([{ kind: 'subnegotiation', option: 1, payload }]));
    const longer = encodeSubnegotiation(1, new Uint8Array(SUBNEGOTIATION_BYTES_MAX + 1));
    assert.deepEqual(decodeChunks([longer]), [{ kind: 'overflow' }]);
  });
});

function decodeData(decoder: TelnetDecoder, chunk: Bytes): Bytes {
  const [first] = decoder.decode(chunk);
  return first?.kind === 'data' ? first.bytes : assert.fail('no data');
}
