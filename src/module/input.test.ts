import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, decodeLatin1, encodeText } from '../base/bytes.ts';
import { SOUND_CONDUCT } from './conduct.ts';
import { createInput } from './input.ts';

/** Reads lines; a line `DATA <n>` asks for n bytes of payload. */
function createRecorder() {
  const seen: string[] = [];
  const input = createInput(
    {
      onLine(line, lengthBytes) {
        const text = decodeLatin1(line.subarray(0, lengthBytes));
        seen.push(`line ${JSON.stringify(text)}`);
        const length = /^DATA (\d+)$/.exec(text)?.[1];
        if (length !== undefined) input.expectPayload(Number(length));
      },
      onPayload: (payload) => seen.push(`payload ${JSON.stringify(decodeLatin1(payload))}`),
    },
    SOUND_CONDUCT,
  );
  return { input, seen };
}

const STREAM = encodeText(
  'AT\r\n\r\nA\rB\nC\r\nDATA 8\r\nAT\r\n\0>\r\nREST\r\nDATA 1\r\n\r\n\r\nAT\r\r\n\nhalf',
);
const EXPECTED = [
  'line "AT"',
  'line ""',
  'line "A\\rB\\nC"',
  'line "DATA 8"',
  'payload "AT\\r\\n\\u0000>\\r\\n"',
  'line "REST"',
  'line "DATA 1"',
  'payload "\\r"',
  'line "\\n"',
  'line "AT\\r"',
];

function splitAt(bytes: Bytes, cuts: readonly number[]): Bytes[] {
  const edges = [0, ...cuts.toSorted((left, right) => left - right), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));
}

test('lines end with CR LF alone and payloads are counted', () => {
  const { input, seen } = createRecorder();
  input.push(STREAM);
  assert.deepEqual(seen, EXPECTED);
});

test('how the stream is cut into chunks means nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length)), (cuts) => {
      const { input, seen } = createRecorder();
      for (const chunk of splitAt(STREAM, cuts)) input.push(chunk);
      assert.deepEqual(seen, EXPECTED);
    }),
  );
});

test('the caller may reuse its buffer', () => {
  const { input, seen } = createRecorder();
  const buffer = encodeText('AT');
  input.push(buffer);
  buffer.fill(0);
  input.push(encodeText('\r\n'));
  assert.deepEqual(seen, ['line "AT"']);
});

test('an endless line is counted to its end but not kept', () => {
  let kept = 0;
  let counted = 0;
  const input = createInput(
    {
      onLine: (line, lengthBytes) => ([kept, counted] = [line.length, lengthBytes]),
      onPayload: () => assert.fail('no payload was expected'),
    },
    SOUND_CONDUCT,
  );
  for (let count = 0; count < 100; count += 1) input.push(new Uint8Array(1000).fill(65));
  input.push(encodeText('\r\n'));
  assert.equal(counted, 100_000);
  assert.equal(kept, 16_384);
});

test('clearing from within a line drops the rest of the chunk', () => {
  const lines: string[] = [];
  const input = createInput(
    {
      onLine(line) {
        lines.push(decodeLatin1(line));
        input.clear();
      },
      onPayload: () => undefined,
    },
    SOUND_CONDUCT,
  );
  input.push(encodeText('A\r\nB\r\n'));
  input.push(encodeText('C\r\n'));
  assert.deepEqual(lines, ['A\r\n', 'C\r\n']);
});
