/** Time as a parameter: a monotonic clock with timers. A scaled clock runs faster than the wall; a manual one only when told (virtual-clock.ts: when nothing happens). */

export interface Timer {
  /** Stops the timer; harmless once it has fired. */
  cancel(): void;
}

export interface Clock {
  /** How many milliseconds of this clock pass in one real millisecond, 1 or more; null where that is not fixed. */
  readonly scale: number | null;
  /** Milliseconds since an arbitrary start, never going back, with fractions. */
  nowMs(): number;
  /** The date on the wall, in milliseconds since 1970; never scaled. */
  wallMs(): number;
  /** Calls `callback` once, no earlier than `delayMs` of this clock from now. */
  setTimer(delayMs: number, callback: () => void): Timer;
}

/** Above this the constant error of real timers (11 to 20 ms on a busy machine) outweighs the windows that scenarios assert. */
export const CLOCK_SCALE_MAX = 10;

/** The longest delay that a Node timer takes; a longer one would fire at once. */
const NODE_TIMER_MS_MAX = 2 ** 31 - 1;

/** The real clock, `scale` times as fast (1 to CLOCK_SCALE_MAX). The only place that owns Node timers. */
export function createSystemClock(scale = 1): Clock {
  const startedMs = performance.now();
  return {
    scale,
    nowMs: () => (performance.now() - startedMs) * scale,
    wallMs: () => Date.now(),
    setTimer(delayMs, callback) {
      const handle = setTimeout(callback, Math.min(Math.max(0, delayMs / scale), NODE_TIMER_MS_MAX));
      return { cancel: () => clearTimeout(handle) };
    },
  };
}

export interface ManualClock extends Clock {
  /** Moves time on and fires what falls due, in order of time. */
  advance(byMs: number): void;
  /** When the next timer falls due in this clock's milliseconds, or null. */
  nextDueMs(): number | null;
}

/** A clock that stands still until `advance`: for tests of pure parts. */
export function createManualClock(startMs = 0): ManualClock {
  let nowMs = startMs;
  const pending = new Set<{ dueMs: number; callback: () => void }>();
  const earliest = () =>
    [...pending].reduce<{ dueMs: number; callback: () => void } | null>(
      (best, timer) => (best === null || timer.dueMs < best.dueMs ? timer : best),
      null,
    );
  return {
    scale: 1,
    nowMs: () => nowMs,
    wallMs: () => nowMs,
    setTimer(delayMs, callback) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), callback };
      pending.add(timer);
      return { cancel: () => pending.delete(timer) };
    },
    advance(byMs) {
      const endMs = nowMs + byMs;
      for (let timer = earliest(); timer !== null && timer.dueMs <= endMs; timer = earliest()) {
        pending.delete(timer);
        nowMs = timer.dueMs;
        timer.callback();
      }
      nowMs = endMs;
    },
    nextDueMs: () => earliest()?.dueMs ?? null,
  };
}

/** Resolves after `delayMs` of `clock`, or at once when `signal` aborts. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = clock.setTimer(delayMs, done);
    function done() {
      timer.cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done, { once: true });
  });
}
