/** The words and figures that every report says alike: verdicts, counts, times, shares. */
import type { CommandResult } from '../record/result.ts';
import { VERDICTS, type Verdict } from '../record/verdict.ts';

/** A verdict as people read it in counts: `38 pass`, `2 recorded`, `1 skipped`. */
export const VERDICT_WORDS: Readonly<Record<Verdict | 'untested', string>> = {
  pass: 'pass',
  info: 'recorded',
  nonstrict: 'nonstrict',
  skip: 'skipped',
  inconclusive: 'inconclusive',
  unverified: 'unverified',
  fail: 'fail',
  error: 'error',
  untested: 'untested',
};

/** `count` with its noun in the right number: `1 requirement`, `1,204 bytes`. */
export function countNoun(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A whole number with a comma between thousands. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Milliseconds as seconds with three decimals and no unit, the column of a ladder: `0.012`. */
export function formatLadderTime(timeMs: number): string {
  return (timeMs / 1000).toFixed(3);
}

/** A measured time or a limit, in the unit that reads best: `12 ms`, `5.3 s`, `2 min 5 s`. */
export function formatTime(timeMs: number): string {
  if (timeMs < 1000) return `${trimZeros(timeMs.toFixed(timeMs < 10 ? 1 : 0))} ms`;
  if (timeMs < 120_000) return `${trimZeros((timeMs / 1000).toFixed(timeMs < 10_000 ? 3 : 1))} s`;
  const seconds = Math.round(timeMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function trimZeros(figure: string): string {
  return figure.includes('.') ? figure.replace(/\.?0+$/, '') : figure;
}

/** A time to come or gone by on a clock face: `0:07`, `12:30`, `1:02:03`. */
export function formatClock(timeMs: number): string {
  const seconds = Math.max(0, Math.ceil(timeMs / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/**
 * A share from 0 to 1 in whole per cent, rounded down, so that 100 % is only said of everything;
 * a little is 1 % rather than nothing.
 */
export function formatShare(share: number): string {
  return `${share > 0 && share < 0.01 ? 1 : Math.floor(share * 100 + 1e-9)} %`;
}

/** What a reader is to see of deviations that a baseline accepts: neither a pass nor a failure. */
export const ACCEPTED_VERDICT = 'nonstrict' as const satisfies Verdict;

/**
 * `2 pass`, `1 fail` and the like for every verdict that occurs, in the order in which verdicts rise; `accepted` deviations are
 * counted apart, last.
 */
export function listCounts(
  counts: Readonly<Record<Verdict, number>>,
  accepted = 0,
): { verdict: Verdict; text: string }[] {
  const told = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => ({
    verdict,
    text: `${formatCount(counts[verdict])} ${VERDICT_WORDS[verdict]}`,
  }));
  const apart = { verdict: ACCEPTED_VERDICT, text: `${formatCount(accepted)} accepted` };
  return accepted > 0 ? [...told, apart] : told;
}

/** The wire channel of a command in a word or two: `pass`, `pass, 2 accepted`. */
export function describeWire({ wire, accepted }: Pick<CommandResult, 'wire' | 'accepted'>): string {
  if (accepted.wire === 0) return VERDICT_WORDS[wire];
  const apart = `${formatCount(accepted.wire)} accepted`;
  return wire === 'untested' ? apart : `${VERDICT_WORDS[wire]}, ${apart}`;
}
