/**
 * The harness's grammar of command lines, both ways: arguments to text and text back to arguments.
 *
 * Source: the vendors' AT guides (strings in double quotes, integers bare, an omitted middle parameter keeps its comma,
 * backslash escapes inside strings) and ITU-T V.250 5.4 for basic commands.
 */

export type LineArgument =
  | { readonly kind: 'omitted' }
  | { readonly kind: 'integer'; readonly value: number }
  /** The meaning of a quoted string, its escapes resolved. */
  | { readonly kind: 'string'; readonly value: string }
  /** Anything that is neither: an unquoted word, a number with a fraction, a broken string. */
  | { readonly kind: 'bare'; readonly text: string };

export interface CommandLine {
  readonly prefix: 'AT+' | 'AT';
  /** Without the prefix: `HTTPCGET`; `E0`; empty for `AT` itself. */
  readonly name: string;
  readonly form: 'test' | 'query' | 'set' | 'execute';
  readonly arguments: readonly LineArgument[];
}

/** Characters that mean something inside a quoted string and get a backslash where they stand for themselves. */
const ESCAPED_IN_STRINGS = /[\\",]/g;

/** The text of a command line without its terminator. With escaping `none` strings stand between quotes as they are. */
export function encodeCommandLine(line: CommandLine, escaping: 'auto' | 'none' = 'auto'): string {
  const start = `${line.prefix}${line.name}`;
  if (line.form === 'execute') return start;
  if (line.form === 'query') return `${start}?`;
  if (line.form === 'test') return `${start}=?`;
  return `${start}=${line.arguments.map((argument) => encodeArgument(argument, escaping)).join(',')}`;
}

function encodeArgument(argument: LineArgument, escaping: 'auto' | 'none'): string {
  switch (argument.kind) {
    case 'omitted':
      return '';
    case 'integer':
      return String(argument.value);
    case 'bare':
      return argument.text;
    case 'string':
      return `"${escaping === 'auto' ? argument.value.replace(ESCAPED_IN_STRINGS, '\\$&') : argument.value}"`;
  }
}

const EXTENDED_LINE = /^AT\+([A-Z][A-Z0-9_]*)(=\?|\?|=)?/s;
const BASIC_LINE = /^AT([&\\%]?[A-Z]?[0-9]*)$/;
/** Source: V.250 5.3.2. */
const S_PARAMETER_LINE = /^AT(S[0-9]+)(?:(\?)|=([0-9]*))$/;

/** What `text` (a command line without its terminator) says, or null where it is no command line at all. */
export function parseCommandLine(text: string): CommandLine | null {
  const extended = EXTENDED_LINE.exec(text);
  if (extended === null) {
    const basic = BASIC_LINE.exec(text);
    if (basic !== null) return { prefix: 'AT', name: basic[1] ?? '', form: 'execute', arguments: [] };
    return parseSParameter(text);
  }
  const [start, name = '', mark] = extended;
  const rest = text.slice(start.length);
  if (mark === '=') return { prefix: 'AT+', name, form: 'set', arguments: parseArguments(rest) };
  if (rest !== '') return null;
  return {
    prefix: 'AT+',
    name,
    form: mark === '?' ? 'query' : mark === '=?' ? 'test' : 'execute',
    arguments: [],
  };
}

function parseSParameter(text: string): CommandLine | null {
  const [, name, mark, value = ''] = S_PARAMETER_LINE.exec(text) ?? [];
  if (name === undefined) return null;
  return mark === '?'
    ? { prefix: 'AT', name, form: 'query', arguments: [] }
    : { prefix: 'AT', name, form: 'set', arguments: parseArguments(value) };
}

/** The arguments of `text`, cut at the commas outside strings. No text at all is no argument. */
export function parseArguments(text: string): LineArgument[] {
  return text === '' ? [] : splitFields(text).map(readArgument);
}

/** `text` cut at the commas that stand outside quoted strings and are not escaped; quotes and escapes are kept. */
export function splitFields(text: string): string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset] as string;
    if (character === '\\' && isQuoted && offset + 1 < text.length) {
      field += character + text[offset + 1];
      offset += 1;
    } else if (character === ',' && !isQuoted) {
      fields.push(field);
      field = '';
    } else {
      if (character === '"') isQuoted = !isQuoted;
      field += character;
    }
  }
  fields.push(field);
  return fields;
}

const INTEGER = /^-?\d{1,15}$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/s;

function readArgument(field: string): LineArgument {
  if (field === '') return { kind: 'omitted' };
  if (INTEGER.test(field)) return { kind: 'integer', value: Number(field) };
  const quoted = QUOTED.exec(field);
  return quoted === null
    ? { kind: 'bare', text: field }
    : { kind: 'string', value: unescapeString(quoted[1] ?? '') };
}

/** A string's meaning: a backslash makes the next character stand for itself. */
export function unescapeString(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
