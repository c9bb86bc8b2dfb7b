import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import {
  chooseHostName,
  closeServer,
  findClosedPort,
  listen,
  readAddresses,
  renderAuthority,
} from './listening.ts';
import { OriginError } from './origin.ts';

/** What an OriginError says, with its hint. */
function wordsOf(pattern: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof OriginError);
    assert.match(`${error.message} | ${error.hint}`, pattern);
    return true;
  };
}

describe('addresses', () => {
  test('are loopback with a free choice of ports where none is given', () => {
    const loopback = { host: '127.0.0.1', port: null };
    assert.deepEqual(readAddresses(null, null), { http: loopback, https: loopback });
  });

  test('are read as HOST:PORT, where port 0 leaves the choice', () => {
    assert.deepEqual(readAddresses('10.0.0.1:80', 'bench:0'), {
      http: { host: '10.0.0.1', port: 80 },
      https: { host: 'bench', port: null },
    });
    assert.deepEqual(readAddresses('[::1]:80', null).http, { host: '::1', port: 80 });
  });

  test('share the host of the one that is given', () => {
    assert.deepEqual(readAddresses('10.0.0.1:80', null).https, { host: '10.0.0.1', port: null });
    assert.deepEqual(readAddresses(null, '10.0.0.1:443').http, { host: '10.0.0.1', port: null });
  });

  test('that are none are refused with an example', () => {
    for (const wrong of ['80', '10.0.0.1', ':80', '10.0.0.1:x', 'a:70000', '::1:80', 'http://a:80'])
      assert.throws(() => readAddresses(wrong, null), wordsOf(/--origin-http: expected HOST:PORT.*192\.168/));
    assert.throws(() => readAddresses(null, 'x'), wordsOf(/--origin-https/));
  });
});

describe('the host name', () => {
  test('is the given one, or the listening host', () => {
    assert.equal(chooseHostName(null, { host: '10.0.0.1', port: null }), '10.0.0.1');
    assert.equal(chooseHostName('bench.example', { host: '0.0.0.0', port: null }), 'bench.example');
  });

  test('must be given where the origin listens on every address', () => {
    for (const host of ['0.0.0.0', '::'])
      assert.throws(
        () => chooseHostName(null, { host, port: null }),
        wordsOf(/every address.*--origin-host/),
      );
  });

  test('is refused where it is more than a host', () => {
    for (const wrong of ['a:80', 'http://a', '', 'a b', '[::1]'])
      assert.throws(() => chooseHostName(wrong, { host: '127.0.0.1', port: null }), wordsOf(/without port/));
  });

  test('stands in brackets in a URL where it is an IPv6 address', () => {
    assert.equal(renderAuthority('::1', 80), '[::1]:80');
    assert.equal(renderAuthority('a', 80), 'a:80');
  });
});

describe('listening', () => {
  const host = '127.0.0.1';

  test('takes the preferred port, and another one where that is taken', async () => {
    const [first, second] = [createServer(), createServer()];
    const preferred = await listen(first, { host, port: null }, 0);
    await closeServer(first);
    assert.equal(await listen(first, { host, port: null }, preferred), preferred);
    const other = await listen(second, { host, port: null }, preferred);
    assert.notEqual(other, preferred);
    assert.equal(second.listening, true);
    await Promise.all([closeServer(first), closeServer(second)]);
  });

  test('says what is wrong with a fixed port that is taken', async () => {
    const holder = createServer();
    const port = await listen(holder, { host, port: null }, 0);
    await assert.rejects(
      listen(createServer(), { host, port }, 0),
      wordsOf(new RegExp(`cannot listen on 127\\.0\\.0\\.1:${port} \\(EADDRINUSE\\).*another port`)),
    );
    await closeServer(holder);
  });

  test('says what is wrong with an address of another machine', async () => {
    const elsewhere = { host: '192.0.2.1', port: null };
    await assert.rejects(listen(createServer(), elsewhere, 18080), wordsOf(/EADDRNOTAVAIL.*one of its own/));
  });
});

describe('the closed port', () => {
  const host = '127.0.0.1';

  test('is none that anybody listens on, and where all are such, an error', async () => {
    const [holder, closed] = [createServer(), createServer()];
    const taken = await listen(holder, { host, port: null }, 0);
    const free = await listen(closed, { host, port: null }, 0);
    await closeServer(closed);
    assert.equal(await findClosedPort(host, [], [taken, free]), free);
    await assert.rejects(findClosedPort(host, [], [taken]), wordsOf(/something listens on each.*free one/));
    await closeServer(holder);
  });

  test('is none of the own ports, which are not even tried', async () => {
    const holder = createServer(() => assert.fail('the origin connected to itself'));
    const own = await listen(holder, { host, port: null }, 0);
    assert.ok((await findClosedPort(host, [own], [own, 18081, 18082, 18083])) !== own);
    await closeServer(holder);
  });

  test('is found where the origin listens on every address', async () => {
    assert.ok((await findClosedPort('0.0.0.0', [])) > 0);
  });

  test('is an error where the machine cannot be reached to try it', async () => {
    await assert.rejects(findClosedPort('host.invalid', []), wordsOf(/should refuse connections, but/));
  });
});
