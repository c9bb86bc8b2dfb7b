/** Patterns of fields and lines: an exact value, a number in a range, or a regular expression over the whole value. */
import { assertInvariant } from '../base/invariant.ts';
import type { CountTemplate, Pattern } from '../scenario/step.ts';

export interface PatternMatch {
  readonly isMet: boolean;
  readonly captures: Readonly<Record<string, string>>;
}

export function matchPattern(pattern: Pattern, value: string): PatternMatch {
  switch (pattern.kind) {
    case 'exact':
      return { isMet: value === String(pattern.value), captures: {} };
    case 'number': {
      const isNumber = /^-?\d+$/.test(value);
      const isAbove = pattern.min === null || Number(value) >= toCount(pattern.min);
      const isBelow = pattern.max === null || Number(value) <= toCount(pattern.max);
      return { isMet: isNumber && isAbove && isBelow, captures: {} };
    }
    case 'matches': {
      const match = new RegExp(`^(?:${pattern.pattern})$`, 's').exec(value);
      return { isMet: match !== null, captures: { ...match?.groups } };
    }
  }
}

export function describePattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'exact':
      return `"${pattern.value}"`;
    case 'number':
      if (pattern.min !== null && pattern.max !== null)
        return `a number from ${pattern.min} to ${pattern.max}`;
      return pattern.min !== null
        ? `a number of at least ${pattern.min}`
        : pattern.max !== null
          ? `a number of at most ${pattern.max}`
          : 'a number';
    case 'matches':
      return `/${pattern.pattern}/`;
  }
}

/** The number that a resolved count stands for. The step's resolution has already refused anything else. */
export function toCount(count: CountTemplate): number {
  const value = Number(count);
  assertInvariant(Number.isSafeInteger(value), `a count was left unresolved: ${count}`);
  return value;
}
