/** The rules of the project's gate, and whether the run keeps them. */
import type { RunResult } from '../../record/result.ts';
import { describeGate, listGateNotes } from '../gate-notes.ts';
import { html, type Part } from './markup.ts';
import { renderSignal } from './signal.ts';

/** Nothing for a run without a gate. */
export function renderGate(result: RunResult): Part {
  if (result.gate === null) return null;
  const lines = listGateNotes(result).map(
    ({ word, text, isKept }) =>
      html`<li>${renderSignal(isKept ? 'pass' : 'fail', word.toLowerCase())} ${text}</li>`,
  );
  return html`<section class="gaps" aria-labelledby="gate"><h2 id="gate">Gate: ${describeGate(result)}</h2><ul>${lines}</ul></section>
`;
}
