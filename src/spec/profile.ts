/** Loads capability profiles from the texts of their files: the checked models, or every mistake at once. */
import type { AnySchemaObject } from 'ajv';
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Profile } from './model.ts';
import type { ProfileFile } from './profile.generated.ts';
import { followChain, type LocatedProfile } from './profile-chain.ts';
import { checkProfile, checkWhole } from './profile-check.ts';
import { buildProfile, mergeProfiles } from './profile-model.ts';
import { composeProfileSchema, type ProfileSet } from './profile-schema.ts';
import {
  hashTexts,
  nameOfFile,
  openSpecFile,
  reportAt,
  type SpecSchemas,
  type SpecText,
} from './spec-file.ts';

export interface LoadedProfile {
  /** null where any diagnostic is an error. */
  readonly profile: Profile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads the profile `name` of the command set `set` out of `files`, which hold one profile each, of this set and others.
 * Tells only of mistakes that it inherits or makes.
 */
export function loadProfile(
  name: string,
  files: readonly SpecText[],
  schemas: SpecSchemas,
  set: ProfileSet,
): LoadedProfile {
  const schema = composeProfileSchema(schemas.profile, set);
  const known = files.map((file) => openProfile(file, schema));
  const asked = files.find(({ path }) => nameOfFile(path) === name);
  if (asked === undefined) return { profile: null, diagnostics: [describeUnknown(name, files)] };
  const { chain, diagnostics: faults } = followChain(known, asked.path);
  const diagnostics = [
    ...chain.flatMap((member) => member.file.diagnostics),
    ...faults,
    ...chain.flatMap((member) => checkProfile(member, set.name)),
  ];
  if (!hasErrors(diagnostics)) diagnostics.push(...checkWhole(chain, schema));
  if (hasErrors(diagnostics)) return { profile: null, diagnostics };
  const hash = hashTexts(chain.map(({ file: { document } }) => document));
  return { profile: buildProfile(mergeProfiles(chain.map(({ raw }) => raw)), hash), diagnostics };
}

function openProfile(text: SpecText, schema: AnySchemaObject): LocatedProfile {
  const file = openSpecFile(text, schema);
  return { file, pointer: [], raw: file.document.value as ProfileFile };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** What is wrong in any of `files`, all of them profiles of `set`, each mistake once. */
export function checkProfiles(
  files: readonly SpecText[],
  schemas: SpecSchemas,
  set: ProfileSet,
): Diagnostic[] {
  const all = files.flatMap(({ path }) => loadProfile(nameOfFile(path), files, schemas, set).diagnostics);
  const seen = new Set<string>();
  return all.filter((diagnostic) => {
    const key = JSON.stringify(diagnostic);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The files of `files` that are for the command set `setName`, or extend one that is. */
export function listProfilesOf(
  setName: string,
  files: readonly SpecText[],
  schemas: SpecSchemas,
): readonly SpecText[] {
  const opened = files.map((file) => openProfile(file, schemas.profile));
  return files.filter(({ path }) => nameSetOf(opened, path) === setName);
}

/** A profile for a set that is none of `setNames` would be used by no run and checked by nobody. */
export function checkProfileSets(
  setNames: readonly string[],
  files: readonly SpecText[],
  schemas: SpecSchemas,
): Diagnostic[] {
  const opened = files.map((file) => openProfile(file, schemas.profile));
  return opened.flatMap((profile) => {
    const named = nameSetOf(opened, profile.file.document.path);
    if (named !== null && setNames.includes(named)) return [];
    if (profile.file.diagnostics.length > 0) return [...profile.file.diagnostics];
    if (profile.raw.set === undefined) return [reportWithoutSet(profile, setNames)];
    const nearest = findNearest(profile.raw.set, setNames);
    const message = `no command set is called "${profile.raw.set}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
    const hint = nearest === null ? `known: ${setNames.join(', ')}` : null;
    return [reportAt(profile, ['set'], 'PROFILE_SET', message, hint)];
  });
}

function reportWithoutSet(profile: LocatedProfile, setNames: readonly string[]): Diagnostic {
  const message = 'this profile names no command set';
  return reportAt(profile, ['profile'], 'PROFILE_SET', message, `add set: ${setNames[0] ?? '…'}`);
}

/** The set of the profile at `path` by its chain, or null. */
function nameSetOf(known: readonly LocatedProfile[], path: string): string | null {
  const { chain } = followChain(known, path);
  return (
    chain.findLast(({ file, raw }) => file.isReadable(['set']) && raw.set !== undefined)?.raw.set ?? null
  );
}

function describeUnknown(name: string, files: readonly SpecText[]): Diagnostic {
  const known = files.map(({ path }) => nameOfFile(path)).sort();
  const nearest = findNearest(name, known);
  const message = `no profile is called "${name}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  const hint = nearest === null ? `known: ${known.join(', ')}` : null;
  const folder = files[0]?.path.split('/').slice(0, -1).join('/') ?? '';
  return { code: 'UNKNOWN_PROFILE', severity: 'error', path: folder, span: null, message, hint };
}
