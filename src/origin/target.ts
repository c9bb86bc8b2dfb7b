/** A request target in its two halves, as sent: nothing is decoded. */

export interface TargetParts {
  /** Without scheme and authority, which an absolute target has. */
  readonly path: string;
  /** What stands after the first `?`; null: there is none. */
  readonly query: string | null;
}

export function splitTarget(target: string): TargetParts {
  const relative = target.replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const mark = relative.indexOf('?');
  return mark === -1
    ? { path: relative, query: null }
    : { path: relative.slice(0, mark), query: relative.slice(mark + 1) };
}
