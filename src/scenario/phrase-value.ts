/** Values as Gherkin writes them: bytes, patterns, finals, cells of tables. */
import { decodeText, encodeText, equalBytes, unescapeBytes } from '../base/bytes.ts';
import { PhraseError, type Table } from './phrase.ts';
import type { RawArgument, RawPattern, RawSource, RawStep } from './scenarios.generated.ts';

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
const VARIABLE = '\\$\\{[^{}]+\\}';
const COUNT = `(?:\\d+|${VARIABLE})`;

/** The forms of bytes, as the source of a regular expression. */
export const DATA_PATTERN = [
  QUOTED,
  `(?:escaped|hex|base64|the file) ${QUOTED}`,
  `${COUNT} bytes? (?:of repeated|beginning with) ${QUOTED}`,
  `${COUNT} random bytes? named ${QUOTED}`,
].join('|');

const DATA =
  /^(?:(escaped|hex|base64|the file) |(\S+) bytes? (of repeated|beginning with) |(\S+) random bytes? named )?"((?:[^"\\]|\\.)*)"$/s;

/** A quoted text without its quotes; `\"` is a quote, every other backslash stands for itself. */
export function unquote(text: string): string {
  return text.slice(1, -1).replaceAll('\\"', '"');
}

/** `"text"`, `hex "0d0a"`, `100 bytes of repeated "a"` and their like as a raw source. */
export function parseData(text: string): RawSource {
  const match = DATA.exec(text);
  if (match === null) return { text };
  const [, form, ruleCount, rule, randomCount] = match;
  const content = unquote(text.slice(text.indexOf('"')));
  if (form === 'escaped') return { escaped: content };
  if (form === 'hex') return { hex: content };
  if (form === 'base64') return { base64: content };
  if (form === 'the file') return { file: content };
  if (rule === 'of repeated') return { repeat: content, bytes: ruleCount ?? '' };
  if (rule === 'beginning with') return { fill: content, bytes: ruleCount ?? '' };
  if (randomCount !== undefined) return { random: content, bytes: randomCount };
  return { text: content };
}

/** Text whose escapes are resolved, for a line end. */
export function parseEscapedText(text: string): string {
  const bytes = unescapeBytes(text.slice(1, -1));
  const meaning = decodeText(bytes);
  if (!equalBytes(encodeText(meaning), bytes))
    throw new PhraseError('BAD_VALUE', `expected escapes that make a text, got ${text}`, null);
  return meaning;
}

export const PATTERN_PATTERN = [
  QUOTED,
  '\\/(?:[^\\/\\\\]|\\\\.)+\\/',
  '\\d+\\.\\.\\d*',
  '\\.\\.\\d+',
  '-?\\d+',
  VARIABLE,
].join('|');

/** `"exact"`, `/expression/`, `8..8192`, `8..`, `..20`; anything else is an exact value. */
export function parsePattern(text: string): RawPattern {
  if (/^".*"$/s.test(text)) return unquote(text);
  if (/^\/.+\/$/s.test(text)) return { matches: text.slice(1, -1).replaceAll('\\/', '/') };
  const range = /^(\d*)\.\.(\d*)$/.exec(text);
  if (range === null || text === '..') return text;
  const [, min = '', max = ''] = range;
  return { ...(min === '' ? {} : { min }), ...(max === '' ? {} : { max }) };
}

const FINAL = `(?:[A-Z][A-Z0-9_!]*(?: [A-Z][A-Z0-9_!]*)*|${QUOTED}|${VARIABLE}|an error|a success|any final|a busy refusal)`;
export const FINALS_PATTERN = `${FINAL}(?:(?:, | or )${FINAL})*`;

const FINAL_CLASSES: Readonly<Record<string, string>> = {
  'an error': 'error',
  'a success': 'success',
  'any final': 'any',
  'a busy refusal': 'busy',
};

/** `SEND OK or "Error" or an error` as the list of what is acceptable. */
export function parseFinals(text: string): string[] {
  const finals = text.match(new RegExp(FINAL, 'g')) ?? [];
  return finals.map((final) => (final.startsWith('"') ? unquote(final) : (FINAL_CLASSES[final] ?? final)));
}

/** ` [R-GEN-08, Q-15]`, ` [record R-GEN-12]` or nothing, as keys of a raw step. */
export function parseProof(text: string): Pick<RawStep, 'proves' | 'answers' | 'record'> {
  const inside = text.trim().slice(1, -1);
  const isRecord = inside.startsWith('record ');
  const ids = (isRecord ? inside.slice('record '.length) : inside).split(/[\s,]+/).filter((id) => id !== '');
  const answers = ids.filter((id) => id.startsWith('Q-'));
  const proves = ids.filter((id) => !id.startsWith('Q-'));
  return {
    ...(proves.length > 0 ? { proves } : {}),
    ...(answers.length > 0 ? { answers } : {}),
    ...(isRecord ? { record: true } : {}),
  };
}

/** `once`, `2 times`, `at least 2 times`, `0..3 times` as a range. */
export function parseTimes(text: string): string {
  if (text === 'once') return '1';
  if (text === 'twice') return '2';
  const [number = ''] = /\d+(?:\.\.\d*)?/.exec(text) ?? [];
  return text.startsWith('at least') ? `${number}..` : number;
}

/** A cell of a parameter table: empty is an omitted one, digits are a number, quotes keep a text a text. */
export function parseArgument(cell: string): Exclude<RawArgument, unknown[]> {
  if (cell === '') return null;
  if (/^".*"$/s.test(cell)) return unquote(cell);
  return /^-?\d+$/.test(cell) ? Number(cell) : cell;
}

/** Name and value of each row. */
export function readPairs(table: Table): (readonly [name: string, value: string])[] {
  return table.map((row) => {
    const [name, value, extra] = row;
    if (name === undefined || value === undefined || extra !== undefined)
      throw new PhraseError(
        'BAD_VALUE',
        `expected rows of two cells, got ${row.length}: | ${row.join(' | ')} |`,
        null,
      );
    return [name, value] as const;
  });
}

/** The only cell of each row. */
export function readColumn(table: Table): string[] {
  return table.map((row) => {
    const [value, extra] = row;
    if (value === undefined || extra !== undefined)
      throw new PhraseError(
        'BAD_VALUE',
        `expected rows of one cell, got ${row.length}: | ${row.join(' | ')} |`,
        null,
      );
    return value;
  });
}

/** Values by name; a name that stands more than once gets a list. */
export function groupPairs<Value>(
  pairs: readonly (readonly [name: string, value: Value])[],
): Record<string, Value | Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries(
    [...groups].map(([name, values]) => [name, values.length === 1 ? (values[0] as Value) : values]),
  );
}
