/** Reads what came after a command line without being told how the module frames it. Pure. */
import { type Bytes, decodeLatin1 } from '../../base/bytes.ts';
import type { Profile } from '../../spec/model.ts';

/** The words that any profile of a set knows. */
export interface KnownWords {
  readonly success: ReadonlySet<string>;
  readonly error: ReadonlySet<string>;
  readonly busy: ReadonlySet<string>;
  /** Each matches a whole line. */
  readonly unasked: readonly RegExp[];
}

export interface ReplyLine {
  readonly text: string;
  /** CR LF, CR, LF, or nothing. */
  readonly end: string;
  readonly blanksBefore: number;
}

export interface Reply {
  /** What came back of the command line before anything else; null: nothing did. */
  readonly echo: { readonly text: string; readonly isExact: boolean } | null;
  /** Behind the echo, without blank lines and without codes that come unasked. */
  readonly lines: readonly ReplyLine[];
  /** The last line that is a final, or null. */
  readonly final: (ReplyLine & { readonly isSuccess: boolean }) | null;
  /** Directly behind the command line, so that its blank lines are its own. */
  readonly isFinalFirst: boolean;
  /** Finals in all: more than one belongs to more than one command. */
  readonly finalCount: number;
  /** From the end of the line `OK` (or of the echo) to the last byte, where that is a prompt; otherwise null. */
  readonly prompt: string | null;
}

export function gatherWords(profiles: readonly Profile[]): KnownWords {
  const framings = profiles.map(({ framing }) => framing);
  return {
    success: new Set(['OK', ...framings.flatMap(({ successFinals }) => successFinals)]),
    error: new Set(['ERROR', ...framings.flatMap(({ errorFinals }) => errorFinals)]),
    busy: new Set(framings.flatMap(({ busy }) => busy)),
    unasked: framings.flatMap(({ urcs, banner }) =>
      [...urcs, banner].map((source) => new RegExp(`^(?:${source})$`)),
    ),
  };
}

/** A word that no profile lists and that is nevertheless a refusal: `+CME ERROR: 3`, `CMD UNKNOWN ERR`, `FAIL`. */
const ERROR_LIKE = /^(?:\+CM[ES] ERROR\b.*|[A-Za-z ]*\b(?:ERROR|ERR|FAIL|INVALID)\b[A-Za-z ]*|Error|error)$/;
const LINES = /([^\r\n]*)(\r\n|\r|\n|$)/g;
const PROMPT = /(?:^|(?:^|[\r\n])OK(?:\r\n|\r|\n))([\r\n]*>[ \r\n]*)$/;

/** `line` is the command line that was sent, without `terminator`. */
export function readReply(received: Bytes, line: string, terminator: string, words: KnownWords): Reply {
  const text = decodeLatin1(received);
  const echo = findEcho(text, line, terminator);
  const rest = echo === null ? text : text.slice(echo.end);
  const lines = splitLines(rest).filter((each) => !words.unasked.some((fits) => fits.test(each.text)));
  const finals = lines.filter((each) => isFinal(each.text, words));
  const last = finals.at(-1) ?? null;
  return {
    echo: echo === null ? null : { text: echo.text, isExact: echo.isExact },
    lines,
    final: last === null ? null : { ...last, isSuccess: words.success.has(last.text) },
    isFinalFirst: last !== null && lines[0] === last,
    finalCount: finals.length,
    prompt: PROMPT.exec(rest)?.[1] ?? null,
  };
}

function isFinal(text: string, { success, error }: KnownWords): boolean {
  return success.has(text) || error.has(text) || ERROR_LIKE.test(text);
}

function splitLines(text: string): ReplyLine[] {
  const lines: ReplyLine[] = [];
  let blanksBefore = 0;
  for (const [whole, content = '', end = ''] of text.matchAll(LINES)) {
    if (whole === '') break;
    if (content === '') blanksBefore += 1;
    else {
      lines.push({ text: content, end, blanksBefore });
      blanksBefore = 0;
    }
  }
  return lines;
}

/** The echo stands first, or behind a code that came unasked; its line end may be another one, or lack. */
function findEcho(text: string, line: string, terminator: string) {
  if (line === '') return null;
  for (let at = text.indexOf(line); at >= 0; at = text.indexOf(line, at + 1)) {
    const behind = text.slice(at + line.length);
    const isAlone = (at === 0 || /[\r\n]/.test(text[at - 1] ?? '')) && /^(?:[\r\n]|$)/.test(behind);
    if (!isAlone) continue;
    if (behind.startsWith(terminator))
      return { text: line + terminator, end: at + line.length + terminator.length, isExact: true };
    const end = /^(?:\r(?!\n)|\r\n|\n|)/.exec(behind)?.[0] ?? '';
    return { text: line + end, end: at + line.length + end.length, isExact: false };
  }
  return findBrokenEcho(text, line);
}

/** Part of the line, or the line in other letters. */
function findBrokenEcho(text: string, line: string) {
  const [whole = '', first = ''] = /^([^\r\n]*)(?:\r\n|\r|\n|$)/.exec(text) ?? [];
  const isPart = first.length >= 2 && line.toUpperCase().startsWith(first.toUpperCase());
  return isPart ? { text: whole, end: whole.length, isExact: false } : null;
}
