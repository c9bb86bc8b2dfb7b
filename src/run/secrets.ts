/** Values that nobody may read in events, in reports or on the terminal: those that setup lines take from the environment. */
import { type Bytes, decodeLatin1, encodeText, escapeBytes } from '../base/bytes.ts';
import { VERDICTS } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What stands where a secret stood. */
const MASK = '***';

export class Secrets {
  /** The longest first, since one may be part of another. */
  readonly #values: readonly string[];
  readonly #kept: ReadonlySet<string>;

  /** `kept`: texts of our own, such as scenario ids, that stay as they are even where a secret looks like one. */
  constructor(values: Iterable<string>, kept: Iterable<string> = []) {
    this.#values = [...new Set(values)]
      .filter((value) => value !== '')
      .sort((left, right) => right.length - left.length);
    this.#kept = new Set(kept);
  }

  areIn(text: string): boolean {
    return this.#values.some((value) => text.includes(value));
  }

  /** `text` without any secret, as it is or with its bytes escaped. */
  maskText(text: string): string {
    if (this.#kept.has(text)) return text;
    return this.#values.reduce(
      (masked, value) => masked.replaceAll(value, MASK).replaceAll(escapeBytes(encodeText(value)), MASK),
      text,
    );
  }

  maskBytes(bytes: Bytes): Bytes {
    if (this.#values.length === 0) return bytes;
    const masked = this.#values.reduce(
      (text, value) => text.replaceAll(decodeLatin1(encodeText(value)), MASK),
      decodeLatin1(bytes),
    );
    return Buffer.from(masked, 'latin1');
  }
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
  'scenario wire given test setup probe clean recovery command data raw script connection request body answer closed malformed open close link-lost reset reset-line interrupted evidence-cut'.split(
    ' ',
  );
