/** Expected against received: the lines under each other, the bytes of both with the first difference marked, and what came nearest. */
import { type Bytes, firstDifference, unescapeBytes } from '../../base/bytes.ts';
import type { JudgementResult, LadderRow } from '../../record/result.ts';
import { findNearestMiss, type NearMiss } from '../nearest-miss.ts';
import { formatLadderTime } from '../words.ts';
import { BYTES_PER_LINE, drawByteLines } from './byte-lines.ts';
import { html, type Markup } from './markup.ts';

/** Lines of a side: the one with the first difference, one before and one after. */
const LINES_MAX = 3;

export function renderComparison(judgement: JudgementResult, ladder: readonly LadderRow[]): Markup {
  const { expected, received } = judgement;
  const at = firstDifferentCharacter(expected, received);
  return html`<div class="cmp"><dl>
<dt>expected</dt><dd>${markFrom(expected, at)}</dd>
<dt>received</dt><dd>${markFrom(received, at)}</dd>
${renderNearMiss(findNearestMiss(judgement, ladder))}</dl>${renderBytes(judgement)}</div>`;
}

/** Where two messages begin to differ; null where they have no beginning in common that would make the mark say anything. */
function firstDifferentCharacter(expected: string, received: string): number | null {
  let at = 0;
  while (at < expected.length && expected[at] === received[at]) at += 1;
  return at < 2 ? null : at;
}

/** The text with its rest from `at` on marked, as far as the quotation or word goes in which it begins. */
function markFrom(text: string, at: number | null): Markup {
  if (at === null || at >= text.length) return html`${text}`;
  const end = text.slice(at).search(/"(\s|$|…)|\s\(/);
  const stop = end < 0 ? text.length : at + end;
  if (stop === at)
    return html`${text.slice(0, at)}<mark class="gap">${text.slice(at, at + 1)}</mark>${text.slice(at + 1)}`;
  return html`${text.slice(0, at)}<mark>${text.slice(at, stop)}</mark>${text.slice(stop)}`;
}

function renderNearMiss(miss: NearMiss | null): Markup | null {
  if (miss === null) return null;
  const { line, from, to, t, n } = miss;
  const where = html`<small>at ${formatLadderTime(t)}, <a href="#e${n}">row ${n}</a></small>`;
  return html`<dt>nearest</dt><dd>${line.slice(0, from)}<mark>${line.slice(from, to)}</mark>${line.slice(to)} ${where}</dd>
`;
}

/** Both sides, where both quote bytes. */
function renderBytes(judgement: JudgementResult): Markup | null {
  const expected = readQuotedBytes(judgement.expected);
  const received = readQuotedBytes(judgement.received);
  return expected === null || received === null ? null : renderBytePair(expected, received);
}

/**
 * The bytes that a message quotes, `body "hello" (5 bytes)` or `"abc…"… (2048 bytes)`; null where it quotes none, several,
 * or another number of bytes than it says.
 */
export function readQuotedBytes(message: string): Bytes | null {
  const match = /"(.*)"(…)? \((\d+) bytes?\)/s.exec(message);
  if (match === null) return null;
  const bytes = unescapeBytes((match[1] ?? '').replaceAll('\\"', '\\x22'));
  const isCut = match[2] !== undefined;
  return isCut || bytes.length === Number(match[3]) ? bytes : null;
}

function renderBytePair(expected: Bytes, received: Bytes): Markup {
  const at = firstDifference(expected, received);
  const from = Math.max(0, Math.floor(Math.max(0, at) / BYTES_PER_LINE) - 1) * BYTES_PER_LINE;
  const to = from + BYTES_PER_LINE * LINES_MAX;
  const markFrom = at < 0 ? null : at;
  const side = (lead: string, bytes: Bytes) => drawByteLines(bytes, { from, to, markFrom, lead });
  const cut = from === 0 ? '' : `, shown from byte ${from}`;
  const title = at < 0 ? 'the same bytes' : `first difference at byte ${at}${cut}`;
  return html`<p class="dump-title">${title}</p><pre class="dump" tabindex="0" aria-label="Bytes expected and received">${side('expected  ', expected)}
${side('received  ', received)}</pre>`;
}
