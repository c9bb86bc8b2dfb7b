/** Requirements and scenarios by run: a row each, those that differ first and in sight, the rest folded. */
import type {
  Change,
  Comparison,
  RequirementCell,
  RequirementRow,
  ScenarioCell,
  ScenarioRow,
} from '../../coverage/comparison.ts';
import { splitRows } from '../compare-lists.ts';
import { CHANGE_WORDS, describeCell } from '../compare-words.ts';
import { countNoun } from '../words.ts';
import { markReference, renderRunHeads } from './compare-masthead.ts';
import { html, type Markup, type Part } from './markup.ts';
import { type AnyVerdict, renderSignal } from './signal.ts';

export function renderRequirementMatrix(comparison: Comparison): Markup {
  return renderMatrix(comparison, comparison.requirements, {
    noun: 'requirement',
    head: ({ id, level, text }) => html`<span class="id">${id}</span> ${level}<small>${text}</small>`,
    extra: ({ reworded }) => (reworded ? html`<small>worded differently</small>` : null),
  });
}

export function renderScenarioMatrix(comparison: Comparison): Markup {
  return renderMatrix(comparison, comparison.scenarios, {
    noun: 'scenario',
    head: ({ id, title }) => html`<span class="id">${id}</span><small>${title}</small>`,
    extra: ({ reason }) => (reason === null ? null : html`<small>${reason}</small>`),
  });
}

interface MatrixParts<Row extends RequirementRow | ScenarioRow> {
  readonly noun: string;
  readonly head: (row: Row) => Part;
  /** Below the verdict; of rows that differ. */
  readonly extra: (cell: Row['cells'][number]) => Part;
}

function renderMatrix<Row extends RequirementRow | ScenarioRow>(
  comparison: Comparison,
  rows: readonly Row[],
  parts: MatrixParts<Row>,
): Markup {
  const { differing, same } = splitRows(rows);
  const calm = html`<p class="calm">No ${parts.noun} differs.</p>`;
  const folded = html`<details class="folded"><summary>${countNoun(same.length, parts.noun)} without a difference</summary>${renderRows(comparison, same, `${parts.noun}s without a difference`, { ...parts, extra: () => null })}</details>`;
  return html`${differing.length === 0 ? calm : renderRows(comparison, differing, `${parts.noun}s that differ`, parts)}
${same.length === 0 ? null : folded}`;
}

function renderRows<Row extends RequirementRow | ScenarioRow>(
  { runs, reference }: Comparison,
  rows: readonly Row[],
  label: string,
  { noun, head, extra }: MatrixParts<Row>,
): Markup {
  const body = rows.map((row) => {
    const cells = row.cells.map(
      (cell, index) =>
        html`<td${markReference(index === reference)}>${renderCell(cell, index === reference)}${extra(cell)}</td>`,
    );
    return html`<tr id="${noun}:${row.id}"><th scope="row">${head(row)}</th>${cells}</tr>
`;
  });
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="matrix">
<thead><tr><th scope="col">${noun}</th>${renderRunHeads(runs, reference)}</tr></thead>
<tbody>
${body}</tbody></table></div>`;
}

function renderCell(cell: RequirementCell | ScenarioCell, isReference: boolean): Markup {
  const { change } = cell;
  const word =
    isReference || change === 'same'
      ? null
      : html`<em class="v-${CHANGE_SIGNALS[change]}">${CHANGE_WORDS[change]}</em>`;
  if (cell.verdict === 'absent') return html`<span class="soft">not in this run</span>${word}`;
  return html`${renderSignal(cell.verdict, describeCell(cell))}${word}`;
}

const CHANGE_SIGNALS: Readonly<Record<Change, AnyVerdict>> = {
  worse: 'fail',
  unjudged: 'error',
  'new-broken': 'fail',
  gone: 'nonstrict',
  changed: 'info',
  fixed: 'pass',
  new: 'info',
  other: 'untested',
  same: 'untested',
};
