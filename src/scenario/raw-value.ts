/** Values inside raw steps: durations, whole numbers, counts, ranges and words. */
import { findNearest } from '../base/nearest.ts';
import type { CountTemplate } from './step.ts';
import type { FaultSink, RawPath } from './step-context.ts';

const MS_BY_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };
const DURATION = /^(\d+(?:\.\d+)?) ?(ms|s|min)$/;
const VARIABLE_MS = /^(\$\{[^{}]+\})(?: ?ms)?$/;
const VARIABLE = /^\$\{[^{}]+\}$/;

/** Does `text` consist of one `${variable}` alone? */
export function isVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** `300 ms`, `5 s`, `2 min` in ms; 0 with a fault where it is none. */
export function readDuration(raw: unknown, path: RawPath, fault: FaultSink): number {
  const match = DURATION.exec(String(raw));
  if (match !== null) return Number(match[1]) * (MS_BY_UNIT[match[2] ?? ''] ?? 0);
  fault('BAD_VALUE', path, `expected a duration such as "300 ms", "5 s" or "2 min", got "${raw}"`);
  return 0;
}

/** A duration in ms, or the variable that will hold one: `5 s`, `${profile.timeout_ms} ms`. */
export function readDurationTemplate(raw: unknown, path: RawPath, fault: FaultSink): CountTemplate {
  const variable = VARIABLE_MS.exec(String(raw));
  return variable?.[1] ?? readDuration(raw, path, fault);
}

/** A whole number of at least 0 that is known when the scenario is loaded. */
export function readWhole(raw: unknown, path: RawPath, fault: FaultSink): number {
  if (/^\d+$/.test(String(raw))) return Number(raw);
  fault('BAD_VALUE', path, `expected a whole number of at least 0, got "${raw}"`);
  return 0;
}

/** A whole number of at least 0, or the variable that will hold one. */
export function readCount(raw: unknown, path: RawPath, fault: FaultSink): CountTemplate {
  return typeof raw === 'string' && isVariable(raw) ? raw : readWhole(raw, path, fault);
}

const TIMES = /^(\d+)(?:(\.\.)(\d+)?)?$/;

/** `2`, `0..3`, `1..`. */
export function readTimes(
  raw: unknown,
  path: RawPath,
  fault: FaultSink,
): { min: number; max: number | null } {
  const match = TIMES.exec(String(raw));
  if (match === null) {
    fault('BAD_VALUE', path, `expected a number or a range such as "2", "0..3" or "1..", got "${raw}"`);
    return { min: 1, max: null };
  }
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3]);
  if (max !== null && max < min)
    fault('BAD_VALUE', path, `expected a range that rises, got "${raw}"`, `write "${max}..${min}"`);
  return { min, max };
}

/** Times whose number may be a variable: `${cnt}`. */
export function readTimesTemplate(
  raw: unknown,
  path: RawPath,
  fault: FaultSink,
): { min: CountTemplate; max: CountTemplate | null } {
  return typeof raw === 'string' && isVariable(raw) ? { min: raw, max: raw } : readTimes(raw, path, fault);
}

/** One of `words`; the first with a fault where it is none of them. */
export function readWord<Word extends string>(
  raw: unknown,
  words: readonly [Word, ...Word[]],
  path: RawPath,
  fault: FaultSink,
): Word {
  const found = words.find((word) => word === raw);
  if (found !== undefined) return found;
  const nearest = findNearest(String(raw), words);
  fault(
    'BAD_VALUE',
    path,
    `expected one of ${words.join(', ')}, got "${raw}"`,
    nearest === null ? null : `did you mean "${nearest}"?`,
  );
  return words[0];
}

/** A word or a list of words as a list. */
export function listOf<Value>(raw: Value | readonly Value[] | undefined): readonly Value[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? (raw as readonly Value[]) : [raw as Value];
}

/** `did you mean …` with the nearest of `known`, or a list of them where none is near. */
export function suggest(word: string, known: readonly string[]): string | null {
  const nearest = findNearest(word, known);
  if (nearest !== null) return `did you mean "${nearest}"?`;
  return known.length > 0 && known.length <= 20 ? `known: ${known.join(', ')}` : null;
}
