import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createManualClock } from '../base/clock.ts';
import { ModuleHost, startTestServer, type TestServer } from '../testing/module-host.ts';

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
beforeEach(() => {
  server.respond = (_, answer) => answer.writeHead(200, { 'Content-Length': 5 }).end('hello');
});
after(() => server.close());

const createHost = () => new ModuleHost('gd32vw55x', { clock: createManualClock() });

test('a URL is taken, shown and cleared in words of its own, and lost by a refused length', () => {
  const host = createHost();
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '+HTTPURLCFG:0,\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG=8\r\n'), 'OK\r\n>\r\n');
  assert.equal(host.ask('http://a'), 'SET OK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '+HTTPURLCFG:8,http://a\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG=2049\r\n'), 'ERROR\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '+HTTPURLCFG:0,\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG=0\r\n'), 'SET OK\r\n');
});

test('a body comes once under its total, and ends at a NUL', async () => {
  const host = createHost();
  const get = `AT+HTTPCGET="${server.url}/",0,2\r\n`;
  assert.equal(await host.exchange(get, 'OK\r\n'), '+HTTPCGET:5,hello\r\nOK\r\n');
  server.respond = (_, answer) => answer.writeHead(200, { 'Content-Length': 3 }).end('a\0b');
  assert.equal(await host.exchange(get, 'OK\r\n'), '+HTTPCGET:3,a\r\nOK\r\n');
});

test('a status other than 200 brings two finals', async () => {
  server.respond = (_, answer) => answer.writeHead(206, { 'Content-Length': 5 }).end('hello');
  const host = createHost();
  const end = '+HTTPCGET:\r\nFAIL\r\n';
  assert.equal(await host.exchange(`AT+HTTPCGET="${server.url}/"\r\n`, end), `+HTTPCGET:5\r\nFAIL\r\n${end}`);
  assert.equal(host.ask(`AT+HTTPCPOST="${server.url}/",2\r\n`), 'OK\r\n>\r\n');
  assert.equal(await host.exchange('ok', 'SEND FAIL\r\nSEND FAIL\r\n'), 'SEND FAIL\r\nSEND FAIL\r\n');
});

test('PUT sends no body, a single header is dropped, and a comma parts a string', async () => {
  const host = createHost();
  assert.equal(host.ask(`AT+HTTPCPUT="${server.url}/put",2\r\n`), 'OK\r\n>\r\n');
  assert.equal(await host.exchange('ok', 'OK\r\n'), 'SEND OK\r\n');
  const put = server.requests.at(-1);
  assert.equal(put?.body, '');
  assert.ok(!put?.headers.some((line) => line.startsWith('Content-Length')));
  await host.exchange(`AT+HTTPCLIENT=2,0,"${server.url}/",,,1,"X-A: 1"\r\n`, 'OK\r\n');
  assert.ok(!server.requests.at(-1)?.headers.includes('X-A: 1'));
  assert.equal(host.ask(`AT+HTTPCGET="${server.url}/a\\,b"\r\n`), 'ERROR\r\n');
});

test('the size is asked for with HEAD, and one that is not declared is a number of 32 bits', async () => {
  const host = createHost();
  server.respond = (_, answer) => answer.writeHead(200, { 'Transfer-Encoding': 'chunked' }).end();
  const size = await host.exchange(`AT+HTTPGETSIZE="${server.url}/"\r\n`, 'OK\r\n');
  assert.equal(size, '+HTTPGETSIZE:4294967295\r\nOK\r\n');
  assert.equal(server.requests.at(-1)?.method, 'HEAD');
});
