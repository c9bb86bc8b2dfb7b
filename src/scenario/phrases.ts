/** The phrase table: everything that a Gherkin step can say, as data. cucumber-js and `check` read the same. */
import type { Phrase, PhraseFamily } from './phrase.ts';
import { ANSWERING, LINES, REPORTING } from './phrases-answering.ts';
import { ORIGIN, RECEIVED } from './phrases-origin.ts';
import { ENTERING, SENDING } from './phrases-sending.ts';
import { KEEPING, STATE } from './phrases-state.ts';
import { BODY, RECORDING, TIMING } from './phrases-watching.ts';

export const PHRASE_FAMILIES: readonly PhraseFamily[] = [
  STATE,
  SENDING,
  ENTERING,
  ANSWERING,
  REPORTING,
  LINES,
  BODY,
  TIMING,
  ORIGIN,
  RECEIVED,
  RECORDING,
  KEEPING,
];

export const PHRASES: readonly Phrase[] = PHRASE_FAMILIES.flatMap((family) => family.phrases);

/** How many values a phrase's function takes: its parameters, and the table or text below it. */
export function countValues(phrase: Phrase): number {
  const parameters = phrase.expression.match(/(?<!\\)\{[a-z]*\}/g) ?? [];
  return parameters.length + (phrase.attachment === 'none' ? 0 : 1);
}
