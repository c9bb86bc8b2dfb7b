/** Made from schemas/baseline.schema.json by `npm run types`; edit the schema instead. */

/**
 * @minItems 1
 *
 * Items: An answer as a report shows it; times, ports, seeds and hashes are masked.
 */
export type RawAnswers = [string, ...string[]];

/**
 * What is accepted of one device although it does not conform, and how it answers what its manual leaves open. `atconform baseline update` writes it; reasons, links, owners and dates are for people to fill in.
 */
export interface BaselineFile {
  /**
   * The command set of the runs that it is for: `http`.
   */
  set: string;
  /**
   * The capability profile of these runs.
   */
  profile: string;
  /**
   * What is accepted, each pinned to how it fails.
   */
  deviations?: RawDeviation[];
  /**
   * What each scenario above did when it was pinned. One that does something else under the same id is red: what it shows is not what was accepted.
   */
  hashes?: {
    /**
     * The first 12 digits of the SHA-256 of its steps, as `result.json` has it.
     */
    [k: string]: string;
  };
  /**
   * The device's answers to the open questions of the manual. One that changes is red; one to a question that does not stand here is news.
   */
  answers?: {
    [k: string]: RawAnswers;
  };
  /**
   * The coverage of each command in the whole run that this was last written from, 0 to 1; the gate `coverage: baseline` asks for as much.
   */
  coverage?: {
    /**
     * A share.
     */
    [k: string]: number;
  };
}
export interface RawDeviation {
  /**
   * What the device does instead, and why that is accepted. `TODO` is none.
   */
  reason: string;
  /**
   * Where the deviation is being dealt with.
   */
  issue?: string;
  /**
   * Who answers for it.
   */
  owner?: string;
  /**
   * The firmware that it is accepted of, held against what the module says of itself: `2.4`, `>=2.2 <2.5`, `AT version >=2.2`. By default any.
   */
  firmware?: string;
  /**
   * The last day on which it is accepted, `2027-06-30` (UTC). By default it does not expire.
   */
  expires?: string;
  /**
   * The scenarios that show it. Each fails in all of the ways below, and in no other.
   *
   * @minItems 1
   *
   * Items: The id of a scenario.
   */
  scenarios?: [string, ...string[]];
  /**
   * In place of scenarios: the requirement that is broken in all of the ways below, in whichever scenarios.
   */
  requirement?: string;
  /**
   * How it fails.
   *
   * @minItems 1
   */
  fails: [RawWay, ...RawWay[]];
}
export interface RawWay {
  /**
   * What finds it: the scenario's own expectations (the default), or the wire channel.
   */
  channel?: 'scenario' | 'wire';
  /**
   * The verdict. An error is never the module's, so it cannot be accepted.
   */
  verdict: 'inconclusive' | 'unverified' | 'fail';
  /**
   * The requirements concerned.
   *
   * Items: The id of a requirement.
   */
  breaks?: string[];
  /**
   * What came instead, or why nothing could be judged; times, ports, seeds and hashes are masked.
   */
  received: string;
  /**
   * Of all the above: says that nobody changed it by hand. May be left out.
   */
  fingerprint?: string;
}
