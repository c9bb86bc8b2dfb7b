import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ModuleHost, startTestServer, type TestServer } from '../testing/module-host.ts';

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
beforeEach(() => {
  server.respond = (_, answer) => answer.end('hello');
});
after(() => server.close());

function createHost(personality = 'winnermicro'): ModuleHost {
  const host = new ModuleHost(personality);
  host.ask('ATE0\r\n');
  return host;
}

const lastRequest = () => server.requests.at(-1);

/** The data of counted blocks, with what stands behind the last one. */
function readBlocks(text: string, prefix: string): { sizes: number[]; body: string; rest: string } {
  const sizes: number[] = [];
  let body = '';
  let rest = text;
  const head = new RegExp(`^\\+${prefix}:(\\d+),`);
  for (let match = head.exec(rest); match !== null; match = head.exec(rest)) {
    const size = Number(match[1]);
    const start = match[0].length;
    sizes.push(size);
    body += rest.slice(start, start + size);
    assert.equal(rest.slice(start + size, start + size + 2), '\r\n');
    rest = rest.slice(start + size + 2);
  }
  return { sizes, body, rest };
}

test('HTTPCGET prints the body in a block and ends with OK', async () => {
  const command = `AT+HTTPCGET="${server.url}/a?b=c#d"\r\n`;
  assert.equal(await createHost().exchange(command, 'OK\r\n'), '+HTTPCGET:5,hello\r\nOK\r\n');
  assert.equal(await createHost('esp-at').exchange(command, 'OK\r\n'), '+HTTPCGET:5,hello\r\n\r\nOK\r\n');
  assert.deepEqual(lastRequest(), {
    method: 'GET',
    target: '/a?b=c',
    headers: [`Host: 127.0.0.1:${server.port}`, 'User-Agent: ESP32 HTTP Client/1.0', 'Connection: close'],
    body: '',
    isSecure: false,
  });
  await server.allClosed();
});

test('HTTPGETSIZE prints the length and nothing of the body', async () => {
  const command = `AT+HTTPGETSIZE="${server.url}/"\r\n`;
  assert.equal(await createHost().exchange(command, 'OK\r\n'), '+HTTPGETSIZE:5\r\nOK\r\n');
  assert.equal(await createHost('esp-at').exchange(command, 'OK\r\n'), '+HTTPGETSIZE:5\r\n\r\nOK\r\n');
  assert.equal(lastRequest()?.method, 'GET');
  await server.allClosed();
});

test('HTTPGETSIZE prints sizes beyond 32 and 53 bits digit by digit, 0 without a length, and asks no status', async () => {
  const sizeOf = async (head: string) => {
    server.respond = (_, _answer, { socket }) => socket.write(`HTTP/1.1 ${head}\r\n\r\n`);
    return createHost().exchange(`AT+HTTPGETSIZE="${server.url}/"\r\n`, 'OK\r\n');
  };
  assert.equal(await sizeOf('200 OK\r\nContent-Length: 3000000000'), '+HTTPGETSIZE:3000000000\r\nOK\r\n');
  assert.equal(
    await sizeOf('200 OK\r\nContent-Length: 9007199254740993'),
    '+HTTPGETSIZE:9007199254740993\r\nOK\r\n',
  );
  assert.equal(await sizeOf('200 OK\r\nContent-Length: 0'), '+HTTPGETSIZE:0\r\nOK\r\n');
  assert.equal(await sizeOf('200 OK\r\nTransfer-Encoding: chunked'), '+HTTPGETSIZE:0\r\nOK\r\n');
  assert.equal(await sizeOf('404 Not Found\r\nContent-Length: 7'), '+HTTPGETSIZE:7\r\nOK\r\n');
});

test('a body larger than rx size comes in blocks of rx size, however the network cut it', async () => {
  const body = 'x'.repeat(5000);
  server.respond = (_, answer) => answer.end(body);
  const read = async (tail: string) =>
    readBlocks(await createHost().exchange(`AT+HTTPCGET="${server.url}/"${tail}\r\n`, 'OK\r\n'), 'HTTPCGET');
  assert.deepEqual(await read(''), { sizes: [2048, 2048, 904], body, rest: 'OK\r\n' });
  assert.deepEqual((await read(',0,0,0')).sizes, [2048, 2048, 904]);
  assert.deepEqual((await read(',,4999')).sizes, [4999, 1]);
  assert.deepEqual((await read(',10240,10240,180000')).sizes, [5000]);
  assert.equal((await read(',1,1')).sizes.length, 5000);
});

test('a megabyte of all byte values arrives byte by byte, fake finals included', async () => {
  const all = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));
  const body = `\r\n\r\nOK\r\n+HTTPCGET:5,\0${all.repeat(4096)}ERROR\r\n>`;
  server.respond = (_, answer) => answer.end(Buffer.from(body, 'latin1'));
  const host = createHost();
  host.write(`AT+HTTPCGET="${server.url}/",,10240\r\n`);
  const blocks = readBlocks(await host.waitFor('>\r\nOK\r\n'), 'HTTPCGET');
  assert.ok(blocks.body === body, 'the body differs');
  assert.equal(blocks.rest, 'OK\r\n');
});

test('chunked and close-delimited bodies are decoded, an empty body makes no block', async () => {
  const get = (raw: string) => {
    server.respond = (_, _answer, { socket }) => socket.end(raw);
    return createHost().exchange(`AT+HTTPCGET="${server.url}/"\r\n`, 'OK\r\n');
  };
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x\r\nbc\r\n0\r\n\r\n';
  assert.equal(await get(chunked), '+HTTPCGET:3,abc\r\nOK\r\n');
  assert.equal(await get('HTTP/1.1 200 OK\r\n\r\nto the end'), '+HTTPCGET:10,to the end\r\nOK\r\n');
  assert.equal(await get('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 'OK\r\n');
  assert.equal(await get('HTTP/1.1 204 No Content\r\n\r\n'), 'OK\r\n');
  assert.equal(await get('HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\na'), '+HTTPCGET:1,a\r\nOK\r\n');
});

test('a redirection is an answer like any other and is not followed', async () => {
  server.respond = (_, answer) => answer.writeHead(302, { Location: '/elsewhere' }).end('moved');
  const before = server.requests.length;
  const answer = await createHost().exchange(`AT+HTTPCGET="${server.url}/"\r\n`, 'OK\r\n');
  assert.equal(answer, '+HTTPCGET:5,moved\r\nOK\r\n');
  assert.equal(server.requests.length, before + 1);
});

test('status 400 and more is an error behind the body', async () => {
  for (const status of [400, 404, 500, 503]) {
    server.respond = (_, answer) => answer.writeHead(status).end('page');
    const command = `AT+HTTPCGET="${server.url}/"\r\n`;
    assert.equal(await createHost().exchange(command, 'ERROR\r\n'), '+HTTPCGET:4,page\r\nERROR\r\n');
    assert.equal(
      await createHost('esp-at').exchange(command, 'ERROR\r\n'),
      '+HTTPCGET:4,page\r\n\r\nERROR\r\n',
    );
  }
});

test('a counted body that ends early, a reset and what is no HTTP are errors behind whole blocks', async () => {
  const get = (raw: string) => {
    server.respond = (_, _answer, { socket }) => socket.end(raw);
    return createHost().exchange(`AT+HTTPCGET="${server.url}/",,3\r\n`, 'ERROR\r\n');
  };
  assert.equal(
    await get('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello'),
    '+HTTPCGET:3,hel\r\n+HTTPCGET:2,lo\r\nERROR\r\n',
  );
  assert.equal(
    await get('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n'),
    '+HTTPCGET:3,abc\r\n+HTTPCGET:1,d\r\nERROR\r\n',
  );
  assert.equal(await get('SSH-2.0-x\r\n\r\n'), 'ERROR\r\n');
  assert.equal(await get(''), 'ERROR\r\n');
  server.respond = (_, _answer, { socket }) => socket.resetAndDestroy();
  assert.equal(await createHost().exchange(`AT+HTTPCGET="${server.url}/"\r\n`, 'ERROR\r\n'), 'ERROR\r\n');
});

test('a port where nobody listens is an error', async () => {
  const closed = await startTestServer();
  await closed.close();
  const command = `AT+HTTPCGET="${closed.url}/"\r\n`;
  assert.equal(await createHost().exchange(command, 'ERROR\r\n'), 'ERROR\r\n');
  const host = createHost('esp-at');
  assert.equal(await host.exchange(command, 'ERROR\r\n'), '\r\nERROR\r\n');
  assert.equal(host.ask('AT\r\n'), '\r\nOK\r\n');
});

test('sizes and timeout outside their range, strings for numbers and surplus arguments are refused unasked', () => {
  const before = server.requests.length;
  for (const name of ['HTTPCGET', 'HTTPGETSIZE'])
    for (const tail of [
      ',10241',
      ',-1',
      ',,10241',
      ',,-1',
      ',,,180001',
      ',,,-1',
      ',"1"',
      ',x',
      ',1,1,1,1',
      ',1,1,1,',
    ])
      assert.equal(createHost().ask(`AT+${name}="${server.url}/"${tail}\r\n`), 'CMD PARSE ERR\r\n', tail);
  for (const url of [server.url, '1', '', '"ftp://h/"', '"127.0.0.1/"', '"http://h/a b"'])
    assert.equal(createHost('esp-at').ask(`AT+HTTPCGET=${url}\r\n`), '\r\nERROR\r\n', url);
  assert.equal(createHost().ask('AT+HTTPCGET=""\r\n'), 'ERROR\r\n');
  assert.equal(server.requests.length, before);
});

test('the target reaches the server as given: query, escapes, commas, user and fragment apart', async () => {
  const urlWithUser = server.url.replace('//', '//user:pass@');
  const get = async (url: string) => {
    await createHost().exchange(`AT+HTTPCGET="${url}"\r\n`, 'OK\r\n');
    return lastRequest()?.target;
  };
  assert.equal(await get(`${server.url}/a%2Fb/../c?x=1\\,2&y=%zz#f`), '/a%2Fb/../c?x=1,2&y=%zz');
  assert.equal(await get(`${server.url}/\\q\\"\\\\`), '/q"\\');
  assert.equal(await get(server.url), '/');
  assert.equal(await get(`${urlWithUser}/u`), '/u');
  assert.deepEqual(lastRequest()?.headers.slice(0, 3), [
    `Host: 127.0.0.1:${server.port}`,
    'User-Agent: Mozilla/4.0 (compatible; MSIE 5.5; Windows NT 5.0)',
    `Authorization: Basic ${btoa('user:pass')}`,
  ]);
});

test('the configured URL serves every command with an empty url, backslashes included, and outlives an explicit one', async () => {
  const host = createHost();
  const url = `${server.url}/c\\,d?${'x'.repeat(600)}`;
  host.ask(`AT+HTTPURLCFG=${url.length}\r\n${url}`);
  for (const command of ['AT+HTTPCGET=""', 'AT+HTTPGETSIZE="",,,', 'AT+HTTPCGET="",100']) {
    assert.match(await host.exchange(`${command}\r\n`, 'OK\r\n'), /:5/);
    assert.equal(lastRequest()?.target, url.slice(server.url.length));
  }
  await host.exchange(`AT+HTTPCGET="${server.url}/other"\r\n`, 'OK\r\n');
  assert.equal(lastRequest()?.target, '/other');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), `+HTTPURLCFG:${url.length},${url}\r\nOK\r\n`);
  assert.equal(host.ask('AT+HTTPURLCFG=8\r\nnot aurlAT+HTTPCGET=""\r\n'), 'OK\r\n>\r\nSET OK\r\nERROR\r\n');
});

test("configured headers are carried once, and replace the module's own", async () => {
  for (const name of ['HTTPCGET', 'HTTPGETSIZE']) {
    const host = createHost();
    host.ask('AT+HTTPCHEAD=18\r\nRange: bytes=0-255');
    host.ask('AT+HTTPCHEAD=12\r\nuser-agent:x');
    await host.exchange(`AT+${name}="${server.url}/"\r\n`, 'OK\r\n');
    assert.deepEqual(lastRequest()?.headers, [
      `Host: 127.0.0.1:${server.port}`,
      'user-agent: x',
      'Connection: close',
      'Range: bytes=0-255',
    ]);
    host.ask('AT+HTTPCHEAD=0\r\n');
    await host.exchange(`AT+${name}="${server.url}/"\r\n`, 'OK\r\n');
    assert.equal(lastRequest()?.headers.length, 3);
  }
});
