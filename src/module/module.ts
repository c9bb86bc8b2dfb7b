/**
 * The simulated module: bytes in, bytes out, and real HTTP in between. It has its own command parser and its own
 * replies and knows nothing of the harness that tests it, so that the two can disagree.
 */
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';

export interface SimulatedModule {
  /** Bytes from the host, as they would arrive on the UART. */
  write(bytes: Bytes): void;
  /** Calls `listener` with everything that the module sends; one listener at a time, null takes it away (bytes are then lost). */
  setListener(listener: ((bytes: Bytes) => void) | null): void;
  /** The reset pin: drops connections and configuration that does not persist, boots, prints the banner. */
  resetPin(): void;
  /** Powers off: no byte comes any more, all connections and timers end. */
  close(): void;
}

export interface ModuleOptions {
  /** A name of `PERSONALITY_NAMES`. */
  readonly personality: string;
  readonly clock: Clock;
  /**
   * Is there a network? Without one every HTTP command fails at once. With one the module has joined it when it is made,
   * and after a reset joins it a while after the banner, which it tells by unsolicited codes.
   */
  readonly net: 'up' | 'down';
  /** The id of a defect of `FAULTS` that the module has; by default, and for null, it has none. */
  readonly fault?: string | null;
  /** It tells an unsolicited code at every place of an answer where one may stand. By default none but its own. */
  readonly chatters?: boolean;
}
