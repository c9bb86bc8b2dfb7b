/** All scenarios with their judgements and full exchanges, folded; searched and filtered by the page's script. */
import type { AttemptResult, JudgementResult, RunResult, ScenarioResult } from '../../record/result.ts';
import { isRed, VERDICTS } from '../../record/verdict.ts';
import { describeElapsed, renderPlace } from '../terminal-failure.ts';
import { countNoun, formatCount, formatTime, VERDICT_WORDS } from '../words.ts';
import { linkQuestion, linkRequirement, linkRows, type RowIndex } from './anchor.ts';
import { DETAILS, type Detail } from './detail.ts';
import { renderFilter } from './filter-form.ts';
import { renderLadder } from './ladder-rows.ts';
import { html, joinMarkup, type Markup, markText } from './markup.ts';
import { VERDICT_SIGNS } from './signal.ts';

/** Links to rows beside a judgement. */
const ROWS_MAX = 4;

export function renderScenarios(result: RunResult, rows: RowIndex, detail: Detail): Markup {
  const present = new Set(result.scenarios.flatMap(({ verdict, wire }) => [verdict, wire]));
  const verdicts = VERDICTS.filter((verdict) => present.has(verdict));
  const filter = renderFilter({
    ...{
      list: 'scenario-list',
      what: 'scenarios',
      placeholder: 'id, title, bytes',
      byRequirement: true,
      folds: true,
    },
    commands: [...new Set(result.scenarios.map(({ command }) => command))],
    verdicts: verdicts.map((verdict) => ({ verdict, word: VERDICT_WORDS[verdict] })),
  });
  return html`${renderCutNote(detail)}${filter}
<div class="scenarios" id="scenario-list">
${result.scenarios.map((scenario) => renderScenario(scenario, rows, detail))}</div>`;
}

/** A page that does not show everything says so. */
function renderCutNote(detail: Detail): Markup | null {
  if (detail === DETAILS[0]) return null;
  const rows = Number.isFinite(detail.passRowsMax)
    ? ` Of scenarios that passed, the first ${detail.passRowsMax} rows are shown.`
    : '';
  return html`<p class="calm">To keep this page small, rows end at ${formatCount(detail.rowLengthMax)} characters.${rows} Every byte stands in <code>events.ndjson</code>.</p>`;
}

function renderScenario(scenario: ScenarioResult, rows: RowIndex, detail: Detail): Markup {
  const { id, verdict, wire, title, durationMs, judgements, ladder, accepted } = scenario;
  const word = `${VERDICT_WORDS[verdict]}${accepted && isRed(verdict) ? ', accepted' : ''}`;
  const isCalm = verdict === 'pass' && !isRed(wire);
  const isWireTold = isRed(wire) || wire === 'nonstrict';
  const decisive = scenario.attempts.find((attempt) => attempt.decisive);
  const wireFlag = isWireTold
    ? html`<em class="v-${wire}">wire ${VERDICT_WORDS[wire]}${accepted && isRed(wire) ? ', accepted' : ''}</em>`
    : null;
  const flag = html`${wireFlag}${renderAttemptFlag(scenario)}`;
  const wireClass = isWireTold ? ` w-${wire}` : '';
  return html`<details id="scenario:${id}" class="v-${verdict}${wireClass}"><summary><b>${VERDICT_SIGNS[verdict]} ${word}</b><code>${id}</code><span>${markText(title)}</span>${flag}<time>${formatTime(durationMs)}</time></summary>
${renderFacts(scenario)}${renderJudgements(decisive?.judgements ?? judgements, rows)}${renderLadder(ladder, rows, isCalm ? detail : { ...detail, passRowsMax: ladder.length })}${renderOthers(scenario, rows, detail)}</details>
`;
}

/** Attempts beside the one that the scenario shows, each folded. */
function renderOthers({ attempts }: ScenarioResult, rows: RowIndex, detail: Detail): Markup | null {
  if (attempts.length < 2) return null;
  const others = attempts.filter(({ decisive }) => !decisive);
  return html`${others.map((attempt) => renderAttempt(attempt, rows, detail))}`;
}

function renderAttempt(attempt: AttemptResult, rows: RowIndex, detail: Detail): Markup {
  const { verdict, wire, reason, durationMs, judgements, ladder } = attempt;
  const flag = isRed(wire) ? html` <em class="v-${wire}">wire ${VERDICT_WORDS[wire]}</em>` : null;
  const why = reason === null ? null : html`<p class="reason">${reason}</p>`;
  return html`<details class="attempt v-${verdict}"><summary>attempt ${attempt.attempt}: <b>${VERDICT_SIGNS[verdict]} ${VERDICT_WORDS[verdict]}</b>${flag} <time>${formatTime(durationMs)}</time></summary>
${why}${renderJudgements(judgements, rows)}${renderLadder(ladder, rows, detail)}</details>
`;
}

/** `flaky, 2 attempts`; nothing where the scenario ran once. */
function renderAttemptFlag({ flaky, attempts }: ScenarioResult): Markup | null {
  if (attempts.length < 2) return null;
  const count = countNoun(attempts.length, 'attempt');
  return flaky ? html`<em class="v-nonstrict">flaky, ${count}</em>` : html`<em>${count}</em>`;
}

/** Tags that only repeat id, command or requirements are left out. */
function renderFacts({ command, place, notation, tags, reason, questions }: ScenarioResult): Markup {
  const asked = questions.length === 0 ? null : html` · ${joinMarkup(questions.map(linkQuestion), ' ')}`;
  const own = tags.filter((tag) => !/^@(id:|R-|W-|Q-)/.test(tag) && tag !== `@${command}`);
  const tagged = own.length === 0 ? '' : ` · ${own.join(' ')}`;
  const why = reason === null ? null : html`<p class="reason">${reason}</p>`;
  return html`<p class="meta"><code>${renderPlace(place)}</code> · ${notation}${asked}${tagged}</p>${why}`;
}

/** Checks of the wire channel that passed hold for every exchange alike: one line names them all. */
function renderJudgements(judgements: readonly JudgementResult[], rows: RowIndex): Markup | null {
  const isQuiet = ({ channel, verdict }: JudgementResult) => channel === 'wire' && verdict === 'pass';
  const told = judgements.filter((judgement) => !isQuiet(judgement));
  const quiet = [...new Set(judgements.filter(isQuiet).flatMap(({ requirements }) => requirements))];
  if (judgements.length === 0) return null;
  const last = quiet.length === 0 ? null : html`<li>✓ wire channel: ${quiet.join(' ')}`;
  return html`<ul class="judged">${told.map((judgement) => renderJudgement(judgement, rows))}${last}</ul>`;
}

/** A pass says what was expected; everything else also what came, and how long it took. */
function renderJudgement(judgement: JudgementResult, rows: RowIndex): Markup {
  const { verdict, channel, requirements, expected, received, elapsedMs, limitMs } = judgement;
  const about =
    requirements.length === 0 ? 'precondition' : joinMarkup(requirements.map(linkRequirement), ' ');
  const came = verdict === 'pass' ? null : html`; received ${markText(received)}`;
  const took = elapsedMs === null || verdict === 'pass' ? '' : ` (${describeElapsed(elapsedMs, limitMs)})`;
  const lead =
    verdict === 'pass'
      ? html`<li>✓`
      : html`<li><b class="v-${verdict}">${VERDICT_SIGNS[verdict]} ${VERDICT_WORDS[verdict]}</b>`;
  return html`${lead} ${about} ${channel === 'wire' ? 'wire channel: ' : ''}${markText(expected)}${came}${took} ${linkRows(judgement.evidence, rows, ROWS_MAX)}
`;
}
