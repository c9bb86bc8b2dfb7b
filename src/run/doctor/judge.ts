/** From what was seen to findings: held against the declared profile, and against every other of the set. Pure. */
import type { Diagnosis, Finding, FindingState, KeyDifference, ProfileFit } from '../../record/diagnosis.ts';
import type { Profile } from '../../spec/model.ts';
import type { Part, Remark } from './part.ts';
import { type Comparison, compareTrait, describeShown, type Trait, writeSetting } from './trait.ts';

const STATES: Readonly<Record<Comparison['state'], FindingState>> = {
  agrees: 'agrees',
  tolerates: 'open',
  unknown: 'open',
  differs: 'disagrees',
  silent: 'seen',
};

/** `profile` is the declared one, `profiles` are all of its set, that one among them. */
export function judgeSeen(
  { traits, remarks }: Part,
  profile: Profile,
  profiles: readonly Profile[],
): Pick<Diagnosis, 'findings' | 'fits'> {
  const fits = rankFits(profiles.map((each) => fitProfile(each, traits)));
  const better = findBetter(fits, profile, profiles);
  return {
    findings: [...remarks.map(completeRemark), ...traits.map((trait) => judgeTrait(trait, profile, better))],
    fits,
  };
}

export function completeRemark(remark: Remark): Finding {
  return { ...remark, key: null, declared: null, shown: null };
}

function judgeTrait(trait: Trait, profile: Profile, better: Profile | null): Finding {
  const comparison = compareTrait(trait, profile);
  const shown = describeShown(trait);
  const isSilent = comparison.state === 'silent';
  return {
    topic: trait.topic,
    state: STATES[comparison.state],
    says: isSilent
      ? `the device shows ${shown}`
      : `the device shows ${shown}, declared is ${comparison.declared}`,
    key: isSilent ? null : trait.key,
    declared: isSilent ? null : comparison.declared,
    shown,
    evidence: trait.evidence,
    todo: advise(trait, comparison.state, better),
  };
}

function advise(trait: Trait, state: Comparison['state'], better: Profile | null): string | null {
  const setting = `set \`${writeSetting(trait)}\` in its profile`;
  if (state === 'agrees' || state === 'silent') return null;
  if (trait.key === 'framing.results' && trait.shown === 'mixed')
    return 'let the module begin its results with a blank line always or never';
  // The echo is what it was switched to last: a profile leaves it open on purpose.
  if (trait.key === 'framing.echo' && state === 'tolerates') return null;
  if (trait.key === 'values.test_form' && / and /.test(String(trait.shown)))
    return 'let the module answer all its test forms alike';
  if (state === 'differs' && better !== null && compareTrait(trait, better).state !== 'differs')
    return `use --profile ${better.name}, or ${setting}`;
  return state === 'differs' ? `${setting}, or mend the device` : setting;
}

export function fitProfile(profile: Profile, traits: readonly Trait[]): ProfileFit {
  const agree: string[] = [];
  const open: string[] = [];
  const differ: KeyDifference[] = [];
  for (const trait of traits) {
    const { state, declared } = compareTrait(trait, profile);
    if (state === 'agrees') agree.push(trait.key);
    else if (state === 'differs') differ.push({ key: trait.key, declared, shown: describeShown(trait) });
    else if (state !== 'silent') open.push(trait.key);
  }
  return { profile: profile.name, agree, open, differ };
}

/** Fewest differences first, then most that agree, then by name. */
function rankFits(fits: readonly ProfileFit[]): ProfileFit[] {
  return [...fits].sort(
    (left, right) =>
      left.differ.length - right.differ.length ||
      right.agree.length - left.agree.length ||
      (left.profile < right.profile ? -1 : 1),
  );
}

/** The profile that differs in less than the declared one, or null. */
function findBetter(
  fits: readonly ProfileFit[],
  declared: Profile,
  profiles: readonly Profile[],
): Profile | null {
  const [best] = fits;
  const own = fits.find(({ profile }) => profile === declared.name);
  if (best === undefined || own === undefined || best.differ.length >= own.differ.length) return null;
  return profiles.find(({ name }) => name === best.profile) ?? null;
}

/** What a run with these findings would come to. */
export function decideDiagnosis(findings: readonly Finding[]): Pick<Diagnosis, 'verdict' | 'exitCode'> {
  if (findings.some(({ state }) => state === 'unusable')) return { verdict: 'unusable', exitCode: 4 };
  if (findings.some(({ state }) => state === 'disagrees')) return { verdict: 'differs', exitCode: 1 };
  return { verdict: 'as-declared', exitCode: 0 };
}
