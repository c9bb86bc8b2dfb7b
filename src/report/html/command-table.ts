/** The table per command: scenarios, wire channel, coverage, every requirement as a cell, latency; the worst first. */
import type { CommandResult, RequirementResult, RunResult } from '../../record/result.ts';
import { VERDICTS } from '../../record/verdict.ts';
import { nameRequirementVerdict, tallyRequirements } from '../sentence.ts';
import { formatCount, formatShare, formatTime, VERDICT_WORDS } from '../words.ts';
import { html, type Markup, type Part } from './markup.ts';
import { type AnyVerdict, renderCounts, renderSignal } from './signal.ts';

/** A row of the table: a command of the manual, or the rules that hold for all (which have no forms of their own). */
interface Row {
  readonly name: string;
  readonly title: string;
  readonly command: CommandResult | null;
  readonly requirements: readonly RequirementResult[];
}

export function renderCommandTable(result: RunResult): Markup {
  const rows = [...listCommands(result), ...listCommonRules(result)];
  return html`<div class="scroll" role="region" aria-label="Table per command" tabindex="0"><table class="commands">
<thead><tr><th>Command</th><th>Scenarios</th><th>Wire channel</th><th>Forms</th><th>Coverage</th><th>Requirements, each a cell</th><th>Latency p95</th></tr></thead>
<tbody>
${rows.map((row) => renderRow(row, result.clockScale))}</tbody></table></div>
${renderLegend(result)}`;
}

/** Commands by verdict, the wire channel's after their own, then by what is missing. */
function listCommands(result: RunResult): Row[] {
  const rank = (verdict: AnyVerdict) => (verdict === 'untested' ? -1 : VERDICTS.indexOf(verdict));
  const sorted = [...result.commands].sort(
    (left, right) =>
      rank(right.verdict) - rank(left.verdict) ||
      rank(right.wire) - rank(left.wire) ||
      left.coverage - right.coverage,
  );
  return sorted.map((command) => ({
    ...{ name: command.command, title: command.title, command },
    requirements: result.requirements.filter((each) => each.command === command.command),
  }));
}

/** Requirements that belong to no command: one row for each place where they stand. */
function listCommonRules(result: RunResult): Row[] {
  const commands = new Set(result.commands.map(({ command }) => command));
  const names = new Set(
    result.requirements.map(({ command }) => command).filter((name) => !commands.has(name)),
  );
  return [...names].map((name) => ({
    ...{ name, title: name === 'WIRE' ? 'checked in every exchange' : 'rules common to all', command: null },
    requirements: result.requirements.filter((each) => each.command === name),
  }));
}

function renderRow(row: Row, clockScale: number): Markup {
  const { command } = row;
  const cells: readonly Part[] =
    command === null
      ? [html`<td colspan="4" class="soft">${row.title}</td>`]
      : [
          html`<td>${renderCounts(command.scenarios)}</td>`,
          html`<td>${renderSignal(command.wire)}</td>`,
          html`<td>${renderForms(command)}</td>`,
          html`<td>${renderCoverage(command.coverage)}</td>`,
        ];
  const latency = command === null ? html`<td></td>` : html`<td>${renderLatency(command, clockScale)}</td>`;
  return html`<tr><th scope="row"><b>${command === null ? '' : 'AT+'}${row.name}</b>${command === null ? null : html`<small>${row.title}</small>`}</th>${cells}<td>${renderCells(row.requirements)}</td>${latency}</tr>
`;
}

/** Which forms went over the wire, and how often. */
function renderForms(command: CommandResult): Part {
  if (command.forms.length === 0) return html`<span class="soft">none</span>`;
  return command.forms.map(
    ({ form, sent }) =>
      html`<span class="${sent > 0 ? 'form' : 'form none'}">${form} ${sent > 0 ? formatCount(sent) : 'never'}</span> `,
  );
}

function renderCoverage(coverage: number): Markup {
  const share = formatShare(coverage);
  return html`<span class="meter" aria-hidden="true"><i style="width:${(coverage * 100).toFixed(1)}%"></i></span><span class="num">${share}</span>`;
}

/** Every requirement as a cell that leads to it; for readers of text, the same in words. */
function renderCells(requirements: readonly RequirementResult[]): Markup {
  const { total, entries } = tallyRequirements(requirements);
  const judged = requirements.filter(({ verdict }) => verdict !== 'untested' && verdict !== 'skip').length;
  const words = entries.map(({ count, word }) => `${count} ${word}`).join(', ');
  const cells = requirements.map(
    ({ id, verdict }) =>
      html`<a class="cell f-${verdict}" href="#requirement:${id}" tabindex="-1" title="${id}: ${nameRequirementVerdict(verdict)}"></a>`,
  );
  return html`<span class="num">${judged}/${total}</span><span class="sr">${words}</span><span class="cells" aria-hidden="true">${cells}</span>`;
}

function renderLatency(command: CommandResult, clockScale: number): Markup {
  const { latency } = command;
  if (latency === null) {
    const why = clockScale === 1 ? 'no exchange' : `clock ×${clockScale}`;
    return html`<span class="soft">not measured: ${why}</span>`;
  }
  const late = latency.p95Ms > latency.limitMs ? ' v-fail' : '';
  return html`<span class="num${late}">${formatTime(latency.p95Ms)}</span><small>p50 ${formatTime(latency.p50Ms)} · max ${formatTime(latency.maxMs)}<br>limit ${formatTime(latency.limitMs)} · ${formatCount(latency.count)} exchanges</small>`;
}

function renderLegend(result: RunResult): Markup {
  const { entries } = tallyRequirements(result.requirements);
  const present = new Set<AnyVerdict>(entries.map(({ verdict }) => verdict));
  for (const verdict of VERDICTS) if (result.counts[verdict] > 0) present.add(verdict);
  const meanings = ([...VERDICTS, 'untested'] as const).filter((verdict) => present.has(verdict));
  return html`<ul class="legend" aria-label="Legend">${meanings.map(
    (verdict) =>
      html`<li class="v-${verdict}"><i class="cell f-${verdict}" aria-hidden="true"></i> ${VERDICT_WORDS[verdict]} <span>${VERDICT_MEANINGS[verdict]}</span></li>`,
  )}</ul>`;
}

const VERDICT_MEANINGS: Readonly<Record<AnyVerdict, string>> = {
  pass: 'proved by bytes',
  info: 'the manual does not decide',
  nonstrict: 'a should not kept, or a tolerated variant',
  skip: 'not applicable by the profile',
  inconclusive: 'a precondition failed',
  unverified: 'claimed without evidence',
  fail: 'a must is broken',
  error: 'the bench, not the module',
  untested: 'nothing judged it',
};
