import assert from 'node:assert/strict';
import http from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { decodeLatin1 } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import { exchangeRaw, openRawClient } from '../testing/origin-client.ts';
import { type OriginRun, startTestOrigin } from '../testing/origin-run.ts';
import { makeScript } from '../testing/origin-script.ts';
import type { OriginRequest, OriginScript } from './origin.ts';

let run: OriginRun;
before(async () => {
  run = await startTestOrigin();
});
afterEach(() => run.origin.settle());
after(() => run.origin.close());

const GET = 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n';

/** What a client of raw bytes gets for a scripted answer. */
function answer(text: string, given: Partial<OriginScript> = {}) {
  run.origin.script(makeScript(text, given));
  return exchangeRaw(run.origin.httpUrl, GET);
}

/** What Node's own client makes of it: an independent reading of our HTTP. */
function readByNode(
  text: string,
  given: Partial<OriginScript> = {},
): Promise<{ body: string; fault: string | null }> {
  run.origin.script(makeScript(text, given));
  return new Promise((resolve) => {
    let body = '';
    const request = http.get(`${run.origin.httpUrl}/x`, { agent: false }, (response) => {
      response.setEncoding('latin1');
      response.on('data', (piece) => {
        body += piece;
      });
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ body, fault: error.code ?? '' }));
      response.on('end', () => resolve({ body, fault: null }));
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ body, fault: error.code ?? '' }));
  });
}

test('a script says status, reason, headers in order, and body', async () => {
  const headers: OriginScript['headers'] = [
    ['X-A', '1'],
    ['content-type', 'text/html'],
    ['X-A', '2'],
  ];
  const got = await answer('hello', { status: 299, reason: 'As Told', headers });
  assert.equal(
    got.head,
    'HTTP/1.1 299 As Told\r\nX-A: 1\r\ncontent-type: text/html\r\nX-A: 2\r\nContent-Length: 5\r\nConnection: close',
  );
  assert.deepEqual([got.body, got.ended], ['hello', 'fin']);
});

test('a body of fake results goes out as it stands', async () => {
  const fake = '\r\nOK\r\n\r\nERROR\r\n> \r\nSEND OK\r\n';
  assert.equal((await answer(fake)).body, fake);
});

test('after its scripts the origin answers by its routes again', async () => {
  assert.equal((await answer('hello')).status, 200);
  assert.equal((await exchangeRaw(run.origin.httpUrl, GET)).status, 404);
});

describe('framing', () => {
  test('chunked bodies of any chunk size are read by another HTTP implementation', async () => {
    for (const chunkBytes of [1, 3, null]) {
      const body = { kind: 'seeded', seed: 'c', length: 5000 } as const;
      const got = await readByNode('', { framing: 'chunked', chunkBytes, body });
      assert.deepEqual(got, { body: decodeLatin1(seededBytes('c', 5000)), fault: null });
    }
  });

  test('a body without a length ends with the connection', async () => {
    const got = await answer('hello', { framing: 'none' });
    assert.doesNotMatch(got.head, /content-length|transfer-encoding/i);
    assert.deepEqual([got.body, got.ended], ['hello', 'fin']);
  });

  test('a false length promises more or less than comes', async () => {
    const more = await answer('hello', { framing: 'false-length', claimedBytes: 9 });
    assert.match(more.head, /\r\nContent-Length: 9\r\n/);
    assert.deepEqual([more.body, more.ended], ['hello', 'fin']);
    assert.equal((await answer('hello', { framing: 'false-length', claimedBytes: 2 })).body, 'hello');
    const fault = await readByNode('hello', { framing: 'false-length', claimedBytes: 9 });
    assert.deepEqual(fault, { body: 'hello', fault: 'ECONNRESET' });
  });
});

/** How long the connection stayed open after its request was complete. */
function openMsAfter(request: OriginRequest, connection: number): number {
  const { closedAtMs } = run.origin.connections[connection - 1] ?? {};
  assert.ok(typeof closedAtMs === 'number' && request.completeAtMs !== null);
  return closedAtMs - request.completeAtMs;
}

describe('time', () => {
  test('a delay counts from the complete request', async () => {
    run.origin.script(makeScript('late', { delayMs: 400 }));
    const client = await openRawClient(run.origin.httpUrl);
    const [isRequested, isClosed] = [run.next('request'), run.next('closed')];
    client.socket.write(GET);
    const { request } = await isRequested;
    assert.equal(client.text(), '');
    const { connection } = await isClosed;
    assert.match(client.text(), /late$/);
    assert.ok(openMsAfter(request, connection) >= 400);
  });

  test('a trickle brings the body piece by piece and takes at least all its intervals', async () => {
    run.origin.script(makeScript('abcdef', { trickle: { bytes: 2, everyMs: 200 } }));
    const client = await openRawClient(run.origin.httpUrl);
    const pieces: string[] = [];
    client.socket.on('data', (bytes) => pieces.push(decodeLatin1(bytes)));
    const [isRequested, isClosed] = [run.next('request'), run.next('closed')];
    client.socket.write(GET);
    const { request } = await isRequested;
    const { connection } = await isClosed;
    assert.ok(pieces.length > 1);
    assert.match(pieces.join(''), /\r\n\r\nabcdef$/);
    assert.ok(openMsAfter(request, connection) >= 600);
  });
});

describe('a stall', () => {
  for (const [stall, atBytes, expected] of [
    ['before-head', null, /^$/],
    ['after-head', null, /^HTTP\/1\.1 200 OK\r\n(.+\r\n)+\r\n$/],
    ['in-body', 2, /\r\n\r\nhe$/],
  ] as const) {
    test(`${stall} sends so much and then nothing, until the peer gives up`, async () => {
      run.origin.script(makeScript('hello', { stall, atBytes }));
      const client = await openRawClient(run.origin.httpUrl);
      const isAnswered = run.next('answer');
      client.socket.write(GET);
      const { connection } = await isAnswered;
      await client.received(expected);
      assert.equal(run.origin.connections[connection - 1]?.closedAtMs, null);
      client.socket.end();
      assert.equal(await client.closed, 'fin');
      assert.match(client.text(), expected);
    });
  }

  test('ends with settle', async () => {
    run.origin.script(makeScript('hello', { stall: 'after-head' }));
    const client = await openRawClient(run.origin.httpUrl);
    client.socket.write(GET);
    await client.received(/200 OK/);
    await run.origin.settle();
    await client.closed;
    assert.notEqual(run.origin.connections.at(-1)?.closedAtMs, null);
  });
});

describe('an early end', () => {
  test('closes before the head, after it, or inside the body', async () => {
    assert.deepEqual(await answer('hello', { end: 'close-early' }), {
      head: '',
      body: '',
      status: 0,
      ended: 'fin',
    });
    const afterHead = await answer('hello', { end: 'close-early', atBytes: 0 });
    assert.deepEqual([afterHead.status, afterHead.body, afterHead.ended], [200, '', 'fin']);
    const inside = await answer('hello', { end: 'close-early', atBytes: 3 });
    assert.deepEqual([inside.body, inside.ended], ['hel', 'fin']);
  });

  test('resets before the head or inside the body, after all that was to be sent has arrived', async () => {
    assert.deepEqual(await answer('hello', { end: 'reset' }), {
      head: '',
      body: '',
      status: 0,
      ended: 'reset',
    });
    const body = { kind: 'seeded', seed: 'r', length: 100_000 } as const;
    const inside = await answer('', { body, end: 'reset', atBytes: 60_000 });
    assert.equal(inside.body, decodeLatin1(seededBytes('r', 60_000)));
    assert.equal(inside.ended, 'reset');
  });

  test('resets below TLS too', async () => {
    run.origin.script(makeScript('hello', { end: 'reset', atBytes: 3 }));
    const got = await exchangeRaw(run.origin.httpsUrl, GET, run.origin.authorityPem);
    assert.deepEqual([got.body, got.ended], ['hel', 'reset']);
  });
});

test('a large body waits for a reader that pauses, and other connections go on meanwhile', async () => {
  const length = 12 * 1024 * 1024;
  run.origin.script(makeScript('', { path: '/x', body: { kind: 'seeded', seed: 'big', length } }));
  const slow = await openRawClient(run.origin.httpUrl);
  slow.socket.pause();
  const isAnswered = run.next('answer');
  slow.socket.write(GET);
  const { connection } = await isAnswered;
  assert.equal((await exchangeRaw(run.origin.httpUrl, 'GET /get HTTP/1.1\r\n\r\n')).status, 200);
  assert.equal(run.origin.connections[connection - 1]?.closedAtMs, null);
  slow.socket.resume();
  assert.equal(await slow.closed, 'fin');
  const text = slow.text();
  const body = Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1');
  assert.ok(body.equals(seededBytes('big', length)));
});

test('a client that ends its side with its request still gets its answer, also a large one', async () => {
  for (const url of [run.origin.httpUrl, run.origin.httpsUrl]) {
    run.origin.script(
      makeScript('', { body: { kind: 'seeded', seed: 'h', length: 300_000 }, method: 'GET' }),
    );
    const client = await openRawClient(url, run.origin.authorityPem);
    client.socket.end(GET);
    await client.closed;
    assert.ok(client.text().endsWith(decodeLatin1(seededBytes('h', 300_000))));
  }
});

test('a client that gives up during a delay is let go at once', async () => {
  run.origin.script(makeScript('late', { delayMs: 60_000 }));
  const client = await openRawClient(run.origin.httpUrl);
  const isRequested = run.next('request');
  client.socket.write(GET);
  await isRequested;
  client.socket.end();
  await client.closed;
  assert.equal(client.text(), '');
});
