/** Ids that stand twice, told with both places. */
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Pointer } from '../document/yaml-document.ts';
import { type Located, nameOfPlace, reportAt } from './spec-file.ts';

export interface LocatedId {
  readonly located: Located<unknown>;
  /** From `located` to the id. */
  readonly inner: Pointer;
  readonly id: string;
}

/** One error for each id that another one before it has; `what` says what they name: `the requirement`. */
export function findDuplicates(ids: readonly LocatedId[], what: string): Diagnostic[] {
  const first = new Map<string, LocatedId>();
  const diagnostics: Diagnostic[] = [];
  for (const candidate of ids) {
    if (!candidate.located.file.isReadable([...candidate.located.pointer, ...candidate.inner])) continue;
    const earlier = first.get(candidate.id);
    if (earlier === undefined) {
      first.set(candidate.id, candidate);
      continue;
    }
    const place = nameOfPlace(earlier.located, earlier.inner);
    const message = `${what} "${candidate.id}" stands a second time; the first is at ${place}`;
    diagnostics.push(
      reportAt(candidate.located, candidate.inner, 'DUPLICATE_ID', message, 'rename one, or take it away'),
    );
  }
  return diagnostics;
}
