import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLatin1, encodeText } from '../base/bytes.ts';
import { InternalError } from '../base/invariant.ts';
import { seededBytes } from '../base/random.ts';
import { makeScript } from '../testing/origin-script.ts';
import { Journal } from './journal.ts';
import type { OriginRequest } from './origin.ts';
import { ScriptQueue } from './script-queue.ts';

function makeRequest(method: string, target: string): OriginRequest {
  const journal = new Journal();
  const head = {
    head: encodeText(''),
    method,
    target,
    version: 'HTTP/1.1',
    headers: [],
    expectsContinue: false,
  };
  return journal.addRequest(journal.openConnection(false, 0), head, 0);
}

/** The content of the answer scripted for a request, or null. */
function takeText(queue: ScriptQueue, method: string, target: string): string | null {
  const reply = queue.take(makeRequest(method, target));
  return reply && decodeLatin1(reply.content);
}

test('scripts answer in the order in which they were given, once each', () => {
  const queue = new ScriptQueue();
  queue.add(makeScript('one'));
  queue.add(makeScript('two'));
  assert.deepEqual(
    [1, 2, 3].map(() => takeText(queue, 'GET', '/')),
    ['one', 'two', null],
  );
});

test('a script with times answers so many requests', () => {
  const queue = new ScriptQueue();
  queue.add(makeScript('again', { times: 2 }));
  queue.add(makeScript('then'));
  assert.deepEqual(
    [1, 2, 3, 4].map(() => takeText(queue, 'GET', '/')),
    ['again', 'again', 'then', null],
  );
});

test('a script waits for its method and path and lets others pass', () => {
  const queue = new ScriptQueue();
  queue.add(makeScript('post', { method: 'POST' }));
  queue.add(makeScript('path', { path: '/a' }));
  queue.add(makeScript('query', { path: '/b?c=1' }));
  assert.equal(takeText(queue, 'GET', '/b'), null);
  assert.equal(takeText(queue, 'GET', '/b?c=2'), null);
  assert.equal(takeText(queue, 'GET', '/b?c=1'), 'query');
  assert.equal(takeText(queue, 'GET', 'http://host:80/a?x'), 'path');
  assert.equal(takeText(queue, 'GET', '/a'), null);
  assert.equal(takeText(queue, 'POST', '/a'), 'post');
});

test('a seeded body has the bytes that its seed names', () => {
  const queue = new ScriptQueue();
  queue.add(makeScript('', { body: { kind: 'seeded', seed: 's', length: 100 } }));
  assert.deepEqual(queue.take(makeRequest('GET', '/'))?.content, seededBytes('s', 100));
});

test('cleared scripts are forgotten', () => {
  const queue = new ScriptQueue();
  queue.add(makeScript('one'));
  queue.clear();
  assert.equal(takeText(queue, 'GET', '/'), null);
});

test('a script that nobody checked is our own bug', () => {
  const queue = new ScriptQueue();
  for (const wrong of [
    makeScript('', { times: 0 }),
    makeScript('', { status: 42 }),
    makeScript('', { framing: 'false-length' }),
    makeScript('', { trickle: { bytes: 0, everyMs: 1 } }),
  ])
    assert.throws(() => queue.add(wrong), InternalError);
});
