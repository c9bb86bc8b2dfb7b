import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { generate } from 'selfsigned';
import { ModuleHost, startTestServer, type TestServer } from '../testing/module-host.ts';

let server: TestServer;
let secureServer: TestServer;
before(async () => {
  server = await startTestServer();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
  });
  secureServer = await startTestServer({ key, cert });
});
beforeEach(() => {
  for (const each of [server, secureServer]) each.respond = (_, answer) => answer.end('hello');
});
after(() => Promise.all([server.close(), secureServer.close()]));

function createHost(personality = 'winnermicro'): ModuleHost {
  const host = new ModuleHost(personality);
  host.ask('ATE0\r\n');
  return host;
}

const request = (tail: string, host = createHost()) => host.exchange(`AT+HTTPCLIENT=${tail}\r\n`, 'OK\r\n');
const lastRequest = () => server.requests.at(-1);
const headersOf = (key: string) =>
  lastRequest()?.headers.filter((line) => line.toLowerCase().startsWith(`${key.toLowerCase()}:`));

test('opt 1 to 5 choose the method, and only POST has data', async () => {
  const url = `"${server.url}/m"`;
  const seen: unknown[] = [];
  for (const [opt, data] of [
    [1, ''],
    [2, ''],
    [3, ',"a=1\\,2&b=\\"c\\"\\\\"'],
    [4, ''],
    [5, ''],
  ] as const) {
    await request(`${opt},0,${url},,,1${data}`);
    seen.push([lastRequest()?.method, lastRequest()?.body, headersOf('content-length')]);
  }
  assert.deepEqual(seen, [
    ['HEAD', '', []],
    ['GET', '', []],
    ['POST', 'a=1,2&b="c"\\', ['Content-Length: 12']],
    ['PUT', '', ['Content-Length: 0']],
    ['DELETE', '', ['Content-Length: 0']],
  ]);
});

test('content types 0 to 3 name the four media types, once', async () => {
  const types: unknown[] = [];
  for (const type of [0, 1, 2, 3]) {
    await request(`3,${type},"${server.url}/",,,1,"x"`);
    types.push(headersOf('content-type'));
  }
  assert.deepEqual(types, [
    ['Content-Type: application/x-www-form-urlencoded'],
    ['Content-Type: application/json'],
    ['Content-Type: multipart/form-data'],
    ['Content-Type: text/xml'],
  ]);
  await request(`3,0,"${server.url}/",,,1,"x","Content-Type: text/own"`);
  assert.deepEqual(headersOf('content-type'), ['Content-Type: text/own']);
});

test("the body comes in blocks of the personality's size", async () => {
  server.respond = (_, answer) => answer.end('x'.repeat(3000));
  const sizesOf = (text: string) =>
    [...text.matchAll(/\+HTTPCLIENT:(\d+),/g)].map((match) => Number(match[1]));
  const tail = `2,0,"${server.url}/",,,1`;
  assert.deepEqual(sizesOf(await request(tail)), [2048, 952]);
  assert.deepEqual(sizesOf(await request(tail, createHost('esp-at'))), [512, 512, 512, 512, 512, 440]);
});

test('HEAD prints a block for each header line, then the final', async () => {
  const head = 'HTTP/1.1 200 OK\r\nDate: now\r\nX-Empty:\r\nContent-Length: 99\r\n\r\n';
  server.respond = (_, _answer, { socket }) => socket.write(head);
  const blocks =
    '+HTTPCLIENT:9,Date: now\r\n+HTTPCLIENT:9,X-Empty: \r\n+HTTPCLIENT:18,Content-Length: 99\r\n';
  assert.equal(await request(`1,0,"${server.url}/",,,1`), `${blocks}OK\r\n`);
  assert.equal(await request(`1,0,"${server.url}/",,,1`, createHost('esp-at')), `${blocks}\r\nOK\r\n`);
});

test('a url that is given governs, with or without host and path', async () => {
  for (const personality of ['winnermicro', 'esp-at'])
    for (const between of [',,,', ',"other.invalid","/other",', ',"other.invalid",,']) {
      const answer = await request(`2,0,"${server.url}/u"${between}1`, createHost(personality));
      assert.match(answer, /^\+HTTPCLIENT:5,hello\r\n(\r\n)?OK\r\n$/);
      assert.deepEqual(
        [lastRequest()?.target, headersOf('host')],
        ['/u', [`Host: 127.0.0.1:${server.port}`]],
      );
    }
});

test('an empty url means the configured one; with ESP-AT host and path come first', async () => {
  const url = `${server.url}/configured`;
  const configure = (personality: string) => {
    const host = createHost(personality);
    host.ask(`AT+HTTPURLCFG=${url.length}\r\n${url}`);
    return host;
  };
  const hostAndPath = `"127.0.0.1:${server.port}","path"`;
  await request('2,0,"",,,1', configure('winnermicro'));
  assert.equal(lastRequest()?.target, '/configured');
  await request(`2,0,"",${hostAndPath},1`, configure('winnermicro'));
  assert.equal(lastRequest()?.target, '/configured');
  await request('2,0,"",,,1', configure('esp-at'));
  assert.equal(lastRequest()?.target, '/configured');
  await request(`2,0,"",${hostAndPath},1`, configure('esp-at'));
  assert.equal(lastRequest()?.target, '/path');
  assert.equal(configure('esp-at').ask('AT+HTTPCLIENT=2,0,"","127.0.0.1",,1\r\n'), '\r\nERROR\r\n');
  assert.equal(createHost().ask(`AT+HTTPCLIENT=2,0,"",${hostAndPath},1\r\n`), 'ERROR\r\n');
  assert.equal(createHost('esp-at').ask('AT+HTTPCLIENT=2,0,"",,,1\r\n'), '\r\nERROR\r\n');
});

test('an https url is asked over TLS whatever the certificate, and transport type decides for host and path', async () => {
  const before = secureServer.requests.length;
  await request(`2,0,"${secureServer.url}/s",,,2`);
  await request(`2,0,"${secureServer.url.replace('127.0.0.1', 'localhost')}/n",,,1`);
  await request(`2,0,"","127.0.0.1:${secureServer.port}","/h",2`, createHost('esp-at'));
  const host = createHost();
  assert.match(await host.exchange(`AT+HTTPCGET="${secureServer.url}/g"\r\n`, 'OK\r\n'), /hello/);
  await host.exchange(`AT+HTTPCPOST="${secureServer.url}/p",4\r\nbody`, 'SEND OK\r\n');
  assert.deepEqual(
    secureServer.requests.slice(before).map(({ target, isSecure }) => [target, isSecure]),
    ['/s', '/n', '/h', '/g', '/p'].map((target) => [target, true]),
  );
  await secureServer.allClosed();
  const plainOnTls = await createHost().exchange(
    `AT+HTTPCGET="${server.url.replace('http:', 'https:')}/"\r\n`,
    'ERROR\r\n',
  );
  assert.equal(plainOnTls, 'ERROR\r\n');
});

test('one header and many are sent, directly behind transport or data, and configured ones win', async () => {
  await request(`2,0,"${server.url}/",,,1,"X-One: 1"`);
  assert.deepEqual(headersOf('x-one'), ['X-One: 1']);
  const host = createHost();
  host.ask('AT+HTTPCHEAD=9\r\nX-B:  two');
  await request(`3,1,"${server.url}/",,,1,"{}","X-A: a","X-B: b","x-c: c\\, d"`, host);
  assert.deepEqual(lastRequest()?.headers.slice(-3), ['X-A: a', 'X-B: two', 'x-c: c, d']);
});

test('configured headers are carried by every method', async () => {
  const host = createHost();
  host.ask('AT+HTTPCHEAD=6\r\nX-G: g');
  for (const opt of [1, 2, 3, 4, 5]) {
    await request(`${opt},0,"${server.url}/",,,1${opt === 3 ? ',"x"' : ''}`, host);
    assert.deepEqual(headersOf('x-g'), ['X-G: g']);
  }
});

test('what may be omitted depends on the personality', async () => {
  const url = `"${server.url}/"`;
  assert.match(await request(`2,0,${url}`), /hello/);
  assert.match(await request(`2,0,${url},,,,"X-A: a"`), /hello/);
  assert.equal(createHost('esp-at').ask(`AT+HTTPCLIENT=2,0,${url}\r\n`), '\r\nERROR\r\n');
  assert.equal(createHost('esp-at').ask(`AT+HTTPCLIENT=2,0,${url},,,\r\n`), '\r\nERROR\r\n');
  assert.equal(createHost().ask(`AT+HTTPCLIENT=2,,${url},,,1\r\n`), 'CMD PARSE ERR\r\n');
  await request(`2,,${url},,,1`, createHost('esp-at'));
  assert.deepEqual(headersOf('content-type'), []);
});

test('arguments out of range, of the wrong type, missing or surplus are refused without a request', () => {
  const before = server.requests.length;
  const url = `"${server.url}/"`;
  for (const tail of [
    `0,0,${url},,,1`,
    `6,0,${url},,,1`,
    `"2",0,${url},,,1`,
    `,0,${url},,,1`,
    `2,4,${url},,,1`,
    `2,-1,${url},,,1`,
    `2,0,${server.url}/,,,1`,
    `2,0,,,,1`,
    `2,0,${url},host,,1`,
    `2,0,${url},,,0`,
    `2,0,${url},,,3`,
    `2,0,${url},,,"1"`,
    `2,0,${url},,,1,"no header"`,
    `2,0,${url},,,1,,"A: b"`,
    `3,0,${url},,,1`,
    `3,0,${url},,,1,,"A: b"`,
    `3,0,${url},,,1,5`,
  ]) {
    assert.equal(createHost().ask(`AT+HTTPCLIENT=${tail}\r\n`), 'CMD PARSE ERR\r\n', tail);
    assert.equal(createHost('esp-at').ask(`AT+HTTPCLIENT=${tail}\r\n`), '\r\nERROR\r\n', tail);
  }
  assert.equal(server.requests.length, before);
});

test('status 400 and more is an error behind body or headers, 302 is not followed', async () => {
  server.respond = (_, answer) => answer.writeHead(500).end('page');
  const command = `AT+HTTPCLIENT=2,0,"${server.url}/",,,1\r\n`;
  assert.equal(await createHost().exchange(command, 'ERROR\r\n'), '+HTTPCLIENT:4,page\r\nERROR\r\n');
  const head = command.replace('=2', '=1');
  assert.match(await createHost().exchange(head, 'ERROR\r\n'), /^(\+HTTPCLIENT:\d+,.+\r\n)+ERROR\r\n$/);
  server.respond = (_, answer) => answer.writeHead(302, { Location: `${server.url}/2` }).end();
  const before = server.requests.length;
  assert.equal(await createHost().exchange(command, 'OK\r\n'), 'OK\r\n');
  assert.equal(server.requests.length, before + 1);
});
