/** Loads capability profiles from the texts of their files: the checked models, or every mistake at once. */
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Profile } from './model.ts';
import type { ProfileFile } from './profile.generated.ts';
import { followChain, type LocatedProfile } from './profile-chain.ts';
import { checkProfile, checkWhole } from './profile-check.ts';
import { buildProfile, mergeProfiles } from './profile-model.ts';
import { hashTexts, nameOfFile, openSpecFile, type SpecSchemas, type SpecText } from './spec-file.ts';

export interface LoadedProfile {
  /** null where any diagnostic is an error. */
  readonly profile: Profile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads the profile `name` out of `files`, which hold one profile each. Tells only of mistakes that it inherits or makes. */
export function loadProfile(name: string, files: readonly SpecText[], schemas: SpecSchemas): LoadedProfile {
  const opened = files.map((file) => openSpecFile(file, schemas.profile));
  const asked = files.findIndex(({ path }) => nameOfFile(path) === name);
  const file = opened[asked];
  if (file === undefined) return { profile: null, diagnostics: [describeUnknown(name, files)] };
  const known = opened.map(
    (candidate): LocatedProfile => ({
      file: candidate,
      pointer: [],
      raw: candidate.document.value as ProfileFile,
    }),
  );
  const { chain, diagnostics: faults } = followChain(known, file.document.path);
  const diagnostics = [
    ...chain.flatMap((member) => member.file.diagnostics),
    ...faults,
    ...chain.flatMap((member) => checkProfile(member)),
  ];
  if (!hasErrors(diagnostics)) diagnostics.push(...checkWhole(chain, schemas.profile));
  if (hasErrors(diagnostics)) return { profile: null, diagnostics };
  const hash = hashTexts(chain.map(({ file: { document } }) => document));
  return { profile: buildProfile(mergeProfiles(chain.map(({ raw }) => raw)), hash), diagnostics };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** What is wrong in any of `files`, each mistake once. */
export function checkProfiles(files: readonly SpecText[], schemas: SpecSchemas): Diagnostic[] {
  const all = files.flatMap(({ path }) => loadProfile(nameOfFile(path), files, schemas).diagnostics);
  const seen = new Set<string>();
  return all.filter((diagnostic) => {
    const key = JSON.stringify(diagnostic);
    return seen.has(key) ? false : seen.add(key);
  });
}

function describeUnknown(name: string, files: readonly SpecText[]): Diagnostic {
  const known = files.map(({ path }) => nameOfFile(path)).sort();
  const nearest = findNearest(name, known);
  const message = `no profile is called "${name}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  const hint = nearest === null ? `known: ${known.join(', ')}` : null;
  const folder = files[0]?.path.split('/').slice(0, -1).join('/') ?? '';
  return { code: 'UNKNOWN_PROFILE', severity: 'error', path: folder, span: null, message, hint };
}
