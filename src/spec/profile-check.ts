/** What is wrong with one profile that its schema cannot see. */
import type { AnySchemaObject } from 'ajv';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { ProfileFile, RawFraming } from './profile.generated.ts';
import type { LocatedProfile } from './profile-chain.ts';
import { findOpenParts, mergeProfiles } from './profile-model.ts';
import { checkRegex } from './regex-check.ts';
import { type Located, listSound, nameOfFile, reportAt } from './spec-file.ts';

/** Checks what one file says that is to hold for the command set `setName`. */
export function checkProfile(profile: Located<ProfileFile>, setName: string): Diagnostic[] {
  return [...checkName(profile), ...checkSetOf(profile, setName), ...checkFraming(profile)];
}

function checkSetOf(profile: Located<ProfileFile>, setName: string): Diagnostic[] {
  const { file, raw } = profile;
  if (!file.isReadable(['set']) || raw.set === undefined || raw.set === setName) return [];
  const message = `expected a profile for the set ${setName}, came one for "${raw.set}"`;
  return [reportAt(profile, ['set'], 'PROFILE_SET', message, 'name a profile of that set')];
}

function checkName(profile: Located<ProfileFile>): Diagnostic[] {
  const { file, raw } = profile;
  const expected = nameOfFile(file.document.path);
  if (!file.isReadable(['profile']) || raw.profile === expected) return [];
  const message = `expected the profile "${expected}" in this file, came "${raw.profile}"`;
  return [reportAt(profile, ['profile'], 'PROFILE_NAME', message, 'a profile has the name of its file')];
}

function checkFraming(profile: Located<ProfileFile>): Diagnostic[] {
  const { file, raw } = profile;
  if (!file.isReadable(['framing']) || raw.framing === undefined) return [];
  const framing = { ...profile, raw: raw.framing, pointer: ['framing'] };
  const { banner } = raw.framing;
  return [
    ...listSound<string>(framing, 'urcs').flatMap((urc) => checkRegex(urc, [], urc.raw)),
    ...(banner !== undefined && file.isReadable(['framing', 'banner'])
      ? checkRegex(framing, ['banner'], banner)
      : []),
  ];
}

/** How many keys a message lists before it only counts the rest. */
const OPEN_PARTS_SHOWN_MAX = 8;

/** Checks what the files of `chain`, the most general first, say together. */
export function checkWhole(chain: readonly LocatedProfile[], schema: AnySchemaObject): Diagnostic[] {
  const merged = mergeProfiles(chain.map(({ raw }) => raw));
  return [...checkOpen(chain, findOpenParts(merged, schema)), ...checkFinals(chain, merged.framing)];
}

function checkOpen(chain: readonly LocatedProfile[], open: readonly string[]): Diagnostic[] {
  const last = chain.at(-1);
  if (last === undefined || open.length === 0) return [];
  const more = open.length - OPEN_PARTS_SHOWN_MAX;
  const shown = open.slice(0, OPEN_PARTS_SHOWN_MAX).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const hint = 'add them; a value that nobody knows is { value: unknown, from: … }';
  return [reportAt(last, ['profile'], 'PROFILE_INCOMPLETE', `this profile says nothing of ${shown}`, hint)];
}

/** Told where the most special of the two lists stands. */
function checkFinals(chain: readonly LocatedProfile[], framing: RawFraming): Diagnostic[] {
  const errors: readonly string[] = framing.error_finals ?? [];
  const key = (profile: LocatedProfile) =>
    profile.raw.framing?.error_finals !== undefined ? 'error_finals' : 'success_finals';
  const holder = chain.findLast(({ raw }) => raw.framing?.error_finals ?? raw.framing?.success_finals);
  if (holder === undefined) return [];
  return (framing.success_finals ?? [])
    .filter((final) => errors.includes(final))
    .map((final) => {
      const message = `"${final}" is listed as a success and as an error`;
      const hint = 'keep it in one of the two lists';
      return reportAt(holder, ['framing', key(holder)], 'FINAL_IN_BOTH', message, hint, 'key');
    });
}
