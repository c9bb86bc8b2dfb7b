/** Finds what stands where a resolved step needs a number. */
import type { Step } from '../scenario/step.ts';

/** Keys that hold a CountTemplate wherever they stand in a step. */
const COUNT_KEYS: ReadonlySet<string> = new Set([
  'bytes',
  'first',
  'bodyBytes',
  'blockBytesMax',
  'min',
  'max',
  'minMs',
  'maxMs',
]);
/** Names that an author chose are their keys. */
const NAMED_BY_AUTHOR: ReadonlySet<string> = new Set(['capture', 'parameters']);

/** The first text in place of a number, as it stands there; null where all counts are numbers. */
export function findUncounted(step: Step): string | null {
  return search(step);
}

function search(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return null;
  for (const [key, member] of Object.entries(value)) {
    if (NAMED_BY_AUTHOR.has(key)) continue;
    const isCount = COUNT_KEYS.has(key) && typeof member === 'string';
    if (isCount && !Number.isSafeInteger(Number(member || Number.NaN))) return member;
    const found = search(member);
    if (found !== null) return found;
  }
  return null;
}
