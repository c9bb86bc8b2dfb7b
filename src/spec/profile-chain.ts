/** Which profiles a profile inherits from. */
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { ProfileFile } from './profile.generated.ts';
import { type Located, nameOfFile, reportAt } from './spec-file.ts';

export type LocatedProfile = Located<ProfileFile>;

/** The profile at `path` and those that it extends, the most general first. */
export function followChain(known: readonly LocatedProfile[], path: string) {
  const chain: LocatedProfile[] = [];
  const diagnostics: Diagnostic[] = [];
  let next = known.find(({ file }) => file.document.path === path);
  while (next !== undefined) {
    chain.unshift(next);
    const current: LocatedProfile = next;
    const parent: string | undefined = current.file.isReadable(['extends']) ? current.raw.extends : undefined;
    if (parent === undefined) break;
    next = known.find(({ file }) => nameOfFile(file.document.path) === parent);
    if (next === undefined) diagnostics.push(reportParent(current, parent, known));
    if (next !== undefined && chain.includes(next)) {
      diagnostics.push(reportCycle(next, chain));
      break;
    }
  }
  return { chain, diagnostics };
}

function reportParent(profile: LocatedProfile, parent: string, known: readonly LocatedProfile[]): Diagnostic {
  const names = known.map(({ file }) => nameOfFile(file.document.path)).sort();
  const nearest = findNearest(parent, names);
  const message = `no profile is called "${parent}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  return reportAt(
    profile,
    ['extends'],
    'UNKNOWN_PROFILE',
    message,
    nearest === null ? `known: ${names.join(', ')}` : null,
  );
}

/** One diagnostic for a cycle, from whichever of its members it was found: it begins with the first by name. */
function reportCycle(again: LocatedProfile, chain: readonly LocatedProfile[]): Diagnostic {
  const cycle = chain.slice(0, chain.indexOf(again) + 1).reverse();
  const names = cycle.map(({ file }) => nameOfFile(file.document.path));
  const start = names.indexOf([...names].sort()[0] ?? '');
  const turned = [...names.slice(start), ...names.slice(0, start), names[start]];
  const message = `a profile cannot extend itself: ${turned.join(' → ')}`;
  return reportAt(
    cycle[start] ?? again,
    ['extends'],
    'PROFILE_CYCLE',
    message,
    'let one of them stand alone',
  );
}
