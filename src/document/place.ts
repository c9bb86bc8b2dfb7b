/** Line and column of an offset, as editors count them. */
import type { Span } from './diagnostic.ts';

/** From 1 both; the column counts UTF-16 units, as editors and the language server protocol do. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Where `span` starts in `text`; null, the whole document, starts at 1:1. A line ends with `\n`. */
export function placeOf(text: string, span: Span | null): LineColumn {
  if (span === null) return { line: 1, column: 1 };
  const before = text.slice(0, span.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: span.start - lineStart + 1 };
}
