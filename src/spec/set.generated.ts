/** Made from schemas/set.schema.json by `npm run types`; edit the schema instead. */

/**
 * A command set: what its commands have in common.
 */
export interface SetFile {
  /**
   * The name of the set: `http`.
   */
  set: string;
  /**
   * The set in a few words, as a report heads it.
   */
  title: string;
  /**
   * The manual that the set follows.
   */
  document: string;
  /**
   * The longest command line in bytes, its terminator not counted.
   */
  line_bytes_max: number;
  /**
   * The commands in the order in which a report shows them; those left out come after.
   */
  commands?: string[];
  /**
   * Global states that forms read and write.
   *
   * Items: The name of a state.
   */
  states: string[];
  housekeeping: RawHousekeeping;
}
/**
 * Lines that a run needs beside its scenarios.
 */
export interface RawHousekeeping {
  /**
   * A line that a living module answers at once: `AT`.
   */
  probe: string;
  /**
   * A line that tells model and firmware: `AT+GMR`.
   */
  identity: string;
  /**
   * A line that makes the module reach the origin; `${origin}` is its address.
   */
  preflight?: string;
  /**
   * How each state is put back between scenarios.
   */
  cleanings: RawCleaning[];
}
export interface RawCleaning {
  /**
   * The state that it puts back.
   */
  state: string;
  /**
   * The line that does it.
   */
  line: string;
  verify: RawVerification;
}
/**
 * How to see that it was done.
 */
export interface RawVerification {
  /**
   * A line whose answer shows that it was done.
   */
  line: string;
  /**
   * A regular expression that must match no line of that answer.
   */
  absent: string;
}
