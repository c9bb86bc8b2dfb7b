/** The module's own reading of a command line, after the WinnerMicro and ESP-AT guides: name, form, arguments. */
import { type Result, refuse, succeed } from '../base/result.ts';

/** One argument as written. `text` of a string is unescaped; one character is one byte (latin1). */
export type Argument =
  | { readonly kind: 'omitted' }
  | { readonly kind: 'bare'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string };

export interface CommandLine {
  /** What follows `AT`: empty for `AT` itself, `E0`, `+HTTPCGET`. Upper case only. */
  readonly name: string;
  readonly form: 'execute' | 'query' | 'test' | 'set';
  /** Of a set form at least one, which may be omitted; empty for other forms. */
  readonly arguments: readonly Argument[];
}

const COMMAND = /^AT(\+[A-Z][A-Z0-9_]*|[A-Z][0-9]*)?(=\?|\?|=.*)?$/s;

/** Reads a line without its CR LF. The only fault is `malformed`: no `AT`, an unclosed quote, text after a quote. */
export function parseCommandLine(text: string): Result<CommandLine, 'malformed'> {
  const match = COMMAND.exec(text);
  if (match === null) return refuse('malformed');
  const [, name = '', tail = ''] = match;
  if (tail === '') return succeed({ name, form: 'execute', arguments: [] });
  if (tail === '?') return succeed({ name, form: 'query', arguments: [] });
  if (tail === '=?') return succeed({ name, form: 'test', arguments: [] });
  const list = parseArguments(tail.slice(1));
  return list === null ? refuse('malformed') : succeed({ name, form: 'set', arguments: list });
}

function parseArguments(text: string): readonly Argument[] | null {
  const list: Argument[] = [];
  let offset = 0;
  for (;;) {
    const next = text[offset] === '"' ? readString(text, offset) : readBare(text, offset);
    if (next === null) return null;
    list.push(next.argument);
    if (next.end === text.length) return list;
    if (text[next.end] !== ',') return null;
    offset = next.end + 1;
  }
}

interface ReadArgument {
  readonly argument: Argument;
  /** Offset of the comma behind it, or the length of the text. */
  readonly end: number;
}

function readBare(text: string, start: number): ReadArgument {
  const comma = text.indexOf(',', start);
  const end = comma === -1 ? text.length : comma;
  const bare = text.slice(start, end);
  return { argument: bare === '' ? { kind: 'omitted' } : { kind: 'bare', text: bare }, end };
}

/** A backslash takes the next character as it is, whichever it is; an unescaped comma belongs to the string. */
function readString(text: string, start: number): ReadArgument | null {
  let value = '';
  for (let offset = start + 1; offset < text.length; offset += 1) {
    const character = text[offset];
    if (character === '"') return { argument: { kind: 'string', text: value }, end: offset + 1 };
    if (character === '\\') offset += 1;
    value += text[offset] ?? '';
  }
  return null;
}
