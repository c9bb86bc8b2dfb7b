/** Bytes as people compare them: each byte's text above its hex, line by line. */
import { type Bytes, escapeBytes } from '../../base/bytes.ts';
import { escapeHtml, type Markup, trustMarkup } from './markup.ts';

export const BYTES_PER_LINE = 32;

export interface ByteLinesOptions {
  /** The bytes to show, `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** Bytes from here on stand out; null: none. */
  readonly markFrom: number | null;
  /** What stands before the first line, and as many blanks before the others. */
  readonly lead: string;
}

/** Two lines for each 32 bytes, to stand in a `pre`; what is shown of a side that has ended is `(ends here)`. */
export function drawByteLines(bytes: Bytes, { from, to, markFrom, lead }: ByteLinesOptions): Markup {
  const shown = bytes.subarray(from, Math.min(to, bytes.length));
  const blank = ' '.repeat(lead.length);
  if (shown.length === 0) return trustMarkup(escapeHtml(lead) + markIf('(ends here)', markFrom !== null));
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += BYTES_PER_LINE) {
    const line = [...shown.subarray(at, at + BYTES_PER_LINE)];
    const split = markFrom === null ? line.length : Math.min(line.length, Math.max(0, markFrom - from - at));
    const draw = (name: (byte: number) => string) => drawCells(line.map(name), split);
    lines.push(`${escapeHtml(at === 0 ? lead : blank)}<b>${draw(nameByte)}</b>`, `${blank}${draw(toHex)}`);
  }
  return trustMarkup(lines.join('\n'));
}

function drawCells(cells: readonly string[], split: number): string {
  const [same, different] = [cells.slice(0, split), cells.slice(split)];
  const gap = same.length > 0 && different.length > 0 ? ' ' : '';
  return `${escapeHtml(same.join(' '))}${gap}${markIf(different.join(' '), different.length > 0)}`.trimEnd();
}

function markIf(text: string, isMarked: boolean): string {
  return isMarked ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text);
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Two columns wide: the character, `\r` and the like by their escapes, a blank as `␣`, and a middle dot for what has no such name. */
function nameByte(byte: number): string {
  if (byte === 0x20) return '␣ ';
  if (byte === 0x5c) return '\\ ';
  const escaped = escapeBytes(Uint8Array.of(byte));
  return escaped.length <= 2 ? escaped.padEnd(2) : '· ';
}
