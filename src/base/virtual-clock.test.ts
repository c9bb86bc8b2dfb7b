import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import { sleep } from './clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

test('an hour of waiting passes at once, and the clock says that it passed', async () => {
  const clock = createVirtualClock();
  await sleep(clock, 3_600_000);
  assert.equal(clock.nowMs(), 3_600_000);
});

test('timers fire in the order of their times, and of their making where those are equal', async () => {
  const clock = createVirtualClock(10);
  const fired: string[] = [];
  await new Promise<void>((resolve) => {
    clock.setTimer(20, () => fired.push('late'));
    clock.setTimer(5, () => fired.push('first'));
    clock.setTimer(5, () => fired.push('second'));
    clock.setTimer(30, resolve);
  });
  assert.deepEqual(fired, ['first', 'second', 'late']);
  assert.equal(clock.scale, 10);
});

test('time stands still while the process has something to do', async () => {
  const clock = createVirtualClock();
  const seen: number[] = [];
  clock.setTimer(1000, () => seen.push(-1));
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
    seen.push(clock.nowMs());
  }
  assert.deepEqual(new Set(seen), new Set([0]));
});

test('a cancelled timer never fires, and the clock holds nothing open then', async () => {
  const clock = createVirtualClock();
  let fired = false;
  clock
    .setTimer(1, () => {
      fired = true;
    })
    .cancel();
  await sleep(clock, 50);
  assert.equal(fired, false);
  assert.equal(clock.nowMs(), 50);
});

test('bytes that travel between two sockets of the process arrive before any time passes', async (t) => {
  const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const clock = createVirtualClock();
  let limitPassed = false;
  const limit = clock.setTimer(1, () => {
    limitPassed = true;
  });
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(client, 'connect');
  const total = 4 * 1024 * 1024;
  client.end(Buffer.alloc(total));
  let received = 0;
  for await (const bytes of client) received += (bytes as Buffer).length;
  assert.equal(received, total);
  assert.equal(limitPassed, false);
  limit.cancel();
});

test('an open socket on which nothing comes does not hold time up', async (t) => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const clock = createVirtualClock();
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  t.after(() => client.destroy());
  await once(client, 'connect');
  await sleep(clock, 3_600_000);
  assert.equal(clock.nowMs(), 3_600_000);
});

test('a flood that never ends meets its time limit', async () => {
  const clock = createVirtualClock();
  let isOver = false;
  const touch = () => {
    clock.setTimer(0, () => {}).cancel();
    if (!isOver) setImmediate(touch);
  };
  touch();
  await sleep(clock, 2000);
  isOver = true;
  assert.ok(clock.nowMs() >= 2000);
});
