/** What is wrong in a document: where, what was expected, what came, and one thing to do. Drawn in one place only. */

/** A stretch of a text, in UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Diagnostic {
  /** Stable, upper case with underscores; listed in docs/errors.md. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** From the project's root. */
  readonly path: string;
  /** null: the whole document. */
  readonly span: Span | null;
  /** Lower-case start, no full stop: what was expected and what came. */
  readonly message: string;
  /** One thing to do, or null. */
  readonly hint: string | null;
}
