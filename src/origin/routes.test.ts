import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decodeLatin1, encodeText } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import { exchangeRaw, type RawAnswer } from '../testing/origin-client.ts';
import { type OriginRun, startTestOrigin } from '../testing/origin-run.ts';

let run: OriginRun;
before(async () => {
  run = await startTestOrigin();
});
after(() => run.origin.close());

/** One request with `Host: h` and the given header lines. */
function ask(method: string, target: string, lines: readonly string[] = [], body = ''): Promise<RawAnswer> {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const head = [`${method} ${target} HTTP/1.1`, 'Host: h', ...lines, ...length];
  return exchangeRaw(run.origin.httpUrl, `${head.join('\r\n')}\r\n\r\n${body}`);
}

const headersOf = (answer: RawAnswer) => answer.head.split('\r\n').slice(1);

describe('routes that describe the request', () => {
  test('/get tells method, URL, arguments, headers and data, in this order, byte for byte', async () => {
    const answer = await ask('GET', '/get?a=1&b=x%20y&a=2&__proto__=&7=7', [
      'X-B: 1',
      'x-b: 2',
      'X-B: 3',
      '1: n',
    ]);
    assert.equal(
      answer.body,
      [
        '{',
        '  "method": "GET",',
        '  "url": "http://h/get?a=1&b=x%20y&a=2&__proto__=&7=7",',
        '  "args": {"a": ["1","2"], "b": "x y", "__proto__": "", "7": "7"},',
        '  "headers": {"Host": "h", "X-B": ["1","3"], "x-b": "2", "1": "n"},',
        '  "data": ""',
        '}',
        '',
      ].join('\n'),
    );
    assert.deepEqual(headersOf(answer), [
      'Content-Type: application/json',
      `Content-Length: ${answer.body.length}`,
      'Connection: close',
    ]);
  });

  test('/post, /put and /delete take their own method and tell the body', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answer = await ask(method, `/${method.toLowerCase()}`, [], 'a "b"');
      assert.equal(answer.status, 200);
      assert.equal(JSON.parse(answer.body).data, 'a "b"');
    }
  });

  test('another method is told which ones are allowed', async () => {
    const answer = await ask('POST', '/get');
    assert.equal(answer.status, 405);
    assert.ok(headersOf(answer).includes('Allow: GET, HEAD'));
    for (const path of ['/post', '/put', '/delete']) assert.equal((await ask('GET', path)).status, 405);
  });

  test('/anything takes every method and every path below it', async () => {
    assert.equal(JSON.parse((await ask('PATCH', '/anything')).body).method, 'PATCH');
    assert.equal(JSON.parse((await ask('GET', '/anything/a/b')).body).url, 'http://h/anything/a/b');
    assert.equal((await ask('GET', '/anythingelse')).status, 404);
  });

  test('bytes that are no text come back in base64', async () => {
    const request = Buffer.from('POST /post HTTP/1.1\r\nContent-Length: 2\r\n\r\n\xff\x00', 'latin1');
    const answer = await exchangeRaw(run.origin.httpUrl, request);
    assert.equal(JSON.parse(answer.body).data, 'data:application/octet-stream;base64,/wA=');
  });

  test('a request without Host is told the URL of the listener, an absolute target its own', async () => {
    const without = await exchangeRaw(run.origin.httpUrl, 'GET /get HTTP/1.1\r\n\r\n');
    assert.equal(JSON.parse(without.body).url, `${run.origin.httpUrl}/get`);
    assert.equal(JSON.parse((await ask('GET', 'http://other/get')).body).url, 'http://other/get');
  });

  test('/headers tells the headers alone', async () => {
    assert.equal(
      (await ask('GET', '/headers', ['A: b'])).body,
      '{\n  "headers": {"Host": "h", "A": "b"}\n}\n',
    );
  });

  test('HEAD gets the head of GET and no body', async () => {
    const get = await ask('GET', '/bytes/100');
    const head = await ask('HEAD', '/bytes/100');
    assert.equal(head.head, get.head);
    assert.equal(head.body, '');
    assert.equal((await ask('HEAD', '/get')).status, 200);
  });
});

describe('/status', () => {
  test('gives the status with a short text', async () => {
    const answer = await ask('GET', '/status/418');
    assert.equal(answer.head.split('\r\n')[0], "HTTP/1.1 418 I'm a Teapot");
    assert.equal(answer.body, "418 I'm a Teapot\n");
    assert.equal((await ask('PUT', '/status/299')).body, '299\n');
  });

  test('gives 204 and 304 without a body or a length', async () => {
    for (const status of [204, 304]) {
      const answer = await ask('GET', `/status/${status}`);
      assert.deepEqual([answer.status, answer.body, headersOf(answer)], [status, '', ['Connection: close']]);
    }
  });

  test('knows no final status below 200 or above 599', async () => {
    for (const status of [100, 199, 600, 'x'])
      assert.equal((await ask('GET', `/status/${status}`)).status, 404);
  });
});

test('/redirect leads over so many answers to /get', async () => {
  const first = await ask('GET', '/redirect/2');
  assert.equal(first.status, 302);
  assert.ok(headersOf(first).includes('Location: /redirect/1'));
  assert.ok(headersOf(await ask('GET', '/redirect/1')).includes('Location: /get'));
  assert.equal((await ask('GET', '/redirect/0')).status, 404);
});

test('/bytes gives seeded bytes, up to 16 MiB, whole', async () => {
  assert.equal((await ask('GET', '/bytes/0')).body, '');
  assert.equal((await ask('GET', '/bytes/1000')).body, decodeLatin1(seededBytes('bytes', 1000)));
  const largest = 16 * 1024 * 1024;
  const answer = await ask('GET', `/bytes/${largest}`);
  assert.ok(Buffer.from(answer.body, 'latin1').equals(seededBytes('bytes', largest)));
  assert.equal((await ask('GET', `/bytes/${largest + 1}`)).status, 400);
});

describe('/range', () => {
  const whole = decodeLatin1(seededBytes('bytes', 100));
  const part = (range: string) => ask('GET', '/range/100', [`Range: ${range}`]);

  test('gives everything where no part is asked for', async () => {
    const answer = await ask('GET', '/range/100');
    assert.deepEqual([answer.status, answer.body], [200, whole]);
    assert.ok(headersOf(answer).includes('Accept-Ranges: bytes'));
  });

  test('gives the part that is asked for', async () => {
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      ['bytes=10-19', 10, 19],
      ['bytes=90-', 90, 99],
      ['bytes=90-1000', 90, 99],
      ['bytes=-7', 93, 99],
      ['bytes=-700', 0, 99],
    ] as const) {
      const answer = await part(range);
      assert.deepEqual([answer.status, answer.body], [206, whole.slice(first, last + 1)]);
      assert.ok(headersOf(answer).includes(`Content-Range: bytes ${first}-${last}/100`));
    }
  });

  test('refuses what is no single part of it', async () => {
    for (const range of ['bytes=100-', 'bytes=5-4', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-0']) {
      const answer = await part(range);
      assert.equal(answer.status, 416, range);
      assert.ok(headersOf(answer).includes('Content-Range: bytes */100'));
    }
    assert.equal((await ask('GET', '/range/99999999')).status, 400);
  });
});

test('/delay answers no earlier than told, on the clock of the origin', async () => {
  await run.origin.settle();
  const isClosed = run.next('closed');
  const answer = await ask('GET', '/delay/300');
  assert.equal(JSON.parse(answer.body).method, 'GET');
  const { connection: number } = await isClosed;
  const request = run.origin.requests.find(({ connection }) => connection === number);
  const connection = run.origin.connections[number - 1];
  assert.equal(request?.target, '/delay/300');
  assert.ok((connection?.closedAtMs ?? 0) - (request?.completeAtMs ?? 0) >= 300);
  assert.equal((await ask('GET', '/delay/60001')).status, 400);
});

test('an unknown path is not found', async () => {
  for (const path of ['/', '/nothing', '/get/', '/bytes/-1', '*']) {
    const answer = await ask('GET', path);
    assert.deepEqual([answer.status, answer.body], [404, '404 Not Found\n']);
  }
});

test('what an answer held stands in the journal byte for byte', async () => {
  const answer = await ask('GET', '/get');
  assert.deepEqual(run.origin.requests.at(-1)?.answer, { status: 200, body: encodeText(answer.body) });
});
