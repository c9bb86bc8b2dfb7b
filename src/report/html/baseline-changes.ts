/** What changed against the baseline of the device, and what it accepts. */
import type { RunResult } from '../../record/result.ts';
import { listBaselineNotes } from '../baseline-notes.ts';
import { ACCEPTED_VERDICT, countNoun } from '../words.ts';
import { html, type Part } from './markup.ts';
import { renderSignal } from './signal.ts';

/** Nothing for a run without a baseline. */
export function renderChanges(result: RunResult): Part {
  const { baseline } = result;
  if (baseline === null) return null;
  const notes = listBaselineNotes(result);
  const changes = notes.filter(({ isRed }) => isRed).length;
  const lines = notes.map(
    ({ word, text, isRed }) =>
      html`<li>${renderSignal(isRed ? 'fail' : ACCEPTED_VERDICT, word.toLowerCase())} ${text}</li>`,
  );
  const count = changes === 0 ? 'no change' : countNoun(changes, 'change');
  return html`<section class="gaps" aria-labelledby="changes"><h2 id="changes">Against the baseline <code>${baseline.path}</code>: ${count}</h2><ul>${lines}</ul></section>
`;
}
