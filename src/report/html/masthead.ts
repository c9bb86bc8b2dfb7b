/** The first screen: the verdict and the rule that decided, how the requirements fared, what was not tested, and whose run this is. */
import type { RunResult } from '../../record/result.ts';
import { describeAttemptRule } from '../attempts.ts';
import { describeExceptions } from '../baseline-notes.ts';
import { shortHash } from '../hash.ts';
import { findMode, toWallMs } from '../mode.ts';
import { countAnswered, describeDecision, nameRunVerdict, tallyRequirements } from '../sentence.ts';
import { countNoun, formatCount, formatTime } from '../words.ts';
import { renderChanges } from './baseline-changes.ts';
import { listGaps } from './gaps.ts';
import { renderGate } from './gate-rules.ts';
import { html, type Markup, type Part } from './markup.ts';
import { type AnyVerdict, VERDICT_SIGNS } from './signal.ts';

const RUN_SIGNALS = { conforms: 'pass', 'does-not-conform': 'fail', 'not-judged': 'error' } as const;

export function renderMasthead(result: RunResult): Markup {
  const signal = RUN_SIGNALS[result.verdict];
  const decision = describeDecision(result);
  return html`<header class="mast v-${signal}">
<div class="verdict">
<p class="kicker">${result.set.title} · conformance of <b>${result.device.address}</b></p>
<h1><span class="sign" aria-hidden="true">${VERDICT_SIGNS[signal]}</span>${nameRunVerdict(result.verdict)}${describeExceptions(result)}</h1>
<p class="decision">${decision.charAt(0).toUpperCase()}${decision.slice(1)}.</p>
<p class="rule">Rule that decided: <b>${result.rule}</b>. Exit code <b>${result.exitCode}</b>.</p>
${renderTally(result)}
${renderChanges(result)}${renderGate(result)}${renderGaps(result)}
</div>
${renderIdentity(result)}
</header>`;
}

function renderTally(result: RunResult): Markup {
  const { total, entries } = tallyRequirements(result.requirements);
  const segments = entries.map(
    ({ verdict, count }) => html`<span class="f-${verdict}" style="flex:${count}"></span>`,
  );
  const figures = entries.map(({ verdict, word, count }) => renderFigure(verdict, count, word));
  const answered = countAnswered(result.questions);
  return html`<div class="tally">
<p class="figures"><span class="fig"><b>${formatCount(total)}</b> ${total === 1 ? 'requirement' : 'requirements'}</span>${figures}</p>
<div class="stack" aria-hidden="true">${segments}</div>
<p class="aside">${countNoun(result.scenarios.length, 'scenario')} · ${formatCount(answered)} of ${countNoun(result.questions.length, 'open question')} answered</p>
</div>`;
}

function renderFigure(verdict: AnyVerdict, count: number, word: string): Markup {
  return html`<span class="fig v-${verdict}"><b>${formatCount(count)}</b> <i class="cell f-${verdict}" aria-hidden="true"></i>${word}</span>`;
}

function renderGaps(result: RunResult): Markup {
  const gaps = listGaps(result);
  if (gaps.length === 0) return html`<p class="gaps">Everything that the manual asks was tested.</p>`;
  return html`<section class="gaps" aria-labelledby="gaps"><h2 id="gaps">Not tested by this run</h2><ul>${gaps.map((gap) => html`<li>${gap}</li>`)}</ul></section>`;
}

/** A title block, as drawings have: what ran against what, with everything that a second run must have the same. */
function renderIdentity(result: RunResult): Markup {
  const { device, hashes, set, tool } = result;
  const settings = Object.entries(device.settings).map(([name, value]) => `${name} ${String(value)}`);
  const rule = describeAttemptRule(result);
  const mono = (...parts: readonly Part[]) => html`<code>${parts}</code>`;
  const rows: readonly (readonly [string, Part, 'wide' | 'half'])[] = [
    [
      'module',
      device.identity.length === 0
        ? 'did not say'
        : device.identity.map((line) => html`<code>${line}</code><br>`),
      'wide',
    ],
    ['device', mono(device.address), 'half'],
    ['mode', findMode(result), 'half'],
    ['link', [device.link, settings.length > 0 ? `, ${settings.join(', ')}` : ''], 'half'],
    ['clock', nameClock(result.clockScale), 'half'],
    [
      'profile',
      [device.profile, ' ', mono(shortHash(hashes.profile)), html`<br>`, device.profileTitle],
      'half',
    ],
    ['command set', [set.name, ' ', mono(shortHash(hashes.set)), html`<br>`, set.document], 'half'],
    ['scenarios', [formatCount(result.scenarios.length), ' ', mono(shortHash(hashes.scenarios))], 'half'],
    ['seed', mono(result.seed), 'half'],
    ['started', formatInstant(result.startedAt), 'half'],
    ['took', describeDuration(result), 'half'],
    ...(rule === null ? [] : [['attempts', rule, 'wide'] as const]),
    ['tool', `${tool.name} ${tool.version}`, 'wide'],
  ];
  const cells = rows.map(
    ([name, value, size]) => html`<div class="${size}"><dt>${name}</dt><dd>${value}</dd></div>`,
  );
  return html`<dl class="identity" aria-label="Identity of the run">${cells}</dl>`;
}

function nameClock(clockScale: number | null): string {
  if (clockScale === null) return 'virtual';
  return clockScale === 1 ? 'real time' : `×${clockScale}, scaled`;
}

/** On the wall, and where the run's clock went faster what that one showed. */
function describeDuration(result: RunResult): string {
  if (result.clockScale === null) return `${formatTime(result.durationMs)} by the virtual clock`;
  const wall = formatTime(toWallMs(result, result.durationMs));
  return result.clockScale === 1 ? wall : `${wall}, ${formatTime(result.durationMs)} by the scaled clock`;
}

/** `2026-03-14 09:26:53 UTC` of an ISO 8601 instant. */
export function formatInstant(iso: string): string {
  return iso.replace(/^(\S+)T([\d:]+)(\.\d+)?Z$/, '$1 $2 UTC');
}
