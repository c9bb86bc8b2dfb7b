/** A clock whose time jumps: whenever the process has nothing else to do, it goes on to the next timer. An hour passes in a second. */
import type { Clock, Timer } from './clock.ts';

/**
 * Turns of the event loop without any new timer or I/O after which nothing is taken to be under way in the process. Bytes handed
 * over in process and promise chains need one; the others are for chains that hand over more than once.
 */
const QUIET_TURNS = 3;

/**
 * Where a socket is open, or a name is looked up, so much real time must be quiet as well: the system may still be carrying bytes
 * from one end in this process to the other, or its threads be at work. Over loopback bytes are there in the next turn; this is
 * for a machine whose processors are all busy.
 */
const PATIENCE_MS = 2;

/** The resources, by their names in `process.getActiveResourcesInfo`, of which something may still come. */
const UNDER_WAY = /^TCP(?:Socket|Connect)Wrap$|^GetAddrInfo/;

/** After so many turns without a jump each takes BUSY_TURN_MS: a flood that never ends cannot stop the clock, and meets its time limit. */
const BUSY_TURNS = 1000;
const BUSY_TURN_MS = 1;

interface Pending {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * Time stands still while anything happens in the process and jumps to the next timer when nothing does, so that a busy machine
 * makes a run slower and nothing in it later. For peers in this process only, also where they talk over sockets: one elsewhere
 * would be overtaken. `scale` is only told: a recording that is played again has that of its run. `hasPeers` false: nobody talks
 * over sockets, so that what else the event loop does (a pipe, a file, a thread of the runtime) holds nothing back.
 */
export function createVirtualClock(scale: number | null = null, hasPeers = true): Clock {
  let nowMs = 0;
  let order = 0;
  /** Turns since the last jump in which something happened. */
  let busyTurns = 0;
  let quietTurns = 0;
  let quietSinceMs = 0;
  let isTouched = false;
  let isWatching = false;
  let eventsSeen = 0;
  const pending = new Set<Pending>();

  function watch(): void {
    isTouched = true;
    if (isWatching) return;
    isWatching = true;
    setImmediate(turn);
  }

  function turn(): void {
    if (hasHappened()) {
      quietTurns = 0;
      busyTurns += 1;
      if (busyTurns > BUSY_TURNS) nowMs += BUSY_TURN_MS;
    } else {
      quietTurns += 1;
      if (quietTurns === QUIET_TURNS) quietSinceMs = performance.now();
    }
    const next = findNext();
    if (next !== null && (next.dueMs <= nowMs || isQuiet())) fire(next);
    if (pending.size === 0) isWatching = false;
    else setImmediate(turn);
  }

  /** Since the last turn: a timer was set, or the event loop got an event of a socket, a file, or a thread. */
  function hasHappened(): boolean {
    const { events } = performance.nodeTiming.uvMetricsInfo;
    const isNew = isTouched || (hasPeers && events !== eventsSeen);
    isTouched = false;
    eventsSeen = events;
    return isNew;
  }

  function isQuiet(): boolean {
    if (quietTurns < QUIET_TURNS) return false;
    if (!hasPeers) return true;
    if (performance.now() - quietSinceMs >= PATIENCE_MS) return true;
    // Asked once a wait, since it lists everything.
    return (
      quietTurns === QUIET_TURNS && !process.getActiveResourcesInfo().some((name) => UNDER_WAY.test(name))
    );
  }

  function findNext(): Pending | null {
    let next: Pending | null = null;
    for (const timer of pending)
      if (
        next === null ||
        timer.dueMs < next.dueMs ||
        (timer.dueMs === next.dueMs && timer.order < next.order)
      )
        next = timer;
    return next;
  }

  function fire(next: Pending): void {
    pending.delete(next);
    if (next.dueMs > nowMs) {
      nowMs = next.dueMs;
      busyTurns = 0;
    }
    quietTurns = 0;
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
