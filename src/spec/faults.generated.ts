/** Made from schemas/faults.schema.json by `npm run types`; edit the schema instead. */

/**
 * Which requirements of a command set each fault of the simulated module breaks, judged by the texts of the requirements alone.
 */
export interface FaultFile {
  /**
   * The command set that the requirements belong to: `http`.
   */
  set: string;
  /**
   * Every fault of the module, once.
   *
   * @minItems 1
   */
  faults: [RawFault, ...RawFault[]];
}
export interface RawFault {
  /**
   * As `atconform faults` lists it.
   */
  id: string;
  /**
   * The requirements that a module with this fault no longer meets.
   *
   * @minItems 1
   *
   * Items: The id of a requirement.
   */
  breaks?: [string, ...string[]];
  /**
   * The only personality of the module in which the fault shows. By default every one.
   */
  personality?: string;
  /**
   * Why nobody can see the fault; it then breaks nothing.
   */
  equivalent?: string;
}
