/** The first screen of a comparison: its verdict, what each run comes to, what else differs, and whose runs they are. */
import type { Comparison, RunIdentity } from '../../coverage/comparison.ts';
import { listNotes } from '../compare-notes.ts';
import { describePair, nameRun, OUTCOME_WORDS, renderVerdict } from '../compare-words.ts';
import { shortHash } from '../hash.ts';
import { describeClock } from '../mode.ts';
import { nameRunVerdict } from '../sentence.ts';
import { html, type Markup, type Part } from './markup.ts';
import { formatInstant } from './masthead.ts';
import { VERDICT_SIGNS } from './signal.ts';

const SIGNALS = { worse: 'fail', different: 'info', better: 'pass', same: 'pass' } as const;

export function renderComparisonHead(comparison: Comparison): Markup {
  const { outcome, pairs, runs, reference } = comparison;
  const signal = SIGNALS[outcome];
  const [, told = ''] = /^[^:]+: (.*)$/s.exec(renderVerdict(comparison)) ?? [];
  const several =
    pairs.length === 1
      ? null
      : html`<ul class="pairs">${pairs.map(
          (pair) =>
            html`<li><b class="v-${SIGNALS[pair.outcome]}">${VERDICT_SIGNS[SIGNALS[pair.outcome]]} ${OUTCOME_WORDS[pair.outcome].toLowerCase()}</b> ${describePair(comparison, pair)}</li>`,
        )}</ul>`;
  const notes = listNotes(comparison);
  return html`<header class="mast wide v-${signal}">
<div class="verdict">
<p class="kicker">${runs[reference]?.set.title ?? ''} · <b>${runs.length}</b> runs, held against <b>${nameRun(comparison, reference)}</b></p>
<h1><span class="sign" aria-hidden="true">${VERDICT_SIGNS[signal]}</span>${OUTCOME_WORDS[outcome]}</h1>
<p class="decision">${told}</p>
${several}
${
  notes.length === 0
    ? null
    : html`<section class="gaps" aria-labelledby="notes"><h2 id="notes">What a difference may be due to, besides the module</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>`
}
</div>
${renderIdentities(comparison)}
</header>`;
}

const FACTS: readonly (readonly [name: string, tell: (run: RunIdentity) => Part])[] = [
  [
    'module',
    ({ device }) =>
      device.identity.length === 0
        ? 'did not say'
        : device.identity.map((line) => html`<code>${line}</code><br>`),
  ],
  ['device', ({ device }) => html`<code>${device.address}</code><small>${device.link}</small>`],
  ['verdict', ({ verdict, rule }) => html`${nameRunVerdict(verdict)}<small>${rule}</small>`],
  [
    'profile',
    ({ device, hashes }) =>
      html`${device.profile} <code>${shortHash(hashes.profile)}</code><small>${device.profileTitle}</small>`,
  ],
  ['command set', ({ set, hashes }) => html`${set.name} <code>${shortHash(hashes.set)}</code>`],
  ['scenarios', ({ hashes }) => html`<code>${shortHash(hashes.scenarios)}</code>`],
  ['seed', ({ seed }) => html`<code>${seed}</code>`],
  ['clock', ({ clockScale }) => (clockScale === 1 ? 'real time' : describeClock(clockScale))],
  ['started', ({ startedAt }) => formatInstant(startedAt)],
  ['baseline', ({ baseline }) => baseline ?? 'none'],
  ['tool', ({ tool }) => `${tool.name} ${tool.version}`],
  ['read from', ({ path }) => html`<code>${path}</code>`],
];

function renderIdentities({ runs, reference }: Comparison): Markup {
  const rows = FACTS.map(([name, tell]) => {
    const cells = runs.map((run, index) => html`<td${markReference(index === reference)}>${tell(run)}</td>`);
    return html`<tr><th scope="row">${name}</th>${cells}</tr>
`;
  });
  return html`<div class="scroll" role="region" aria-label="Identity of the runs" tabindex="0"><table class="runs">
<thead><tr><td></td>${renderRunHeads(runs, reference)}</tr></thead>
<tbody>
${rows}</tbody></table></div>`;
}

/** A column's head for each run. */
export function renderRunHeads(runs: readonly RunIdentity[], reference: number): Markup {
  return html`${runs.map(
    ({ name }, index) =>
      html`<th scope="col"${markReference(index === reference)}>${name}${index === reference ? html`<small>reference</small>` : null}</th>`,
  )}`;
}

/** The class of a cell in the reference's column. */
export function markReference(isReference: boolean): Markup | null {
  return isReference ? html` class="reference"` : null;
}
