/** A clock whose time jumps: whenever the process has nothing else to do, it goes on to the next timer. An hour passes in a second. */
import type { Clock, Timer } from './clock.ts';

/**
 * Turns of the event loop without any new timer after which nothing is taken to be under way. Bytes handed over in process and
 * promise chains need one; the second is for chains that hand over twice.
 */
const IDLE_TURNS = 2;

interface Pending {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * Time stands still while anything happens in the process and jumps to the next timer when nothing does. For peers in this
 * process only: whoever waits for a socket or a file would be overtaken. `scale` is only told, for windows that widen with it.
 */
export function createVirtualClock(scale = 1): Clock {
  let nowMs = 0;
  let order = 0;
  let idleTurns = 0;
  let isWatching = false;
  const pending = new Set<Pending>();

  function watch(): void {
    idleTurns = 0;
    if (isWatching) return;
    isWatching = true;
    setImmediate(turn);
  }

  function turn(): void {
    idleTurns += 1;
    if (idleTurns > IDLE_TURNS) fireNext();
    if (pending.size === 0) isWatching = false;
    else setImmediate(turn);
  }

  function fireNext(): void {
    let next: Pending | null = null;
    for (const timer of pending)
      if (
        next === null ||
        timer.dueMs < next.dueMs ||
        (timer.dueMs === next.dueMs && timer.order < next.order)
      )
        next = timer;
    if (next === null) return;
    pending.delete(next);
    nowMs = Math.max(nowMs, next.dueMs);
    idleTurns = 0;
    next.callback();
  }

  return {
    scale,
    nowMs: () => nowMs,
    wallMs: () => Date.now(),
    setTimer(delayMs, callback): Timer {
      order += 1;
      const timer = { dueMs: nowMs + Math.max(0, delayMs), order, callback };
      pending.add(timer);
      watch();
      return { cancel: () => void pending.delete(timer) };
    },
  };
}
