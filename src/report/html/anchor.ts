/** Names of places on the page and the links that lead there: scenarios, requirements, questions, rows of ladders. */
import type { RunResult } from '../../record/result.ts';
import { listLadders } from '../attempts.ts';
import { html, joinMarkup, type Markup } from './markup.ts';

/** The rows of all ladders, to find the one that shows an event; a row also shows the events after it that were joined to it. */
export interface RowIndex {
  /** The number of the row that shows event `number`, or null where none does. */
  find(number: number): number | null;
  /** Does anything rest on row `n`? Only such rows need a name. */
  isNamed(n: number): boolean;
}

export function indexRows(result: RunResult): RowIndex {
  const starts = result.scenarios
    .flatMap((scenario) => listLadders(scenario).flat())
    .map(({ n }) => n)
    .sort((left, right) => left - right);
  const find = (number: number) => findLastNotAbove(starts, number);
  const named = new Set(listEvidence(result).map(find));
  return { find, isNamed: (n) => named.has(n) };
}

function listEvidence(result: RunResult): readonly number[] {
  return [
    ...result.scenarios.flatMap(({ judgements, attempts }) =>
      [{ judgements }, ...attempts].flatMap((one) => one.judgements.flatMap(({ evidence }) => evidence)),
    ),
    ...result.requirements.flatMap(({ evidence }) => evidence),
    ...result.questions.flatMap(({ observed }) => observed.flatMap(({ evidence }) => evidence)),
  ];
}

/** The last of `sorted` that is not above `number`, or null. */
function findLastNotAbove(sorted: readonly number[], number: number): number | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1] ?? null;
}

/** The part of an address after `#`, with what an address cannot carry encoded. */
function encodeFragment(name: string): string {
  return encodeURIComponent(name).replace(/%2F/g, '/').replace(/%3A/g, ':');
}

export function linkScenario(id: string): Markup {
  return html`<a href="#scenario:${encodeFragment(id)}">${id}</a>`;
}

export function linkRequirement(id: string): Markup {
  return html`<a href="#requirement:${encodeFragment(id)}">${id}</a>`;
}

export function linkQuestion(id: string): Markup {
  return html`<a href="#question:${encodeFragment(id)}">${id}</a>`;
}

/** `rows 12, 13`, at most `countMax` of them; nothing where no row is shown. */
export function linkRows(evidence: readonly number[], rows: RowIndex, countMax: number): Markup | null {
  const named = [...new Set(evidence.map((number) => rows.find(number)))].filter((number) => number !== null);
  if (named.length === 0) return null;
  const links = named.slice(0, countMax).map((number) => html`<a href=#e${number}>${number}</a>`);
  const more = named.length > countMax ? html` +${named.length - countMax}` : null;
  return html`<small>${named.length === 1 ? 'row' : 'rows'} ${joinMarkup(links, ' ')}${more}</small>`;
}
