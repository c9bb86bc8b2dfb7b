/** Ends a child with everything that it started: a shell's children outlive the shell unless the group is told. */
import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../base/clock.ts';
import { sleep } from '../base/clock.ts';

/** Enough for a program to remove its lock files and pseudo terminals. */
const GRACE_MS = 1_000;
const POLL_MS = 10;

/** Sends `signal` (0: none, only ask) to the group that `child` leads; false where there is no such process any more. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

/**
 * Asks the group of `child` (spawned detached) to end, and ends it by force where it has not within a second.
 * `closed` resolves once nobody holds the child's stdin, stdout and stderr any more.
 */
export async function endGroup(child: ChildProcess, closed: Promise<void>, clock: Clock): Promise<void> {
  // Where nobody reaps orphans, in containers, a dead group still answers: so its pipes are asked as well.
  let isClosed = false;
  void closed.then(() => {
    isClosed = true;
  });
  signalGroup(child, 'SIGTERM');
  const deadlineMs = clock.nowMs() + GRACE_MS;
  while (!isClosed && signalGroup(child, 0) && clock.nowMs() < deadlineMs) await sleep(clock, POLL_MS);
  signalGroup(child, 'SIGKILL');
}
