import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText, sha256Hex } from '../base/bytes.ts';
import type { BodyStep, ReceivedStep } from '../scenario/step.ts';
import { createRig, makeStep, type SessionRig } from '../testing/session-rig.ts';
import type { Observation, ObservedRequest, View } from './observation.ts';
import { observeBody } from './observe-body.ts';
import { observeReceived } from './observe-origin.ts';

function say(observation: Observation): string {
  return observation.kind === 'wait'
    ? 'wait'
    : `${observation.isMet ? 'met' : 'broken'} ${observation.received}`;
}

function answered(answer: string): SessionRig {
  const rig = createRig();
  rig.send('AT+GET=1');
  rig.receive(answer);
  return rig;
}

const NO_BODY = {
  bytes: null,
  content: null,
  sha256: null,
  asServed: false,
  blockBytesMax: null,
  blocks: null,
} as const;
const body = (given: Partial<Omit<BodyStep, 'kind'>>) => makeStep('body', { ...NO_BODY, ...given });
const TWO_BLOCKS = '+GET:3,abc\r\n+GET:2,de\r\nOK\r\n';

test('the data of all blocks is joined and compared', () => {
  const view = answered(TWO_BLOCKS).view();
  assert.equal(
    say(observeBody(body({ bytes: 5 }), view, encodeText('abcde'))),
    'met 5 bytes in 2 blocks of at most 3',
  );
  assert.equal(say(observeBody(body({ bytes: 6 }), view, null)), 'broken 5 bytes');
  assert.equal(
    say(observeBody(body({}), view, encodeText('abXde'))),
    'broken body "abcde" (5 bytes), different from byte 2 on',
  );
  assert.match(say(observeBody(body({ sha256: sha256Hex(encodeText('abcde')) }), view, null)), /^met/);
  assert.match(say(observeBody(body({ sha256: '00' }), view, null)), /^broken SHA-256/);
});

test('the blocks themselves may be limited and counted', () => {
  const view = answered(TWO_BLOCKS).view();
  assert.match(say(observeBody(body({ blockBytesMax: 3, blocks: { min: 2, max: 2 } }), view, null)), /^met/);
  assert.equal(say(observeBody(body({ blockBytesMax: 2 }), view, null)), 'broken a block of 3 bytes');
  assert.equal(say(observeBody(body({ blocks: { min: 3, max: null } }), view, null)), 'broken 2 blocks');
  assert.equal(say(observeBody(body({ blocks: { min: 0, max: 1 } }), view, null)), 'broken 2 blocks');
});

test('a body is judged only when its final has come', () => {
  const rig = answered('+GET:3,abc\r\n');
  assert.equal(say(observeBody(body({ bytes: 3 }), rig.view(), null)), 'wait');
  assert.match(
    say(observeBody(body({ bytes: 3 }), rig.view({ isExpired: true }), null)),
    /^broken 3 bytes in 1 block, and no final/,
  );
});

test('a long body that differs shows the bytes around the first difference', () => {
  const served = 'x'.repeat(300);
  const came = `${'x'.repeat(200)}y${'x'.repeat(99)}`;
  const view = answered(`+GET:300,${came}\r\nOK\r\n`).view();
  assert.match(
    say(observeBody(body({}), view, encodeText(served))),
    /^broken 300 bytes, different from byte 200 on: "x{16}yx+" \(48 bytes\) instead of/,
  );
});

test('a body is compared with what the origin served in the exchange', () => {
  const rig = answered(TWO_BLOCKS);
  const origin = {
    requests: [request({ answer: { status: 200, body: encodeText('abcde') } })],
    connections: [],
  };
  assert.match(
    say(observeBody(body({ asServed: true }), rig.view({ originSinceSend: origin }), null)),
    /^met/,
  );
  assert.equal(
    say(observeBody(body({ asServed: true }), rig.view(), null)),
    'broken the origin served nothing in this exchange',
  );
});

function request(given: Partial<ObservedRequest> = {}): ObservedRequest {
  const head = 'POST /post HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nx-a: 2\r\n\r\n';
  const headers = [
    ['Host', 'a'],
    ['X-A', '1'],
    ['x-a', '2'],
  ] as const;
  return {
    connection: 1,
    tls: false,
    method: 'POST',
    target: '/post',
    head: encodeText(head),
    headers,
    body: encodeText('hello'),
    isComplete: true,
    answer: null,
    events: [7],
    ...given,
  };
}

const NOTHING = {
  since: 'send',
  requests: 1,
  bodyOnly: false,
  method: null,
  target: null,
  headers: [],
  headerLines: [],
  withoutHeaders: [],
  body: null,
  bodyBytes: null,
  bodyAsEntered: false,
  tls: null,
  connectionsClosed: false,
  capture: {},
} as const;
const received = (given: Partial<Omit<ReceivedStep, 'kind'>>) =>
  makeStep('received', { ...NOTHING, ...given });

function see(
  step: ReceivedStep,
  requests: readonly ObservedRequest[],
  given: Partial<View> = {},
  content: Uint8Array | null = null,
): Observation {
  const connections = requests.map(({ connection }) => ({
    number: connection,
    bytesReceived: 50,
    isClosed: true,
    requests: 1,
    events: [6],
  }));
  return observeReceived(
    step,
    answered('OK\r\n').view({ originSinceSend: { requests, connections }, ...given }),
    content,
  );
}

test('a request is judged by method, target, headers, body, and TLS', () => {
  const good = received({
    method: 'POST',
    target: '/post',
    headers: [{ name: 'x-a', values: ['1', '2'] }],
    withoutHeaders: ['X-B'],
    bodyBytes: 5,
    tls: false,
    headerLines: ['Host: a', 'x-a: 2'],
    connectionsClosed: true,
  });
  assert.equal(
    say(see(good, [request()], {}, encodeText('hello'))),
    'met POST /post, body "hello" (5 bytes)',
  );
  const flaws = (given: Partial<ReceivedStep>, content: Uint8Array | null = null) =>
    say(see(received(given), [request()], {}, content));
  assert.equal(flaws({ method: 'PUT' }), 'broken method POST');
  assert.equal(flaws({ target: '/' }), 'broken target /post');
  assert.equal(flaws({ headers: [{ name: 'X-A', values: ['1'] }] }), 'broken X-A: 1 and X-A: 2');
  assert.equal(flaws({ headers: [{ name: 'X-C', values: ['1'] }] }), 'broken no header X-C');
  assert.equal(flaws({ withoutHeaders: ['Host'] }), 'broken Host: a');
  assert.match(flaws({ headerLines: ['x-a: 2', 'Host: a'] }), /^broken no line "Host: a" in that place/);
  assert.match(flaws({ headerLines: ['host: a'] }), /^broken no line "host: a" in /);
  assert.equal(flaws({ tls: true }), 'broken without TLS');
  assert.equal(flaws({ bodyBytes: 6 }), 'broken a body of 5 bytes');
  assert.equal(flaws({}, encodeText('hallo')), 'broken body "hello" (5 bytes), different from byte 1 on');
});

test('requests are counted, and an unfinished one is waited for', () => {
  assert.equal(say(see(received({}), [])), 'wait');
  assert.equal(say(see(received({}), [request({ isComplete: false })])), 'wait');
  assert.match(say(see(received({}), [], { isExpired: true })), /^broken no request at the origin/);
  assert.equal(say(see(received({}), [request(), request()])), 'broken 2 requests');
  assert.equal(
    say(see(received({ requests: 2 }), [request(), request({ connection: 2 })])),
    'met POST /post, body "hello" (5 bytes)',
  );
});

test('nothing means no request and no connection with bytes', () => {
  assert.equal(say(see(received({ requests: 0 }), [])), 'met nothing at the origin');
  assert.equal(say(see(received({ requests: 0 }), [request()])), 'broken POST /post, body "hello" (5 bytes)');
  const spoken = {
    requests: [],
    connections: [{ number: 1, bytesReceived: 12, isClosed: false, requests: 0, events: [6] }],
  };
  assert.equal(
    say(see(received({ requests: 0 }), [], { originSinceSend: spoken })),
    'broken a connection with 12 bytes',
  );
});

test('no body means that a head may have come', () => {
  assert.equal(
    say(see(received({ requests: 0, bodyOnly: true }), [request({ body: new Uint8Array() })])),
    'met no body at the origin',
  );
  assert.match(say(see(received({ requests: 0, bodyOnly: true }), [request()])), /^broken POST/);
});

test('connections must be closed and not shared where the step asks for it', () => {
  const step = received({ connectionsClosed: true });
  const view = (connection: { isClosed: boolean; requests: number }) => ({
    originSinceSend: {
      requests: [request()],
      connections: [{ number: 3, bytesReceived: 1, events: [], ...connection }],
    },
  });
  assert.equal(say(see(step, [], view({ isClosed: false, requests: 1 }))), 'broken connection 3 still open');
  assert.equal(
    say(see(step, [], view({ isClosed: true, requests: 2 }))),
    'broken connection 3 carried 2 requests',
  );
});

test('the body is compared with what was entered, up to the declared length', () => {
  const rig = createRig();
  rig.send('AT+POST=5');
  rig.receive('OK\r\n>\r\n');
  rig.enter('helloEXTRA', true);
  const view = (content: string) =>
    rig.view({ originSinceSend: { requests: [request({ body: encodeText(content) })], connections: [] } });
  assert.match(say(observeReceived(received({ bodyAsEntered: true }), view('hello'), null)), /^met/);
  assert.match(say(observeReceived(received({ bodyAsEntered: true }), view('helloEXTRA'), null)), /^broken/);
});

test('parts of a request are kept as variables', () => {
  const observation = see(received({ capture: { m: 'method', t: 'target', b: 'body', h: 'header x-a' } }), [
    request(),
  ]);
  assert.deepEqual(observation.kind === 'found' && observation.captures, {
    m: 'POST',
    t: '/post',
    b: 'hello',
    h: '1, 2',
  });
});

test('what an open question observes is what the step asked about', () => {
  const observed = (given: Partial<ReceivedStep>) => {
    const observation = see(received(given), [request({ tls: true })]);
    return observation.kind === 'found' ? observation.observed : '';
  };
  assert.equal(observed({ withoutHeaders: ['Content-Type'] }), 'no Content-Type');
  assert.equal(observed({ headers: [{ name: 'Host', values: ['b'] }] }), 'Host: a');
  assert.equal(observed({}), 'POST /post over TLS, body "hello" (5 bytes)');
});
