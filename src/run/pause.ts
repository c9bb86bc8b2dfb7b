/** One wait at a time: until a moment of the clock, or until somebody says that something has changed. */
import type { Clock } from '../base/clock.ts';
import { assertInvariant } from '../base/invariant.ts';

export class Pause {
  readonly #clock: Clock;
  #wake: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something has changed that the wait may be for. */
  end(): void {
    this.#wake?.();
  }

  /** `untilMs` on the clock; a moment that has passed still lets others run first. */
  until(untilMs: number): Promise<void> {
    assertInvariant(this.#wake === null, 'two waits of one conversation at a time');
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        this.#wake = null;
        resolve();
      };
      const timer = this.#clock.setTimer(Math.max(0, untilMs - this.#clock.nowMs()), done);
      this.#wake = done;
    });
  }
}
