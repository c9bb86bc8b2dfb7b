/** What one scenario saw of one fault: a cell of the matrix. */
import type { RedExpectation } from '../record/mutation.ts';
import type { Verdict } from '../record/verdict.ts';

export interface FaultCell {
  readonly scenario: string;
  readonly verdict: Verdict | 'not-run';
  readonly wire: Verdict | 'not-run';
  /** The first red expectation of the scenario, a precondition apart; without any, the first that its wire channel found. */
  readonly first: RedExpectation | null;
  /** Requirements of which its wire channel found a breach. */
  readonly wireBreaches: readonly string[];
}

/** Red by what the module did. An error is ours and inconclusive nobody's: neither is a kill. */
export function isKill({ verdict, wire }: Pick<FaultCell, 'verdict' | 'wire'>): boolean {
  return isModulesFault(verdict) || (verdict !== 'error' && isModulesFault(wire));
}

/** Red by an expectation of its own, whatever the wire channel says. */
export function isOwnKill({ verdict }: Pick<FaultCell, 'verdict'>): boolean {
  return isModulesFault(verdict);
}

/** Does it name one of `broken`, by its first red expectation or by its wire channel, which judges beside it? */
export function namesAny({ first, wireBreaches }: FaultCell, broken: readonly string[]): boolean {
  return [...(first?.requirements ?? []), ...wireBreaches].some((id) => broken.includes(id));
}

/** What blames the module. A broken should is nonstrict: a run allows it and tells of it, and no scenario could tell of it otherwise. */
export function isModulesFault(verdict: Verdict | 'not-run'): boolean {
  return verdict === 'fail' || verdict === 'unverified' || verdict === 'nonstrict';
}
