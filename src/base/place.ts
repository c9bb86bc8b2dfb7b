/** Where something was written: a path from the project's root with forward slashes, line and column from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}
