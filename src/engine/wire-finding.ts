/** What a check of the wire channel found in one exchange: whether its requirement held, and the bytes that show it. */
export interface WireFinding {
  readonly requirement: string;
  readonly isMet: boolean;
  readonly expected: string;
  readonly received: string;
  readonly evidence: readonly number[];
}
