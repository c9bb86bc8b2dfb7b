/** Attempts in words: what a run was told to do, and how those at one scenario went. */
import type { AttemptResult, LadderRow, RunResult, ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { countNoun, VERDICT_WORDS } from './words.ts';

/** `each scenario 3 times`, `2 retries`; null where everything ran once. */
export function describeAttemptRule({ attempts }: RunResult): string | null {
  const { repeat, retry, allowsFlaky } = attempts;
  if (repeat > 1) return `each scenario ${countNoun(repeat, 'time')}`;
  if (retry === 0) return null;
  return `${countNoun(retry, 'retry', 'retries')}${allowsFlaky ? ', flaky allowed' : ''}`;
}

/** Scenarios whose attempts did not all end alike, in order. */
export function findUneven(result: RunResult): readonly ScenarioResult[] {
  return result.scenarios.filter(
    ({ flaky, attempts }) => flaky || (attempts.some(isGood) && !attempts.every(isGood)),
  );
}

function isGood({ verdict, wire }: AttemptResult): boolean {
  return !isRed(verdict) && !isRed(wire);
}

/** FLAKY, or the rule that accepts it: `ACCEPTED 4 of 5`. */
export function nameUneven({ flaky, accept, attempts }: ScenarioResult): string {
  if (flaky || accept === null) return 'FLAKY';
  return `ACCEPTED ${attempts.filter(({ verdict }) => !isRed(verdict)).length} of ${accept.of}`;
}

/** Attempts told one by one; of more the verdicts are counted. */
const TOLD_MAX = 6;

/** `attempt 1 fail (expected OK), attempt 2 pass`, on one line. */
export function describeAttempts({ attempts }: ScenarioResult): string {
  const told = attempts.slice(0, TOLD_MAX).map(describeAttempt);
  const rest = attempts.slice(TOLD_MAX);
  const bad = rest.filter((attempt) => !isGood(attempt)).length;
  return [...told, ...(rest.length === 0 ? [] : [`${rest.length} more, ${bad} of them red`])].join(', ');
}

function describeAttempt(attempt: AttemptResult): string {
  const wire = isRed(attempt.wire) ? `, wire channel ${VERDICT_WORDS[attempt.wire]}` : '';
  const why = isGood(attempt) || attempt.reason === null ? '' : ` (${attempt.reason})`;
  return `attempt ${attempt.attempt} ${VERDICT_WORDS[attempt.verdict]}${wire}${why}`;
}

/** The ladder of every attempt. */
export function listLadders({ ladder, attempts }: ScenarioResult): readonly (readonly LadderRow[])[] {
  return attempts.length === 0 ? [ladder] : attempts.map((attempt) => attempt.ladder);
}
