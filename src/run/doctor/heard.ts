/** What was sent and what came back, as bytes, and how both are shown. */
import { type Bytes, escapeBytes } from '../../base/bytes.ts';
import type { Evidence } from '../../record/diagnosis.ts';

export interface Heard {
  /** Empty where the port was only listened to. */
  readonly sent: Bytes;
  readonly received: Bytes;
  /** More came than any answer has, and it did not stop. */
  readonly isFlood: boolean;
}

/** Enough to recognize what it is; the rest is counted. */
const SHOWN_HEAD_BYTES = 96;
const SHOWN_TAIL_BYTES = 32;
/** Equal bytes in a row from which on their count tells more. */
const RUN_BYTES_MIN = 16;

export function showHeard({ sent, received }: Heard): Evidence {
  return { sent: showBytes(sent), received: showBytes(received) };
}

/** Escaped; a run of equal bytes as `[242 × 0]`, and what is still long cut in the middle, with the count of all its bytes. */
export function showBytes(bytes: Bytes): string {
  const runs = listRuns(bytes);
  const shownBytes = runs.reduce(
    (sum, { bytes: run, isUniform }) => sum + (isUniform ? RUN_BYTES_MIN : run.length),
    0,
  );
  if (shownBytes <= SHOWN_HEAD_BYTES + SHOWN_TAIL_BYTES) return runs.map(showRun).join('');
  const head = escapeBytes(bytes.subarray(0, SHOWN_HEAD_BYTES));
  return `${head} … (${bytes.length} bytes) … ${escapeBytes(bytes.subarray(-SHOWN_TAIL_BYTES))}`;
}

interface Run {
  readonly bytes: Bytes;
  /** Of one and the same byte. */
  readonly isUniform: boolean;
}

/** `bytes` cut into uniform runs that are worth counting, and what stands between them. */
function listRuns(bytes: Bytes): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = at + 1;
    while (end < bytes.length && bytes[end] === bytes[at]) end += 1;
    if (end - at >= RUN_BYTES_MIN) {
      if (at > start) runs.push({ bytes: bytes.subarray(start, at), isUniform: false });
      runs.push({ bytes: bytes.subarray(at, end), isUniform: true });
      start = end;
    }
    at = end;
  }
  return start < bytes.length ? [...runs, { bytes: bytes.subarray(start), isUniform: false }] : runs;
}

function showRun({ bytes, isUniform }: Run): string {
  return isUniform ? `[${bytes.length} × ${escapeBytes(bytes.subarray(0, 1))}]` : escapeBytes(bytes);
}
