/** The eight verdicts in rising order. Inside a scenario a verdict can only rise. */

export const VERDICTS = [
  'pass',
  'info',
  'nonstrict',
  'skip',
  'inconclusive',
  'unverified',
  'fail',
  'error',
] as const;

/**
 * pass: proved by bytes. info: the manual is silent or contradicts itself; recorded. nonstrict: a should is broken or a tolerated
 * variant was used. skip: not applicable by the profile. inconclusive: a precondition failed. unverified: claimed without evidence.
 * fail: the module broke a must. error: harness, link or bench; never the module's fault.
 */
export type Verdict = (typeof VERDICTS)[number];

export function isVerdict(word: string): word is Verdict {
  return (VERDICTS as readonly string[]).includes(word);
}

/** The higher of two verdicts. */
export function raiseVerdict(left: Verdict, right: Verdict): Verdict {
  return VERDICTS.indexOf(left) >= VERDICTS.indexOf(right) ? left : right;
}

/** The highest of `verdicts`, or `none` where there is no verdict at all. */
export function highestVerdict<None>(verdicts: Iterable<Verdict>, none: None): Verdict | None {
  let highest: Verdict | null = null;
  for (const verdict of verdicts) highest = highest === null ? verdict : raiseVerdict(highest, verdict);
  return highest ?? none;
}

/** Verdicts that make a run red (exit code 1, or 4 for error). */
export function isRed(verdict: Verdict): boolean {
  return verdict === 'inconclusive' || verdict === 'unverified' || verdict === 'fail' || verdict === 'error';
}
