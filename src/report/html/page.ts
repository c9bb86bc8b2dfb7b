/** The frame of every page: head, bar of sections, style, script, and a policy by which it can neither fetch nor send anything. */
import { createHash } from 'node:crypto';
import { html, type Markup, type Part, trustMarkup } from './markup.ts';
import { PAGE_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  /** What stands beside the title and in the table of contents. */
  readonly count: string;
  readonly body: Part;
}

export interface PageParts {
  readonly title: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly sections: readonly Section[];
  /** Before the sections, and after them. */
  readonly head: Part;
  readonly foot: Part;
  /** Of this kind of page alone; after the style of all. */
  readonly style?: string;
}

export function renderPage({ title, tool, sections, head, foot, style = '' }: PageParts): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${describePolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trustMarkup(PAGE_STYLE + style)}</style>
</head>
<body>
${renderBar(sections)}
<main>
${head}
${sections.map(renderSection)}
</main>
${foot}
<script>${trustMarkup(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

/** Nothing may be fetched, nothing sent, and no script run but our own. */
function describePolicy(): string {
  const script = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${script}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function renderSection({ id, title, count, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title} <span>${count}</span></h2>
${body}
</section>
`;
}

function renderBar(sections: readonly Section[]): Markup {
  const links = sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`);
  return html`<nav class="bar" aria-label="Sections"><div>${links}<button type="button" class="theme js-only" aria-pressed="false">dark</button></div></nav>`;
}
