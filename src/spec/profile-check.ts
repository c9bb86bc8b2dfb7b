/** What is wrong with one profile that its schema cannot see. */
import type { Diagnostic } from '../document/diagnostic.ts';
import type { ProfileFile } from './profile.generated.ts';
import { checkRegex } from './regex-check.ts';
import { type Located, listSound, nameOfFile, reportAt } from './spec-file.ts';

export function checkProfile(profile: Located<ProfileFile>): Diagnostic[] {
  return [...checkName(profile), ...checkFraming(profile)];
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
  const success = listSound<string>(framing, 'success_finals').map((final) => final.raw);
  return [
    ...listSound<string>(framing, 'urcs').flatMap((urc) => checkRegex(urc, [], urc.raw)),
    ...(banner !== undefined && file.isReadable(['framing', 'banner'])
      ? checkRegex(framing, ['banner'], banner)
      : []),
    ...listSound<string>(framing, 'error_finals')
      .filter((final) => success.includes(final.raw))
      .map((final) => {
        const message = `"${final.raw}" is listed as a success and as an error`;
        return reportAt(final, [], 'FINAL_IN_BOTH', message, 'keep it in one of the two lists');
      }),
  ];
}
