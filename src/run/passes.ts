/** The passes of a run: the whole plan, then what is to be repeated, or tried again. */
import { type Attempt, type AttemptRule, isGood } from '../record/attempts.ts';
import type { FeatureScenario } from './current-bench.ts';

export interface Pass {
  /** In order, by `uri:line`. */
  readonly features: ReadonlyMap<string, FeatureScenario>;
  readonly others: readonly FeatureScenario[];
}

export interface PassSettings {
  readonly rule: AttemptRule;
  /** How a scenario fared so far. */
  readonly listAttempts: (id: string) => readonly Attempt[];
  /** Can it be tried so often? What is replayed was tried as often as it was recorded. */
  readonly canAttempt: (id: string, attempt: number) => boolean;
}

/** How many attempts `pass` makes when it is made `repeat` times. */
export function countAttempts({ features, others }: Pass, repeat = 1): number {
  return [...features.values(), ...others].reduce((sum, planned) => {
    const isOnce = planned.times > 1 || planned.skipReason !== null;
    return sum + (isOnce ? planned.times : repeat);
  }, 0);
}

/**
 * The pass after `madeCount` of them, or null where there is nothing left to do. A scenario with a rule of its own keeps to it, and
 * one that was skipped would be skipped again: neither takes part.
 */
export function planNextPass(whole: Pass, madeCount: number, settings: PassSettings): Pass | null {
  const { rule, listAttempts, canAttempt } = settings;
  const isRepeated = madeCount < rule.repeat;
  if (!isRepeated && madeCount > rule.retry) return null;
  const isWanted = ({ scenario, times }: FeatureScenario) => {
    const attempts = listAttempts(scenario.id);
    const last = attempts.at(-1);
    if (times > 1 || last === undefined || last.verdict === 'skip') return false;
    return (isRepeated || !isGood(last)) && canAttempt(scenario.id, attempts.length + 1);
  };
  const pass = {
    features: new Map([...whole.features].filter(([, planned]) => isWanted(planned))),
    others: whole.others.filter(isWanted),
  };
  return countAttempts(pass) === 0 ? null : pass;
}
