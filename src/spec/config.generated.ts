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
}
