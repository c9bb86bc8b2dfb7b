/** Expected against received: the lines under each other, and the bytes as hex and text with the first difference marked. */
import { type Bytes, firstDifference, unescapeBytes } from '../../base/bytes.ts';
import { decodeRecordedBytes } from '../../record/recorded-bytes.ts';
import type { JudgementResult, LadderRow } from '../../record/result.ts';
import { countNoun } from '../words.ts';
import { escapeHtml, html, type Markup, trustMarkup } from './markup.ts';

const BYTES_PER_LINE = 16;
/** Lines of a dump: the one with the first difference, one before and one after. */
const DUMP_LINES_MAX = 3;
/** Seeded bodies above this are not made again to show sixteen of their bytes. */
const EVIDENCE_BYTES_MAX = 65_536;

export function renderComparison(judgement: JudgementResult, ladder: readonly LadderRow[]): Markup {
  const { expected, received } = judgement;
  const at = firstDifferentCharacter(expected, received);
  return html`<div class="cmp"><dl>
<dt>expected</dt><dd>${markFrom(expected, at)}</dd>
<dt>received</dt><dd>${markFrom(received, at)}</dd>
</dl>${renderBytes(judgement, ladder)}</div>`;
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

/** Both sides as hex where both quote bytes; else the bytes that the judgement rests on. */
function renderBytes(judgement: JudgementResult, ladder: readonly LadderRow[]): Markup | null {
  const expected = readQuotedBytes(judgement.expected);
  const received = readQuotedBytes(judgement.received);
  if (expected !== null && received !== null) return renderDumpPair(expected, received);
  const evidence = findEvidenceBytes(judgement, ladder);
  if (evidence === null || evidence.length === 0) return null;
  const shown = evidence.subarray(0, BYTES_PER_LINE * DUMP_LINES_MAX);
  const lines = dumpLines(shown, 0, [0, shown.length], -1);
  const count = shown.length < evidence.length ? `first ${shown.length} of ` : '';
  return html`<p class="dump-title">bytes it rests on: ${count}${countNoun(evidence.length, 'byte')}</p><pre class="dump" tabindex="0">${trustMarkup(lines.join('\n'))}</pre>`;
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

function findEvidenceBytes(judgement: JudgementResult, ladder: readonly LadderRow[]): Bytes | null {
  const last = Math.max(0, ...judgement.evidence);
  const row = ladder.findLast(({ n, bytes, kind }) => n <= last && bytes !== null && kind !== 'tx');
  const bytes = row?.bytes ?? null;
  if (bytes === null || ('seed' in bytes && bytes.length > EVIDENCE_BYTES_MAX)) return null;
  return decodeRecordedBytes(bytes);
}

function renderDumpPair(expected: Bytes, received: Bytes): Markup {
  const at = firstDifference(expected, received);
  const first = Math.max(0, Math.floor(Math.max(0, at) / BYTES_PER_LINE) - 1) * BYTES_PER_LINE;
  const window = [first, first + BYTES_PER_LINE * DUMP_LINES_MAX] as const;
  const title = at < 0 ? 'the same bytes' : `first difference at byte ${at}`;
  const side = (name: string, bytes: Bytes) =>
    dumpLines(bytes, first, window, at).map(
      (line, index) => `${(index === 0 ? name : '').padEnd(10)}${line}`,
    );
  const lines = [...side('expected', expected), ...side('received', received)];
  return html`<p class="dump-title">${title}</p><pre class="dump" tabindex="0">${trustMarkup(lines.join('\n'))}</pre>`;
}

/** Lines of offset, hex and text, escaped; what lies at `mark` or after it stands out. */
function dumpLines(
  bytes: Bytes,
  start: number,
  [from, to]: readonly [number, number],
  mark: number,
): string[] {
  const shown = bytes.subarray(from, Math.min(to, bytes.length));
  if (shown.length === 0) return [`${formatOffset(start)}  ${markDump('(ends here)', mark >= 0)}`];
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += BYTES_PER_LINE)
    lines.push(dumpLine(shown.subarray(at, at + BYTES_PER_LINE), from + at, mark));
  return lines;
}

function dumpLine(bytes: Bytes, offset: number, mark: number): string {
  const split = mark < 0 ? bytes.length : Math.min(bytes.length, Math.max(0, mark - offset));
  const [same, different] = [bytes.subarray(0, split), bytes.subarray(split)];
  const hex = (part: Bytes) => [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const gap = same.length > 0 && different.length > 0 ? ' ' : '';
  const width = bytes.length * 3 - 1;
  const padding = ' '.repeat(BYTES_PER_LINE * 3 + 1 - width);
  const marked = (text: string) => markDump(text, different.length > 0);
  return `${formatOffset(offset)}  ${hex(same)}${gap}${marked(hex(different))}${padding}${escapeHtml(showText(same))}${marked(showText(different))}`;
}

function markDump(text: string, isMarked: boolean): string {
  return isMarked && text !== '' ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text);
}

function formatOffset(offset: number): string {
  return offset.toString(16).padStart(6, '0');
}

/** One character a byte: printable ASCII as it is, everything else a middle dot. */
function showText(bytes: Bytes): string {
  return [...bytes].map((byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '·')).join('');
}
