/** The options behind the question mark of a device address, `?name=value&name=value`, and how a wrong one is refused. */
import { findNearest } from '../base/nearest.ts';

export interface Option {
  readonly name: string;
  readonly value: string;
}

/** What is wrong with an address, and what to write instead. */
export interface AddressFault {
  readonly message: string;
  readonly hint: string;
}

/** `text` cut at its first question mark. */
export function splitOptions(text: string): { readonly head: string; readonly options: readonly Option[] } {
  const at = text.indexOf('?');
  if (at < 0) return { head: text, options: [] };
  const options = [...new URLSearchParams(text.slice(at + 1))].map(([name, value]) => ({ name, value }));
  return { head: text.slice(0, at), options };
}

/** The first of `options` that is none of `known`, or is given twice; null where all are fine. */
export function checkOptionNames(options: readonly Option[], known: readonly string[]): AddressFault | null {
  const seen = new Set<string>();
  for (const { name } of options) {
    if (!known.includes(name))
      return { message: `unknown option \`${name}\``, hint: suggestWord(name, known) };
    if (seen.has(name)) return { message: `option \`${name}\` is given twice`, hint: 'give it once' };
    seen.add(name);
  }
  return null;
}

/** Says that `option` takes one of `values` and not what it was given. */
export function refuseValue({ name, value }: Option, values: readonly string[]): AddressFault {
  return {
    message: `option \`${name}\` does not take \`${value}\``,
    hint: `${name} is ${values.join(' or ')}`,
  };
}

/** The nearest of `known`, or all of them. */
export function suggestWord(word: string, known: readonly string[]): string {
  const nearest = findNearest(word, known);
  if (nearest !== null) return `did you mean \`${nearest}\``;
  return known.length === 0 ? 'write the address without options' : `known are ${known.join(', ')}`;
}
