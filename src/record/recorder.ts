/** The recorder gives events their number and time, writes each as one line, and vouches for all of them in the footer. */
import { createHash } from 'node:crypto';
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { assertInvariant } from '../base/invariant.ts';
import type { FooterEvent, Json, ReceivedEvent, RunEvent, Unnumbered } from './event.ts';
import { listFields } from './event-shape.ts';
import { countRecordedBytes, decodeRecordedBytes, encodeRecordedBytes } from './recorded-bytes.ts';

/**
 * Received bytes kept for one scenario (and for each stretch between two). A body of 1 MiB with its block prefixes
 * stays whole, so that the run can be replayed; a module that never stops talking costs no more than this.
 */
export const RECEIVED_BYTES_MAX = 2 * 1024 * 1024;

/** Takes each line without its newline, and the event as the line holds it. Opening and writing files is the sink's affair. */
export type EventSink = (line: string, event: RunEvent) => void;

export interface RecorderOptions {
  /** Its time when the recorder is made is t = 0. */
  readonly clock: Clock;
  readonly sink: EventSink;
  /** Every text of every event passes here before it is written: the place where secrets are masked. */
  readonly maskText?: (text: string) => string;
  /** The same for bytes that are written in base64. */
  readonly maskBytes?: (bytes: Bytes) => Bytes;
  readonly receivedBytesMax?: number;
}

/** How a run ended, for the footer. */
export type RunEnd = Pick<FooterEvent, 'exitCode' | 'rule' | 'stopped'>;

export interface Recorder {
  /**
   * Writes `event` and returns its number. Received bytes beyond the limit are counted, not written: the number
   * returned is then that of the `evidence-cut` event which says so, so evidence always names an event that exists.
   */
  record(event: Unnumbered): number;
  /** Writes the footer. Nothing may be recorded after it. */
  finish(end: RunEnd): void;
  /** How many events have been written. */
  count(): number;
}

type Mask = Required<Pick<RecorderOptions, 'maskText' | 'maskBytes'>>;

/** Received bytes since the last scenario boundary. `cutAt` is the number of the event that tells of the cut. */
interface ReceivedTally {
  keptBytes: number;
  droppedBytes: number;
  cutAt: number | null;
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { clock, sink, receivedBytesMax = RECEIVED_BYTES_MAX } = options;
  const { maskText = (text) => text, maskBytes = (bytes) => bytes } = options;
  const mask: Mask = { maskText, maskBytes };
  const startMs = clock.nowMs();
  const hash = createHash('sha256');
  let written = 0;
  let isFinished = false;
  let tally: ReceivedTally = { keptBytes: 0, droppedBytes: 0, cutAt: null };

  function write(event: Unnumbered): number {
    assertInvariant(!isFinished, `a ${event.kind} event came after the footer`);
    written += 1;
    const numbered = numberEvent(event, written, roundMs(clock.nowMs() - startMs), mask);
    const line = JSON.stringify(numbered);
    hash.update(`${line}\n`);
    sink(line, numbered);
    return written;
  }

  function recordReceived(event: Unnumbered<ReceivedEvent>): number {
    const length = countRecordedBytes(event.bytes);
    const room = receivedBytesMax - tally.keptBytes;
    if (tally.cutAt === null && length <= room) {
      tally.keptBytes += length;
      return write(event);
    }
    if (tally.cutAt === null) {
      if (room > 0)
        write({ kind: 'rx', bytes: encodeRecordedBytes(decodeRecordedBytes(event.bytes).subarray(0, room)) });
      tally.cutAt = write({
        kind: 'control',
        what: 'evidence-cut',
        detail: `more than ${receivedBytesMax} bytes received; what follows is counted, not kept`,
      });
      tally.keptBytes = receivedBytesMax;
      tally.droppedBytes = length - Math.max(0, room);
    } else tally.droppedBytes += length;
    return tally.cutAt;
  }

  /** At a scenario's boundary and at the end: says how much was not kept, and begins to count anew. */
  function closeTally(): void {
    if (tally.cutAt !== null)
      write({ kind: 'control', what: 'evidence-cut', detail: `${tally.droppedBytes} bytes were not kept` });
    tally = { keptBytes: 0, droppedBytes: 0, cutAt: null };
  }

  return {
    record(event) {
      if (event.kind === 'rx') return recordReceived(event);
      if (event.kind === 'scenario-start' || event.kind === 'scenario-end') closeTally();
      return write(event);
    },
    finish(end) {
      closeTally();
      const sha256 = hash.copy().digest('hex');
      write({ kind: 'footer', ...end, events: written, sha256 });
      isFinished = true;
    },
    count: () => written,
  };
}

function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** The event with number and time, its fields in the order of event-shape.ts, its texts masked. */
function numberEvent(event: Unnumbered, n: number, t: number, mask: Mask): RunEvent {
  const given = event as unknown as Readonly<Record<string, Json | undefined>>;
  const ordered: Record<string, Json> = { n, t, kind: event.kind };
  for (const [key] of listFields(event.kind)) {
    const value = given[key];
    if (value !== undefined) ordered[key] = maskJson(value, mask);
  }
  return ordered as unknown as RunEvent;
}

function maskJson(value: Json, mask: Mask): Json {
  if (typeof value === 'string') return mask.maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((member) => maskJson(member, mask));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === 'base64' && typeof member === 'string' ? maskBase64(member, mask) : maskJson(member, mask),
    ]),
  );
}

function maskBase64(text: string, { maskBytes }: Mask): string {
  return Buffer.from(maskBytes(Buffer.from(text, 'base64'))).toString('base64');
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
