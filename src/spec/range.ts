/** Ranges as spec files write them: `7`, `8..8192`, `0..*`. */
import type { RawRange } from './command.generated.ts';
import type { Range } from './model.ts';

/** The range that `raw` writes; its ends may stand the wrong way round (see `isEmptyRange`). The schema has checked its form. */
export function readRange(raw: RawRange): Range {
  if (typeof raw === 'number') return { min: raw, max: raw };
  const [min, max] = raw.split('..').map(Number);
  return { min: min ?? Number.NaN, max: max ?? Number.NaN };
}

/** How often something comes: `2`, `0..1`, `0..*`. */
export function readCount(raw: number | string): { readonly min: number; readonly max: number | null } {
  if (typeof raw === 'number') return { min: raw, max: raw };
  const [min, max] = raw.split('..');
  return { min: Number(min), max: max === '*' ? null : Number(max) };
}

export function isEmptyRange({ min, max }: { readonly min: number; readonly max: number | null }): boolean {
  return max !== null && min > max;
}

export function overlap(left: Range, right: Range): boolean {
  return left.min <= right.max && right.min <= left.max;
}

export function holdsNumber(ranges: readonly Range[], value: number): boolean {
  return ranges.some(({ min, max }) => value >= min && value <= max);
}
