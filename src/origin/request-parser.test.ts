import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, concatBytes, decodeLatin1, encodeText } from '../base/bytes.ts';
import { HEAD_BYTES_MAX } from './head-scanner.ts';
import { BODY_BYTES_MAX } from './request-head.ts';
import { RequestParser, type RequestPart } from './request-parser.ts';

const latin1 = (text: string): Bytes => Buffer.from(text, 'latin1');

/** What a stream of bytes says, without the cuts between its pieces. */
interface Reading {
  readonly head: string | null;
  readonly method: string | null;
  readonly target: string | null;
  readonly version: string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly hasBody: boolean | null;
  readonly body: string;
  readonly isComplete: boolean;
  readonly defect: string | null;
  /** Bytes at fault and all after them. */
  readonly refused: string;
}

function summarise(parts: readonly RequestPart[]): Reading {
  const heads = parts.filter((part) => part.kind === 'head');
  assert.ok(heads.length <= 1);
  const bytesOf = (...kinds: RequestPart['kind'][]) =>
    decodeLatin1(
      concatBytes(
        parts.flatMap((part) => (kinds.includes(part.kind) && 'bytes' in part ? [part.bytes] : [])),
      ),
    );
  const head = heads[0]?.head ?? null;
  return {
    head: head && decodeLatin1(head.head),
    method: head?.method ?? null,
    target: head?.target ?? null,
    version: head?.version ?? null,
    headers: head?.headers ?? [],
    hasBody: heads[0]?.hasBody ?? null,
    body: bytesOf('body'),
    isComplete: parts.some((part) => part.kind === 'complete'),
    defect: parts.find((part) => part.kind === 'malformed')?.summary ?? null,
    refused: bytesOf('malformed', 'ignored'),
  };
}

/** Reads pieces, and the end of the connection after them. */
function read(pieces: readonly (string | Bytes)[]): Reading {
  const parser = new RequestParser();
  const parts = pieces.flatMap((piece) => parser.push(typeof piece === 'string' ? latin1(piece) : piece));
  return summarise([...parts, ...parser.finish()]);
}

const GET = 'GET /a?b=c HTTP/1.1\r\nHost: x\r\nX-Twice:  one \r\nx-twice:two\r\nEmpty:\r\n\r\n';
const POST = 'POST /post HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello';
const CHUNKED =
  'PUT /put HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nhel\r\n0002\r\nlo\r\n0\r\nTrailer: t\r\n\r\n';

describe('a sound request', () => {
  test('keeps its raw head, the order and case of its header lines, and duplicates', () => {
    const { head, method, target, version, headers, hasBody, isComplete, defect } = read([GET]);
    assert.equal(head, GET);
    assert.deepEqual([method, target, version], ['GET', '/a?b=c', 'HTTP/1.1']);
    assert.deepEqual(headers, [
      ['Host', 'x'],
      ['X-Twice', 'one'],
      ['x-twice', 'two'],
      ['Empty', ''],
    ]);
    assert.deepEqual([hasBody, isComplete, defect], [false, true, null]);
  });

  test('has the body that its Content-Length says', () => {
    const { body, hasBody, isComplete } = read([POST]);
    assert.deepEqual([body, hasBody, isComplete], ['hello', true, true]);
  });

  test('is complete with its head where Content-Length is 0', () => {
    const { hasBody, isComplete } = read(['POST / HTTP/1.0\r\ncontent-length: 0\r\n\r\n']);
    assert.deepEqual([hasBody, isComplete], [false, true]);
  });

  test('has its chunks joined, with extensions and trailers taken off', () => {
    const { body, isComplete, defect } = read([CHUNKED]);
    assert.deepEqual([body, isComplete, defect], ['hello', true, null]);
  });

  test('may have lines that end in LF alone and empty lines before it, which stay in the raw head', () => {
    const text = '\r\n\nGET / HTTP/1.1\nA: b\n\n';
    const { head, headers, isComplete } = read([text]);
    assert.equal(head, text);
    assert.deepEqual(headers, [['A', 'b']]);
    assert.equal(isComplete, true);
  });

  test('may name the same Content-Length twice', () => {
    assert.equal(read(['POST / HTTP/1.1\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nab']).body, 'ab');
  });

  test('keeps header bytes above 0x7f one character a byte', () => {
    assert.deepEqual(read([encodeText('GET / HTTP/1.1\r\nX: ü\r\n\r\n')]).headers, [['X', 'Ã¼']]);
  });

  test('stays incomplete where the connection ends inside its body', () => {
    const { body, isComplete, defect } = read([POST.slice(0, -2)]);
    assert.deepEqual([body, isComplete, defect], ['hel', false, null]);
  });
});

describe('a request with a readable first line but a defect', () => {
  const cases: readonly (readonly [what: string, text: string, defect: RegExp])[] = [
    ['a line without a colon', 'GET / HTTP/1.1\r\nabc\r\n\r\n', /without name and colon: "abc"/],
    ['a folded line', 'GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n', /without name and colon: " c"/],
    ['a blank before the colon', 'GET / HTTP/1.1\r\nA : b\r\n\r\n', /no token: "A "/],
    ['a bare CR in a value', 'GET / HTTP/1.1\r\nA: b\rc\r\n\r\n', /control byte: "A: b\\rc"/],
    ['a space in the target', 'GET /a b HTTP/1.1\r\n\r\n', /target is "\/a b"/],
    ['no target', 'GET  HTTP/1.1\r\n\r\n', /target is ""/],
    ['an unknown version', 'GET / HTTP/2.0\r\n\r\n', /version is "HTTP\/2.0"/],
    ['a length that is no number', 'GET / HTTP/1.1\r\nContent-Length: 0x5\r\n\r\n', /Content-Length "0x5"/],
    ['two lengths', 'GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', /twice: 1 and 2/],
    [
      'a length and chunks',
      'GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      /Content-Length and Transfer-Encoding/,
    ],
    ['an unknown coding', 'GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n', /transfer coding "gzip"/],
    [
      'a body beyond the limit',
      `POST / HTTP/1.1\r\nContent-Length: ${BODY_BYTES_MAX + 1}\r\n\r\n`,
      /longer than 67108864/,
    ],
    [
      'a long bad line, shown in part',
      `GET / HTTP/1.1\r\n${'q'.repeat(200)}\r\n\r\n`,
      /colon: "q{80}" and more$/,
    ],
  ];
  for (const [what, text, defect] of cases) {
    test(`is told with its raw head: ${what}`, () => {
      const reading = read([text, 'more']);
      assert.equal(reading.method, text.slice(0, text.indexOf(' ')));
      assert.equal(reading.head, text);
      assert.match(reading.defect ?? '', defect);
      assert.equal(reading.refused, `${text}more`);
      assert.equal(reading.isComplete, false);
    });
  }
});

describe('bytes that are no request', () => {
  const cases: readonly (readonly [what: string, bytes: string, defect: RegExp])[] = [
    ['a TLS ClientHello, at its first byte', '\x16', /begins like a TLS handshake/],
    ['an AT command', 'AT+HTTPCGET="', /does not begin with a method and a space/],
    ['a line of one word', 'OK\r\n', /does not begin with a method and a space/],
    ['a space first', ' GET / HTTP/1.1', /does not begin with a method and a space/],
    ['a CR inside a word', '\rGET', /does not begin with a method and a space/],
    ['a first line without a version', 'GET /\r\n\r\n', /request line is "GET \/"/],
    ['half a head', 'GET / HTTP/1.1\r\nHost: x\r\n', /ended inside the head/],
  ];
  for (const [what, bytes, defect] of cases) {
    test(`are told and kept: ${what}`, () => {
      const reading = read([bytes]);
      assert.match(reading.defect ?? '', defect);
      assert.equal(reading.refused, bytes);
      assert.equal(reading.head, null);
    });
  }

  test('are refused where the head has no end', () => {
    const endless = `GET / HTTP/1.1\r\nA: ${'x'.repeat(HEAD_BYTES_MAX)}`;
    assert.match(read([endless]).defect ?? '', /head longer than 65536 bytes/);
  });

  test('are told where they follow a complete request, which stays complete', () => {
    const reading = read([`${POST}!!`, 'more']);
    assert.deepEqual([reading.body, reading.isComplete], ['hello', true]);
    assert.match(reading.defect ?? '', /after the end of the request/);
    assert.equal(reading.refused, '!!more');
  });

  test('say nothing where there are none', () => {
    assert.equal(read([]).defect, null);
  });
});

describe('a chunked body that breaks the coding', () => {
  const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n';
  const cases: readonly (readonly [what: string, body: string, defect: RegExp, line: string])[] = [
    ['a size that is no number', '3\r\nabc\r\nxyz\r\n', /no hexadecimal number: "xyz\\r\\n"/, 'xyz\r\n'],
    ['a chunk that is too long', '3\r\nabcd\r\n', /longer than its size/, 'd\r\n'],
    ['a line without end', `${'0'.repeat(5000)}`, /too long/, '0'.repeat(5000)],
    ['more than the limit', 'ffffffff\r\n', /longer than 67108864/, 'ffffffff\r\n'],
    ['trailers without end', `0\r\n${`A: ${'b'.repeat(4000)}\r\n`.repeat(17)}`, /trailers are too long/, ''],
  ];
  for (const [what, body, defect, line] of cases) {
    test(`is refused with the line at fault: ${what}`, () => {
      const reading = read([head, body]);
      assert.match(reading.defect ?? '', defect);
      assert.ok(reading.refused.endsWith(line));
      assert.equal(reading.isComplete, false);
    });
  }
});

test('a client that waits for 100 Continue is known by its Expect header', () => {
  const parser = new RequestParser();
  const [part] = parser.push(latin1('POST / HTTP/1.1\r\nexpect: 100-Continue\r\nContent-Length: 1\r\n\r\n'));
  assert.ok(part?.kind === 'head' && part.head.expectsContinue && part.hasBody);
});

/** Cuts `bytes` at any places. */
function cut(bytes: Bytes, places: readonly number[]): Bytes[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

const anyStream = fc.oneof(
  fc.constantFrom(
    GET,
    POST,
    CHUNKED,
    `${POST}surplus`,
    `${CHUNKED}\r\n`,
    'GET / HTTP/1.1\r\nbad\r\n\r\nrest',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `POST / HTTP/1.1\r\n${text}\r\n\r\n`),
  fc.string({ unit: fc.constantFrom('1', 'a', 'g', ';', '\r', '\n', '0') }).map((text) => {
    return `POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${text}`;
  }),
  fc.string({ unit: fc.constantFrom('G', ' ', '/', '\r', '\n', '\x16', ':') }),
);

test('a stream says the same whole, byte by byte, and cut anywhere', () => {
  fc.assert(
    fc.property(anyStream, fc.array(fc.nat(), { maxLength: 8 }), (text, places) => {
      const bytes = latin1(text);
      const whole = read([bytes]);
      assert.deepEqual(read(cut(bytes, places)), whole);
      assert.deepEqual(read([...bytes].map((byte) => Uint8Array.of(byte))), whole);
    }),
    { numRuns: 400 },
  );
});

test('any body comes out of any chunks as it went in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 10 }),
      fc.array(fc.nat(), { maxLength: 8 }),
      (chunks, places) => {
        const coded = chunks.flatMap((chunk) => [
          latin1(`${chunk.length.toString(16)}\r\n`),
          chunk,
          latin1('\r\n'),
        ]);
        const bytes = concatBytes([
          latin1('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'),
          ...coded,
          latin1('0\r\n\r\n'),
        ]);
        const reading = read(cut(bytes, places));
        assert.deepEqual(latin1(reading.body), concatBytes(chunks));
        assert.ok(reading.isComplete);
      },
    ),
  );
});
