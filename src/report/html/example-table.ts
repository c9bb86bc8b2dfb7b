/** The examples of the manual: what is entered, which scenarios enter it, and whether it works on this module. */
import type { ExampleResult, RunResult } from '../../record/result.ts';
import { linkScenario } from './anchor.ts';
import { html, joinMarkup, type Markup } from './markup.ts';
import { renderSignal } from './signal.ts';

const SIGNALS = {
  yes: ['pass', 'works'],
  no: ['fail', 'does not work'],
  'not-run': ['untested', 'not tried'],
} as const;

export function renderExamples({ examples }: RunResult): Markup {
  return html`<div class="scroll" role="region" aria-label="Examples" tabindex="0"><table class="questions">
<thead><tr><th>Example</th><th>What the manual shows</th><th>This module</th></tr></thead>
<tbody>
${examples.map(renderRow)}</tbody></table></div>`;
}

function renderRow({ id, source, lines, scenarios, works }: ExampleResult): Markup {
  const shown = lines.map((line) => html`<code>${line}</code><br>`);
  const links = joinMarkup(scenarios.map(linkScenario), ' ');
  const [verdict, word] = SIGNALS[works];
  return html`<tr id="example:${id}"><th scope="row" class="id">${id}</th><td>${shown}<small>${source.section}</small></td><td>${renderSignal(verdict, word)}<small>${links}</small></td></tr>
`;
}
