/**
 * The bench of the run that cucumber serves. cucumber loads support code by itself and hands nothing over, so hooks and steps
 * find the bench here; it is the same module instance as long as all of it comes from source.
 */
import type { Scenario } from '../scenario/scenario.ts';
import type { Bench } from './bench.ts';

export interface FeatureScenario {
  readonly scenario: Scenario;
  /** Why it is not applicable, or null. */
  readonly skipReason: string | null;
  /** How many attempts are made of it in one go: more than one where its requirements say so. */
  readonly times: number;
}

export interface FeatureRun {
  readonly bench: Bench;
  /** In the plan's order, by `uri:line` of the pickle. */
  readonly scenarios: ReadonlyMap<string, FeatureScenario>;
}

let current: FeatureRun | null = null;

export function setFeatureRun(run: FeatureRun | null): void {
  current = run;
}

/** The run in progress, or null where cucumber was started on its own. */
export function findFeatureRun(): FeatureRun | null {
  return current;
}
