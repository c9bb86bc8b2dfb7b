/** What one part of the examination brings: traits to be held against profiles, and remarks that no profile speaks of. */
import type { Finding } from '../../record/diagnosis.ts';
import type { CommandSet, Profile } from '../../spec/model.ts';
import type { Asking } from './asking.ts';
import type { Trait } from './trait.ts';

/** A finding that is complete without any profile. */
export type Remark = Pick<Finding, 'topic' | 'state' | 'says' | 'evidence' | 'todo'>;

export interface Part {
  readonly traits: readonly Trait[];
  readonly remarks: readonly Remark[];
}

export interface Patient {
  readonly asking: Asking;
  readonly set: CommandSet;
  /** The declared one; only its limits are looked at while probing, to begin near them. */
  readonly profile: Profile;
}

export function joinParts(parts: readonly Part[]): Part {
  return {
    traits: parts.flatMap(({ traits }) => traits),
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
}

/** A remark on what could not be looked at, and why. */
export function remarkUnseen(topic: string, says: string, todo: string | null = null): Remark {
  return { topic, state: 'unseen', says, evidence: [], todo };
}
