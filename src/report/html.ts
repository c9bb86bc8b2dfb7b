/** `index.html`: the whole run on one page that needs no network, no server and, to be read, no script. */
import type { MutationResult } from '../record/mutation.ts';
import type { RunResult } from '../record/result.ts';
import { isCommon } from './common-rules.ts';
import { indexRows, type RowIndex } from './html/anchor.ts';
import { renderCommandTable } from './html/command-table.ts';
import { chooseFirstDetail, DETAILS, type Detail, PAGE_BYTES_MAX } from './html/detail.ts';
import { renderExamples } from './html/example-table.ts';
import { countFailureCauses, renderDeviations, renderFailures } from './html/failure-card.ts';
import { renderRequirementIds } from './html/filter-form.ts';
import { renderLatencies } from './html/latency-plot.ts';
import { html, type Markup } from './html/markup.ts';
import { formatInstant, renderMasthead } from './html/masthead.ts';
import { renderMutationSection, summarizeMutation } from './html/mutation-section.ts';
import { renderPage, type Section } from './html/page.ts';
import { renderParameters } from './html/parameter-bars.ts';
import { renderQuestions } from './html/question-table.ts';
import { renderRequirements } from './html/requirement-table.ts';
import { renderScenarios } from './html/scenario-list.ts';
import { renderSession } from './html/session-section.ts';
import { countAnswered, nameRunVerdict } from './sentence.ts';
import { countNoun, formatCount } from './words.ts';

export interface HtmlOptions {
  /** When the page is made, ISO 8601 in UTC. */
  readonly madeAt: string;
  /** What a mutation campaign found of the suite; absent or null: the page says that nobody knows. */
  readonly mutation?: MutationResult | null;
}

/** The page, with as much detail as fits into PAGE_BYTES_MAX. */
export function renderHtml(result: RunResult, options: HtmlOptions): string {
  const rows = indexRows(result);
  const sections = [...listSections(result, rows), describeMutation(result, options.mutation ?? null)];
  let page = '';
  for (const detail of DETAILS.slice(chooseFirstDetail(result))) {
    const scenarios = describeScenarios(result, rows, detail);
    page = renderResult(result, options, [...sections, scenarios]);
    if (Buffer.byteLength(page) <= PAGE_BYTES_MAX) break;
  }
  return page;
}

function renderResult(result: RunResult, options: HtmlOptions, sections: readonly Section[]): string {
  return renderPage({
    title: `${nameRunVerdict(result.verdict)} · ${result.device.address} · ${result.set.title}`,
    tool: result.tool,
    sections,
    head: renderMasthead(result),
    foot: html`${renderRequirementIds(result.requirements.map(({ id }) => id))}
${renderFooter(result, options)}`,
  });
}

/** All but the scenarios, which alone depend on how much detail there is room for. */
function listSections(result: RunResult, rows: RowIndex): readonly Section[] {
  const causes = countFailureCauses(result);
  return [
    {
      ...{
        id: 'commands',
        title: 'Commands',
        count: formatCount(result.commands.filter((each) => !isCommon(each)).length),
      },
      body: renderCommandTable(result),
    },
    {
      ...{ id: 'failures', title: 'Failures', count: causes === 0 ? 'none' : `${causes} by cause` },
      body: [renderFailures(result), renderDeviations(result)],
    },
    {
      ...{ id: 'requirements', title: 'Requirements', count: formatCount(result.requirements.length) },
      body: renderRequirements(result, rows),
    },
    {
      ...{ id: 'questions', title: 'Open questions' },
      count: `${countAnswered(result.questions)} of ${result.questions.length} answered`,
      body: renderQuestions(result, rows),
    },
    ...listExampleSection(result),
    {
      ...{ id: 'parameters', title: 'Parameter classes' },
      count: formatCount(result.commands.flatMap(({ parameters }) => parameters).length),
      body: renderParameters(result),
    },
    {
      ...{ id: 'states', title: 'States', count: countNoun(result.session.exchanges, 'exchange') },
      body: renderSession(result.session),
    },
    {
      ...{ id: 'latencies', title: 'Latencies', count: countMeasured(result) },
      body: renderLatencies(result),
    },
  ];
}

function describeMutation(result: RunResult, mutation: MutationResult | null): Section {
  const known = {
    scenarios: new Set(result.scenarios.map(({ id }) => id)),
    requirements: new Set(result.requirements.map(({ id }) => id)),
  };
  return {
    ...{ id: 'mutation', title: 'What the suite sees', count: summarizeMutation(mutation) },
    body: renderMutationSection(mutation, known),
  };
}

function describeScenarios(result: RunResult, rows: RowIndex, detail: Detail): Section {
  return {
    ...{ id: 'scenarios', title: 'Scenarios', count: formatCount(result.scenarios.length) },
    body: renderScenarios(result, rows, detail),
  };
}

function countMeasured({ commands }: RunResult): string {
  const count = commands.filter(({ latency }) => latency !== null).length;
  return count === 0 ? 'not measured' : countNoun(count, 'command');
}

/** None where the set knows none. */
function listExampleSection(result: RunResult): readonly Section[] {
  const { examples } = result;
  if (examples.length === 0) return [];
  const working = examples.filter(({ works }) => works === 'yes').length;
  const count = `${working} of ${examples.length} work`;
  return [{ id: 'examples', title: 'Examples of the manual', count, body: renderExamples(result) }];
}

function renderFooter(result: RunResult, { madeAt }: HtmlOptions): Markup {
  return html`<footer class="end"><p>${result.tool.name} ${result.tool.version} · run started ${formatInstant(result.startedAt)} · page made ${formatInstant(madeAt)} · beside it <code>result.json</code>, <code>junit.xml</code>, <code>summary.md</code> and the evidence, <code>events.ndjson</code></p>
<p class="js-only">keys: <kbd>/</kbd> search, <kbd>Esc</kbd> clear, <kbd>j</kbd> <kbd>k</kbd> next and previous failure or scenario</p></footer>`;
}
