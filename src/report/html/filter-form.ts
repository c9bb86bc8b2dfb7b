/** A search box and two choices above a list; the page's script makes them act, without it they are not there. */
import type { Verdict } from '../../record/verdict.ts';
import { html, type Markup } from './markup.ts';

export interface FilterParts {
  /** Id of the element whose children are filtered. */
  readonly list: string;
  readonly what: string;
  readonly placeholder: string;
  readonly commands: readonly string[];
  readonly verdicts: readonly { readonly verdict: Verdict | 'untested'; readonly word: string }[];
  /** Can all that is shown be unfolded together? */
  readonly folds: boolean;
}

export function renderFilter({ list, what, placeholder, commands, verdicts, folds }: FilterParts): Markup {
  const options = verdicts.map(({ verdict, word }) => html`<option value="${verdict}">${word}</option>`);
  return html`<form class="filter js-only" data-list="${list}" role="search" aria-label="Filter ${what}">
<label>search <input type="search" name="text" placeholder="${placeholder}" autocomplete="off" spellcheck="false"></label>
<label>command <select name="command"><option value="">all</option>${commands.map((name) => html`<option>${name}</option>`)}</select></label>
<label>verdict <select name="verdict"><option value="">all</option>${options}</select></label>
${folds ? html`<button type="button" class="unfold">unfold shown</button>` : null}
<output aria-live="polite"></output>
</form>`;
}
