/** The colours of verdicts in a terminal; never the only signal, the word always stands beside them. */
import type pc from 'picocolors';
import { assertNever } from '../base/invariant.ts';
import type { Verdict } from '../record/verdict.ts';

/** What picocolors makes for a terminal with or without colours. */
export type Colors = ReturnType<typeof pc.createColors>;

export function paintVerdict(verdict: Verdict | 'untested', text: string, colors: Colors): string {
  switch (verdict) {
    case 'pass':
      return colors.green(text);
    case 'info':
      return colors.cyan(text);
    case 'nonstrict':
    case 'inconclusive':
      return colors.yellow(text);
    case 'skip':
    case 'untested':
      return colors.dim(text);
    case 'unverified':
    case 'fail':
      return colors.red(text);
    case 'error':
      return colors.magenta(text);
    default:
      return assertNever(verdict, 'verdict');
  }
}
