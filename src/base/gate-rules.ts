/** What a gate asks of a run beyond that nothing is red. */
export interface GateRules {
  /** The least coverage of every command in per cent; `baseline`: what the baseline recorded; null: no such rule. */
  readonly coverage: number | 'baseline' | null;
  /**
   * The most that 95 % of a command's exchanges may take, in ms, by command; `profile`: every command within the profile's limit;
   * null: no such rule.
   */
  readonly latency: Readonly<Record<string, number>> | 'profile' | null;
  /** Whether what passes only when it is tried again lets the run through; null: as the options say. */
  readonly flaky: 'allowed' | 'forbidden' | null;
}
