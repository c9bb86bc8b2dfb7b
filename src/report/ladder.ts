/** The ladder of a scenario as rows of text: when, which way, what; and which rows matter where it is long. */
import { type Bytes, decodeLatin1, escapeBytes } from '../base/bytes.ts';
import type { Purpose, RecordedBytes } from '../record/event.ts';
import { countRecordedBytes, decodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { JudgementResult, LadderRow } from '../record/result.ts';
import { countNoun } from './words.ts';

/** `→` to the module, `←` from it, `⇢` at the origin, `!` done to the link, `#` a note, `·` a step. */
export const ARROWS: Readonly<Record<LadderRow['kind'], string>> = {
  tx: '→',
  rx: '←',
  origin: '⇢',
  control: '!',
  note: '#',
  step: '·',
};

/** Below this many characters of room the bytes of the origin's rows are not worth a beginning. */
const ORIGIN_ROOM_MIN = 12;

/** What a row says, escaped and on one line of at most `lengthMax` characters; bytes that are cut end in their count. */
export function describeRow(row: LadderRow, lengthMax: number): string {
  const { bytes } = row;
  if (bytes === null) return clipText(flattenText(row.text), lengthMax);
  if (row.kind === 'origin') return describeOriginRow(row, bytes, lengthMax);
  const lead = row.purpose === undefined ? '' : `(${row.purpose}) `;
  if ('seed' in bytes) return clipText(`${lead}${describeSeeded(bytes)}`, lengthMax);
  return (
    lead + clipBytes(escapeRecorded(bytes, lengthMax), countRowBytes(row, bytes), lengthMax - lead.length)
  );
}

/** What a row stands for, and how much of it the row still holds. */
interface ByteCount {
  readonly total: number;
  readonly isWhole: boolean;
}

function countRowBytes(row: LadderRow, bytes: RecordedBytes): ByteCount {
  return { total: row.size ?? countRecordedBytes(bytes), isWhole: row.size === undefined };
}

/** Text for people stays as it is, but for what would break the line or command the terminal. */
export function flattenText(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, (character) =>
    escapeBytes(Uint8Array.of(character.charCodeAt(0))),
  );
}

function describeSeeded(bytes: { readonly seed: string; readonly length: number }): string {
  return `${countNoun(bytes.length, 'byte')} of seed "${flattenText(bytes.seed)}"`;
}

/** Enough of the escaped bytes to know whether they fit; megabytes are not escaped to be thrown away. */
function escapeRecorded(bytes: RecordedBytes, lengthMax: number): string {
  if ('text' in bytes) return flattenText(bytes.text);
  return escapeBytes(decodeRecordedBytes(bytes).subarray(0, lengthMax + 1));
}

/** What the origin saw: the summary, then the request's header lines or the body. */
function describeOriginRow(row: LadderRow, recorded: RecordedBytes, lengthMax: number): string {
  const lead = flattenText(row.text);
  const room = lengthMax - lead.length - 3;
  if (room < ORIGIN_ROOM_MIN) return clipText(lead, lengthMax);
  if ('seed' in recorded) return `${lead}   ${clipText(describeSeeded(recorded), room)}`;
  const bytes = decodeRecordedBytes(recorded);
  const headers = listHeaders(bytes);
  if (headers !== null) return `${lead}   ${clipText(headers.join('   '), room)}`.trimEnd();
  const shown = escapeBytes(bytes.subarray(0, room + 1));
  const count = countRowBytes(row, recorded);
  const isWhole = count.isWhole && shown.length + 2 <= room;
  return `${lead}   "${isWhole ? `${shown}"` : clipBytes(shown, { ...count, isWhole: false }, room - 1)}`;
}

/** The header lines of a request head, escaped; null where `bytes` are none. */
function listHeaders(bytes: Bytes): string[] | null {
  const text = decodeLatin1(bytes);
  if (!/^[A-Za-z]+ \S+ HTTP\/\d\.\d\r\n/.test(text)) return null;
  const [, ...lines] = text.split('\r\n');
  return lines.filter((line) => line !== '').map((line) => escapeBytes(Buffer.from(line, 'latin1')));
}

/** `text` cut to `lengthMax` characters, with a mark where something is missing. */
export function clipText(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, Math.max(0, lengthMax - 1))}…`;
}

/** `escaped` bytes cut to `lengthMax` characters with the count of all said, never inside an escape. */
function clipBytes(escaped: string, { total, isWhole }: ByteCount, lengthMax: number): string {
  if (isWhole && escaped.length <= lengthMax) return escaped;
  const tail = `… (${countNoun(total, 'byte')})`;
  return `${cutBeforeEscape(escaped, Math.max(0, lengthMax - tail.length))}${tail}`;
}

/** At most `length` characters of `escaped`, whole escapes only. */
function cutBeforeEscape(escaped: string, length: number): string {
  let end = 0;
  for (const match of escaped.matchAll(/\\x[0-9a-f]{2}|\\.|[^\\]/gs)) {
    if (match.index + match[0].length > length) break;
    end = match.index + match[0].length;
  }
  return escaped.slice(0, end);
}

/** Some rows of a ladder, and how many are left out on either side. */
export interface LadderWindow {
  readonly earlier: number;
  readonly rows: readonly LadderRow[];
  readonly later: number;
}

/** Rows to show after the one where something went wrong. */
const ROWS_AFTER = 4;

/**
 * At most `countMax` of `rows` around the last one that `judgement` rests on; the last ones where it names none. A row
 * stands for its own event and for those after it that were joined to it, so evidence belongs to the row before it.
 * Probing, cleaning and recovery at either end say nothing of a failure and are left out.
 */
export function windowRows(
  rows: readonly LadderRow[],
  judgement: JudgementResult | null,
  countMax: number,
): LadderWindow {
  const last = Math.max(0, ...(judgement?.evidence ?? []));
  const decisive = rows.findLastIndex((row) => row.n <= last);
  const [first, stop] = boundOwnRows(rows, decisive);
  const wanted = decisive < 0 ? stop : Math.max(first + countMax, decisive + 1 + ROWS_AFTER);
  const end = Math.min(stop, wanted);
  const start = Math.max(first, end - countMax);
  return { earlier: start, rows: rows.slice(start, end), later: rows.length - end };
}

const HOUSEKEEPING: readonly (Purpose | undefined)[] = ['setup', 'probe', 'clean', 'recovery'];

/** Where the scenario's own rows begin and end; row `decisive` is always among them. */
function boundOwnRows(rows: readonly LadderRow[], decisive: number): readonly [number, number] {
  let isOwn = true;
  const own = rows.map(({ kind, purpose }) => {
    if (kind === 'tx') isOwn = !HOUSEKEEPING.includes(purpose);
    return isOwn;
  });
  const [first, last] = [own.indexOf(true), own.lastIndexOf(true)];
  if (first < 0) return [0, rows.length];
  return decisive < 0 ? [first, last + 1] : [Math.min(first, decisive), Math.max(last, decisive) + 1];
}
