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
  /**
   * What a run must keep to be let through, beyond that nothing is red. Every gate asks for no fail beyond the baseline, and nothing unverified; the rest is asked for here. A run of all scenarios stands before it; another one with --gate.
   */
  gate?: {
    /**
     * The least coverage of every command.
     */
    coverage?: number | 'baseline';
    /**
     * How long 95 % of a command's exchanges may take, from the last byte of the line to the last byte of the final.
     */
    latency?:
      | 'profile'
      | {
          /**
           * Milliseconds.
           */
          [k: string]: number;
        };
    /**
     * Whether what passes only when it is tried again lets the run through. By default as the options say: --allow-flaky.
     */
    flaky?: 'allowed' | 'forbidden';
  };
}
