/** The parameter types of the phrases: what may stand in a step's blanks. */
import {
  DATA_PATTERN,
  FINALS_PATTERN,
  PATTERN_PATTERN,
  parseData,
  parseEscapedText,
  parseFinals,
  parsePattern,
  parseProof,
  parseTimes,
  unquote,
} from './phrase-value.ts';
import type { RawElapsed, RawSource, RawStep } from './scenarios.generated.ts';

export interface PhraseParameter {
  readonly name: string;
  /** Has no capturing groups: the transform gets the whole text. */
  readonly regexp: RegExp;
  readonly transform: (text: string) => unknown;
  /** For the reference: what it is, with examples. */
  readonly meaning: string;
}

export type Proof = Pick<RawStep, 'proves' | 'answers' | 'record'>;
export type Within = Pick<RawStep, 'within'>;
export type Cut = { pieces?: string; gap?: string };
export type Surplus = { surplus?: string };
export type Data = RawSource;
export type Window = RawElapsed;

const TIME = '(?:\\d+(?:\\.\\d+)?|\\$\\{[^{}]+\\}) ?(?:ms|s|min)';
const COUNT = '(?:\\d+|\\$\\{[^{}]+\\})';
const same = (text: string) => text;

export const PHRASE_PARAMETERS: readonly PhraseParameter[] = [
  {
    name: 'proof',
    regexp: /(?: \[(?:record )?[RWQ]-[^\][]*\])?/,
    transform: parseProof,
    meaning:
      'may be missing: the requirements that the expectation proves, the questions that it answers: ` [R-GEN-08]`, ` [R-GEN-08, Q-15]`; ` [record R-GEN-12]` writes down instead of judging',
  },
  {
    name: 'within',
    regexp: new RegExp(`(?: within ${TIME})?`),
    transform: (text): Within => (text === '' ? {} : { within: text.slice(' within '.length) }),
    meaning: 'may be missing: how long to wait at most: ` within 5 s`',
  },
  {
    name: 'text',
    regexp: /"(?:[^"\\]|\\.)*"/,
    transform: unquote,
    meaning: 'a text in quotes, `\\"` for a quote inside it',
  },
  {
    name: 'data',
    regexp: new RegExp(DATA_PATTERN),
    transform: parseData,
    meaning:
      'bytes: `"text"`, `escaped "a\\r\\n\\x00"`, `hex "0d0a"`, `base64 "DQo="`, `the file "specs/http/body.bin"`, `100 bytes of repeated "ab"`, `512 bytes beginning with "${origin}/anything/"`, `4096 random bytes named "a"`',
  },
  {
    name: 'pattern',
    regexp: new RegExp(PATTERN_PATTERN),
    transform: parsePattern,
    meaning: 'a value `"text"` or `100`, a range `8..8192`, or an expression for the whole value `/[0-9]+/`',
  },
  {
    name: 'finals',
    regexp: new RegExp(FINALS_PATTERN),
    transform: parseFinals,
    meaning:
      '`OK`, `SEND OK or SEND FAIL`, `"Error"`, `an error`, `a success`, `any final`, `a busy refusal`',
  },
  {
    name: 'line',
    regexp: /[Aa][Tt].*/,
    transform: same,
    meaning: 'the rest of the line, which begins with AT',
  },
  { name: 'count', regexp: new RegExp(COUNT), transform: same, meaning: 'a whole number, or `${variable}`' },
  {
    name: 'times',
    regexp: /once|twice|\d+(?:\.\.\d*)? times?|at least \d+ times?/,
    transform: parseTimes,
    meaning: '`once`, `twice`, `3 times`, `2..5 times`, `at least 2 times`',
  },
  {
    name: 'amount',
    regexp: /\d+(?:\.\.\d*)?|at least \d+/,
    transform: parseTimes,
    meaning: '`1`, `2..5`, `at least 2`',
  },
  { name: 'duration', regexp: new RegExp(TIME), transform: same, meaning: '`300 ms`, `5 s`, `2 min`' },
  {
    name: 'window',
    regexp: new RegExp(`at least ${TIME}|at most ${TIME}|between ${TIME} and ${TIME}`),
    transform: parseWindow,
    meaning: '`at least 900 ms`, `at most 7 s`, `between 900 ms and 1.5 s`',
  },
  { name: 'form', regexp: /set|query|test|execute/, transform: same, meaning: 'set, query, test or execute' },
  {
    name: 'command',
    regexp: /(?:AT\+)?[A-Z][A-Z0-9_]*/,
    transform: (text) => text.replace(/^AT\+/, ''),
    meaning: "a command's name: `HTTPURLCFG`",
  },
  {
    name: 'prefix',
    regexp: /\+[A-Z][A-Z0-9_]*/,
    transform: same,
    meaning: 'what an information response begins with: `+HTTPGETSIZE`',
  },
  { name: 'field', regexp: /[a-z][a-z0-9_]*/, transform: same, meaning: "a field's name in the command set" },
  {
    name: 'name',
    regexp: /[A-Za-z_][A-Za-z0-9_]*/,
    transform: same,
    meaning: "a variable's name, `${name}` afterwards",
  },
  { name: 'method', regexp: /[A-Z]+/, transform: same, meaning: '`GET`, `POST` …' },
  { name: 'target', regexp: /[/$][^\s]*/, transform: same, meaning: 'a request target as sent: `/post?a=1`' },
  {
    name: 'headers',
    regexp: /[!-9;-~]+:.*?/,
    transform: same,
    meaning: 'header lines: `X-A: 1; X-B: b`',
  },
  { name: 'header', regexp: /[!#-9;-Z^-~]+/, transform: same, meaning: "a header's name: `Content-Type`" },
  {
    name: 'what',
    regexp: /method|target|body|header [!-9;-~]+/,
    transform: same,
    meaning: 'method, target, body, or `header Content-Type`',
  },
  {
    name: 'cut',
    regexp: new RegExp(`(?: in pieces of \\d+ bytes?(?:, ${TIME} apart)?)?`),
    transform: parseCut,
    meaning: 'may be missing: ` in pieces of 16 bytes`, ` in pieces of 1 byte, 20 ms apart`',
  },
  {
    name: 'surplus',
    regexp: /(?: followed by "(?:[^"\\]|\\.)*")?/,
    transform: (text): Surplus =>
      text === '' ? {} : { surplus: unquote(text.slice(' followed by '.length)) },
    meaning:
      'may be missing: bytes written in the same breath beyond the declared length: ` followed by "EXTRA"`',
  },
  {
    name: 'escaped',
    regexp: /"(?:[^"\\]|\\.)*"/,
    transform: parseEscapedText,
    meaning: 'a text in quotes with the escapes `\\r \\n \\t \\0 \\xhh`',
  },
];

function parseWindow(text: string): Window {
  const [first = '', second] = text.match(new RegExp(TIME, 'g')) ?? [];
  if (text.startsWith('at least')) return { min: first };
  return second === undefined ? { max: first } : { min: first, max: second };
}

function parseCut(text: string): Cut {
  const match = /of (\d+) bytes?(?:, (.+) apart)?$/.exec(text);
  if (match === null) return {};
  const [, pieces = '', gap] = match;
  return { pieces, ...(gap === undefined ? {} : { gap }) };
}
