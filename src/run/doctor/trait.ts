/** What a device shows of the things that profiles declare, and whether a profile says the same. Pure. */
import { encodeText, escapeBytes } from '../../base/bytes.ts';
import type { Evidence } from '../../record/diagnosis.ts';
import type { Profile, ProfileScalar } from '../../spec/model.ts';

type Shown =
  /** Every line end at which it answers. */
  | { readonly key: 'framing.terminator'; readonly shown: readonly string[] }
  | { readonly key: 'framing.echo'; readonly shown: 'on' | 'off' }
  /** mixed: now one, now the other. */
  | { readonly key: 'framing.results'; readonly shown: 'bare' | 'wrapped' | 'mixed' }
  | { readonly key: 'framing.prompts'; readonly shown: string }
  | {
      readonly key: 'framing.success_finals' | 'framing.error_finals' | 'framing.busy';
      readonly shown: readonly string[];
    }
  /** A capability of the set; `isAtLeast`: it may be more. */
  | { readonly key: `values.${string}`; readonly shown: ProfileScalar; readonly isAtLeast: boolean };

export type Trait = Shown & { readonly topic: string; readonly evidence: readonly Evidence[] };

/** agrees: says just that. tolerates: leaves room for it. unknown: says so. differs: says something else. silent: has no such key. */
export interface Comparison {
  readonly state: 'agrees' | 'tolerates' | 'unknown' | 'differs' | 'silent';
  /** In words; empty where silent. */
  readonly declared: string;
}

export function compareTrait(trait: Trait, { framing, values }: Profile): Comparison {
  switch (trait.key) {
    case 'framing.terminator':
      return compare(trait.shown.includes(framing.terminator), quote(framing.terminator));
    case 'framing.echo':
      return framing.echo === 'either'
        ? { state: 'tolerates', declared: 'either' }
        : compare(framing.echo === trait.shown, framing.echo);
    case 'framing.results':
      return framing.results === 'either' && trait.shown !== 'mixed'
        ? { state: 'tolerates', declared: 'either' }
        : compare(framing.results === trait.shown, framing.results);
    case 'framing.prompts': {
      const declared = framing.prompts.map(quote).join(' or ');
      const isListed = framing.prompts.includes(trait.shown);
      return isListed && framing.prompts.length > 1
        ? { state: 'tolerates', declared }
        : compare(isListed, declared);
    }
    case 'framing.success_finals':
      return compareWords(trait.shown, framing.successFinals);
    case 'framing.error_finals':
      return compareWords(trait.shown, framing.errorFinals);
    case 'framing.busy':
      return compareWords(trait.shown, framing.busy);
    default:
      return compareValue(trait, values[trait.key.slice('values.'.length)]?.value);
  }
}

function compareWords(shown: readonly string[], listed: readonly string[]): Comparison {
  const isListed = shown.every((word) => listed.includes(word));
  return compare(isListed, listed.length === 0 ? 'none' : listed.join(', '));
}

function compareValue(
  { shown, isAtLeast }: Extract<Trait, { isAtLeast: boolean }>,
  declared: unknown,
): Comparison {
  if (declared === undefined) return { state: 'silent', declared: '' };
  const text = String(declared);
  if (declared === 'unknown') return { state: 'unknown', declared: text };
  if (isAtLeast && typeof declared === 'number') return compare(declared >= Number(shown), text);
  return compare(declared === 'unlimited' ? isAtLeast : declared === shown, text);
}

function compare(isSame: boolean, declared: string): Comparison {
  return { state: isSame ? 'agrees' : 'differs', declared };
}

/** What the device shows, in words. */
export function describeShown(trait: Trait): string {
  if (trait.key === 'framing.terminator') return trait.shown.map(quote).join(' or ');
  if (trait.key === 'framing.prompts') return quote(trait.shown);
  if (Array.isArray(trait.shown)) return trait.shown.join(', ');
  return 'isAtLeast' in trait && trait.isAtLeast ? `${trait.shown} or more` : String(trait.shown);
}

/** What to write into a profile that is to say the same. */
export function writeSetting(trait: Trait): string {
  const key = trait.key.split('.')[1] ?? '';
  switch (trait.key) {
    case 'framing.terminator':
      return `${key}: ${quote(trait.shown[0] ?? '')}`;
    case 'framing.echo':
      return `${key}: "${trait.shown}"`;
    case 'framing.results':
      return `${key}: ${trait.shown}`;
    case 'framing.prompts':
      return `${key}: [${quote(trait.shown)}]`;
    case 'framing.success_finals':
    case 'framing.error_finals':
    case 'framing.busy':
      return `${key}, with ${trait.shown.join(', ')} among them`;
    default:
      return `${key}: { value: ${trait.shown}, from: recording }`;
  }
}

function quote(text: string): string {
  return `"${escapeBytes(encodeText(text))}"`;
}
