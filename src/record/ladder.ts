/** The time ladder of a scenario: what happened, in order, each on one line for people. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { ReceivedEvent, RecordedBytes, RunEvent, SentEvent } from './event.ts';
import {
  decodeRecordedBytes,
  describeBytes,
  describeRecordedBytes,
  encodeRecordedBytes,
} from './recorded-bytes.ts';
import type { LadderRow } from './result.ts';

/** Chunks that follow each other within this time left in one go: links cut bytes where they like. */
export const MERGED_GAP_MS_MAX = 5;

/** Bytes of one row: the longest URL (8192) stays whole. */
const ROW_BYTES_MAX = 8192;

/** Bytes of all rows of a scenario; once they are used up a row keeps only ROW_BYTES_MIN, so that reports stay small. */
const LADDER_BYTES_MAX = 64 * 1024;
const ROW_BYTES_MIN = 64;

type ChunkEvent = SentEvent | ReceivedEvent;

/** Chunks of one direction that make one row, at least one. */
interface Chunks {
  readonly kind: 'chunks';
  readonly events: ChunkEvent[];
}

type Rung = Chunks | { readonly kind: 'row'; readonly row: LadderRow };

/** Rows of `events`, those of one scenario; the first row is t = 0. */
export function buildLadder(events: readonly RunEvent[]): LadderRow[] {
  const rungs: Rung[] = [];
  for (const event of events) {
    if (event.kind === 'tx' || event.kind === 'rx') addChunk(rungs, event);
    else {
      const row = drawRow(event);
      if (row !== null) rungs.push({ kind: 'row', row });
    }
  }
  let spentBytes = 0;
  const rows = rungs.map((rung) => {
    if (rung.kind === 'row') return rung.row;
    const room = Math.max(ROW_BYTES_MIN, Math.min(ROW_BYTES_MAX, LADDER_BYTES_MAX - spentBytes));
    const { row, keptBytes } = drawChunks(rung.events, room);
    spentBytes += keptBytes;
    return row;
  });
  const startMs = rows[0]?.t ?? 0;
  return rows.map((row) => ({ ...row, t: Math.round((row.t - startMs) * 1000) / 1000 }));
}

function addChunk(rungs: Rung[], event: ChunkEvent): void {
  const last = rungs.at(-1);
  const before = last?.kind === 'chunks' ? last.events.at(-1) : undefined;
  if (last?.kind === 'chunks' && before !== undefined && belongTogether(before, event))
    last.events.push(event);
  else rungs.push({ kind: 'chunks', events: [event] });
}

function belongTogether(before: ChunkEvent, event: ChunkEvent): boolean {
  if (event.t - before.t > MERGED_GAP_MS_MAX) return false;
  if (before.kind === 'rx' || event.kind === 'rx') return before.kind === event.kind;
  return before.as === event.as && before.purpose === event.purpose;
}

/** One row for `events`, with at most `room` of their bytes. */
function drawChunks(
  events: readonly ChunkEvent[],
  room: number,
): { readonly row: LadderRow; readonly keptBytes: number } {
  const [first] = events as readonly [ChunkEvent, ...ChunkEvent[]];
  const bytes =
    events.length === 1 ? null : concatBytes(events.map((event) => decodeRecordedBytes(event.bytes)));
  const drawn = bytes === null ? drawRecorded(first.bytes, room) : drawBytes(bytes, room);
  const row: LadderRow = {
    n: first.n,
    t: first.t,
    kind: first.kind,
    text: drawn.text,
    bytes: drawn.bytes,
    ...(drawn.size === null ? {} : { size: drawn.size }),
    ...(first.kind === 'tx' && first.purpose !== 'scenario' ? { purpose: first.purpose } : {}),
  };
  return { row, keptBytes: drawn.keptBytes };
}

interface DrawnBytes {
  readonly text: string;
  readonly bytes: RecordedBytes;
  /** How many bytes there are where not all are kept, else null. */
  readonly size: number | null;
  readonly keptBytes: number;
}

function drawRecorded(recorded: RecordedBytes, room: number): DrawnBytes {
  if ('seed' in recorded)
    return { text: describeRecordedBytes(recorded), bytes: recorded, size: null, keptBytes: 0 };
  return drawBytes(decodeRecordedBytes(recorded), room);
}

function drawBytes(bytes: Bytes, room: number): DrawnBytes {
  const kept = bytes.subarray(0, room);
  return {
    text: describeBytes(kept, bytes.length),
    bytes: encodeRecordedBytes(kept),
    size: kept.length < bytes.length ? bytes.length : null,
    keptBytes: kept.length,
  };
}

/** The row of an event that is not bytes on the link; null where it makes none. */
function drawRow(event: Exclude<RunEvent, ChunkEvent>): LadderRow | null {
  switch (event.kind) {
    case 'origin': {
      const bytes = event.bytes === undefined ? null : drawRecorded(event.bytes, ROW_BYTES_MAX);
      return {
        n: event.n,
        t: event.t,
        kind: 'origin',
        text: event.what === 'script' ? `next answer: ${event.summary}` : event.summary,
        bytes: bytes?.bytes ?? null,
        ...(bytes === null || bytes.size === null ? {} : { size: bytes.size }),
      };
    }
    case 'control':
      return { n: event.n, t: event.t, kind: 'control', text: `${event.what}: ${event.detail}`, bytes: null };
    case 'step':
      return { n: event.n, t: event.t, kind: 'step', text: event.text, bytes: null };
    case 'note':
      return { n: event.n, t: event.t, kind: 'note', text: event.text, bytes: null };
    default:
      return null;
  }
}
