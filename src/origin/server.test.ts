import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { createSystemClock } from '../base/clock.ts';
import { exchangeRaw, openRawClient } from '../testing/origin-client.ts';
import { type OriginRun, startTestOrigin } from '../testing/origin-run.ts';
import { makeScript } from '../testing/origin-script.ts';
import { OriginError, type OriginOptions } from './origin.ts';
import { startOrigin } from './server.ts';

const GET = 'GET /get HTTP/1.1\r\n\r\n';

const start = (given: Partial<OriginOptions> = {}) =>
  startOrigin({
    clock: createSystemClock(10),
    httpAddress: '127.0.0.1:0',
    httpsAddress: null,
    hostName: null,
    ...given,
  });

/** The system's word for a connection that is not made, or null. */
function tryConnection(url: string): Promise<string | null> {
  const { hostname: host, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.once('connect', () => {
      socket.destroy();
      resolve(null);
    });
  });
}

let run: OriginRun;
before(async () => {
  run = await startTestOrigin();
});
after(() => run.origin.close());

test('an origin names its addresses, which differ, and one where connections are refused', async () => {
  const { httpUrl, httpsUrl, closedUrl, hostName, authorityPem } = run.origin;
  assert.match(httpUrl, /^http:\/\/127\.0\.0\.1:[0-9]+$/);
  assert.match(httpsUrl, /^https:\/\/127\.0\.0\.1:[0-9]+$/);
  assert.match(closedUrl, /^http:\/\/127\.0\.0\.1:[0-9]+$/);
  assert.equal(hostName, '127.0.0.1');
  assert.match(authorityPem, /^-----BEGIN CERTIFICATE-----/);
  assert.equal(await tryConnection(closedUrl), 'ECONNREFUSED');
});

test('two origins live side by side, the second on other ports', async () => {
  const second = await start();
  assert.notEqual(second.httpUrl, run.origin.httpUrl);
  assert.notEqual(second.httpsUrl, run.origin.httpsUrl);
  assert.equal((await exchangeRaw(second.httpUrl, GET)).status, 200);
  assert.equal(run.origin.requests.length, 0);
  await second.close();
});

test('a module is told the host name, wherever the origin listens', async () => {
  const origin = await start({ httpAddress: '0.0.0.0:0', hostName: 'localhost' });
  assert.equal(origin.hostName, 'localhost');
  assert.match(origin.httpUrl, /^http:\/\/localhost:[0-9]+$/);
  assert.match(origin.closedUrl, /^http:\/\/localhost:[0-9]+$/);
  const local = origin.httpsUrl.replace('localhost', '127.0.0.1');
  assert.equal((await exchangeRaw(local, GET, origin.authorityPem)).status, 200);
  await origin.close();
});

test('a fixed port that is taken stops the start, and what was open before is closed again', async () => {
  const taken = new URL(run.origin.httpUrl).host;
  const free = await start();
  const httpAddress = new URL(free.httpUrl).host;
  await free.close();
  await assert.rejects(start({ httpAddress, httpsAddress: taken }), OriginError);
  assert.equal(await tryConnection(`http://${httpAddress}`), 'ECONNREFUSED');
});

test('settle forgets scripts, aborts answers, closes connections, and keeps the journal', async () => {
  const { origin } = run;
  origin.script(makeScript('slow', { delayMs: 1e9 }));
  origin.script(makeScript('never used', { method: 'PUT' }));
  const [waiting, idle, handshaking] = await Promise.all([
    openRawClient(origin.httpUrl),
    openRawClient(origin.httpUrl),
    openRawClient(origin.httpsUrl.replace('https', 'http')),
  ]);
  // The system connects clients before the origin takes them in.
  while (origin.connections.length < 3) await run.next('connection');
  const isRequested = run.next('request');
  waiting.socket.write(GET);
  await isRequested;
  await origin.settle();
  await Promise.all([waiting.closed, idle.closed, handshaking.closed]);
  assert.ok(origin.connections.every(({ closedAtMs }) => closedAtMs !== null));
  assert.equal(origin.requests.length, 1);
  assert.equal(run.notices.filter(({ what }) => what === 'answer').length, 0);
  const answer = await exchangeRaw(origin.httpUrl, 'PUT /put HTTP/1.1\r\n\r\n');
  assert.match(answer.body, /"method": "PUT"/);
  await origin.settle();
});

test('no listener is as good as one', async () => {
  const origin = await start();
  const seen: string[] = [];
  origin.setListener(({ what }) => seen.push(what));
  origin.setListener(null);
  await exchangeRaw(origin.httpUrl, GET);
  assert.deepEqual([seen, origin.requests.length], [[], 1]);
  await origin.close();
});

test('after close nobody listens, and closing again is harmless', async () => {
  const origin = await start();
  await origin.close();
  assert.equal(await tryConnection(origin.httpUrl), 'ECONNREFUSED');
  assert.equal(await tryConnection(origin.httpsUrl), 'ECONNREFUSED');
  await origin.close();
});

test('a process ends by itself after close, with an answer delayed and connections open', async () => {
  const program = `
    import { connect } from 'node:net';
    import { createSystemClock } from '${new URL('../base/clock.ts', import.meta.url).href}';
    import { startOrigin } from '${new URL('./server.ts', import.meta.url).href}';
    const clock = createSystemClock(1);
    const origin = await startOrigin({ clock, httpAddress: '127.0.0.1:0', httpsAddress: null, hostName: null });
    const socket = connect(Number(new URL(origin.httpUrl).port), '127.0.0.1');
    origin.setListener(async ({ what }) => {
      if (what !== 'request') return;
      await origin.close();
      console.log('closed');
    });
    socket.write('GET /delay/60000 HTTP/1.1\\r\\n\\r\\n');
  `;
  const options = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, options, { timeout: 30_000 });
  assert.equal(stdout, 'closed\n');
});
