/** A verdict on the page: a sign, a word and a colour, in this order of weight. */
import type { Verdict } from '../../record/verdict.ts';
import { listCounts, VERDICT_WORDS } from '../words.ts';
import { html, joinMarkup, type Markup } from './markup.ts';

export type AnyVerdict = Verdict | 'untested';

/** Signs differ in shape, so that a page without colours says the same. */
export const VERDICT_SIGNS: Readonly<Record<AnyVerdict, string>> = {
  pass: '✓',
  info: '○',
  nonstrict: '≈',
  skip: '–',
  inconclusive: '?',
  unverified: '∅',
  fail: '✗',
  error: '!',
  untested: '·',
};

/** `✗ fail`; with `word` in place of the verdict's own. */
export function renderSignal(verdict: AnyVerdict, word: string = VERDICT_WORDS[verdict]): Markup {
  return html`<span class="v v-${verdict}"><i aria-hidden="true">${VERDICT_SIGNS[verdict]}</i> ${word}</span>`;
}

/** `✓ 38 pass  ○ 2 recorded  ✗ 1 fail`; `· untested` where nothing was counted. */
export function renderCounts(counts: Readonly<Record<Verdict, number>>, accepted = 0): Markup {
  const present = listCounts(counts, accepted);
  if (present.length === 0) return renderSignal('untested');
  return joinMarkup(
    present.map(({ verdict, text }) => renderSignal(verdict, text)),
    ' ',
  );
}
