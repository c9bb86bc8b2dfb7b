/** Small words that messages are made of: values, types, counts and lists as people write them. */

/** Texts longer than this are cut in a message: the source line below it shows them whole. */
const SHOWN_CHARACTERS_MAX = 60;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  null: 'nothing',
};

/** `a whole number` for `integer`. */
export function wordForType(type: string): string {
  return TYPE_WORDS[type] ?? type;
}

/** `1 key`, `2 keys`. */
export function countOf(count: unknown, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `value` for a message: texts in quotes, lists and maps by their size. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${countOf(value.length, 'item')}`;
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (typeof value !== 'string') return String(value);
  const shown = value.length > SHOWN_CHARACTERS_MAX ? `${value.slice(0, SHOWN_CHARACTERS_MAX)}…` : value;
  return `the text ${JSON.stringify(shown)}`;
}

/** `value` as it would be written, texts without quotes. */
export function showPlain(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

/** `word` between double quotes. */
export function quoteWord(word: string): string {
  return `"${word}"`;
}

/** `a, b and c`. */
export function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The first sentence of a schema's description without its full stop, or null where there is none. */
export function firstSentence(description: unknown): string | null {
  if (typeof description !== 'string') return null;
  return description.split(/(?<=\.)\s/)[0]?.replace(/\.$/, '') ?? null;
}
