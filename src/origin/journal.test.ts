import assert from 'node:assert/strict';
import http from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { decodeLatin1, encodeText } from '../base/bytes.ts';
import { exchangeRaw, openRawClient } from '../testing/origin-client.ts';
import { type OriginRun, startTestOrigin } from '../testing/origin-run.ts';
import { makeScript } from '../testing/origin-script.ts';
import { FAULT_BYTES_MAX, type OriginConnection, type OriginRequest } from './origin.ts';

let run: OriginRun;
before(async () => {
  run = await startTestOrigin();
});
afterEach(() => run.origin.settle());
after(() => run.origin.close());

/** Sends bytes on their own connection and returns what the journal then says of it. */
async function record(
  bytes: string | Uint8Array,
): Promise<{ connection: OriginConnection; request: OriginRequest | undefined; status: number }> {
  const isOpen = run.next('connection');
  const { status } = await exchangeRaw(run.origin.httpUrl, bytes);
  const { connection: number } = await isOpen;
  await run.origin.settle();
  const connection = run.origin.connections[number - 1];
  assert.ok(connection);
  return {
    connection,
    request: run.origin.requests.find((request) => request.connection === number),
    status,
  };
}

describe('a request in the journal', () => {
  test('keeps its head exactly: case, order, duplicates, blanks', async () => {
    const head =
      'POST /post?Q=%41 HTTP/1.1\r\nhOSt:  h \r\nX-A: 1\r\nx-a:2\r\nX-A: 1\r\nContent-Length: 3\r\n\r\n';
    const { request, connection } = await record(`${head}abc`);
    assert.ok(request);
    assert.equal(decodeLatin1(request.head), head);
    assert.deepEqual(
      [request.method, request.target, request.version, request.tls],
      ['POST', '/post?Q=%41', 'HTTP/1.1', false],
    );
    assert.deepEqual(request.headers, [
      ['hOSt', 'h'],
      ['X-A', '1'],
      ['x-a', '2'],
      ['X-A', '1'],
      ['Content-Length', '3'],
    ]);
    assert.equal(decodeLatin1(request.body), 'abc');
    assert.equal(request.isComplete, true);
    assert.equal(connection.bytesReceived, head.length + 3);
    assert.deepEqual([connection.fault, connection.faultBytes], [null, null]);
  });

  test('grows while it arrives, and is itself what the notices show', async () => {
    const client = await openRawClient(run.origin.httpUrl);
    const isRequested = run.next('request');
    client.socket.write('PUT /put HTTP/1.1\r\nContent-Length: 4\r\n\r\n');
    const { request } = await isRequested;
    assert.equal(run.origin.requests.at(-1), request);
    assert.deepEqual([request.body.length, request.isComplete, request.bodyAtMs], [0, false, null]);
    const hasBody = run.next('body');
    client.socket.write('ab');
    assert.equal(decodeLatin1((await hasBody).bytes), 'ab');
    assert.deepEqual([decodeLatin1(request.body), request.isComplete, request.answer], ['ab', false, null]);
    client.socket.write('cd');
    await client.closed;
    assert.deepEqual([decodeLatin1(request.body), request.answer?.status], ['abcd', 200]);
    const { headAtMs, bodyAtMs, completeAtMs } = request;
    assert.ok(bodyAtMs !== null && completeAtMs !== null && headAtMs <= bodyAtMs && bodyAtMs <= completeAtMs);
  });

  test('has a chunked body without its chunks, as another HTTP implementation sends them', async () => {
    const isAnswered = run.next('answer');
    await new Promise<void>((resolve) => {
      const sent = http.request(
        `${run.origin.httpUrl}/post`,
        { method: 'POST', agent: false },
        (response) => {
          response.resume().on('end', resolve);
        },
      );
      sent.write('one ');
      sent.write('two ');
      sent.end('three');
    });
    const { request } = await isAnswered;
    assert.ok(request.headers.some(([name, value]) => name === 'Transfer-Encoding' && value === 'chunked'));
    assert.equal(decodeLatin1(request.body), 'one two three');
  });

  test('whose client waits for 100 Continue is told to go on', async () => {
    const isAnswered = run.next('answer');
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = { Expect: '100-continue', 'Content-Length': 4 };
      const options = { method: 'PUT', agent: false as const, headers };
      const sent = http.request(`${run.origin.httpUrl}/put`, options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('continue', () => sent.end('body'));
      sent.flushHeaders();
    });
    assert.equal(status, 200);
    assert.equal(decodeLatin1((await isAnswered).request.body), 'body');
  });

  test('knows the whole answer that was meant for it, also where less was sent', async () => {
    run.origin.script(makeScript('hello', { status: 201, end: 'reset', atBytes: 2 }));
    const { request } = await record('GET / HTTP/1.1\r\n\r\n');
    assert.deepEqual(request?.answer, { status: 201, body: encodeText('hello') });
  });

  test('has an empty answer where it was HEAD', async () => {
    run.origin.script(makeScript('hello'));
    const { request } = await record('HEAD / HTTP/1.1\r\n\r\n');
    assert.deepEqual(request?.answer, { status: 200, body: new Uint8Array(0) });
  });

  test('stays incomplete where its body is cut off', async () => {
    const client = await openRawClient(run.origin.httpUrl);
    const isRequested = run.next('request');
    client.socket.end('POST /post HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc');
    await client.closed;
    const { request, connection } = await isRequested;
    assert.deepEqual([request.isComplete, decodeLatin1(request.body), request.answer], [false, 'abc', null]);
    assert.equal(run.origin.connections[connection - 1]?.fault, null);
  });

  test('with a malformed head is there with its raw head, and answered 400', async () => {
    run.origin.script(makeScript('not for this one'));
    const text = 'GET /get HTTP/1.1\r\nno colon\r\nA: b\r\n\r\n';
    const { request, connection, status } = await record(text);
    assert.equal(status, 400);
    assert.ok(request);
    assert.equal(decodeLatin1(request.head), text);
    assert.deepEqual(request.headers, [['A', 'b']]);
    assert.deepEqual([request.isComplete, request.answer?.status], [false, 400]);
    assert.match(connection.fault ?? '', /without name and colon: "no colon"/);
    assert.equal(decodeLatin1(connection.faultBytes ?? new Uint8Array()), text);
  });

  test('with a malformed body keeps what came before', async () => {
    const { request, connection, status } = await record(
      'PUT /put HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n',
    );
    assert.equal(status, 400);
    assert.deepEqual([decodeLatin1(request?.body ?? new Uint8Array()), request?.isComplete], ['ab', false]);
    assert.equal(decodeLatin1(connection.faultBytes ?? new Uint8Array()), 'zz\r\n');
  });
});

describe('a connection in the journal', () => {
  test('with a TLS ClientHello on the plain port has a fault and no request', async () => {
    const hello = Buffer.from('1603010005010000010003', 'hex');
    const { connection, request } = await record(hello);
    assert.equal(request, undefined);
    assert.match(connection.fault ?? '', /begins like a TLS handshake/);
    assert.deepEqual(connection.faultBytes, new Uint8Array(hello));
    assert.equal(connection.bytesReceived, hello.length);
  });

  test('with bytes after the end of its request says so, and the request is answered', async () => {
    const { connection, request, status } = await record(
      'POST /post HTTP/1.1\r\nContent-Length: 2\r\n\r\nabcd',
    );
    assert.deepEqual([status, decodeLatin1(request?.body ?? new Uint8Array())], [200, 'ab']);
    assert.match(connection.fault ?? '', /after the end of the request/);
    assert.equal(decodeLatin1(connection.faultBytes ?? new Uint8Array()), 'cd');
  });

  test('that ends inside a head has a fault', async () => {
    const client = await openRawClient(run.origin.httpUrl);
    const isMalformed = run.next('malformed');
    client.socket.end('GET /get HT');
    await client.closed;
    const { summary, connection } = await isMalformed;
    assert.match(summary, /ended inside the head/);
    assert.equal(run.origin.connections[connection - 1]?.fault, summary);
  });

  test('that never says anything has bytes 0, no fault, and its times', async () => {
    const isClosed = run.next('closed');
    const client = await openRawClient(run.origin.httpUrl);
    client.socket.end();
    const { connection: number } = await isClosed;
    const connection = run.origin.connections[number - 1];
    assert.ok(connection);
    assert.deepEqual([connection.bytesReceived, connection.fault], [0, null]);
    assert.ok(connection.closedAtMs !== null && connection.closedAtMs >= connection.openedAtMs);
  });

  test('whose peer does not close its side stays open, though the origin has closed its own', async () => {
    const client = await openRawClient(run.origin.httpUrl);
    client.socket.allowHalfOpen = true;
    const hasEnded = new Promise((resolve) => client.socket.once('end', resolve));
    const isAnswered = run.next('answer');
    client.socket.write('GET /get HTTP/1.1\r\n\r\n');
    await hasEnded;
    const { connection } = await isAnswered;
    assert.equal(run.origin.connections[connection - 1]?.closedAtMs, null);
    client.socket.end();
    await client.closed;
  });

  test('that never stops after its fault is cut off, with a bounded part of its bytes', async () => {
    const client = await openRawClient(run.origin.httpUrl);
    const isClosed = run.next('closed');
    const garbage = Buffer.alloc(64 * 1024);
    const flood = () => {
      while (client.socket.writable && client.socket.write(garbage));
    };
    client.socket.on('drain', flood);
    flood();
    const { connection: number } = await isClosed;
    client.socket.destroy();
    assert.equal(run.origin.connections[number - 1]?.faultBytes?.length, FAULT_BYTES_MAX);
    assert.equal(
      run.notices.filter(({ what, connection }) => what === 'malformed' && connection === number).length,
      1,
    );
  });
});

test('notices come in the order of what they tell', async () => {
  const first = run.notices.length;
  await record('POST /post HTTP/1.1\r\nContent-Length: 2\r\n\r\nab');
  const notices = run.notices.slice(first);
  assert.deepEqual(
    notices.map(({ what }) => what),
    ['connection', 'request', 'body', 'answer', 'closed'],
  );
  assert.equal(new Set(notices.map(({ connection }) => connection)).size, 1);
  const answer = notices[3];
  assert.ok(answer?.what === 'answer');
  assert.match(answer.summary, /^200 OK, [0-9]+ bytes$/);
});
