/** The one place where a diagnostic becomes text: path, line and column, the source line, a caret, and what to do. */
import type { Diagnostic, Span } from './diagnostic.ts';
import { placeOf } from './place.ts';

/** Wider source lines are clipped around the span: a line of a terminal holds them beside the line number. */
export const SOURCE_COLUMNS_MAX = 110;

/** How much of a clipped line is kept before the span, so that the reader sees what it belongs to. */
const COLUMNS_BEFORE_SPAN = 40;
const LINE_NUMBER_COLUMNS = 5;
const TAB = '    ';
const INDENT = '   ';

/**
 * `diagnostic` as lines without a final newline:
 *
 *     path:line:column  error CODE
 *        14 | the source line
 *           |     ^^^^
 *        message
 *        hint
 *
 * `text` is the document that the diagnostic speaks of. Without a span there is no source line.
 */
export function renderDiagnostic(diagnostic: Diagnostic, text: string): string {
  const { path, span, severity, code, message, hint } = diagnostic;
  const place = placeOf(text, span);
  const head = span === null ? path : `${path}:${place.line}:${place.column}`;
  const lines = [`${head}  ${severity} ${code}`];
  if (span !== null) lines.push(...drawSource(text, span, place.line));
  lines.push(`${INDENT}${message}`);
  if (hint !== null) lines.push(`${INDENT}${hint}`);
  return lines.join('\n');
}

function drawSource(text: string, span: Span, line: number): string[] {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = endOfLine(text, lineStart);
  const start = Math.min(span.start, lineEnd);
  const end = Math.max(start, Math.min(span.end, lineEnd));
  const before = drawText(text.slice(lineStart, start));
  const marked = drawText(text.slice(start, end));
  const window = clipAround(before, marked, drawText(text.slice(end, lineEnd)));
  const gutter = ' '.repeat(LINE_NUMBER_COLUMNS);
  return [
    `${String(line).padStart(LINE_NUMBER_COLUMNS)} | ${window.source}`.trimEnd(),
    `${gutter} | ${' '.repeat(window.columnsBefore)}${'^'.repeat(Math.max(1, window.columnsMarked))}`,
  ];
}

function endOfLine(text: string, lineStart: number): number {
  const newline = text.indexOf('\n', lineStart);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === '\r' && end > lineStart ? end - 1 : end;
}

/** Tabs as spaces, so that the caret stands right; other control characters as a dot, so that none reaches a terminal. */
function drawText(text: string): string {
  return text.replaceAll('\t', TAB).replace(/[\x00-\x1f\x7f-\x9f\ufeff]/g, '·');
}

function clipAround(before: string, marked: string, after: string) {
  const whole = before + marked + after;
  if (countColumns(whole) <= SOURCE_COLUMNS_MAX)
    return { source: whole, columnsBefore: countColumns(before), columnsMarked: countColumns(marked) };
  const head = clipStart(
    before,
    Math.max(COLUMNS_BEFORE_SPAN, SOURCE_COLUMNS_MAX - countColumns(marked + after)),
  );
  const source = clipEnd(head + marked + after, SOURCE_COLUMNS_MAX);
  const columnsBefore = countColumns(head);
  return {
    source,
    columnsBefore,
    columnsMarked: Math.min(countColumns(marked), countColumns(source) - columnsBefore),
  };
}

/** The end of `text` in at most `columns` columns, an ellipsis before it where something is missing. */
function clipStart(text: string, columns: number): string {
  if (countColumns(text) <= columns) return text;
  return `…${takeColumns([...text].reverse(), columns - 1)
    .reverse()
    .join('')}`;
}

/** The start of `text` in at most `columns` columns, an ellipsis after it where something is missing. */
function clipEnd(text: string, columns: number): string {
  if (countColumns(text) <= columns) return text;
  return `${takeColumns([...text], columns - 1).join('')}…`;
}

function takeColumns(characters: readonly string[], columns: number): string[] {
  let taken = 0;
  const end = characters.findIndex((character) => {
    taken += countColumns(character);
    return taken > columns;
  });
  return characters.slice(0, end < 0 ? characters.length : end);
}

const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff01-\uff60]/u;
const COMBINING = /\p{M}|\u200d/u;

/** Columns of a terminal: two for East Asian and emoji characters, none for combining marks. */
function countColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}
