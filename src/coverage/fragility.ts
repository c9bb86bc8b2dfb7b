/** Holds a disturbed run against the undisturbed one: the same bytes in other pieces must lead to the same verdicts. */
import type { RunResult, ScenarioResult } from '../record/result.ts';
import { isRed, type Verdict } from '../record/verdict.ts';

/** What `disturbance.json` holds (schemas/disturbance.schema.json). */
export interface DisturbanceReport {
  readonly format: 'atconform-disturbance/1';
  readonly seed: string;
  readonly passes: readonly PassReport[];
}

export interface PassReport {
  readonly name: string;
  readonly says: string;
  /** Whose fault a difference is. */
  readonly blames: 'module' | 'harness';
  /** How many scenarios had a verdict in both runs. */
  readonly compared: number;
  /** What ended the disturbed run early, or null. */
  readonly stopped: string | null;
  readonly fragile: readonly FragileScenario[];
}

export interface FragileScenario {
  readonly scenario: string;
  readonly plain: VerdictPair;
  /** null: it did not run. */
  readonly disturbed: VerdictPair | null;
  /** The first thing that went wrong in the disturbed run, in words. */
  readonly reason: string;
}

export interface VerdictPair {
  readonly verdict: Verdict;
  readonly wire: Verdict;
}

/** Scenarios whose verdict or wire channel differ between `plain` and `disturbed`, in the order of the plan. */
export function findFragile(plain: RunResult, disturbed: RunResult): FragileScenario[] {
  const byId = new Map(disturbed.scenarios.map((scenario) => [scenario.id, scenario]));
  return plain.scenarios.flatMap((scenario) => {
    const other = byId.get(scenario.id) ?? null;
    if (other !== null && other.verdict === scenario.verdict && other.wire === scenario.wire) return [];
    const reason = other === null ? 'it did not run' : describeFirstFailure(other);
    return [
      {
        scenario: scenario.id,
        plain: pairOf(scenario),
        disturbed: other === null ? null : pairOf(other),
        reason,
      },
    ];
  });
}

function pairOf({ verdict, wire }: ScenarioResult): VerdictPair {
  return { verdict, wire };
}

function describeFirstFailure({ judgements, reason }: ScenarioResult): string {
  const failed = judgements.find(({ verdict }) => isRed(verdict));
  return failed === undefined
    ? (reason ?? 'nothing failed in it')
    : `expected ${failed.expected}, received ${failed.received}`;
}

/** Nothing compared proves nothing, and so does a pass that was cut short. */
export function isSteady({ compared, stopped, fragile }: PassReport): boolean {
  return compared > 0 && stopped === null && fragile.length === 0;
}
