/** What a step is compiled in: the set and profile that it speaks of, its place, and what its scenario proves by default. */
import type { Place } from '../base/place.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { ScenarioCode } from './codes.ts';
import type { Step } from './step.ts';

export type RawPath = readonly (string | number)[];

/** What is wrong in a raw step, and where inside it. */
export interface StepFault {
  readonly code: ScenarioCode;
  /** Keys from the raw step down; empty: the step itself. */
  readonly path: RawPath;
  /** The key at the end of `path` is what is wrong, not its value. */
  readonly atKey: boolean;
  readonly message: string;
  readonly hint: string | null;
}

export interface StepContext {
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly place: Place;
  /** The step as its author wrote it, on one line. */
  readonly text: string;
  readonly role: 'given' | 'test';
  /** The one requirement that the scenario proves, or null where its expectations name theirs. */
  readonly defaultProves: string | null;
  /** The profile does not know what the scenario or a condition around the step depends on, so nothing is judged. */
  readonly recordsOnly: boolean;
}

export interface CompiledSteps {
  readonly steps: readonly Step[];
  readonly faults: readonly StepFault[];
  /** Why the step cannot be performed with this profile: it needs a value that the profile does not know. */
  readonly inapplicable: string | null;
}

/** Performs steps one after the other. A step whose outcome ends the scenario rejects. */
export interface ScenarioBench {
  perform(step: Step): Promise<void>;
}

/** Gathers what is wrong while a step is compiled. */
export type FaultSink = (
  code: ScenarioCode,
  path: RawPath,
  message: string,
  hint?: string | null,
  at?: 'key' | 'value',
) => void;
