/** HTML as a value of its own: a template that escapes whatever is not markup already, so that no text can become markup. */

/** Markup that is safe to put into a page. Only the functions of this file make it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = string | number | Markup | null | readonly Part[];

/** Markup out of a template: strings and numbers are escaped, null is nothing, lists are joined. Attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  parts.forEach((part, index) => {
    text += renderPart(part) + (strings[index + 1] ?? '');
  });
  return new Markup(text);
}

function renderPart(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeHtml(part);
  return part.map(renderPart).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are no text: they are shown as `\xhh`. Marks that turn the direction of text could make it lie. */
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

export function escapeHtml(text: string): string {
  return text
    .replace(UNSEEN, showCharacter)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** `text` as content of an element, where quotation marks may stay: AT commands are full of them. Never for attributes. */
export function markText(text: string): Markup {
  return new Markup(
    text.replace(UNSEEN, showCharacter).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character),
  );
}

function showCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Parts side by side with `between` them. */
export function joinMarkup(parts: readonly Part[], between: Part): Markup {
  return new Markup(parts.map(renderPart).join(renderPart(between)));
}

/** Our own constant text as markup: style sheet and script, never anything that came from a run. */
export function trustMarkup(text: string): Markup {
  return new Markup(text);
}
