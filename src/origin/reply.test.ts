import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, decodeLatin1, encodeText } from '../base/bytes.ts';
import { frameBody, plainReply, type Reply, renderHead, repackBytes, summariseReply } from './reply.ts';

function makeReply(text: string, given: Partial<Reply> = {}): Reply {
  return { ...plainReply(200, [], encodeText(text)), ...given };
}

const headOf = (reply: Reply) => decodeLatin1(renderHead(reply)).split('\r\n').slice(0, -2);
const bodyOf = (reply: Reply) => decodeLatin1(concatBytes([...frameBody(reply)]));

test('a head has the content type, the given headers in order, the framing, and Connection: close', () => {
  const reply = makeReply('hello', {
    headers: [
      ['X-B', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
    ],
  });
  assert.deepEqual(headOf(reply), [
    'HTTP/1.1 200 OK',
    'Content-Type: application/octet-stream',
    'X-B: 1',
    'x-a: 2',
    'X-B: 3',
    'Content-Length: 5',
    'Connection: close',
  ]);
});

test('a given header takes the place of the one that would be made', () => {
  const headers: Reply['headers'] = [
    ['content-type', 'text/x'],
    ['CONTENT-LENGTH', '7'],
    ['connection', 'keep-alive'],
  ];
  assert.deepEqual(headOf(makeReply('hello', { headers })), [
    'HTTP/1.1 200 OK',
    'content-type: text/x',
    'CONTENT-LENGTH: 7',
    'connection: keep-alive',
  ]);
});

test('the reason is the given one, also an empty one, or the usual one, or none for an unknown status', () => {
  assert.equal(headOf(makeReply('', { status: 404 }))[0], 'HTTP/1.1 404 Not Found');
  assert.equal(headOf(makeReply('', { status: 404, reason: 'Gone away' }))[0], 'HTTP/1.1 404 Gone away');
  assert.equal(headOf(makeReply('', { status: 404, reason: '' }))[0], 'HTTP/1.1 404 ');
  assert.equal(headOf(makeReply('', { status: 299 }))[0], 'HTTP/1.1 299 ');
});

test('each framing declares its own length, true or false', () => {
  const framed = (given: Partial<Reply>) => headOf(makeReply('hello', given)).slice(2, -1);
  assert.deepEqual(framed({ framing: 'length' }), ['Content-Length: 5']);
  assert.deepEqual(framed({ framing: 'false-length', claimedBytes: 9 }), ['Content-Length: 9']);
  assert.deepEqual(framed({ framing: 'chunked' }), ['Transfer-Encoding: chunked']);
  assert.deepEqual(framed({ framing: 'none' }), []);
});

test('204 and 304 end with their head, unless a script gives them content', () => {
  for (const status of [204, 304]) {
    assert.deepEqual(headOf(makeReply('', { status, framing: 'chunked' })).slice(1), ['Connection: close']);
    assert.equal(bodyOf(makeReply('', { status, framing: 'chunked' })), '');
    assert.equal(bodyOf(makeReply('hello', { status })), 'hello');
  }
});

test('a chunked body comes in chunks of the given size, or in one', () => {
  assert.equal(
    bodyOf(makeReply('hello', { framing: 'chunked', chunkBytes: 2 })),
    '2\r\nhe\r\n2\r\nll\r\n1\r\no\r\n0\r\n\r\n',
  );
  assert.equal(bodyOf(makeReply('hello', { framing: 'chunked' })), '5\r\nhello\r\n0\r\n\r\n');
  assert.equal(bodyOf(makeReply('', { framing: 'chunked' })), '0\r\n\r\n');
});

test('a cut counts bytes of the content and leaves out all that would follow', () => {
  const cut = (given: Partial<Reply>) => bodyOf(makeReply('hello', given));
  const chunked = { framing: 'chunked', chunkBytes: 2 } as const;
  assert.equal(cut({ end: 'reset', atBytes: 3 }), 'hel');
  assert.equal(cut({ end: 'close-early', atBytes: 0 }), '');
  assert.equal(cut({ end: 'close-early', atBytes: 9 }), 'hello');
  assert.equal(cut({ stall: 'in-body', atBytes: 3, ...chunked }), '2\r\nhe\r\n2\r\nl');
  assert.equal(cut({ end: 'reset', atBytes: 4, ...chunked }), '2\r\nhe\r\n2\r\nll\r\n');
  assert.equal(cut({ end: 'reset', atBytes: 5, ...chunked }), '2\r\nhe\r\n2\r\nll\r\n1\r\no\r\n');
  assert.equal(cut({ stall: 'in-body', atBytes: null }), '');
  assert.equal(cut({ end: 'normal', atBytes: 2 }), 'hello');
});

test('the answer to HEAD declares content and sends none', () => {
  const reply = makeReply('hello', { sendsContent: false });
  assert.ok(headOf(reply).includes('Content-Length: 5'));
  assert.equal(bodyOf(reply), '');
});

test('repacked bytes are the same bytes in pieces of one size, the last one shorter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 30 })),
      fc.integer({ min: 1, max: 40 }),
      (pieces, size) => {
        const packed = [...repackBytes(pieces, size)];
        assert.deepEqual(concatBytes(packed), concatBytes(pieces));
        for (const piece of packed.slice(0, -1)) assert.equal(piece.length, size);
        assert.ok((packed.at(-1)?.length ?? 1) > 0);
      },
    ),
  );
});

test('any chunk size carries the content whole', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (text, chunkBytes) => {
      let rest = bodyOf(makeReply(text, { framing: 'chunked', chunkBytes }));
      let content = '';
      for (;;) {
        const lineEnd = rest.indexOf('\r\n');
        const size = Number.parseInt(rest.slice(0, lineEnd), 16);
        content += rest.slice(lineEnd + 2, lineEnd + 2 + size);
        assert.equal(rest.slice(lineEnd + 2 + size, lineEnd + 4 + size), '\r\n');
        rest = rest.slice(lineEnd + 4 + size);
        if (size === 0) break;
        assert.ok(size <= chunkBytes);
      }
      assert.equal(rest, '');
      assert.equal(content, decodeLatin1(encodeText(text)));
    }),
  );
});

test('the summary names what deviates', () => {
  assert.equal(summariseReply(makeReply('hello world')), '200 OK, 11 bytes');
  assert.equal(
    summariseReply(makeReply('hello', { framing: 'chunked', trickle: { bytes: 1, everyMs: 100 } })),
    '200 OK, 5 bytes, chunked, 1 bytes every 100 ms',
  );
  assert.equal(
    summariseReply(
      makeReply('hello', { framing: 'false-length', claimedBytes: 9, end: 'reset', atBytes: 2 }),
    ),
    '200 OK, 5 bytes, declared as 9, reset after 2 bytes of the body',
  );
  assert.equal(
    summariseReply(makeReply('', { framing: 'none', end: 'close-early' })),
    '200 OK, 0 bytes, ended by closing, closed before the head',
  );
  assert.match(
    summariseReply(makeReply('', { stall: 'in-body', atBytes: 2 })),
    /stalled after 2 bytes of the body$/,
  );
  assert.match(summariseReply(makeReply('', { stall: 'before-head' })), /stalled before the head$/);
  assert.match(summariseReply(makeReply('', { stall: 'after-head' })), /stalled after the head$/);
});
