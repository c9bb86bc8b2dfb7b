import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import https from 'node:https';
import { after, afterEach, before, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { decodeLatin1 } from '../base/bytes.ts';
import { exchangeRaw, openRawClient } from '../testing/origin-client.ts';
import { type OriginRun, startTestOrigin } from '../testing/origin-run.ts';
import { makeIdentity } from './certificate.ts';

let run: OriginRun;
before(async () => {
  run = await startTestOrigin();
});
afterEach(() => run.origin.settle());
after(() => run.origin.close());

/** What the journal says of the next connection that `act` makes, when it has closed. */
async function watchConnection(act: () => unknown) {
  const isClosed = run.next('closed');
  act();
  const { connection } = await isClosed;
  const entry = run.origin.connections[connection - 1];
  assert.ok(entry);
  return { entry, requests: run.origin.requests.filter((request) => request.connection === connection) };
}

/** A TLS client that is given up as soon as anything goes wrong. */
function connectWith(options: { ca?: string; maxVersion?: 'TLSv1.1' | 'TLSv1.2'; weak?: boolean }): void {
  const socket = connectTls({
    host: '127.0.0.1',
    port: Number(new URL(run.origin.httpsUrl).port),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.maxVersion === undefined ? {} : { maxVersion: options.maxVersion }),
    ...(options.weak ? { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  });
  socket.on('error', () => socket.destroy());
}

test('a client that trusts the authority is served over TLS, by name and by address', async () => {
  const { port } = new URL(run.origin.httpsUrl);
  for (const host of ['127.0.0.1', 'localhost']) {
    const isRequested = run.next('request');
    const options = { ca: run.origin.authorityPem, agent: false as const, family: 4 };
    const status = await new Promise((resolve, reject) => {
      const sent = https.get(`https://${host}:${port}/get`, options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject);
    });
    assert.equal(status, 200);
    const { request, tls } = await isRequested;
    assert.deepEqual([tls, request.tls, request.target], [true, true, '/get']);
  }
});

test('bytes received over TLS are counted in the clear', async () => {
  const text = 'POST /post HTTP/1.1\r\nContent-Length: 2\r\n\r\nab';
  const isRequested = run.next('request');
  const answer = await exchangeRaw(run.origin.httpsUrl, text, run.origin.authorityPem);
  assert.equal(JSON.parse(answer.body).url, `${run.origin.httpsUrl}/post`);
  const { request, connection } = await isRequested;
  assert.equal(decodeLatin1(request.body), 'ab');
  assert.equal(run.origin.connections[connection - 1]?.bytesReceived, text.length);
});

test('plain HTTP on the HTTPS port is a failed handshake and no request', async () => {
  const { entry, requests } = await watchConnection(async () => {
    const client = await openRawClient(run.origin.httpsUrl.replace('https', 'http'));
    client.socket.write('GET /get HTTP/1.1\r\n\r\n');
  });
  assert.match(entry.fault ?? '', /plain HTTP came to the HTTPS port/);
  assert.deepEqual([entry.tls, entry.bytesReceived, entry.faultBytes, requests], [true, 0, null, []]);
  const notice = run.notices.find(
    ({ what, connection }) => what === 'malformed' && connection === entry.number,
  );
  assert.ok(notice?.what === 'malformed' && notice.summary === entry.fault);
});

test('a TLS version that nobody should speak any more is a failed handshake', async () => {
  const { entry } = await watchConnection(() => connectWith({ maxVersion: 'TLSv1.1', weak: true }));
  assert.match(entry.fault ?? '', /TLS handshake failed: unsupported protocol/);
});

test('a client that does not trust the authority leaves without a request', async () => {
  const { entry, requests } = await watchConnection(() => connectWith({}));
  assert.deepEqual(requests, []);
  assert.match(entry.fault ?? '', /peer ended the TLS handshake: it may not trust/);
});

test('a handshake that is cut off is a fault, a connection without a byte is none', async () => {
  const plainUrl = run.origin.httpsUrl.replace('https', 'http');
  const cut = await watchConnection(async () => {
    (await openRawClient(plainUrl)).socket.end(Buffer.from('160301', 'hex'));
  });
  assert.match(cut.entry.fault ?? '', /peer ended the TLS handshake/);
  const silent = await watchConnection(async () => {
    (await openRawClient(plainUrl)).socket.end();
  });
  assert.equal(silent.entry.fault, null);
});

test('a client that says nothing after its handshake makes no fault of it', async () => {
  const { entry } = await watchConnection(async () => {
    const client = await openRawClient(run.origin.httpsUrl, run.origin.authorityPem);
    client.socket.end();
  });
  assert.deepEqual([entry.fault, entry.bytesReceived], [null, 0]);
});

test('the server certificate is signed by the authority and holds every name a module may use', async () => {
  const now = Date.now();
  const identity = await makeIdentity(['bench.example', '10.0.0.7', '::1'], now);
  const authority = new X509Certificate(identity.authorityPem);
  const server = new X509Certificate(identity.certificatePem);
  assert.ok(authority.ca && !server.ca);
  assert.ok(server.verify(authority.publicKey) && server.checkIssued(authority));
  for (const name of ['localhost', 'bench.example']) assert.equal(server.checkHost(name), name);
  for (const address of ['127.0.0.1', '10.0.0.7', '::1']) assert.equal(server.checkIP(address), address);
  assert.ok(Date.parse(server.validFrom) < now && Date.parse(server.validTo) > now);
});
