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
   * The capability profile that holds where a run names none.
   */
  default_profile: string;
  /**
   * The commands in the order in which a report shows them; those left out come after.
   */
  commands?: string[];
  /**
   * What a capability profile of this set must say, beside framing and timing.
   */
  capabilities: {
    [k: string]: RawCapability;
  };
  /**
   * Global states that forms read and write.
   *
   * Items: The name of a state.
   */
  states: string[];
  housekeeping: RawHousekeeping;
}
/**
 * A value in which families of modules differ.
 */
export interface RawCapability {
  /**
   * What the value says, with the meaning of each word that it takes.
   */
  about: string;
  /**
   * What it may be: integer (a whole number from 0), text (any), true, false, or words. `unknown` always may stand.
   *
   * @minItems 1
   *
   * Items: integer, text, true, false, or a word.
   */
  takes: [string | boolean, ...(string | boolean)[]];
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
