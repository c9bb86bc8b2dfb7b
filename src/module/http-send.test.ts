import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { ModuleHost, startTestServer, type TestServer } from '../testing/module-host.ts';

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
beforeEach(() => {
  server.respond = (_, answer) => answer.end('stored');
});
after(() => server.close());

function createHost(personality = 'winnermicro'): ModuleHost {
  const host = new ModuleHost(personality);
  host.ask('ATE0\r\n');
  return host;
}

const lastRequest = () => server.requests.at(-1);
const headersOf = (key: string) =>
  lastRequest()?.headers.filter((line) => line.toLowerCase().startsWith(`${key.toLowerCase()}:`));

/** Both commands behave alike: every test runs over both. */
const COMMANDS = [
  { name: 'HTTPCPOST', method: 'POST' },
  { name: 'HTTPCPUT', method: 'PUT' },
] as const;

for (const { name, method } of COMMANDS) {
  test(`${name} prompts in one piece, waits for the last byte, and ends with SEND OK`, async () => {
    for (const [personality, prompt, ending] of [
      ['winnermicro', 'OK\r\n>\r\n', `+${name}:6,stored\r\nSEND OK\r\n`],
      ['esp-at', '\r\nOK\r\n\r\n>', `+${name}:6,stored\r\n\r\nSEND OK\r\n`],
    ] as const) {
      const host = createHost(personality);
      host.write(`AT+${name}="${server.url}/p",5\r\n`);
      assert.deepEqual(host.pieces, [prompt]);
      host.take();
      const before = server.requests.length;
      host.write('hell');
      assert.equal(
        await createHost()
          .exchange(`AT+HTTPCGET="${server.url}/"\r\n`, 'OK\r\n')
          .then(() => host.take()),
        '',
      );
      assert.equal(server.requests.length, before + 1);
      assert.equal(await host.exchange('o', 'SEND OK\r\n'), ending);
      assert.deepEqual(
        [lastRequest()?.method, lastRequest()?.target, lastRequest()?.body],
        [method, '/p', 'hello'],
      );
      assert.deepEqual(headersOf('content-length'), ['Content-Length: 5']);
      await server.allClosed();
    }
  });

  test(`${name} sends any bytes as they are, however they are cut`, async () => {
    const body = `\0\x1a\x1b+++\r\nAT\r\n\\,\\"${String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code))}`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(body.length), { maxLength: 8 }), async (cuts) => {
        const host = new ModuleHost('esp-at');
        host.ask(`AT+${name}="${server.url}/",${body.length}\r\n`);
        let offset = 0;
        for (const cut of [...cuts.toSorted((left, right) => left - right), body.length]) {
          host.write(body.slice(offset, cut));
          offset = cut;
        }
        assert.equal(await host.waitFor('SEND OK\r\n'), `+${name}:6,stored\r\n\r\nSEND OK\r\n`);
        assert.equal(lastRequest()?.body, body);
      }),
      { numRuns: 10 },
    );
  });

  test(`${name} takes no surplus byte into the body: a surplus line meets a busy module`, async () => {
    const host = createHost();
    const answer = await host.exchange(`AT+${name}="${server.url}/",5\r\nhelloEXTRA\r\n`, 'SEND OK\r\n');
    assert.equal(answer, `OK\r\n>\r\nbusy ...\r\n+${name}:6,stored\r\nSEND OK\r\n`);
    assert.equal(lastRequest()?.body, 'hello');
    const quiet = await host.exchange(`AT+${name}="${server.url}/",5\r\nhello\r\n`, 'SEND OK\r\n');
    assert.equal(quiet, `OK\r\n>\r\n+${name}:6,stored\r\nSEND OK\r\n`);
    assert.equal(host.ask('AT\r\n'), 'OK\r\n');
  });

  test(`${name} sends its headers once, configured ones before inline ones`, async () => {
    const host = createHost();
    host.ask('AT+HTTPCHEAD=6\r\nX-A: g');
    await host.exchange(
      `AT+${name}="${server.url}/",1,3,"X-A: i","content-type: text/b\\, c","X-C:  d"\r\n!`,
      'SEND OK\r\n',
    );
    assert.deepEqual(headersOf('x-a'), ['X-A: g']);
    assert.deepEqual(headersOf('content-type'), ['content-type: text/b, c']);
    assert.deepEqual(headersOf('x-c'), ['X-C: d']);
  });

  test(`${name} refuses wrong lengths, header counts and headers before the prompt`, () => {
    const before = server.requests.length;
    for (const tail of [
      '',
      ',',
      ',-1',
      ',x',
      ',"5"',
      ',163840',
      ',99999999999',
      ',5,1',
      ',5,0,"A: b"',
      ',5,,"A: b"',
      ',5,2,"A: b"',
      ',5,1,"A: b","C: d"',
      ',5,-1',
      ',5,1,A: b',
      ',5,1,"no colon"',
      ',5,1,"A: b\nC: d"',
      ',5,1,',
    ]) {
      assert.equal(createHost().ask(`AT+${name}="${server.url}/"${tail}\r\n`), 'CMD PARSE ERR\r\n', tail);
      assert.equal(createHost('esp-at').ask(`AT+${name}="${server.url}/"${tail}\r\n`), '\r\nERROR\r\n', tail);
    }
    assert.equal(createHost().ask(`AT+${name}="nonsense",5\r\n`), 'CMD PARSE ERR\r\n');
    assert.equal(createHost().ask(`AT+${name}="",5\r\n`), 'ERROR\r\n');
    assert.equal(server.requests.length, before);
  });

  test(`${name} takes length 0, count 0, and as much as memory holds, in one burst`, async () => {
    const host = createHost();
    await host.exchange(`AT+${name}="${server.url}/",0\r\n`, 'SEND OK\r\n');
    assert.deepEqual(headersOf('content-length'), ['Content-Length: 0']);
    await host.exchange(`AT+${name}="${server.url}/",1,0\r\n!`, 'SEND OK\r\n');
    assert.equal(lastRequest()?.body, '!');
    await host.exchange(`AT+${name}="${server.url}/",163839\r\n${'x'.repeat(163_839)}`, 'SEND OK\r\n');
    assert.equal(lastRequest()?.body.length, 163_839);
  });

  test(`${name} says SEND FAIL where nothing came back, and the personality's word for a status of 400 or more`, async () => {
    const send = `AT+${name}="${server.url}/",1\r\n!`;
    server.respond = (_, _answer, { socket }) => socket.destroy();
    assert.equal(await createHost().exchange(send, 'SEND FAIL\r\n'), 'OK\r\n>\r\nSEND FAIL\r\n');
    assert.equal(
      await createHost('esp-at').exchange(send, 'SEND FAIL\r\n'),
      '\r\nOK\r\n\r\n>\r\nSEND FAIL\r\n',
    );
    server.respond = (_, answer) => answer.writeHead(404).end('no');
    assert.equal(await createHost().exchange(send, 'FAIL\r\n'), `OK\r\n>\r\n+${name}:2,no\r\nSEND FAIL\r\n`);
    assert.equal(
      await createHost('esp-at').exchange(send, 'ERROR\r\n'),
      `\r\nOK\r\n\r\n>+${name}:2,no\r\n\r\nERROR\r\n`,
    );
  });

  test(`${name} uses the configured URL where its own is empty`, async () => {
    const host = createHost();
    const url = `${server.url}/configured`;
    host.ask(`AT+HTTPURLCFG=${url.length}\r\n${url}`);
    await host.exchange(`AT+${name}="",2\r\nok`, 'SEND OK\r\n');
    assert.deepEqual([lastRequest()?.target, lastRequest()?.body], ['/configured', 'ok']);
  });
}

test('HTTPCPOST names its default type; HTTPCPUT as the personality does', async () => {
  const FORM = ['Content-Type: application/x-www-form-urlencoded'];
  const typeOf = async (personality: string, name: string) => {
    await createHost(personality).exchange(`AT+${name}="${server.url}/",1\r\n!`, 'SEND OK\r\n');
    return headersOf('content-type');
  };
  assert.deepEqual(await typeOf('winnermicro', 'HTTPCPOST'), FORM);
  assert.deepEqual(await typeOf('winnermicro', 'HTTPCPUT'), []);
  assert.deepEqual(await typeOf('esp-at', 'HTTPCPOST'), FORM);
  assert.deepEqual(await typeOf('esp-at', 'HTTPCPUT'), FORM);
});
