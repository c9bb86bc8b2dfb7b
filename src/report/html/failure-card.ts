/** Failures by cause: what the manual asks, expected against received, the ladder around it, how to repeat it, who else has it. */
import type { RunResult } from '../../record/result.ts';
import { VERDICTS } from '../../record/verdict.ts';
import { type Failure, type FailureGroup, findDeviations, findFailures, groupFailures } from '../failure.ts';
import { windowRows } from '../ladder.ts';
import { renderRepeatCommand } from '../repeat.ts';
import { describeElapsed, renderPlace } from '../terminal-failure.ts';
import { countNoun, VERDICT_WORDS } from '../words.ts';
import { linkRequirement, linkScenario } from './anchor.ts';
import { renderComparison } from './comparison.ts';
import { renderFilter } from './filter-form.ts';
import { html, joinMarkup, type Markup } from './markup.ts';
import { VERDICT_SIGNS } from './signal.ts';
import { renderWireLadder } from './wire-ladder.ts';

/** Rows of a ladder in a card; all of them stand at the scenario. */
const ROWS_MAX = 18;
/** Causes with a ladder; of a module that breaks more than this, those that follow are told in words, or the page would not open. */
const LADDERS_MAX = 60;
/** From so many causes on they can be filtered. */
const FILTERED_MIN = 5;
/** Deviations are not red: fewer are shown in full. */
const DEVIATIONS_MAX = 20;
/** Ids in a card before the rest is only counted. */
const OTHERS_MAX = 40;

export function renderFailures(result: RunResult): Markup {
  const groups = groupFailures(findFailures(result));
  if (groups.length === 0) return html`<p class="calm">Nothing failed.</p>`;
  const cards = groups.map((group, index) => renderCard(result, group, index < LADDERS_MAX));
  return html`${groups.length < FILTERED_MIN ? null : renderFailureFilter(groups)}<div id="failure-list">${cards}</div>`;
}

function renderFailureFilter(groups: readonly FailureGroup[]): Markup {
  const verdicts = VERDICTS.filter((verdict) => groups.some(({ first }) => first.verdict === verdict));
  return renderFilter({
    ...{ list: 'failure-list', what: 'failures', placeholder: 'id, message, bytes' },
    ...{ byRequirement: true, folds: false },
    commands: [...new Set(groups.map(({ first }) => first.scenario.command))],
    verdicts: verdicts.map((verdict) => ({ verdict, word: VERDICT_WORDS[verdict] })),
  });
}

/** What is not red but not as it should be; nothing where there is none. */
export function renderDeviations(result: RunResult): Markup | null {
  const groups = groupFailures(findDeviations(result));
  if (groups.length === 0) return null;
  const more = groups.length - DEVIATIONS_MAX;
  return html`<h3>Tolerated: a should that is not kept, or a variant</h3>
${groups.slice(0, DEVIATIONS_MAX).map((group) => renderCard(result, group, true))}
${more > 0 ? html`<p>and ${countNoun(more, 'more')} of this kind, see the scenarios.</p>` : null}`;
}

export function countFailureCauses(result: RunResult): number {
  return groupFailures(findFailures(result)).length;
}

function renderCard(result: RunResult, { first, others }: FailureGroup, hasLadder: boolean): Markup {
  const { judgement, scenario, verdict } = first;
  return html`<article class="card v-${verdict}" data-command="${scenario.command}">
<header><h3><i aria-hidden="true">${VERDICT_SIGNS[verdict]}</i> ${VERDICT_WORDS[verdict]} ${renderAbout(first)}</h3>${others.length > 0 ? html`<span class="times">${countNoun(others.length + 1, 'scenario')}</span>` : null}</header>
${renderRequirement(first)}
<p class="where">${linkScenario(scenario.id)}${first.channel === 'wire' ? ' in the wire channel' : ''}<br><code>${renderPlace(judgement?.place ?? scenario.place)}</code> ${judgement?.text ?? scenario.title}</p>
${judgement === null ? html`<p class="reason">${scenario.reason ?? 'no reason was recorded'}</p>` : renderComparison(judgement, scenario.ladder)}
${judgement === null || judgement.elapsedMs === null ? null : html`<p class="elapsed">took ${describeElapsed(judgement.elapsedMs, judgement.limitMs)}</p>`}
${hasLadder ? renderWindow(first) : html`<p class="left-out">What travelled stands at ${linkScenario(scenario.id)}.</p>`}
<p class="repeat"><span>repeat</span><code>${renderRepeatCommand(result, scenario.id)}</code><button type="button" class="copy js-only">copy</button></p>
${renderOthers(others)}
</article>
`;
}

function renderAbout(failure: Failure): Markup {
  const { judgement, requirement, alsoRequirements } = failure;
  const id = judgement?.requirements[0];
  if (id === undefined)
    return html`<span class="soft">${judgement === null ? 'the run' : 'a precondition'}</span>`;
  const also =
    alsoRequirements.length === 0
      ? null
      : html` <span class="soft">also</span> ${joinMarkup(alsoRequirements.map(linkRequirement), ' ')}`;
  const level =
    requirement === null ? null : html` <span class="soft">${requirement.level}, ${requirement.state}</span>`;
  return html`${linkRequirement(id)}${level}${also}`;
}

function renderRequirement({ requirement }: Failure): Markup | null {
  if (requirement === null) return null;
  const { document, section } = requirement.source;
  return html`<blockquote><p>${requirement.text}</p><footer>${document}, <cite>${section}</cite></footer></blockquote>`;
}

function renderWindow(failure: Failure): Markup {
  const { scenario, judgement } = failure;
  const { earlier, rows, later } = windowRows(scenario.ladder, judgement, ROWS_MAX);
  if (rows.length === 0) return html`<p class="soft">Nothing was sent or received.</p>`;
  const leftOut = (count: number, where: string) =>
    count === 0
      ? null
      : html`<p class="left-out">${countNoun(count, `${where} row`)} left out, all at ${linkScenario(scenario.id)}</p>`;
  return html`<div>${leftOut(earlier, 'earlier')}${renderWireLadder(rows, judgement?.evidence ?? [])}${leftOut(later, 'later')}</div>`;
}

function renderOthers(others: readonly Failure[]): Markup | null {
  if (others.length === 0) return null;
  const more = others.length - OTHERS_MAX;
  return html`<details class="others"><summary>The same cause in ${countNoun(others.length, 'more scenario', 'more scenarios')}</summary><ul>${others
    .slice(0, OTHERS_MAX)
    .map(
      ({ scenario }) => html`<li>${linkScenario(scenario.id)}</li>`,
    )}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul></details>`;
}
