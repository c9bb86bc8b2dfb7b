/** The rule by which several attempts at one scenario make one verdict. */
import type { Acceptance } from '../base/acceptance.ts';
import { highestVerdict, isRed, raiseVerdict, type Verdict } from './verdict.ts';

/** What a run was told about attempts. */
export interface AttemptRule {
  /** How often every scenario runs, from 1. */
  readonly repeat: number;
  /** How often what was red is tried again, from 0. */
  readonly retry: number;
  /** What only passed when it was tried again does not make the run red. */
  readonly allowsFlaky: boolean;
}

/** Everything runs once. */
export const ONE_ATTEMPT: AttemptRule = { repeat: 1, retry: 0, allowsFlaky: false };

export interface Attempt {
  readonly verdict: Verdict;
  readonly wire: Verdict;
  readonly reason: string | null;
}

export interface AttemptRuling extends Attempt {
  /** Attempts differ, and no rule of the scenario's own allows it. */
  readonly flaky: boolean;
  /** Index of the attempt that shows why. */
  readonly decisive: number;
  /** Does the attempt's scenario channel, and its wire channel, speak for the requirements? */
  readonly counts: readonly { readonly scenario: boolean; readonly wire: boolean }[];
}

/** Neither channel is red. */
export function isGood({ verdict, wire }: Pick<Attempt, 'verdict' | 'wire'>): boolean {
  return !isRed(verdict) && !isRed(wire);
}

/**
 * Rules `attempts`, at least one. With an acceptance of the scenario's own: by that. With retries: the last attempt's where that
 * is good, and flaky where an earlier one was not. Otherwise the highest verdict of all, and inconclusive where attempts are missing.
 */
export function ruleAttempts(
  attempts: readonly Attempt[],
  rule: AttemptRule,
  accept: Acceptance | null,
): AttemptRuling {
  if (attempts.every(({ verdict }) => verdict === 'skip')) return ruleByHighest(attempts, attempts.length);
  if (accept !== null) return ruleByAcceptance(attempts, accept);
  const last = attempts.at(-1);
  if (rule.retry > 0 && last !== undefined && isGood(last)) return ruleByLast(attempts, last);
  return ruleByHighest(attempts, rule.repeat);
}

function ruleByLast(attempts: readonly Attempt[], last: Attempt): AttemptRuling {
  const flaky = attempts.length > 1;
  return {
    ...last,
    reason: flaky ? `flaky: ${describeAttempts(attempts)}` : last.reason,
    flaky,
    decisive: attempts.length - 1,
    counts: attempts.map((_, index) => countBoth(index === attempts.length - 1)),
  };
}

function ruleByHighest(attempts: readonly Attempt[], wantedCount: number): AttemptRuling {
  const missingCount = Math.max(0, wantedCount - attempts.length);
  const reached = highestOf(attempts, 'verdict');
  const decisive = findDecisive(attempts);
  const shown = attempts[decisive]?.reason ?? null;
  const isRaised = missingCount > 0 && !isRed(reached);
  return {
    verdict: isRaised ? 'inconclusive' : reached,
    wire: highestOf(attempts, 'wire'),
    reason: isRaised
      ? `${attempts.length} of ${wantedCount} attempts were made`
      : placeReason(attempts, decisive, shown),
    flaky: areMixed(attempts),
    decisive,
    counts: attempts.map(() => countBoth(true)),
  };
}

/** A reason names its attempt where there are several. */
function placeReason(attempts: readonly Attempt[], decisive: number, reason: string | null): string | null {
  if (attempts.length === 1) return reason;
  return areMixed(attempts)
    ? `attempt ${decisive + 1} of ${attempts.length}: ${reason ?? attempts[decisive]?.verdict} (${describeAttempts(attempts)})`
    : reason;
}

/**
 * An attempt passes by its scenario's verdict; the wire channel must hold in all of them. An error, or a claim without proof, is
 * never outvoted: it is not the module's. An attempt that could not be judged counts for neither side.
 */
function ruleByAcceptance(attempts: readonly Attempt[], { passes, of }: Acceptance): AttemptRuling {
  const passed = attempts.filter(({ verdict }) => isPassed(verdict));
  const openCount =
    attempts.filter(({ verdict }) => verdict === 'inconclusive').length + of - attempts.length;
  const ownFault = highestOf(
    attempts.filter(({ verdict }) => verdict === 'error' || verdict === 'unverified'),
    'verdict',
  );
  const isAccepted = ownFault === 'pass' && passed.length >= passes;
  const judged: Verdict =
    ownFault !== 'pass' ? ownFault : passed.length + openCount >= passes ? 'inconclusive' : 'fail';
  const decisive = isAccepted
    ? attempts.findLastIndex(({ verdict }) => isPassed(verdict))
    : findDecisive(attempts);
  const counted = `${passed.length} of ${of} attempts passed, ${passes} ${isAccepted ? 'are enough' : 'are needed'}`;
  const why = isAccepted ? null : (attempts[decisive]?.reason ?? null);
  return {
    verdict: isAccepted ? highestOf(passed, 'verdict') : judged,
    wire: highestOf(attempts, 'wire'),
    reason: why === null ? counted : `${counted}; attempt ${decisive + 1}: ${why}`,
    flaky: !isAccepted && areMixed(attempts),
    decisive,
    counts: attempts.map(({ verdict }) => ({ scenario: !isAccepted || isPassed(verdict), wire: true })),
  };
}

function isPassed(verdict: Verdict): boolean {
  return !isRed(verdict) && verdict !== 'skip';
}

function countBoth(isCounted: boolean) {
  return { scenario: isCounted, wire: isCounted };
}

function highestOf(attempts: readonly Attempt[], channel: 'verdict' | 'wire'): Verdict {
  return highestVerdict(
    attempts.map((attempt) => attempt[channel]),
    'pass',
  );
}

/** The first attempt with the highest verdict of either channel. */
function findDecisive(attempts: readonly Attempt[]): number {
  const heights = attempts.map(({ verdict, wire }) => raiseVerdict(verdict, isRed(wire) ? wire : 'pass'));
  return heights.indexOf(highestVerdict(heights, 'pass'));
}

function areMixed(attempts: readonly Attempt[]): boolean {
  return attempts.some(isGood) && !attempts.every(isGood);
}

/** `attempt 1 fail, attempt 2 pass`. */
function describeAttempts(attempts: readonly Attempt[]): string {
  return attempts
    .map(
      ({ verdict, wire }, index) =>
        `attempt ${index + 1} ${verdict}${isRed(wire) ? `, wire channel ${wire}` : ''}`,
    )
    .join(', ');
}
