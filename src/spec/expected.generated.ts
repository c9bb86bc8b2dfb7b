/** Made from schemas/expected.schema.json by `npm run types`; edit the schema instead. */

/**
 * What expectations of these scenarios find broken, no more and no less. By default nothing.
 *
 * Items: The id of a requirement.
 */
export type RawRequirementIds = string[];
/**
 * What the wire channel finds broken in these scenarios. By default nothing.
 *
 * Items: The id of a requirement.
 */
export type RawRequirementIds1 = string[];

/**
 * Failures of one device that are known and accepted, each pinned to how it fails.
 */
export interface ExpectedFile {
  /**
   * The command set of the run: `v250`.
   */
  set: string;
  /**
   * The capability profile of the run.
   */
  profile: string;
  /**
   * Deviations of the device, each with the scenarios that show it.
   */
  failures: RawFailure[];
}
export interface RawFailure {
  /**
   * What the device does instead, and why that is known not to be the suite's mistake.
   */
  because: string;
  breaks?: RawRequirementIds;
  /**
   * What each of those expectations received, as the report says it; `N ms` stands for any time.
   */
  received?: string;
  wire?: RawRequirementIds1;
  /**
   * Their ids.
   *
   * @minItems 1
   *
   * Items: The id of a scenario.
   */
  scenarios: [string, ...string[]];
}
