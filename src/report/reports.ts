/** Reports: a run's result as the texts that people and machines read. Knows results, not how they came about. */
import type { RunResult } from '../record/result.ts';
import { renderBadge } from './badge.ts';
import { type HtmlOptions, renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderMessages } from './messages.ts';

/**
 * Every report by its file name: `index.html`, `result.json`, `junit.xml`, `summary.md`, `badge.svg`,
 * `messages.ndjson`. The same result gives the
 * same bytes, but for `madeAt` (ISO 8601 in UTC), which stands in `index.html` alone.
 */
export function renderReports(result: RunResult, options: HtmlOptions): ReadonlyMap<string, string> {
  return new Map([
    ['index.html', renderHtml(result, options)],
    ['result.json', renderJson(result)],
    ['junit.xml', renderJunit(result)],
    ['summary.md', renderMarkdown(result)],
    ['badge.svg', renderBadge(result)],
    ['messages.ndjson', renderMessages(result)],
  ]);
}
