/** What is wrong with a parameter that its schema cannot see: its ranges, its default, its place in the line. */
import type { Diagnostic } from '../document/diagnostic.ts';
import type { RawForm, RawParameter } from './command.generated.ts';
import { checkCondition } from './condition-check.ts';
import { findDuplicates } from './duplicate.ts';
import { holdsNumber, isEmptyRange, overlap, readRange } from './range.ts';
import { type Located, listMembers, reportAt } from './spec-file.ts';

/** Checks the parameters of `form` one by one and in their order. */
export function checkParameters(form: Located<RawForm>): Diagnostic[] {
  const parameters = listMembers<RawParameter>(form, 'parameters');
  const diagnostics = findDuplicates(
    parameters.map((located) => ({ located, inner: ['name'], id: located.raw.name })),
    'the parameter',
  );
  for (const [index, parameter] of parameters.entries()) {
    const earlier = parameters.slice(0, index).map(({ raw }) => raw.name);
    if (parameter.raw.when !== undefined && parameter.file.isReadable([...parameter.pointer, 'when']))
      diagnostics.push(...checkCondition(parameter, parameter.raw.when, earlier));
    if (!parameter.file.isSound(parameter.pointer)) continue;
    diagnostics.push(...checkValues(parameter), ...checkDefault(parameter));
    if (parameter.raw.repeats === true && index < parameters.length - 1)
      diagnostics.push(reportRepeat(parameter, parameters[index + 1]?.raw.name ?? ''));
  }
  return diagnostics;
}

function reportRepeat(parameter: Located<RawParameter>, next: string): Diagnostic {
  const message = `"${parameter.raw.name}" repeats to the end of the line, yet "${next}" stands after it`;
  return reportAt(
    parameter,
    ['repeats'],
    'REPEAT_NOT_LAST',
    message,
    'move the repeated parameter to the end',
    'key',
  );
}

function checkValues(parameter: Located<RawParameter>): Diagnostic[] {
  const { values, type, name } = parameter.raw;
  if (values === undefined) return [];
  if (type === 'string') {
    const message = `"${name}" is a string, yet it has ranges of numbers`;
    return [
      reportAt(parameter, ['values'], 'RANGE_OF_TEXT', message, 'use enumeration, or type: integer', 'key'),
    ];
  }
  const ranges = values.map(readRange);
  const diagnostics: Diagnostic[] = [];
  for (const [index, range] of ranges.entries()) {
    const written = values[index];
    if (isEmptyRange(range)) {
      const message = `the range ${written} is empty: its minimum ${range.min} is above its maximum ${range.max}`;
      diagnostics.push(
        reportAt(
          parameter,
          ['values', index],
          'EMPTY_RANGE',
          message,
          `did you mean ${range.max}..${range.min}?`,
        ),
      );
      continue;
    }
    const other = ranges
      .slice(0, index)
      .findIndex((earlier) => !isEmptyRange(earlier) && overlap(earlier, range));
    if (other < 0) continue;
    const message = `the range ${written} overlaps with ${values[other]} of the same parameter`;
    diagnostics.push(
      reportAt(parameter, ['values', index], 'OVERLAPPING_RANGES', message, 'write one range, or part them'),
    );
  }
  return diagnostics;
}

function checkDefault(parameter: Located<RawParameter>): Diagnostic[] {
  const { default: value, type, values, enumeration } = parameter.raw;
  const ranges = values?.map(readRange) ?? null;
  // An empty range allows nothing and has its own diagnostic.
  if (value === undefined || ranges?.some(isEmptyRange) === true) return [];
  const fault = describeDefault(value, type, ranges, enumeration?.map((item) => item.value) ?? null);
  if (fault === null) return [];
  return [reportAt(parameter, ['default'], 'DEFAULT_NOT_ALLOWED', `the default ${value} is ${fault}`, null)];
}

function describeDefault(
  value: number | string,
  type: 'integer' | 'string',
  ranges: readonly { min: number; max: number }[] | null,
  enumerated: readonly (number | string)[] | null,
): string | null {
  if ((type === 'integer') !== (typeof value === 'number')) return `no ${type}`;
  if (enumerated !== null && !enumerated.includes(value)) return `none of ${enumerated.join(', ')}`;
  if (ranges !== null && typeof value === 'number' && !holdsNumber(ranges, value))
    return 'outside the values';
  return null;
}
