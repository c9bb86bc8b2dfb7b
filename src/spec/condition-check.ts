/** Conditions in spec files: can they be read, and do their names exist? */
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic, Span } from '../document/diagnostic.ts';
import { namesOf, parseCondition } from './condition.ts';
import { type Located, reportAt } from './spec-file.ts';

/** Checks the condition under the key `when` of `located`, which may ask for `names`. */
export function checkCondition(
  located: Located<unknown>,
  when: string,
  names: readonly string[],
): Diagnostic[] {
  const condition = parseCondition(when);
  if (!condition.ok) {
    const whole = reportAt(
      located,
      ['when'],
      'BAD_CONDITION',
      condition.fault.message,
      'for example: opt == 3 and size > 0',
    );
    return [{ ...whole, span: narrowSpan(located, whole.span, when, condition.fault) }];
  }
  return namesOf(condition.value)
    .filter(({ name }) => !names.includes(name))
    .map((name) => reportName(located, when, name, names));
}

function reportName(
  located: Located<unknown>,
  when: string,
  operand: Span & { readonly name: string },
  names: readonly string[],
): Diagnostic {
  const nearest = findNearest(operand.name, names);
  const message = `no parameter "${operand.name}" stands before this${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  const hint =
    nearest !== null ? null : names.length === 0 ? 'there is none' : `known here: ${names.join(', ')}`;
  const whole = reportAt(located, ['when'], 'UNKNOWN_CONDITION_NAME', message, hint);
  return { ...whole, span: narrowSpan(located, whole.span, when, operand) };
}

/** The part of the condition's own place; the whole of it where YAML escapes hide the text. */
function narrowSpan({ file }: Located<unknown>, whole: Span | null, when: string, part: Span): Span | null {
  if (whole === null) return null;
  const offset = file.document.text.slice(whole.start, whole.end).indexOf(when);
  if (offset < 0) return whole;
  const start = whole.start + offset;
  return { start: start + part.start, end: Math.max(start + part.end, start + part.start + 1) };
}
