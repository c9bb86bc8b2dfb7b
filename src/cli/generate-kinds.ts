/** `--generate KIND`: which cases are generated out of the spec. */
import { findNearest } from '../base/nearest.ts';
import { GENERATE_KINDS, type GenerateKind } from '../generate/generate.ts';
import { UsageFault } from './usage-fault.ts';

/** What a run has that asks for nothing else: few enough for every run, and two-sided at every edge. */
export const DEFAULT_KINDS: readonly GenerateKind[] = ['boundary'];

/** The kinds that `words` name, each once, in the order in which they run. Throws UsageFault for a word that is none. */
export function readKinds(words: readonly string[]): readonly GenerateKind[] {
  const parts = words.flatMap((word) => word.split(',')).map((part) => part.trim());
  const unknown = parts.find((part) => part !== 'all' && part !== 'none' && !isKind(part));
  if (unknown !== undefined) throw unknownKind(unknown);
  if (parts.includes('none') && parts.length > 1)
    throw new UsageFault('--generate none goes with no other kind', 'leave one of them out');
  return parts.includes('all') ? GENERATE_KINDS : GENERATE_KINDS.filter((kind) => parts.includes(kind));
}

function isKind(word: string): word is GenerateKind {
  return (GENERATE_KINDS as readonly string[]).includes(word);
}

function unknownKind(word: string): UsageFault {
  const known = [...GENERATE_KINDS, 'all', 'none'];
  const nearest = findNearest(word, known);
  return new UsageFault(
    `--generate knows no cases of the kind "${word}"`,
    nearest === null ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`,
  );
}

/** The kinds of the generated cases among `ids`. */
export function kindsOfIds(ids: readonly string[]): readonly GenerateKind[] {
  const named = new Set(ids.map((id) => /^[^/]*\/generated\/([a-z]+)\//.exec(id)?.[1]));
  return GENERATE_KINDS.filter((kind) => named.has(kind));
}

/** What `--generate` takes for `kinds`, or undefined where every run has them. */
export function renderKinds(kinds: readonly GenerateKind[]): string | undefined {
  if (kinds.join() === DEFAULT_KINDS.join()) return undefined;
  return kinds.length === 0 ? 'none' : kinds.length === GENERATE_KINDS.length ? 'all' : kinds.join(',');
}
