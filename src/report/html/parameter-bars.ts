/** Parameter classes two-sided: which valid and which invalid values went over the wire, and whether they were taken or refused. */
import type { CommandResult, ParameterClassResult, ParameterResult, RunResult } from '../../record/result.ts';
import { formatCount } from '../words.ts';
import { html, type Markup } from './markup.ts';

export function renderParameters(result: RunResult): Markup {
  const commands = result.commands.filter(({ parameters }) => parameters.length > 0);
  if (commands.length === 0) return html`<p class="calm">No parameter was counted.</p>`;
  return html`<p class="key"><span class="bar-key refused"></span> refused, to the left · <span class="bar-key accepted"></span> accepted, to the right · <span class="bar-key never"></span> never sent · <b class="odd">!</b> an invalid value was accepted, or a valid one never was</p>
${commands.map(renderCommand)}`;
}

function renderCommand(command: CommandResult): Markup {
  return html`<h3 class="id">AT+${command.command}</h3><div class="parameters">${command.parameters.map(renderParameter)}</div>
`;
}

function renderParameter({ name, form, classes }: ParameterResult): Markup {
  const most = Math.max(1, ...classes.map(({ accepted, refused }) => Math.max(accepted, refused)));
  return html`<table class="classes"><caption><b>${name}</b> ${form}<span>${summarize(classes)}</span></caption>
<thead class="sr"><tr><th>class</th><th>should be</th><th>refused and accepted</th><th>counts</th></tr></thead><tbody>${classes.map((each) => renderClass(each, most))}</tbody></table>
`;
}

/** `valid 3 of 4, invalid 0 of 2`: a parameter tried from one side only has shown little. */
function summarize(classes: readonly ParameterClassResult[]): string {
  const side = (valid: boolean, word: string) => {
    const of = classes.filter((each) => each.valid === valid);
    return of.length === 0 ? [] : [`${word} ${of.filter(({ sent }) => sent > 0).length} of ${of.length}`];
  };
  return [...side(true, 'valid'), ...side(false, 'invalid')].join(' · ');
}

function renderClass(row: ParameterClassResult, most: number): Markup {
  const { name, valid, sent, accepted, refused } = row;
  const should = valid === null ? 'open' : valid ? 'accept' : 'refuse';
  /* A valid value is refused where something else of its command is wrong; one that is never taken is worth a look. */
  const odd = (valid === true && accepted === 0 && refused > 0) || (valid === false && accepted > 0);
  return html`<tr class="${sent === 0 ? 'never' : 'sent'}"><th scope="row">${name}</th><td class="should">${should}</td><td>${renderBar(refused, accepted, most)}</td><td class="counts">${describeCounts(row)}${odd ? html` <b class="odd">!</b>` : null}</td></tr>`;
}

function describeCounts({ sent, accepted, refused }: ParameterClassResult): string {
  if (sent === 0) return 'never sent';
  const parts = [
    ...(accepted > 0 ? [`${formatCount(accepted)} accepted`] : []),
    ...(refused > 0 ? [`${formatCount(refused)} refused`] : []),
  ];
  return parts.length === 0 ? `${formatCount(sent)} sent, no final` : parts.join(', ');
}

/** Lengths by the square root: one refusal beside forty acceptances is still to be seen. */
function renderBar(refused: number, accepted: number, most: number): Markup {
  const length = (count: number) => (Math.sqrt(count / most) * 100).toFixed(0);
  return html`<span class="two-sided" aria-hidden="true"><span><i class="refused" style="width:${length(refused)}%"></i></span><span><i class="accepted" style="width:${length(accepted)}%"></i></span></span>`;
}
