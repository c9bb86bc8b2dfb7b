/** Values that nobody may read in what a run writes: they are masked, however they are spelled. */
import { type Bytes, decodeLatin1 } from '../base/bytes.ts';
import { VERDICTS } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { listSpellings } from './secret-spelling.ts';

/** What stands where a secret stood. */
export const MASK = '***';

/** Of a secret that a text cuts short, so many characters may be seen. */
const SHOWN_CHARACTERS_MAX = 3;

export class Secrets {
  readonly #spellings: readonly string[];
  readonly #byFirst: ReadonlyMap<string, readonly string[]>;
  /** The longest first, since one may be part of another; null where nothing is secret. */
  readonly #pattern: RegExp | null;
  readonly #kept: ReadonlySet<string>;

  /** `kept`: texts of our own, such as scenario ids, that stay as they are even where a secret looks like one. */
  constructor(values: Iterable<string>, kept: Iterable<string> = []) {
    this.#spellings = [...new Set([...values].flatMap(listSpellings))].sort(
      (left, right) => right.length - left.length,
    );
    this.#byFirst = groupByFirst(this.#spellings);
    this.#pattern =
      this.#spellings.length === 0 ? null : new RegExp(this.#spellings.map(escapeRegExp).join('|'), 'g');
    this.#kept = new Set(kept);
  }

  /** `text` without any secret. */
  maskText(text: string): string {
    if (this.#pattern === null || this.#kept.has(text)) return text;
    const masked = text.replace(this.#pattern, MASK);
    return masked.includes('…') ? masked.split('…').map(this.#maskCutEnds).join('…') : masked;
  }

  maskBytes(bytes: Bytes): Bytes {
    return this.maskBytesWithin(new Uint8Array(), bytes, new Uint8Array());
  }

  /** `bytes` without any part of a secret that begins in what stands `before` them or ends in what comes `after` them. */
  maskBytesWithin(before: Bytes, bytes: Bytes, after: Bytes): Bytes {
    if (this.#pattern === null) return bytes;
    const text = decodeLatin1(Buffer.concat([before, bytes, after]));
    const end = before.length + bytes.length;
    let masked = '';
    let next = before.length;
    for (const { 0: found, index } of text.matchAll(this.#pattern)) {
      if (index + found.length <= next || index >= end) continue;
      masked += text.slice(next, Math.max(next, index)) + MASK;
      next = Math.min(end, index + found.length);
    }
    return Buffer.from(masked + text.slice(next, end), 'latin1');
  }

  /** Length of the end of `bytes` that cannot be shown before it is known how it goes on: it may be the beginning of a secret. */
  countOpen(bytes: Bytes): number {
    if (this.#pattern === null) return 0;
    const text = decodeLatin1(bytes);
    let start = this.#findBeginning(text);
    for (const { 0: found, index } of text.matchAll(this.#pattern))
      if (index < start && start < index + found.length) start = index;
    return text.length - start;
  }

  /** Bytes of the longest spelling. */
  get bytesMax(): number {
    return this.#spellings[0]?.length ?? 0;
  }

  /** Where the end of `text` begins that a secret begins with; its length where there is none. */
  #findBeginning(text: string): number {
    for (let start = Math.max(0, text.length - this.bytesMax + 1); start < text.length; start += 1)
      if (this.#begins(text.slice(start))) return start;
    return text.length;
  }

  #begins(text: string): boolean {
    const candidates = this.#byFirst.get(text.charAt(0)) ?? [];
    return candidates.some((spelling) => spelling.length > text.length && spelling.startsWith(text));
  }

  /** A part of a text that was cut at both ends: what is left of a secret there is masked too. */
  readonly #maskCutEnds = (part: string): string => {
    const start = this.#findBeginning(part);
    const isOpen = part.length - start > SHOWN_CHARACTERS_MAX;
    return this.#maskRest(isOpen ? part.slice(0, start) + MASK : part);
  };

  /** The beginning of `part` where it is the end of a secret. */
  #maskRest(part: string): string {
    const rest = Math.max(0, ...this.#spellings.map((spelling) => measureOverlap(spelling, part)));
    return rest > SHOWN_CHARACTERS_MAX ? MASK + part.slice(rest) : part;
  }
}

/** How many characters the end of `left` and the beginning of `right` have in common. */
function measureOverlap(left: string, right: string): number {
  for (let length = Math.min(left.length, right.length); length > SHOWN_CHARACTERS_MAX; length -= 1)
    if (left.endsWith(right.slice(0, length))) return length;
  return 0;
}

function groupByFirst(texts: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const text of texts) groups.set(text.charAt(0), [...(groups.get(text.charAt(0)) ?? []), text]);
  return groups;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
/** Texts that events are made of and that stay as they are, even where a secret is the same word. */
export function listOwnTexts(scenarios: readonly Scenario[]): string[] {
  const ofScenarios = scenarios.flatMap(({ id, requirements, questions, place }) => [
    id,
    place.path,
    ...requirements,
    ...questions,
  ]);
  return [...VERDICTS, ...EVENT_WORDS, ...ofScenarios];
}

/** The closed sets of words in events that scripts, marks and bytes are described with. */
const EVENT_WORDS =
  'scenario wire given test setup probe clean recovery command data raw script connection request body answer closed malformed open close link-lost reset reset-line interrupted evidence-cut reset-command reset-command-end'.split(
    ' ',
  );
