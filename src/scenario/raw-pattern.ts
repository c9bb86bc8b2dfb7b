/** Patterns inside raw steps: a value itself, a range of numbers, or a regular expression. */

import { readCount } from './raw-value.ts';
import type { RawPattern, RawPatterns } from './scenarios.generated.ts';
import type { Pattern } from './step.ts';
import type { FaultSink, RawPath } from './step-context.ts';

export function readPattern(raw: RawPattern, path: RawPath, fault: FaultSink): Pattern {
  if (typeof raw !== 'object') return { kind: 'exact', value: String(raw) };
  if (raw.matches === undefined)
    return {
      kind: 'number',
      min: raw.min === undefined ? null : readCount(raw.min, [...path, 'min'], fault),
      max: raw.max === undefined ? null : readCount(raw.max, [...path, 'max'], fault),
    };
  if (raw.min !== undefined || raw.max !== undefined)
    fault('STEP_KIND', path, 'expected either matches, or min and max, got both');
  checkExpression(raw.matches, [...path, 'matches'], fault);
  return { kind: 'matches', pattern: raw.matches };
}

export function readPatterns(raw: RawPatterns, path: RawPath, fault: FaultSink): Pattern[] {
  if (!Array.isArray(raw)) return [readPattern(raw, path, fault)];
  if (raw.length === 0) fault('CANNOT_FAIL', path, 'expected at least one line, got none');
  return raw.map((item, index) => readPattern(item, [...path, index], fault));
}

/** A text that no sensible expression matches by accident; one that matches it and nothing at all matches everything. */
const ANY_TEXT = 'q~ 7\u0001 any text at all, "quoted" \\ +X:0';

function checkExpression(pattern: string, path: RawPath, fault: FaultSink): void {
  // Variables may stand for anything; a word in their place keeps the expression readable.
  const tried = pattern.replace(/\$\{[^{}]+\}/g, 'x');
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${tried})$`, 's');
  } catch (error) {
    fault('BAD_EXPRESSION', path, `expected a regular expression: ${(error as Error).message}`);
    return;
  }
  const keepsSomething = /\(\?<[^=!]/.test(pattern);
  if (!keepsSomething && expression.test('') && expression.test(ANY_TEXT))
    fault(
      'CANNOT_FAIL',
      path,
      `the expression /${pattern}/ matches everything`,
      'say what the value must be, or leave it out',
    );
}
