import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLatin1 } from '../../base/bytes.ts';
import { createResponseReader, type ResponseHead } from './response.ts';

interface Reading {
  readonly state: string;
  readonly body: string;
  readonly heads: readonly ResponseHead[];
}

function read(text: string, options: { method?: string; chunkBytes?: number; ends?: boolean } = {}): Reading {
  const { method = 'GET', chunkBytes = text.length, ends = false } = options;
  let body = '';
  const heads: ResponseHead[] = [];
  const reader = createResponseReader(method, {
    onHead(head) {
      heads.push(head);
      return 'read';
    },
    onBody(part) {
      body += decodeLatin1(part);
    },
  });
  let state = 'open';
  const bytes = Buffer.from(text, 'latin1');
  for (let offset = 0; offset < bytes.length && state === 'open'; offset += chunkBytes)
    state = reader.push(bytes.subarray(offset, offset + chunkBytes));
  if (ends && state === 'open') state = reader.end();
  return { state, body, heads };
}

/** Read whole and byte by byte, which must not differ. */
function readBothWays(text: string, options: { method?: string; ends?: boolean } = {}): Reading {
  const whole = read(text, options);
  assert.deepEqual(read(text, { ...options, chunkBytes: 1 }), whole);
  return whole;
}

const HEAD = 'HTTP/1.1 200 OK\r\n';

test('a counted body ends with its last byte, whatever follows', () => {
  const { state, body, heads } = readBothWays(`${HEAD}Content-Length:  5 \r\nX-A:b\r\n\r\nhe\r\nl`);
  assert.deepEqual([state, body], ['complete', 'he\r\nl']);
  assert.deepEqual(heads[0]?.headers, [
    ['Content-Length', '5'],
    ['X-A', 'b'],
  ]);
  assert.equal(readBothWays(`${HEAD}content-length: 2\r\n\r\nabc`).body, 'ab');
});

test('chunks are put together, extensions and trailers left out', () => {
  const text = `${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n1\r\na\r\nA;x=y\r\n0123456789\r\n0\r\nT: t\r\n\r\n`;
  const { state, body, heads } = readBothWays(text);
  assert.deepEqual([state, body, heads[0]?.lengthText], ['complete', 'a0123456789', null]);
});

test('without a length the end of the connection ends the body', () => {
  assert.equal(readBothWays(`${HEAD}\r\nabc`).state, 'open');
  const { state, body } = readBothWays(`${HEAD}\r\nabc`, { ends: true });
  assert.deepEqual([state, body], ['complete', 'abc']);
});

test('a connection that ends within head, counted body or chunks leaves the response broken', () => {
  for (const text of [
    '',
    'HTTP/1.1 200',
    `${HEAD}Content-Length: 5\r\n\r\nabcd`,
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n`,
  ])
    assert.equal(readBothWays(text, { ends: true }).state, 'broken', JSON.stringify(text));
});

test('HEAD, 204, 304 and length 0 have no body to wait for', () => {
  assert.equal(readBothWays(`${HEAD}Content-Length: 5\r\n\r\n`, { method: 'HEAD' }).state, 'complete');
  assert.equal(readBothWays('HTTP/1.1 204 No Content\r\n\r\n').state, 'complete');
  assert.equal(readBothWays('HTTP/1.1 304\r\n\r\n').state, 'complete');
  assert.equal(readBothWays(`${HEAD}Content-Length: 0\r\n\r\n`).state, 'complete');
});

test('interim answers are passed over', () => {
  const { state, heads } = readBothWays(`HTTP/1.1 100 Continue\r\n\r\n${HEAD}Content-Length: 0\r\n\r\n`);
  assert.deepEqual([state, heads.map((head) => head.status)], ['complete', [200]]);
});

test('what is no HTTP is broken', () => {
  for (const text of [
    'hello\r\n\r\n',
    'HTTP/2 200 OK\r\n\r\n',
    `${HEAD}no colon\r\n\r\n`,
    `${HEAD}Content-Length: -1\r\n\r\n`,
    `${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`,
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n`,
    `${HEAD}X: ${'x'.repeat(70_000)}`,
    `${HEAD}${'X: 0123456789\r\n'.repeat(6000)}`,
  ])
    assert.equal(read(text).state, 'broken', text.slice(0, 60));
});
