/**
 * The classes into which a parameter's arguments fall: each enumerated value; below, at and between the ends of its ranges;
 * omitted; of the wrong type. One argument of a class stands for all of it, so a class is tried or it is not.
 */
import type { Argument } from './argument.ts';
import type { Parameter, Range } from './model.ts';

export type ParameterClassKind =
  | 'value'
  | 'outside'
  | 'below'
  | 'min'
  | 'inside'
  | 'max'
  | 'hole'
  | 'above'
  | 'negative'
  | 'zero'
  | 'positive'
  | 'empty'
  | 'text'
  | 'omitted'
  | 'wrong type';

export interface ParameterClass {
  /** Unique in its parameter and readable: `max 8192`, `hole 1..7`, `value 2`, `omitted`. */
  readonly name: string;
  readonly kind: ParameterClassKind;
  /** May a module take it? null: the manual does not say. */
  readonly valid: boolean | null;
  /** What the value means, for an enumerated one. */
  readonly means: string | null;
  /** The numbers of the class, ends included; null: no end, or not a class of numbers. */
  readonly min: number | null;
  readonly max: number | null;
}

/** All classes of `parameter`. Every argument falls into exactly one of them (see `classifyArgument`). */
export function listParameterClasses(parameter: Parameter): ParameterClass[] {
  return [...listValueClasses(parameter), omittedClass(parameter), makeClass('wrong type', false)];
}

/** The name of the class of `parameter` into which `argument` falls. */
export function classifyArgument(parameter: Parameter, argument: Argument): string {
  if (argument.kind === 'omitted') return 'omitted';
  if (argument.kind === 'bare' || argument.kind !== parameter.type) return 'wrong type';
  const found = listValueClasses(parameter).find((candidate) => holdsValue(candidate, argument.value));
  return found?.name ?? 'outside';
}

function listValueClasses(parameter: Parameter): ParameterClass[] {
  if (parameter.enumeration !== null) return listEnumerated(parameter.enumeration);
  if (parameter.type === 'string') return [makeClass('empty', null), makeClass('text', true)];
  return parameter.values === null ? listUnbounded() : listRanged(parameter.values);
}

function listEnumerated(enumeration: NonNullable<Parameter['enumeration']>): ParameterClass[] {
  const values = enumeration.map(({ value, means }) => {
    const number = typeof value === 'number' ? value : null;
    return { ...makeClass('value', true, number, number), name: `value ${value}`, means };
  });
  return [...values, makeClass('outside', false)];
}

/** Where the manual gives no bounds, a negative count makes no sense and what zero means is open. */
function listUnbounded(): ParameterClass[] {
  return [
    makeClass('negative', false, null, -1),
    makeClass('zero', null, 0, 0),
    makeClass('positive', true, 1, null),
  ];
}

function listRanged(unordered: readonly Range[]): ParameterClass[] {
  const ranges = [...unordered].sort((left, right) => left.min - right.min);
  const classes: ParameterClass[] = [];
  let previous: Range | null = null;
  for (const range of ranges) {
    const lowest = previous === null ? null : previous.max + 1;
    if (lowest === null) classes.push(named('below', false, null, range.min - 1, `below ${range.min}`));
    else if (lowest < range.min) classes.push(ranged('hole', false, lowest, range.min - 1));
    classes.push(...listInside(range));
    previous = range;
  }
  if (previous !== null) classes.push(named('above', false, previous.max + 1, null, `above ${previous.max}`));
  return classes;
}

function listInside({ min, max }: Range): ParameterClass[] {
  if (min === max) return [named('value', true, min, max, `value ${min}`)];
  const ends = {
    min: named('min', true, min, min, `min ${min}`),
    max: named('max', true, max, max, `max ${max}`),
  };
  return max - min < 2
    ? [ends.min, ends.max]
    : [ends.min, ranged('inside', true, min + 1, max - 1), ends.max];
}

/** A mandatory parameter for which the manual nevertheless names a default is an open question. */
function omittedClass({ omission, defaultValue }: Parameter): ParameterClass {
  return makeClass('omitted', omission !== 'none' ? true : defaultValue === null ? false : null);
}

function holdsValue(candidate: ParameterClass, value: number | string): boolean {
  if (typeof value === 'number') {
    const hasBounds = candidate.min !== null || candidate.max !== null;
    return hasBounds && value >= (candidate.min ?? -Infinity) && value <= (candidate.max ?? Infinity);
  }
  if (candidate.kind === 'value') return candidate.name === `value ${value}`;
  return candidate.kind === (value === '' ? 'empty' : 'text');
}

function ranged(kind: ParameterClassKind, valid: boolean, min: number, max: number): ParameterClass {
  return named(kind, valid, min, max, `${kind} ${min === max ? min : `${min}..${max}`}`);
}

function named(
  kind: ParameterClassKind,
  valid: boolean | null,
  min: number | null,
  max: number | null,
  name: string,
) {
  return { ...makeClass(kind, valid, min, max), name };
}

function makeClass(
  kind: ParameterClassKind,
  valid: boolean | null,
  min: number | null = null,
  max: number | null = null,
): ParameterClass {
  return { name: kind, kind, valid, means: null, min, max };
}
