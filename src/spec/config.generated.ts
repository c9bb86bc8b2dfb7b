/** Made from schemas/config.schema.json by `npm run types`; edit the schema instead. */

/**
 * What holds for every run of a project: atconform.config.yaml in its root.
 */
export interface ConfigFile {
  /**
   * Names of environment variables whose values nobody may read: they are masked in everything that a run writes.
   *
   * Items: The name of an environment variable, never its value: `WIFI_PASSWORD`.
   */
  secrets?: string[];
  /**
   * Baseline files. A run is held against the one that is for its command set and profile, unless it names one itself.
   *
   * Items: A path from the folder of this file: `baselines/our-module.yaml`.
   */
  baselines?: string[];
}
