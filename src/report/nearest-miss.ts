/** Where something expected did not come: the line that came nearest to it. */
import { decodeLatin1, encodeText, escapeBytes } from '../base/bytes.ts';
import { measureDistance } from '../base/nearest.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { JudgementResult, LadderRow } from '../record/result.ts';

/** A line that came, or that the origin saw, and the part of it (`from` up to `to`) that differs from what was expected. */
export interface NearMiss {
  /** Of the row. */
  readonly n: number;
  readonly t: number;
  /** Escaped. */
  readonly line: string;
  readonly from: number;
  readonly to: number;
}

/** Share of characters that must be right: with less in common two lines are only two lines. */
const LIKENESS_MIN = 0.6;
/** Longer ones are compared by their beginning; a comparison takes the product of both lengths. */
const LENGTH_MAX = 120;
const LINES_MAX = 300;
/** Shorter ones resemble everything. */
const LENGTH_MIN = 3;

/**
 * Among the lines since the last command before what `judgement` rests on; null where none is like it, and where `received`
 * says it already.
 */
export function findNearestMiss(judgement: JudgementResult, ladder: readonly LadderRow[]): NearMiss | null {
  const wanted = readWanted(judgement.expected);
  if (wanted.length < LENGTH_MIN) return null;
  let [nearest, likenessMax]: [NearMiss | null, number] = [null, LIKENESS_MIN];
  for (const { row, line } of listLines(rowsSinceCommand(judgement, ladder)).slice(0, LINES_MAX)) {
    if (!mayBeLike(wanted, line, likenessMax) || judgement.received.includes(line)) continue;
    const likeness = 1 - measureDistance(wanted, line) / Math.max(wanted.length, line.length);
    if (likeness < likenessMax) continue;
    [nearest, likenessMax] = [{ n: row.n, t: row.t, line, ...findDifference(wanted, line) }, likeness];
  }
  return nearest;
}

/** By their lengths alone: a distance is dear, and most lines are nothing like. */
function mayBeLike(wanted: string, line: string, likenessMin: number): boolean {
  return Math.min(wanted.length, line.length) >= likenessMin * Math.max(wanted.length, line.length);
}

/** The quotation in a message where there is one, else all of it. The fields of a quoted command line are no quotation. */
function readWanted(expected: string): string {
  const quoted = /(?:^|\s)"(.*?)"(?: \(\d+ bytes?\)|$)/s.exec(expected)?.[1];
  return (quoted ?? expected).slice(0, LENGTH_MAX);
}

function rowsSinceCommand(judgement: JudgementResult, ladder: readonly LadderRow[]): readonly LadderRow[] {
  const last = Math.max(0, ...judgement.evidence);
  const decisive = last === 0 ? ladder.length - 1 : ladder.findLastIndex(({ n }) => n <= last);
  const sent = ladder.findLastIndex(
    ({ kind, purpose }, index) => kind === 'tx' && purpose === undefined && index <= decisive,
  );
  return ladder.slice(Math.max(0, sent + 1));
}

function listLines(
  rows: readonly LadderRow[],
): readonly { readonly row: LadderRow; readonly line: string }[] {
  return rows.flatMap((row) => {
    if ((row.kind !== 'rx' && row.kind !== 'origin') || row.bytes === null || 'seed' in row.bytes) return [];
    const lines = decodeLatin1(decodeRecordedBytes(row.bytes)).split(/\r\n|\n/);
    return lines
      .filter((line) => line.length >= LENGTH_MIN)
      .map((line) => ({ row, line: escapeBytes(encodeText(line)).slice(0, LENGTH_MAX) }));
  });
}

/** What lies between the common beginning and the common end. */
function findDifference(wanted: string, line: string): { from: number; to: number } {
  const shorter = Math.min(wanted.length, line.length);
  let from = 0;
  while (from < shorter && wanted[from] === line[from]) from += 1;
  let end = 0;
  while (end < shorter - from && wanted.at(-1 - end) === line.at(-1 - end)) end += 1;
  return { from, to: line.length - end };
}
