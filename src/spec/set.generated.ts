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
  cases?: RawSetCases;
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
/**
 * What generated cases need to know of the set as a whole. A set without it has none.
 */
export interface RawSetCases {
  /**
   * The requirement that strings stand in quotes and integers do not.
   */
  quoting: string;
  /**
   * The requirement that an optional parameter may be left out.
   */
  omission: string;
  /**
   * The requirement that a line which cannot be read is refused.
   */
  syntax: string;
  /**
   * The requirement that nothing happens before a line has ended.
   */
  terminator: string;
  /**
   * The requirement that the next command is taken after an error.
   */
  liveness: string;
  escape: RawEscapeRules;
  line_bytes: RawLineRules;
  /**
   * How states are written, read and used in sequences.
   *
   * @minItems 1
   */
  states?: [RawStateCases, ...RawStateCases[]];
  echo?: RawEchoCases;
  busy?: RawBusyCases;
}
/**
 * The requirements of backslashes in strings.
 */
export interface RawEscapeRules {
  /**
   * Before a comma, a double quote or a backslash.
   */
  special: string;
  /**
   * Before any other character.
   */
  other: string;
}
/**
 * How long lines are judged.
 */
export interface RawLineRules {
  /**
   * The requirement of the longest line.
   */
  proves: string;
  /**
   * Questions that lines near the limit observe.
   */
  answers?: string[];
  /**
   * The profile's value for the longest line; between it and the set's it is recorded.
   */
  limit?: string;
  /**
   * Lengths near which implementations are known to break.
   */
  landmarks?: number[];
}
/**
 * One state in sequences.
 */
export interface RawStateCases {
  /**
   * The state.
   */
  state: string;
  /**
   * The command that its ids begin with.
   */
  command: string;
  /**
   * one: a value replaces the one before. all: values add up.
   */
  keeps: 'one' | 'all';
  /**
   * @minItems 2
   */
  values: [RawStateValue, RawStateValue, ...RawStateValue[]];
  write: RawStateRule;
  /**
   * The requirement that a later value replaces, or joins, the ones before.
   */
  replaced?: string;
  clear: RawStateRule;
  refused?: RawStateRule;
  query: RawStateQuery;
  use: RawStateUse;
  reset?: RawStateReset;
}
export interface RawStateValue {
  /**
   * A short name for ids.
   */
  name: string;
  /**
   * What is written.
   */
  text: string;
  /**
   * The target of a request that uses it.
   */
  target?: string;
  /**
   * The name of the header that a request then has, with `text` as its line.
   */
  header?: string;
}
/**
 * A line and the requirement that its answer proves.
 */
export interface RawStateRule {
  /**
   * The line; `${value}` is the value written, `${value.length}` its bytes.
   */
  line: string;
  /**
   * The requirement.
   */
  proves: string;
}
/**
 * How the state is read.
 */
export interface RawStateQuery {
  /**
   * The line.
   */
  line: string;
  /**
   * The prefix of the responses, one for each value.
   */
  information: string;
  /**
   * Fields of the response of the last value, where one value is kept.
   */
  fields?: {
    [k: string]: string;
  };
  /**
   * The requirement where there is a value.
   */
  proves: string;
  /**
   * The requirement where there is none.
   */
  empty: string;
}
/**
 * A line whose request shows the state.
 */
export interface RawStateUse {
  /**
   * The line.
   */
  line: string;
  /**
   * The requirement where there is a value.
   */
  proves: string;
  /**
   * The requirement where there is none.
   */
  empty: string;
  /**
   * What the line does where there is none.
   */
  empty_outcome: 'accepted' | 'refused';
}
/**
 * What a reset does to it.
 */
export interface RawStateReset {
  /**
   * A condition on the profile: kept where it holds, gone where not, recorded where the profile does not know.
   */
  kept_if: string;
  /**
   * The question that it observes.
   */
  answers: string;
}
/**
 * How a fuzzer switches the echo.
 */
export interface RawEchoCases {
  /**
   * The line that switches it on.
   */
  on: string;
  /**
   * The line that switches it off.
   */
  off: string;
  /**
   * A condition on the profile's values, such as `echo_switch == true`: elsewhere it is left alone.
   */
  accepted_if: string;
  /**
   * The requirement that the echo follows its switch.
   */
  proves: string;
}
/**
 * How a fuzzer keeps the module busy, where the profile has a word for it.
 */
export interface RawBusyCases {
  /**
   * A line that asks the origin and waits for its answer.
   */
  line: string;
  /**
   * The requirement that another line is then refused and never carried out.
   */
  proves: string;
}
