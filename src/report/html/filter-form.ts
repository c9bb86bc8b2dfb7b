/** A search box and choices above a list; the page's script makes them act, without it they are not there. */
import type { Verdict } from '../../record/verdict.ts';
import { html, type Markup } from './markup.ts';

export interface FilterParts {
  /** Id of the element whose children are filtered. */
  readonly list: string;
  readonly what: string;
  readonly placeholder: string;
  readonly commands: readonly string[];
  readonly verdicts: readonly { readonly verdict: Verdict | 'untested'; readonly word: string }[];
  /** Can one requirement be asked for? The page's list of ids (`requirement-ids`) then helps to write it. */
  readonly byRequirement: boolean;
  /** Can all that is shown be unfolded together? */
  readonly folds: boolean;
}

export function renderFilter(parts: FilterParts): Markup {
  const { list, what, placeholder, commands, verdicts, byRequirement, folds } = parts;
  const options = verdicts.map(({ verdict, word }) => html`<option value="${verdict}">${word}</option>`);
  return html`<form class="filter js-only" data-list="${list}" role="search" aria-label="Filter ${what}">
<label>search <input type="search" name="text" placeholder="${placeholder}" autocomplete="off" spellcheck="false"></label>
<label>command <select name="command"><option value="">all</option>${commands.map((name) => html`<option>${name}</option>`)}</select></label>
<label>verdict <select name="verdict"><option value="">all</option>${options}</select></label>
${byRequirement ? html`<label>requirement <input class="short" name="requirement" list="requirement-ids" autocomplete="off" spellcheck="false"></label>` : null}
${folds ? html`<button type="button" class="unfold">unfold shown</button>` : null}
<output aria-live="polite"></output>
</form>`;
}

/** The ids that a filter by requirement suggests. */
export function renderRequirementIds(ids: readonly string[]): Markup {
  return html`<datalist id="requirement-ids">${ids.map((id) => html`<option value="${id}"></option>`)}</datalist>`;
}
