import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { createManualClock, createSystemClock, type ManualClock } from '../base/clock.ts';
import { ModuleHost, startTestServer, type TestServer } from '../testing/module-host.ts';

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.close());

/** The connection of the next request, which nobody answers but the test. */
function holdNextRequest(): Promise<Socket> {
  return new Promise((resolve) => {
    server.respond = (_, _answer, { socket }) => resolve(socket);
  });
}

function createHost(personality = 'winnermicro'): { host: ModuleHost; clock: ManualClock } {
  const clock = createManualClock();
  const host = new ModuleHost(personality, { clock });
  host.ask('ATE0\r\n');
  return { host, clock };
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n';

/** What follows the banner once the network is joined. */
const ONLINE = 'WIFI CONNECTED\r\nWIFI GOT IP\r\n';

test('a server that is silent before its head ends the command after the timeout, 5 s unless told', async () => {
  for (const [tail, timeoutMs] of [
    ['', 5000],
    [',,,0', 5000],
    [',,,1000', 1000],
    [',,,180000', 180_000],
  ] as const)
    for (const name of ['HTTPCGET', 'HTTPGETSIZE']) {
      const { host, clock } = createHost();
      const held = holdNextRequest();
      host.write(`AT+${name}="${server.url}/"${tail}\r\n`);
      await held;
      clock.advance(timeoutMs - 1);
      assert.equal(host.take(), '');
      clock.advance(1);
      assert.equal(host.take(), 'ERROR\r\n');
    }
});

test('a body that stalls ends the command after the timeout, behind what had come', async () => {
  const { host, clock } = createHost();
  const held = holdNextRequest();
  host.write(`AT+HTTPCGET="${server.url}/",,2,1000\r\n`);
  const socket = await held;
  socket.write(`${HEAD}abc`);
  assert.equal(await host.waitFor('ab\r\n'), '+HTTPCGET:2,ab\r\n');
  clock.advance(999);
  assert.equal(host.take(), '');
  clock.advance(1);
  assert.equal(host.take(), '+HTTPCGET:1,c\r\nERROR\r\n');
  await server.allClosed();
});

test('a body that trickles with gaps below the timeout does not end the command, however long it takes', async () => {
  const { host, clock } = createHost();
  const held = holdNextRequest();
  host.write(`AT+HTTPCGET="${server.url}/",,1,1000\r\n`);
  const socket = await held;
  socket.write(HEAD);
  for (let count = 0; count < 100; count += 1) {
    socket.write('x');
    assert.equal(
      await host.waitFor(count === 99 ? 'OK\r\n' : 'x\r\n'),
      `+HTTPCGET:1,x\r\n${count === 99 ? 'OK\r\n' : ''}`,
    );
    clock.advance(900);
  }
  assert.equal(host.ask('AT\r\n'), 'OK\r\n');
});

test('the timeout covers the handshake of a connection, too', async () => {
  const deaf = createServer();
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => deaf.once('connection', resolve));
  const { host, clock } = createHost();
  host.write(`AT+HTTPCGET="https://127.0.0.1:${(deaf.address() as AddressInfo).port}/",,,700\r\n`);
  const socket = await accepted;
  clock.advance(699);
  assert.equal(host.take(), '');
  clock.advance(1);
  assert.equal(host.take(), 'ERROR\r\n');
  socket.destroy();
  deaf.close();
});

test('HTTPCLIENT and the sending commands have limits of their own', async () => {
  for (const [personality, command, limitMs, ending] of [
    ['winnermicro', 'AT+HTTPCLIENT=2,0,"URL",,,1\r\n', 30_000, 'ERROR\r\n'],
    ['esp-at', 'AT+HTTPCLIENT=2,0,"URL",,,1\r\n', 5000, '\r\nERROR\r\n'],
    ['winnermicro', 'AT+HTTPCPOST="URL",1\r\n!', 5000, 'SEND FAIL\r\n'],
    ['esp-at', 'AT+HTTPCPUT="URL",1\r\n!', 5000, '\r\nSEND FAIL\r\n'],
  ] as const) {
    const { host, clock } = createHost(personality);
    const held = holdNextRequest();
    host.write(command.replace('URL', server.url));
    await held;
    host.take();
    clock.advance(limitMs - 1);
    assert.equal(host.take(), '');
    clock.advance(1);
    assert.equal(host.take(), ending);
  }
});

/** Of the clock that is not the wall's. */
const SCALE = 10;

test('on a scaled clock the timeout is one of that clock', async () => {
  const clock = createSystemClock(SCALE);
  const host = new ModuleHost('winnermicro', { clock });
  const held = holdNextRequest();
  const startedMs = clock.nowMs();
  const ended = host.exchange(`AT+HTTPCGET="${server.url}/",,,1000\r\n`, 'ERROR\r\n');
  await held;
  await ended;
  // A millisecond of the wall for a timer that fires on its edge.
  assert.ok(clock.nowMs() - startedMs >= 1000 - SCALE);
});

test('a command that comes while another runs is told so and never executed', async () => {
  for (const [personality, busy, ok] of [
    ['winnermicro', 'busy ...\r\n', 'OK\r\n'],
    ['esp-at', '\r\nbusy p...\r\n', '\r\nOK\r\n'],
  ] as const) {
    const { host } = createHost(personality);
    const held = holdNextRequest();
    const before = server.requests.length;
    host.write(`AT+HTTPCGET="${server.url}/first"\r\n`);
    const socket = await held;
    assert.equal(host.ask(`AT+HTTPCGET="${server.url}/second"\r\n`), busy);
    assert.equal(host.ask('AT\r\n'), busy);
    assert.equal(host.ask('\r\n'), '');
    assert.equal(host.ask(`AT${'x'.repeat(300)}\r\n`), busy);
    assert.equal(host.ask('AT+RST\r\n'), busy);
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
    assert.equal(await host.waitFor('OK\r\n'), `+HTTPCGET:2,hi\r\n${ok}`);
    assert.equal(host.ask('AT\r\n'), ok);
    assert.deepEqual(
      server.requests.slice(before).map(({ target }) => target),
      ['/first'],
    );
  }
});

test('ESP-AT echoes a line that it refuses as busy', async () => {
  const host = new ModuleHost('esp-at', { clock: createManualClock() });
  const held = holdNextRequest();
  host.write(`AT+HTTPCGET="${server.url}/"\r\n`);
  const socket = await held;
  host.take();
  assert.equal(host.ask('AT\r\n'), 'AT\r\n\r\nbusy p...\r\n');
  socket.destroy();
  assert.equal(await host.waitFor('ERROR\r\n'), '\r\nERROR\r\n');
});

test('the reset pin and switching off drop the connection and say nothing more of the command', async () => {
  for (const end of ['resetPin', 'close'] as const) {
    const { host, clock } = createHost();
    const held = holdNextRequest();
    host.write(`AT+HTTPCGET="${server.url}/",,1\r\n`);
    const socket = await held;
    socket.on('error', () => undefined);
    socket.write(`${HEAD}a`);
    await host.waitFor('a\r\n');
    host.module[end]();
    await server.allClosed();
    clock.advance(60_000);
    assert.equal(host.take(), end === 'resetPin' ? `ready\r\n${ONLINE}` : '');
  }
});

test('a listener that resets the module in the middle of a body hears nothing more of it', async () => {
  const { host, clock } = createHost();
  const heard: string[] = [];
  const secondBlock = new Promise<void>((resolve) => {
    host.module.setListener((bytes) => {
      heard.push(Buffer.from(bytes).toString());
      if (heard.length !== 2) return;
      host.module.resetPin();
      resolve();
    });
  });
  server.respond = (_, answer) => answer.end('abcdef');
  host.write(`AT+HTTPCGET="${server.url}/",,1\r\n`);
  await secondBlock;
  clock.advance(60_000);
  assert.deepEqual(heard, ['+HTTPCGET:1,a\r\n', '+HTTPCGET:1,b\r\n', 'ready\r\n', ONLINE]);
});
