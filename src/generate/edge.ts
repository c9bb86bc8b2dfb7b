/** The values of a parameter worth trying: both sides of every edge of its ranges and enumerations, landmarks, and numbers that wrap. */
import type { Parameter, Range } from '../spec/model.ts';
import { rulesOf } from './call.ts';

export interface EdgeValue {
  /** `below-8`, `min-8`, `max-8192`, `above-8192`, `value-0`; unique in its parameter. */
  readonly name: string;
  readonly value: number | string;
}

/** Beyond this a number that is cut to 16 or to 32 bits looks like a small one. */
const WRAPS = [
  ['wraps-16-bit', 2 ** 16],
  ['wraps-32-bit', 2 ** 32],
] as const;

/** Of an integer or enumerated parameter; each value once. A string without enumeration has none. */
export function listEdges(parameter: Parameter): EdgeValue[] {
  const edges = [...listOwn(parameter), ...listLandmarks(parameter)];
  const seen = new Set<number | string>();
  return edges.filter(({ value }) => {
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}

function listOwn(parameter: Parameter): EdgeValue[] {
  const { enumeration, values, type } = parameter;
  if (enumeration !== null) {
    const numbers = enumeration.map(({ value }) => value).filter((value) => typeof value === 'number');
    const words = enumeration.map(({ value }) => value).filter((value) => typeof value === 'string');
    const ranges = numbers.map((value) => ({ min: value, max: value }));
    return [...words.map((value) => ({ name: `value-${value}`, value })), ...listAround(ranges)];
  }
  if (type === 'string') return [];
  return values === null ? listUnbounded() : listAround(values);
}

/** Where the manual names no bounds: a negative number, zero, and the first that makes sense. */
function listUnbounded(): EdgeValue[] {
  return [
    { name: 'below-0', value: -1 },
    { name: 'value-0', value: 0 },
    { name: 'min-1', value: 1 },
  ];
}

function listAround(unordered: readonly Range[]): (EdgeValue & { readonly value: number })[] {
  const ranges = [...unordered].sort((left, right) => left.min - right.min);
  const isInside = (value: number) => ranges.some(({ min, max }) => value >= min && value <= max);
  const edges = ranges.flatMap((range) => [...listInside(range), ...listOutside(range)]);
  const [lowest, highest] = [ranges[0]?.min ?? 0, ranges.at(-1)?.max ?? 0];
  const wrapped = WRAPS.map(([name, by]) => ({ name, value: lowest + by })).filter(
    ({ value }) => value > highest,
  );
  return [...edges.filter(({ name, value }) => !/^(below|above)/.test(name) || !isInside(value)), ...wrapped];
}

function listInside({ min, max }: Range) {
  if (min === max) return [{ name: `value-${min}`, value: min }];
  return [
    { name: `min-${min}`, value: min },
    { name: `max-${max}`, value: max },
  ];
}

function listOutside({ min, max }: Range) {
  return [
    { name: `below-${min}`, value: min - 1 },
    { name: `above-${max}`, value: max + 1 },
  ];
}

function listLandmarks(parameter: Parameter): EdgeValue[] {
  if (parameter.type !== 'integer') return [];
  return rulesOf(parameter).landmarks.map((value) => ({ name: `near-${value}`, value }));
}
