/** Made from schemas/profile.schema.json by `npm run types`; edit the schema instead. */

/**
 * Where the value comes from. manual: the command set's own manual. document: another document of the vendor. binary: a string in a shipped image. source: source code. issue: a report by a user. inferred: a conclusion. recording: what a device was seen to do. For an unknown value: what was read without finding it.
 */
export type Provenance = 'document' | 'binary' | 'source' | 'inferred' | 'issue' | 'manual' | 'recording';

/**
 * A capability profile: how one family of modules differs where the manual leaves room.
 */
export interface ProfileFile {
  /**
   * The name of the profile, that of its file.
   */
  profile: string;
  /**
   * The family of modules, as a report names it.
   */
  title: string;
  /**
   * The command set that it is for; by default that of the profile that it extends.
   */
  set?: string;
  /**
   * The profile that holds for everything that this one does not say.
   */
  extends?: string;
  framing?: RawFraming;
  timing?: RawTiming;
  values?: RawValues;
}
/**
 * What the session must know before it can read a single byte.
 */
export interface RawFraming {
  /**
   * Ends a command line, written with escapes: "\r\n".
   */
  terminator?: string;
  /**
   * Does the module repeat what it is sent? either: tolerated and found out.
   */
  echo?: 'on' | 'off' | 'either';
  /**
   * bare: `OK\r\n`. wrapped: `\r\nOK\r\n`. either: one of both, the same throughout a run.
   */
  results?: 'bare' | 'wrapped' | 'either';
  /**
   * The bytes from the end of OK's line to the end of the prompt, each an accepted form.
   *
   * @minItems 1
   *
   * Items: One form.
   */
  prompts?: [string, ...string[]];
  /**
   * Finals that mean success, the longest first.
   *
   * @minItems 1
   *
   * Items: A final.
   */
  success_finals?: [string, ...string[]];
  /**
   * Finals that mean refusal or failure.
   *
   * @minItems 1
   *
   * Items: A final.
   */
  error_finals?: [string, ...string[]];
  /**
   * Numeric result codes that mean success, of a module that was told to number its results (V.250, ATV0): `0`. By default none.
   *
   * Items: A code.
   */
  numeric_success_finals?: string[];
  /**
   * Numeric result codes that mean refusal or failure: `4`. By default none.
   *
   * Items: A code.
   */
  numeric_error_finals?: string[];
  /**
   * Lines that refuse a command while another one runs.
   *
   * Items: A line.
   */
  busy?: string[];
  /**
   * Unsolicited result codes, each a regular expression that matches the whole line.
   *
   * Items: A regular expression that matches the whole line.
   */
  urcs?: string[];
  /**
   * A regular expression that matches the line that a module prints when it has started.
   */
  banner?: string;
}
/**
 * How long things take.
 */
export interface RawTiming {
  /**
   * Longest wait for a final that has no time limit of its own.
   */
  reply_ms?: number;
  /**
   * Quiet time after which an exchange is taken to be over.
   */
  quiet_ms?: number;
  /**
   * Rest after a prompt before the first payload byte.
   */
  prompt_settle_ms?: number;
  /**
   * Rest between two commands.
   */
  command_settle_ms?: number;
  /**
   * Longest wait for the banner after a reset.
   */
  boot_ms?: number;
  /**
   * The line that resets the module.
   */
  reset_command?: string;
  /**
   * The line that returns it to factory settings.
   */
  restore_command?: string;
}
/**
 * Capabilities and expected values, as the set.yaml of the profile's set declares them. unknown: the expectation only records.
 */
export interface RawValues {
  [k: string]: RawValue;
}
/**
 * A value and where it comes from.
 */
export interface RawValue {
  /**
   * A number, a word or a text; `unknown` where nobody knows.
   */
  value: string | number | boolean;
  from: Provenance;
}
