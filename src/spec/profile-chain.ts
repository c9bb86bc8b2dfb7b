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
      diagnostics.push(reportCycle(current, chain));
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

function reportCycle(profile: LocatedProfile, chain: readonly LocatedProfile[]): Diagnostic {
  const names = [...chain].reverse().map(({ file }) => nameOfFile(file.document.path));
  const message = `a profile cannot extend itself: ${[...names, profile.raw.extends].join(' → ')}`;
  return reportAt(profile, ['extends'], 'PROFILE_CYCLE', message, 'let one of them stand alone');
}
