/** The command set and the profile that a run was judged by, as its header carries them. */
import type { HeaderEvent, Json } from '../record/event.ts';
import type { CommandSet, Profile } from '../spec/model.ts';

/** What coverage needs of a profile. */
export type JudgedProfile = Pick<Profile, 'name' | 'title'> & {
  readonly timing: Pick<Profile['timing'], 'replyMs'>;
};

/** What coverage needs of a command set. */
export type JudgedSet = Pick<
  CommandSet,
  'name' | 'title' | 'document' | 'commands' | 'groups' | 'requirements' | 'questions' | 'examples'
>;

const UNKNOWN_SET: JudgedSet = {
  name: '',
  title: '',
  document: '',
  commands: [],
  groups: [],
  requirements: [],
  questions: [],
  examples: [],
};

const UNKNOWN_PROFILE: JudgedProfile = { name: '', title: '', timing: { replyMs: 0 } };

/**
 * The set in `header`. It was written from a checked model, and the footer vouches for it, so only its outline is looked
 * at: a file that never had a set (a header cut off, a hand-made one) gives one of nothing.
 */
export function readJudgedSet(header: HeaderEvent): JudgedSet {
  const { set } = header;
  const lists: readonly string[] = ['commands', 'requirements', 'questions'];
  return isRecord(set) && lists.every((key) => Array.isArray(set[key]))
    ? ({ groups: [], examples: [], ...set } as unknown as JudgedSet)
    : UNKNOWN_SET;
}

export function readJudgedProfile(header: HeaderEvent): JudgedProfile {
  const { profile } = header;
  return isRecord(profile) && typeof profile.name === 'string' && isRecord(profile.timing)
    ? (profile as unknown as JudgedProfile)
    : UNKNOWN_PROFILE;
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
