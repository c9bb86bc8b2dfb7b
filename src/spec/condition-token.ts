/** Cuts the text of a condition into words, names, values and signs. */
import { type Result, refuse, succeed } from '../base/result.ts';

export type ConditionToken = { readonly start: number; readonly end: number; readonly source: string } & (
  | { readonly kind: 'word'; readonly text: string }
  /** `${text}`. */
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** An operator, a bracket, a comma, or one of the words and, or, not, in. */
  | { readonly kind: 'sign'; readonly text: string }
);

const TOKEN =
  /\s*(?:(?<name>\$\{[A-Za-z_][\w.-]*\})|(?<number>-?\d+(?:\.\d+)?(?![\w.-]))|(?<text>"[^"]*"|'[^']*')|(?<sign>==|!=|<=|>=|[<>()[\],])|(?<word>[A-Za-z0-9_][\w.-]*))/y;
const WORD_SIGNS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in']);

/** The tokens of `text`, or the place where it stops being a condition. */
export function cutTokens(
  text: string,
): Result<ConditionToken[], { readonly start: number; readonly end: number; readonly message: string }> {
  const tokens: ConditionToken[] = [];
  const length = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let offset = 0; offset < length; offset = TOKEN.lastIndex) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    if (match === null) {
      const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
      return refuse({ start, end: start + 1, message: describeStranger(text.slice(start)) });
    }
    tokens.push(readToken(match));
  }
  return succeed(tokens);
}

function readToken(match: RegExpExecArray): ConditionToken {
  const { name, number, text, sign, word = '' } = match.groups ?? {};
  const source = match[0].trimStart();
  const end = match.index + match[0].length;
  const place = { source, start: end - source.length, end };
  if (name !== undefined) return { ...place, kind: 'name', text: name.slice(2, -1) };
  if (number !== undefined) return { ...place, kind: 'literal', value: Number(number) };
  if (text !== undefined) return { ...place, kind: 'literal', value: text.slice(1, -1) };
  if (sign !== undefined) return { ...place, kind: 'sign', text: sign };
  if (WORD_SIGNS.has(word)) return { ...place, kind: 'sign', text: word };
  if (word === 'true' || word === 'false') return { ...place, kind: 'literal', value: word === 'true' };
  return { ...place, kind: 'word', text: word };
}

function describeStranger(rest: string): string {
  if (rest.startsWith('=')) return 'expected ==, came = (one = compares nothing)';
  if (rest.startsWith('&&') || rest.startsWith('||'))
    return `expected "and" or "or", came ${rest.slice(0, 2)}`;
  if (rest.startsWith('"') || rest.startsWith("'"))
    return `expected the closing ${rest[0]} of a text, came the end`;
  return `expected a name, a value or a comparison, came ${rest[0]}`;
}
