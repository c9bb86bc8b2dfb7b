/** The change from one verdict to another: worse, fixed, or something between. */
import { isRed, type Verdict } from '../record/verdict.ts';
import { CHANGES, type Change, type ChangeCounts } from './comparison.ts';

/** How something fared in a run. */
export interface Standing {
  readonly verdict: Verdict | 'untested' | 'absent';
  readonly accepted: boolean;
  readonly flaky: boolean;
}

/** good; tolerated (a should is broken, a baseline accepts it, it is flaky); not judged for certain; broken. */
const RANKS = { good: 0, tolerated: 1, unjudged: 2, broken: 3 } as const;

function rankStanding({ verdict, accepted, flaky }: Standing): number {
  if (accepted && verdict !== 'absent' && verdict !== 'untested' && isRed(verdict)) return RANKS.tolerated;
  if (verdict === 'fail') return RANKS.broken;
  if (verdict === 'inconclusive' || verdict === 'unverified' || verdict === 'error') return RANKS.unjudged;
  return verdict === 'nonstrict' || flaky ? RANKS.tolerated : RANKS.good;
}

/** What was skipped by the profile, or judged by nothing, shows as little as what is not there. */
export function isAbsent({ verdict }: Standing): boolean {
  return verdict === 'absent' || verdict === 'untested' || verdict === 'skip';
}

/** What becomes accepted is not fixed by that, and what becomes unjudged is neither fixed nor broken: nobody knows. */
export function compareStandings(reference: Standing, run: Standing): Change {
  const [before, now] = [rankStanding(reference), rankStanding(run)];
  if (isAbsent(reference)) return isAbsent(run) ? 'same' : now === RANKS.broken ? 'new-broken' : 'new';
  if (isAbsent(run)) return 'gone';
  if (isSame(reference, run)) return 'same';
  if (now === RANKS.unjudged) return before === RANKS.unjudged ? 'changed' : 'unjudged';
  if (run.accepted && isRed(run.verdict as Verdict)) return 'changed';
  if (now > before) return 'worse';
  return now === RANKS.good && before > RANKS.good ? 'fixed' : 'changed';
}

function isSame(left: Standing, right: Standing): boolean {
  return left.verdict === right.verdict && left.accepted === right.accepted && left.flaky === right.flaky;
}

/** The weightier of two changes: what two channels of a scenario make together. */
export function heavierChange(left: Change, right: Change): Change {
  return CHANGES.indexOf(left) <= CHANGES.indexOf(right) ? left : right;
}

/** How often each change occurs; every change has its entry. */
export function countChanges(changes: readonly Change[]): ChangeCounts {
  const counts = Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
  for (const change of changes) counts[change] += 1;
  return counts;
}
