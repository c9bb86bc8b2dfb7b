/** Masks secrets in what another program recorded, where one may begin in one event and end in the next of its direction. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { RunEvent } from '../record/event.ts';
import { decodeRecordedBytes, encodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Secrets } from './secrets.ts';

export function maskTraffic(events: readonly RunEvent[], secrets: Secrets): RunEvent[] {
  const streams = { tx: joinStream(events, 'tx'), rx: joinStream(events, 'rx') };
  const next = { tx: 0, rx: 0 };
  return events.map((event) => {
    if (event.kind !== 'tx' && event.kind !== 'rx') return event;
    const bytes = decodeRecordedBytes(event.bytes);
    const start = next[event.kind];
    const end = start + bytes.length;
    next[event.kind] = end;
    const stream = streams[event.kind];
    const before = stream.subarray(Math.max(0, start - secrets.bytesMax), start);
    const after = stream.subarray(end, end + secrets.bytesMax);
    return { ...event, bytes: encodeRecordedBytes(secrets.maskBytesWithin(before, bytes, after)) };
  });
}

function joinStream(events: readonly RunEvent[], kind: 'tx' | 'rx'): Bytes {
  return concatBytes(
    events.flatMap((event) => (event.kind === kind ? [decodeRecordedBytes(event.bytes)] : [])),
  );
}
