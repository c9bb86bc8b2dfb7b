/** Every requirement with its verdict and its evidence: the scenarios that judged it, the rows whose bytes satisfied it. */
import type { RequirementResult, RunResult } from '../../record/result.ts';
import { nameRequirementVerdict, tallyRequirements } from '../sentence.ts';
import { linkRows, linkScenario, type RowIndex } from './anchor.ts';
import { renderFilter } from './filter-form.ts';
import { html, joinMarkup, type Markup } from './markup.ts';
import { renderSignal } from './signal.ts';

/** Links in a cell before the rest is folded away or only counted. */
const SCENARIOS_MAX = 3;
const ROWS_MAX = 5;
/** A requirement that every exchange proves is judged by every scenario: beyond these a filter shows them. */
const FOLDED_MAX = 60;

export function renderRequirements(result: RunResult, rows: RowIndex): Markup {
  const filter = renderFilter({
    ...{
      list: 'requirement-list',
      what: 'requirements',
      placeholder: 'id, text, source',
      byRequirement: false,
      folds: false,
    },
    commands: [...new Set(result.requirements.map(({ command }) => command))],
    verdicts: tallyRequirements(result.requirements).entries,
  });
  return html`${filter}<div class="scroll" role="region" aria-label="Requirements" tabindex="0"><table class="requirements">
<thead><tr><th>Requirement</th><th>Level</th><th>Verdict</th><th>What it asks</th><th>Evidence</th></tr></thead>
<tbody id="requirement-list">
${result.requirements.map((requirement) => renderRow(requirement, rows))}</tbody></table></div>`;
}

function renderRow(requirement: RequirementResult, rows: RowIndex): Markup {
  const { id, command, level, state, verdict, source, text } = requirement;
  return html`<tr id="requirement:${id}" class="v-${verdict}" data-command="${command}"><th scope="row" class="id">${id}</th><td>${level}<small>${state}</small></td><td>${renderSignal(verdict, nameRequirementVerdict(verdict))}</td><td>${text}<small>${source.document}, ${source.section}</small></td><td>${renderEvidence(requirement, rows)}</td></tr>
`;
}

function renderEvidence({ id, scenarios, evidence }: RequirementResult, rows: RowIndex): Markup {
  if (scenarios.length === 0) return html`<span class="soft">none</span>`;
  const links = scenarios.slice(0, SCENARIOS_MAX).map((id) => linkScenario(id));
  const proof = linkRows(evidence, rows, ROWS_MAX);
  return html`${joinMarkup(links, html`<br>`)}${renderFolded(scenarios.slice(SCENARIOS_MAX))}${renderShowAll(id, scenarios.length)}${proof}`;
}

/** Sets the filter above the scenarios; without the page's script it only leads there. */
function renderShowAll(id: string, count: number): Markup | null {
  if (count <= SCENARIOS_MAX) return null;
  return html`<small><a href="#scenarios" data-requirement="${id}">show all ${count} among the scenarios</a></small>`;
}

function renderFolded(scenarios: readonly string[]): Markup | null {
  if (scenarios.length === 0) return null;
  if (scenarios.length > FOLDED_MAX) return null;
  const links = joinMarkup(scenarios.map(linkScenario), html`<br>`);
  return html`<details><summary>${scenarios.length} more</summary>${links}</details>`;
}
