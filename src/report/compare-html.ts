/** `index.html` of a comparison: runs side by side on one page that needs no network and, to be read, no script. */
import type { Comparison } from '../coverage/comparison.ts';
import { listDifferingQuestions, splitRows } from './compare-lists.ts';
import { nameRun, OUTCOME_WORDS } from './compare-words.ts';
import { renderComparisonHead } from './html/compare-masthead.ts';
import { renderRequirementMatrix, renderScenarioMatrix } from './html/compare-matrix.ts';
import { renderCommandMatrix, renderExchanges, renderQuestionMatrix } from './html/compare-tables.ts';
import { html, type Markup } from './html/markup.ts';
import { formatInstant } from './html/masthead.ts';
import { renderPage, type Section } from './html/page.ts';
import { COMPARISON_STYLE } from './html/style-comparison.ts';
import type { HtmlOptions } from './html.ts';
import { formatCount } from './words.ts';

export function renderComparisonHtml(comparison: Comparison, options: HtmlOptions): string {
  const others = comparison.pairs.map(({ run }) => nameRun(comparison, run)).join(', ');
  return renderPage({
    title: `${OUTCOME_WORDS[comparison.outcome]} · ${others} against ${nameRun(comparison, comparison.reference)}`,
    tool: comparison.tool,
    sections: listSections(comparison),
    head: renderComparisonHead(comparison),
    foot: renderFooter(comparison, options),
    style: COMPARISON_STYLE,
  });
}

function listSections(comparison: Comparison): readonly Section[] {
  const { requirements, scenarios, questions, commands, pairs } = comparison;
  const ofAll = (differing: readonly unknown[], all: readonly unknown[]) =>
    `${formatCount(differing.length)} of ${formatCount(all.length)} differ`;
  const exchanges = pairs.reduce((sum, pair) => sum + (pair.exchanges?.differences.length ?? 0), 0);
  return [
    {
      ...{ id: 'commands', title: 'Commands' },
      count: formatCount(commands.filter(({ isCommon }) => !isCommon).length),
      body: renderCommandMatrix(comparison),
    },
    {
      ...{ id: 'requirements', title: 'Requirements' },
      count: ofAll(splitRows(requirements).differing, requirements),
      body: renderRequirementMatrix(comparison),
    },
    {
      ...{ id: 'scenarios', title: 'Scenarios' },
      count: ofAll(splitRows(scenarios).differing, scenarios),
      body: renderScenarioMatrix(comparison),
    },
    {
      ...{ id: 'questions', title: 'Open questions' },
      count: ofAll(listDifferingQuestions(comparison), questions),
      body: renderQuestionMatrix(comparison),
    },
    {
      ...{ id: 'exchanges', title: 'Exchanges', count: `${formatCount(exchanges)} differ` },
      body: renderExchanges(comparison),
    },
  ];
}

function renderFooter({ tool }: Comparison, { madeAt }: HtmlOptions): Markup {
  return html`<footer class="end"><p>${tool.name} ${tool.version} · page made ${formatInstant(madeAt)} · beside it <code>comparison.json</code> and <code>comparison.md</code></p></footer>`;
}
