/** Finds the phrase that a step's text fits, with the values in its blanks. cucumber-js does the same with the same table. */
import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { findNearest } from '../base/nearest.ts';
import type { Phrase } from './phrase.ts';
import { PHRASE_PARAMETERS } from './phrase-parameters.ts';
import { PHRASES } from './phrases.ts';

export interface PhraseMatch {
  readonly phrase: Phrase;
  /** The values of the expression's parameters, in order. Getting one may throw PhraseError. */
  readonly readValues: () => unknown[];
}

export interface PhraseBook {
  /** Every phrase that fits: one, none where the step is undefined, more where it is ambiguous. */
  match(text: string): PhraseMatch[];
  /** The phrase that has most words of `text` in their order, or null where none has half of them. */
  findNearest(text: string): Phrase | null;
}

export function createPhraseBook(phrases: readonly Phrase[] = PHRASES): PhraseBook {
  const registry = new ParameterTypeRegistry();
  for (const { name, regexp, transform } of PHRASE_PARAMETERS)
    registry.defineParameterType(new ParameterType(name, regexp, null, transform, false, false));
  const entries = phrases.map((phrase) => ({
    phrase,
    expression: new CucumberExpression(phrase.expression, registry),
  }));
  return {
    match: (text) =>
      entries.flatMap(({ phrase, expression }) => {
        const found = expression.match(text);
        if (found === null) return [];
        return [{ phrase, readValues: () => found.map((argument) => argument.getValue<unknown>(null)) }];
      }),
    findNearest: (text) => findNearestPhrase(text, phrases),
  };
}

function findNearestPhrase(text: string, phrases: readonly Phrase[]): Phrase | null {
  const words = wordsOf(text.replace(/ \[[^\]]*\]$/, ''));
  let nearest: Phrase | null = null;
  let best = 0.5;
  for (const phrase of phrases) {
    const known = wordsOf(phrase.expression.replace(/\{[a-z]*\}/g, ' '));
    // Blanks may hold any number of words, so words beyond the phrase's own count little against it.
    const score = (2 * countShared(words, known)) / (known.length + Math.min(words.length, known.length + 2));
    if (score > best) [nearest, best] = [phrase, score];
  }
  return nearest;
}

function wordsOf(text: string): string[] {
  return text
    .replace(/[()]/g, '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Short words must be the same: `is` and `in` are one letter apart and mean different things. */
function isAlike(word: string, other: string): boolean {
  return word === other || (word.length > 3 && findNearest(word, [other]) !== null);
}

/** Length of the longest common subsequence. */
function countShared(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const next = [0];
    for (const [index, other] of right.entries())
      next.push(
        isAlike(word, other) ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0),
      );
    row = next;
  }
  return row[right.length] ?? 0;
}
