/** A covering array of strength two: rows of levels in which every pair of levels that can stand together does. */
import type { Random } from '../base/random.ts';

export interface Factor {
  /** The number of its levels, at least 1. */
  readonly size: number;
}

/** So many rows are drawn for each pair, of which the one that covers most is kept. */
const DRAWN = 40;
/** So many more are drawn before a pair is taken for one that cannot be. */
const DRAWN_MAX = 2000;

/**
 * Rows of one level's number for each factor. `fits` says which rows can be; a pair that is in none of them is left out.
 * Greedy: the next row holds the first pair that is still missing, and of some drawn at random the one with most others.
 */
export function coverPairs(
  factors: readonly Factor[],
  fits: (row: readonly number[]) => boolean,
  random: Random,
): number[][] {
  const missing = new Set(listPairs(factors));
  const rows: number[][] = [];
  for (const pair of listPairs(factors)) {
    if (!missing.has(pair)) continue;
    const row = drawBest(pair, factors, fits, missing, random);
    if (row === null) continue;
    rows.push(row);
    for (const covered of pairsOf(row)) missing.delete(covered);
  }
  return rows;
}

/** `factor:level factor:level`, the factors in rising order. */
export function listPairs(factors: readonly Factor[]): string[] {
  return factors.flatMap(({ size }, left) =>
    factors
      .slice(left + 1)
      .flatMap((other, offset) =>
        Array.from({ length: size * other.size }, (_, index) =>
          namePair(left, Math.floor(index / other.size), left + 1 + offset, index % other.size),
        ),
      ),
  );
}

export function pairsOf(row: readonly number[]): string[] {
  return row.flatMap((level, left) =>
    row.slice(left + 1).map((other, offset) => namePair(left, level, left + 1 + offset, other)),
  );
}

function namePair(left: number, leftLevel: number, right: number, rightLevel: number): string {
  return `${left}:${leftLevel} ${right}:${rightLevel}`;
}

function drawBest(
  pair: string,
  factors: readonly Factor[],
  fits: (row: readonly number[]) => boolean,
  missing: ReadonlySet<string>,
  random: Random,
): number[] | null {
  const fixed = new Map(pair.split(' ').map((part) => part.split(':').map(Number) as [number, number]));
  let best: number[] | null = null;
  let most = 0;
  for (let drawn = 0; drawn < (best === null ? DRAWN_MAX : DRAWN); drawn += 1) {
    const row = factors.map(({ size }, index) => fixed.get(index) ?? random.nextBelow(size));
    if (!fits(row)) continue;
    const count = pairsOf(row).filter((each) => missing.has(each)).length;
    if (count > most) [best, most] = [row, count];
  }
  return best;
}
