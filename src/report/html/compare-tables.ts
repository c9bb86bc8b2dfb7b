/** Commands, open questions and exchanges of several runs side by side. */
import type {
  CommandCell,
  Comparison,
  ExchangeDifference,
  PairComparison,
} from '../../coverage/comparison.ts';
import { groupDifferences, listDifferingQuestions } from '../compare-lists.ts';
import { describeCompared, describeLatency, nameRun } from '../compare-words.ts';
import { describeClock } from '../mode.ts';
import { countNoun, formatCount, formatShare, formatTime, VERDICT_WORDS } from '../words.ts';
import { markReference, renderRunHeads } from './compare-masthead.ts';
import { html, type Markup, type Part } from './markup.ts';
import { renderSignal } from './signal.ts';

export function renderCommandMatrix({ commands, runs, reference }: Comparison): Markup {
  const rows = commands.map(({ command, title, isCommon, cells }) => {
    const own = cells.map((cell, index) => {
      const clock = runs[index]?.clockScale ?? null;
      return html`<td${markReference(index === reference)}>${renderCommandCell(cell, index === reference, isCommon ? null : explainTime(clock))}</td>`;
    });
    return html`<tr><th scope="row"><b class="id">${isCommon ? command : `AT+${command}`}</b><small>${title}</small></th>${own}</tr>
`;
  });
  return renderTable('Commands', 'Command', renderRunHeads(runs, reference), rows);
}

function explainTime(clockScale: number | null): string {
  return clockScale === 1 ? 'no exchange measured' : `not measured: ${describeClock(clockScale)}`;
}

/** `unmeasured` says why there is no latency; null where none is to be expected. */
function renderCommandCell(cell: CommandCell, isReference: boolean, unmeasured: string | null): Part {
  const { verdict, wire, coverage, latency } = cell;
  if (verdict === 'absent') return html`<span class="soft">not in this run</span>`;
  const channel =
    wire === 'absent' || wire === 'untested' ? null : renderSignal(wire, `wire ${VERDICT_WORDS[wire]}`);
  const time =
    latency === null
      ? unmeasured === null
        ? null
        : html`<small>latency ${unmeasured}</small>`
      : html`<small>p95 <b>${describeLatency(cell, isReference)}</b> · p50 ${formatTime(latency.p50Ms)} · max ${formatTime(latency.maxMs)} · limit ${formatTime(latency.limitMs)} · ${countNoun(latency.count, 'exchange')}</small>`;
  return html`${renderSignal(verdict)}${channel}<span class="num">${formatShare(coverage)} covered</span>${time}`;
}

export function renderQuestionMatrix(comparison: Comparison): Markup {
  const { runs, reference } = comparison;
  const questions = listDifferingQuestions(comparison);
  if (questions.length === 0)
    return html`<p class="calm">Every open question has the same answers in all runs.</p>`;
  const rows = questions.map(({ id, asks, cells }) => {
    const own = cells.map(
      ({ answers, change }, index) =>
        html`<td${markReference(index === reference)}>${answers.length === 0 ? html`<span class="soft">not asked</span>` : answers.map((answer) => html`<p class="answer">${answer}</p>`)}${change === 'other' ? html`<small>asked by other scenarios</small>` : null}</td>`,
    );
    return html`<tr id="question:${id}"><th scope="row"><span class="id">${id}</span><small>${asks}</small></th>${own}</tr>
`;
  });
  return renderTable('Open questions', 'Question', renderRunHeads(runs, reference), rows);
}

function renderTable(label: string, first: string, heads: Markup, rows: readonly Markup[]): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="matrix">
<thead><tr><th scope="col">${first}</th>${heads}</tr></thead>
<tbody>
${rows}</tbody></table></div>`;
}

/** Kinds that are shown, and lines of one kind that are named; the file beside the page has all. */
const KINDS_MAX = 100;
const LINES_MAX = 40;

export function renderExchanges(comparison: Comparison): Markup {
  return html`${comparison.pairs.map((pair) => renderPair(comparison, pair))}`;
}

function renderPair(comparison: Comparison, pair: PairComparison): Markup {
  const names = [nameRun(comparison, comparison.reference), nameRun(comparison, pair.run)] as const;
  const title = html`<h3>${names[1]} against ${names[0]}</h3>`;
  const { exchanges } = pair;
  if (exchanges === null) return html`${title}<p class="calm">Not compared: see the notes above.</p>`;
  const groups = groupDifferences(exchanges.differences);
  if (groups.length === 0)
    return html`${title}<p class="calm">The same answers: ${describeCompared(pair)}.</p>`;
  const more = groups.length - KINDS_MAX;
  return html`${title}
<div class="kinds">${groups.slice(0, KINDS_MAX).map((group) => renderKind(group, names))}</div>
${more > 0 ? html`<p class="calm">And ${countNoun(more, 'more kind')}, in <code>comparison.json</code>.</p>` : null}`;
}

/** The first of a kind with both answers, the others by name. */
function renderKind(group: readonly ExchangeDifference[], names: readonly [string, string]): Part {
  const [first, ...others] = group;
  if (first === undefined) return null;
  const more = others.length - LINES_MAX;
  const rest = html`<details><summary>${countNoun(others.length, 'more line')} of this kind</summary><ul>${others
    .slice(0, LINES_MAX)
    .map(
      ({ scenario, line }) => html`<li><code>${scenario}</code> <code>${line}</code></li>`,
    )}</ul>${more > 0 ? html`<p class="calm">and ${formatCount(more)} more</p>` : null}</details>`;
  return html`<div><code class="id">${first.scenario}</code><dl><dt>sent</dt><dd><code>${first.line}</code></dd><dt>${names[0]}</dt><dd>${renderAnswer(first.reference)}</dd><dt>${names[1]}</dt><dd>${renderAnswer(first.run)}</dd></dl>${others.length === 0 ? null : rest}</div>
`;
}

function renderAnswer(answer: readonly string[] | null): Markup {
  if (answer === null) return html`<span class="soft">not sent</span>`;
  if (answer.length === 0) return html`<span class="soft">nothing</span>`;
  return html`${answer.map((line) => html`<code>${line}</code><br>`)}`;
}
