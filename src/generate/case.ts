/** A case before it is a scenario: raw steps with an id, a title and the reason for what is expected. */
import type { Place } from '../base/place.ts';
import type { RawStep } from '../scenario/scenarios.generated.ts';
import type { CommandSet, Profile } from '../spec/model.ts';

export const GENERATE_KINDS = ['boundary', 'pairwise', 'malformed', 'sequence'] as const;
export type GenerateKind = (typeof GENERATE_KINDS)[number];

export interface GeneratedCase {
  /** `HTTPURLCFG/generated/boundary/url_length/above-8192`. */
  readonly id: string;
  readonly title: string;
  /** Why this outcome is expected, or why it is only written down. */
  readonly reason: string;
  /** The line of the spec that the case comes from. */
  readonly place: Place;
  /** Steps that only prepare. */
  readonly given: readonly RawStep[];
  readonly steps: readonly RawStep[];
}

/** What all cases are made from. `set` has rules for cases. */
export interface GenerateContext {
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly seed: string;
}

/** `HTTPURLCFG/generated/boundary`, and `parts` below it. */
export function nameCase(command: string, kind: GenerateKind, ...parts: readonly string[]): string {
  return [command, 'generated', kind, ...parts].join('/');
}
