import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSystemClock } from '../base/clock.ts';
import { createOperatorCommand, runOperatorCommand } from './operator-command.ts';
import { Pause } from './pause.ts';

const clock = createSystemClock();
const pause = new Pause(clock);

/** The part of a conversation that waits. */
const conversation = {
  notify: () => pause.end(),
  async waitFor<Value>(withinMs: number, look: (isExpired: boolean) => Value | null): Promise<Value | null> {
    const untilMs = clock.nowMs() + withinMs;
    for (;;) {
      const value = look(clock.nowMs() >= untilMs);
      if (value !== null || clock.nowMs() >= untilMs) return value;
      await pause.until(untilMs);
    }
  },
};

const run = (line: string, withinMs = 20_000) =>
  runOperatorCommand(createOperatorCommand(line, clock), conversation, withinMs);

/** A process that has ended and that nobody has asked about, as in containers, is not alive. */
function isAlive(pid: string): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

test('a command that does what it should says nothing, whatever it prints and leaves running', async () => {
  assert.equal(await run('echo one; echo two >&2'), null);
  assert.equal(await run('sleep 0.2 &'), null);
});

test('a command that fails is told by its exit code and the last line that it printed', async () => {
  assert.equal(await run('echo one; echo "  two  "; exit 7'), 'ended with exit code 7: two');
  assert.equal(await run('exit 7'), 'ended with exit code 7');
  assert.match((await run('no-such-program-anywhere')) ?? '', /^ended with exit code 127: .*not found/);
  assert.equal(await run('kill -9 $$'), 'was ended by SIGKILL');
});

test('a command that never ends is ended with all that it started', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'atconform-command-')), 'pid');
  // The limit is far above what a shell needs to begin, on a machine that is busy too.
  assert.equal(await run(`sleep 600 & echo $! > '${path}'; wait`, 2_000), 'did not end within 2 s');
  assert.ok(!isAlive(readFileSync(path, 'utf8').trim()));
});
