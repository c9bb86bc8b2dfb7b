/** How the run went through the states of an exchange: a drawing, the same as a table, and what was out of the ordinary. */
import { ODDITIES, type Oddity, PHASES, type Phase, TRANSITIONS } from '../../record/phase.ts';
import type { SessionResult } from '../../record/result.ts';
import { formatCount } from '../words.ts';
import { linkScenario } from './anchor.ts';
import { html, joinMarkup, type Markup } from './markup.ts';
import { nameTriggers, renderStateDiagram } from './state-diagram.ts';

const SCENARIOS_MAX = 4;

export function renderSession(session: SessionResult): Markup {
  if (session.exchanges === 0) return html`<p class="calm">No scenario sent a command.</p>`;
  return html`<p class="key">Each box is a phase, with how often it was entered; each arrow what leads from one to the next, with how often it did. Dashed: possible, but never seen by this run.</p>
${renderStateDiagram(session)}
<details><summary>The same as a table</summary>${renderMoves(session)}</details>
<h3>Out of the ordinary</h3>
${renderOddities(session)}`;
}

/** Every step between two phases that can be, whether it was seen or not. */
function listWays(): readonly (readonly [Phase, Phase])[] {
  return PHASES.flatMap((from) =>
    PHASES.filter((to) => to !== from && Object.values(TRANSITIONS[from]).includes(to)).map(
      (to) => [from, to] as const,
    ),
  );
}

function renderMoves({ moves }: SessionResult): Markup {
  const rows = listWays().map(([from, to]) => {
    const count = moves.find((move) => move.from === from && move.to === to)?.count ?? 0;
    return html`<tr class="${count === 0 ? 'never' : 'seen'}"><th scope="row">${from}</th><td>${to}</td><td>${nameTriggers(from, to)}</td><td>${count === 0 ? 'never' : formatCount(count)}</td></tr>
`;
  });
  return html`<div class="scroll" role="region" aria-label="Steps between phases" tabindex="0"><table class="moves"><thead><tr><th>From</th><th>To</th><th>By</th><th>Times</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderOddities({ oddities }: SessionResult): Markup {
  const rows = ODDITIES.map((kind) => {
    const seen = oddities.find((oddity) => oddity.kind === kind);
    if (seen === undefined)
      return html`<tr class="never"><th scope="row">${ODDITY_WORDS[kind]}</th><td>never</td><td></td></tr>
`;
    const links = joinMarkup(seen.scenarios.slice(0, SCENARIOS_MAX).map(linkScenario), html`<br>`);
    const more = seen.scenarios.length - SCENARIOS_MAX;
    return html`<tr><th scope="row">${ODDITY_WORDS[kind]}</th><td>${formatCount(seen.count)}</td><td>${links}${more > 0 ? html`<small>and ${more} more</small>` : null}</td></tr>
`;
  });
  return html`<div class="scroll" role="region" aria-label="Out of the ordinary" tabindex="0"><table class="oddities"><thead><tr><th>What</th><th>Exchanges</th><th>In</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

const ODDITY_WORDS: Readonly<Record<Oddity, string>> = {
  'short-payload': 'fewer bytes of payload than declared',
  surplus: 'more bytes of payload than declared',
  'final-in-payload': 'a payload with a line that reads like a result',
  'command-in-data': 'a command line while payload was due',
  'command-while-busy': 'a command line while the answer was due',
  'code-inside': 'an unsolicited code before the final',
  'no-final': 'no final',
  restart: 'a restart of the module',
  'link-lost': 'the link lost',
};
