/** The table per command: scenarios, wire channel, coverage, every requirement as a cell, latency; the worst first. */
import type { CommandResult, RequirementResult, RunResult } from '../../record/result.ts';
import { VERDICTS } from '../../record/verdict.ts';
import { isCommon } from '../common-rules.ts';
import { describeClock } from '../mode.ts';
import { nameRequirementVerdict, tallyRequirements } from '../sentence.ts';
import { describeWire, formatCount, formatShare, formatTime, VERDICT_WORDS } from '../words.ts';
import { html, type Markup, type Part } from './markup.ts';
import { type AnyVerdict, renderCounts, renderSignal } from './signal.ts';

export function renderCommandTable(result: RunResult): Markup {
  const rows = sortCommands(result.commands).map((command) => renderRow(command, result));
  return html`<div class="scroll" role="region" aria-label="Table per command" tabindex="0"><table class="commands">
<thead><tr><th>Command</th><th>Scenarios</th><th>Wire channel</th><th>Forms</th><th>Coverage</th><th>Requirements, each a cell</th><th>Latency p95</th></tr></thead>
<tbody>
${rows}</tbody></table></div>
${renderLegend(result)}`;
}

/**
 * Commands by verdict, the wire channel's after their own, then by what is missing; rules common to all come last.
 * What nobody tested is worse than what passed and not as bad as what did not.
 */
function sortCommands(commands: readonly CommandResult[]): readonly CommandResult[] {
  const rank = (verdict: AnyVerdict) => VERDICTS.indexOf(verdict === 'untested' ? 'nonstrict' : verdict);
  return [...commands].sort(
    (left, right) =>
      Number(isCommon(left)) - Number(isCommon(right)) ||
      rank(right.verdict) - rank(left.verdict) ||
      rank(right.wire) - rank(left.wire) ||
      left.coverage - right.coverage,
  );
}

function renderRow(command: CommandResult, result: RunResult): Markup {
  const requirements = result.requirements.filter((each) => each.command === command.command);
  const name = isCommon(command) ? command.command : `AT+${command.command}`;
  const total = Object.values(command.scenarios).reduce(
    (sum, count) => sum + count,
    command.accepted.scenarios,
  );
  const along = isCommon(command) && total === 0;
  return html`<tr><th scope="row"><b>${name}</b><small>${command.title}</small></th><td>${along ? html`<span class="soft">in other scenarios</span>` : renderCounts(command.scenarios, command.accepted.scenarios)}</td><td>${isCommon(command) && command.wire === 'untested' ? null : renderSignal(command.wire, describeWire(command))}</td><td>${renderForms(command)}</td><td>${renderCoverage(command.coverage)}</td><td>${renderCells(requirements)}</td><td>${isCommon(command) ? null : renderLatency(command, result.clockScale)}</td></tr>
`;
}

/** Which forms went over the wire, and how often. */
function renderForms(command: CommandResult): Part {
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

function renderLatency(command: CommandResult, clockScale: number | null): Markup {
  const { latency } = command;
  if (latency === null) {
    const why = clockScale === 1 ? 'no exchange' : describeClock(clockScale);
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
