import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raceInterrupt } from './interrupt-race.ts';

test('a step that ends by itself gives what it gives, with its world and its values', async () => {
  const { signal } = new AbortController();
  const step = raceInterrupt(
    function (this: { name: string }, value: number) {
      return `${this.name} ${value}`;
    },
    () => signal,
  );
  assert.equal(await step.call({ name: 'world' }, 7), 'world 7');
});

test('a step that hangs rejects with the reason of the interrupt', async () => {
  const abort = new AbortController();
  const step = raceInterrupt(
    () => new Promise(() => {}),
    () => abort.signal,
  );
  const ended = assert.rejects(async () => step.call(null), /interrupted/);
  abort.abort(new Error('interrupted'));
  await ended;
});

test('after an interrupt no further step begins', async () => {
  let began = false;
  const step = raceInterrupt(
    () => {
      began = true;
    },
    () => AbortSignal.abort(new Error('interrupted')),
  );
  await assert.rejects(async () => step.call(null), /interrupted/);
  assert.equal(began, false);
});

test('outside a run of ours a step is left alone', async () => {
  assert.equal(
    await raceInterrupt(
      () => 3,
      () => undefined,
    ).call(null),
    3,
  );
});
