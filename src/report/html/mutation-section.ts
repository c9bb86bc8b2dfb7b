/** What the suite itself can see: the score of a mutation campaign, by command, and every fault that it does not catch. */
import type { CommandMutation, FaultResult, MutationResult, MutationTally } from '../../record/mutation.ts';
import { countNoun, formatCount, formatShare } from '../words.ts';
import { linkRequirement, linkScenario } from './anchor.ts';
import { html, joinMarkup, type Markup } from './markup.ts';
import { formatInstant } from './masthead.ts';
import { renderSignal } from './signal.ts';

/** Faults told in full before the rest is only counted. */
const FAULTS_MAX = 60;
const IDLE_MAX = 40;

/** What links may lead to: the scenarios and requirements of the run; a campaign knows others too. */
export interface KnownIds {
  readonly scenarios: ReadonlySet<string>;
  readonly requirements: ReadonlySet<string>;
}

/** `243 of 251 faults caught`, or that nobody knows. */
export function summarizeMutation(mutation: MutationResult | null): string {
  return mutation === null
    ? 'not measured'
    : `${formatCount(mutation.total.caught)} of ${countNoun(mutation.total.faults, 'fault')} caught`;
}

export function renderMutationSection(mutation: MutationResult | null, known: KnownIds): Markup {
  if (mutation === null)
    return html`<p class="calm">A run says nothing of what its scenarios would miss. <code>npm run mutate</code> gives the simulated module one defect after the other and counts which are seen; <code>--mutation reports/mutation.json</code> shows that here.</p>`;
  const { total, commands, faults, idle } = mutation;
  const unseen = faults.filter(({ outcome }) => outcome === 'survived' || outcome === 'caught-generated');
  return html`<p>${renderSignal(mutation.meetsBar ? 'pass' : 'fail', mutation.meetsBar ? 'the suite sees what it claims to see' : 'the suite does not see enough')} ${describeShares(total)}</p>
${mutation.shortfalls.length === 0 ? null : html`<ul class="shortfalls">${mutation.shortfalls.map((line) => html`<li>${line}</li>`)}</ul>`}
<p class="key">${describeCampaign(mutation)}</p>
<div class="scroll" role="region" aria-label="Mutation score" tabindex="0"><table class="mutation"><thead><tr><th>Command</th><th>Faults</th><th>Caught</th><th>First by what they break</th><th>Survived</th><th>Idle scenarios</th></tr></thead><tbody>
${commands.map(renderCommand)}</tbody></table></div>
${renderFaults('Not caught by any scenario written by hand', unseen, known)}${renderIdle(
  (idle ?? []).map(({ id }) => id),
  known,
)}`;
}

function describeShares({ faults, caught, right }: MutationTally): Markup {
  const share = (count: number) => (faults === 0 ? '0 %' : formatShare(count / faults));
  return html`<b>${formatCount(caught)} of ${countNoun(faults, 'fault')}</b> caught (${share(caught)}), ${formatCount(right)} of them first by a requirement that they break (${share(right)}).`;
}

function describeCampaign({ startedAt, sampled, seed, total, recording, tool }: MutationResult): string {
  const which = sampled === null ? 'every fault' : `a sample of ${countNoun(sampled, 'fault')}, seed ${seed}`;
  return `${tool.name} ${tool.version}, ${formatInstant(startedAt)}, ${which}; ${countNoun(total.equivalent, 'fault')} that nobody can see and ${countNoun(recording, 'scenario')} that only record do not count.`;
}

function renderCommand(row: CommandMutation): Markup {
  const { command, faults, caught, right, survived, idle } = row;
  const share = faults === 0 ? 0 : caught / faults;
  return html`<tr><th scope="row"><b>${command}</b></th><td>${formatCount(faults)}</td><td><span class="meter" aria-hidden="true"><i style="width:${(share * 100).toFixed(1)}%"></i></span><span class="num">${formatCount(caught)}</span></td><td>${formatCount(right)}</td><td>${survived === 0 ? '0' : html`<span class="v v-fail">${formatCount(survived)}</span>`}</td><td>${idle === null ? 'not known' : formatCount(idle)}</td></tr>
`;
}

function renderFaults(title: string, faults: readonly FaultResult[], known: KnownIds): Markup | null {
  if (faults.length === 0) return null;
  const rows = faults.slice(0, FAULTS_MAX).map(
    ({ id, title: says, breaks, outcome, advice }) =>
      html`<tr><th scope="row" class="id">${id}</th><td>${says}<small>breaks ${joinMarkup(
        breaks.map((each) => (known.requirements.has(each) ? linkRequirement(each) : each)),
        ' ',
      )}</small></td><td>${outcome === 'survived' ? 'by nothing' : 'by a generated one alone'}</td><td>${joinMarkup(advice, html`<br>`)}</td></tr>
`,
  );
  const more = faults.length - FAULTS_MAX;
  return html`<h3>${title}</h3>
<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="faults"><thead><tr><th>Fault</th><th>What it does</th><th>Caught</th><th>What is missing</th></tr></thead><tbody>
${rows}</tbody></table></div>${more > 0 ? html`<p>and ${countNoun(more, 'more fault')}, all in the campaign’s result.</p>` : null}`;
}

function renderIdle(ids: readonly string[], known: KnownIds): Markup | null {
  if (ids.length === 0) return null;
  const items = ids
    .slice(0, IDLE_MAX)
    .map((id) => html`<li>${known.scenarios.has(id) ? linkScenario(id) : id}</li>`);
  const more = ids.length - IDLE_MAX;
  return html`<details class="others"><summary>${countNoun(ids.length, 'scenario')} that no fault turned red</summary><ul>${items}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul></details>`;
}
