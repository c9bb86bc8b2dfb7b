/** The result of a mutation campaign as `mutation.json` publishes it (schemas/mutation.schema.json): what a suite sees of known faults. */
import type { Place } from '../base/place.ts';

/**
 * caught: a scenario written by hand turned red, as it does not on the sound module. caught-generated: only a generated one did.
 * survived: none did. equivalent: declared to be no fault that anybody can see.
 */
export type FaultOutcome = 'caught' | 'caught-generated' | 'survived' | 'equivalent';

/** The bar that a campaign is held to. */
export interface MutationBar {
  /** Share of faults that scenarios written by hand must catch, 0 to 1. */
  readonly caughtMin: number;
  /** Share of faults of which the first red expectation must be for a requirement that the fault breaks. */
  readonly rightMin: number;
  readonly idleMax: number;
}

export interface MutationTally {
  /** Faults that somebody could see: all but the equivalent ones. */
  readonly faults: number;
  readonly caught: number;
  readonly caughtGenerated: number;
  readonly survived: number;
  /** Caught, the earliest red expectation of the run being for a requirement that the fault breaks. */
  readonly right: number;
  readonly equivalent: number;
}

/** A command or group; a fault counts for each whose requirements it breaks. */
export interface CommandMutation extends MutationTally {
  readonly command: string;
  /** Scenarios written by hand that judge something on the sound module. */
  readonly scenarios: number;
  /** Red scenarios, over all faults, whose first red expectation is for none of the fault's requirements. */
  readonly collateral: number;
  /** null where only a sample ran. */
  readonly idle: number | null;
}

export interface IdleScenario {
  readonly id: string;
  readonly place: Place;
}

export interface MutationResult {
  readonly format: 'atconform-mutation/1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly startedAt: string;
  /** On the wall. */
  readonly durationMs: number;
  readonly set: string;
  readonly seed: string;
  /** How many faults were drawn by chance or named; null: all of them ran, and only then idle scenarios are known. */
  readonly sampled: number | null;
  readonly bar: MutationBar;
  readonly meetsBar: boolean;
  /** Why the bar is not met, one sentence each. */
  readonly shortfalls: readonly string[];
  readonly total: MutationTally;
  readonly commands: readonly CommandMutation[];
  readonly faults: readonly FaultResult[];
  /** Scenarios written by hand that judge something and that no fault turned red; null where only a sample ran. */
  readonly idle: readonly IdleScenario[] | null;
  /** Scenarios that only record, and so can turn red by no fault of what they record. */
  readonly recording: number;
  /** Scenarios that were red, or could not run, on the sound module: they see nothing. */
  readonly blind: readonly string[];
}

export interface FaultResult {
  readonly id: string;
  readonly title: string;
  readonly breaks: readonly string[];
  /** The personality that was spoiled. */
  readonly personality: string;
  /** Why nobody can see it, or null. */
  readonly equivalent: string | null;
  readonly outcome: FaultOutcome;
  readonly isRight: boolean;
  /** The earliest red expectation, in the order of the run. */
  readonly first: RedExpectation | null;
  /** Scenarios that turned red, first by a requirement that the fault breaks. */
  readonly kills: readonly string[];
  /** Scenarios that turned red, first by another requirement, or by none. */
  readonly collateral: readonly string[];
  /** Scenarios without a verdict on the module: ours (error), or what they need had failed. Never a kill. */
  readonly errors: readonly string[];
  readonly inconclusive: readonly string[];
  /** Generated scenarios that turned red; they are tried only where none written by hand did. */
  readonly generated: readonly string[];
  /** What is missing, in words; empty where it was caught by the right requirement. */
  readonly advice: readonly string[];
}

export interface RedExpectation {
  readonly scenario: string;
  readonly channel: 'scenario' | 'wire';
  readonly requirements: readonly string[];
  readonly text: string;
  readonly place: Place | null;
  readonly expected: string;
  readonly received: string;
}
