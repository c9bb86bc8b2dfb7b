/** The ladder of a failure: module and origin in one line of time, the bytes of each row as text above hex, what was judged marked. */
import { decodeRecordedBytes } from '../../record/recorded-bytes.ts';
import type { LadderRow } from '../../record/result.ts';
import { ARROWS, describeRow } from '../ladder.ts';
import { countNoun, formatLadderTime } from '../words.ts';
import { drawByteLines } from './byte-lines.ts';
import { html, type Markup, type Part } from './markup.ts';

/** Bytes of a row: rows that the judgement rests on show more. */
const ROW_BYTES_MAX = 32;
const EVIDENCE_BYTES_MAX = 96;
const TEXT_LENGTH_MAX = 400;

const SIDES: Readonly<Record<LadderRow['kind'], string>> = {
  tx: 'to the module',
  rx: 'from the module',
  origin: 'at the origin',
  control: 'done to the link',
  note: 'note',
  step: 'step',
};

/** `evidence`: numbers of the events that the judgement rests on; a row stands for those up to the next row. */
export function renderWireLadder(rows: readonly LadderRow[], evidence: readonly number[]): Markup {
  const hits = new Set(evidence.map((number) => rows.findLast(({ n }) => n <= number)?.n));
  return html`<div class="scroll" role="group" aria-label="What travelled, in order of time" tabindex="0"><ol class="wire">
${rows.map((row) => renderRow(row, hits.has(row.n)))}</ol></div>`;
}

function renderRow(row: LadderRow, isHit: boolean): Markup {
  const lead =
    row.kind === 'step'
      ? null
      : html`<i>${formatLadderTime(row.t)} <span aria-hidden="true">${ARROWS[row.kind]}</span><span class="sr">${SIDES[row.kind]}</span></i>`;
  return html`<li class="k-${row.kind}${row.purpose === undefined ? '' : ' quiet'}${isHit ? ' hit' : ''}">${lead}<div>${renderText(row)}${renderBytes(row, isHit)}</div></li>
`;
}

/** A line of bytes speaks for itself; what is longer is also told as text, and the origin's rows say in words what they are. */
function renderText(row: LadderRow): Part {
  if (isShort(row)) return row.purpose === undefined ? null : `(${row.purpose})`;
  return html`<p>${describeRow(row, TEXT_LENGTH_MAX)}</p>`;
}

function isShort({ kind, bytes, size }: LadderRow): boolean {
  if (bytes === null || kind === 'origin' || 'seed' in bytes) return false;
  return size === undefined && decodeRecordedBytes(bytes).length <= ROW_BYTES_MAX;
}

function renderBytes(row: LadderRow, isHit: boolean): Part {
  const { bytes } = row;
  if (bytes === null || 'seed' in bytes || (row.kind === 'origin' && !isHit)) return null;
  const all = decodeRecordedBytes(bytes);
  const to = isHit ? EVIDENCE_BYTES_MAX : ROW_BYTES_MAX;
  const total = row.size ?? all.length;
  const rest = total - Math.min(to, all.length);
  const cut = rest === 0 ? null : html`<small>and ${countNoun(rest, 'more byte')}</small>`;
  return html`<pre>${drawByteLines(all, { from: 0, to, markFrom: null, lead: '' })}</pre>${cut}`;
}
