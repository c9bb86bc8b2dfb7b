/** Open questions of the manual: this module's answers beside what is known of others'. */
import type { QuestionResult, RunResult } from '../../record/result.ts';
import { linkRequirement, linkRows, linkScenario, type RowIndex } from './anchor.ts';
import { html, joinMarkup, type Markup } from './markup.ts';

const ROWS_MAX = 3;

export function renderQuestions(result: RunResult, rows: RowIndex): Markup {
  return html`<div class="scroll" role="region" aria-label="Questions" tabindex="0"><table class="questions">
<thead><tr><th>Question</th><th>What the manual leaves open</th><th>This module</th><th>Others</th></tr></thead>
<tbody>
${result.questions.map((question) => renderRow(question, rows))}</tbody></table></div>`;
}

function renderRow(question: QuestionResult, rows: RowIndex): Markup {
  const bearsOn = joinMarkup(question.requirements.map(linkRequirement), ' ');
  return html`<tr id="question:${question.id}"><th scope="row" class="id">${question.id}</th><td>${question.asks}<small>bears on ${bearsOn}</small></td><td>${renderAnswers(question, rows)}</td><td>${renderKnown(question)}</td></tr>
`;
}

function renderAnswers({ observed }: QuestionResult, rows: RowIndex): Markup {
  if (observed.length === 0) return html`<span class="soft">not asked</span>`;
  const answers = observed.map(
    ({ answer, scenario, evidence, bytes }) =>
      html`<p class="answer"><b>${answer}</b>${bytes.map((row) => html`<small><code>${row}</code></small>`)}<small>${linkScenario(scenario)} ${linkRows(evidence, rows, ROWS_MAX)}</small></p>`,
  );
  return html`${answers}`;
}

function renderKnown({ known }: QuestionResult): Markup {
  if (known.length === 0) return html`<span class="soft">nothing known</span>`;
  return html`<dl class="known">${known.map(({ who, answer }) => html`<div><dt>${who}</dt><dd>${answer}</dd></div>`)}</dl>`;
}
