/** Reads a command's arguments from left to right, each by its type; the first one that does not fit refuses them all. */
import type { Argument } from './command-line.ts';

export interface ArgumentReader {
  /** A quoted string. Missing or omitted: `fallback`, or a refusal where there is none. */
  readString(fallback?: string): string;
  /** A bare decimal integer from `min` to `max`. Missing or omitted: `fallback`, or a refusal where there is none. */
  readInteger(range: { readonly min: number; readonly max: number }, fallback?: number): number;
  /** All that is left, as quoted strings, of which none may be omitted. */
  readStrings(): readonly string[];
  /** Refuses for a reason that only the command knows. */
  refuse(): void;
  /** Whether everything fitted and nothing is left over. Values read before are meaningless where it did not. */
  finish(): boolean;
}

const INTEGER = /^-?\d+$/;

export function createArgumentReader(list: readonly Argument[]): ArgumentReader {
  let position = 0;
  let fits = true;
  const take = (): Argument => list[position++] ?? { kind: 'omitted' };
  function refuseWith<Value>(value: Value): Value {
    fits = false;
    return value;
  }
  function readString(fallback?: string): string {
    const argument = take();
    if (argument.kind === 'string') return argument.text;
    if (argument.kind === 'omitted' && fallback !== undefined) return fallback;
    return refuseWith('');
  }
  return {
    readString,
    readInteger({ min, max }, fallback) {
      const argument = take();
      if (argument.kind === 'omitted' && fallback !== undefined) return fallback;
      if (argument.kind !== 'bare' || !INTEGER.test(argument.text)) return refuseWith(min);
      const value = Number(argument.text);
      return value >= min && value <= max ? value : refuseWith(min);
    },
    readStrings() {
      const strings: string[] = [];
      while (position < list.length) strings.push(readString());
      return strings;
    },
    refuse: () => refuseWith(undefined),
    finish: () => fits && position >= list.length,
  };
}
