/** Follows the origin for the bench: every notice becomes an event, and expectations get a view since a mark. */
import { decodeLatin1, sha256Hex } from '../base/bytes.ts';
import type { ObservedConnection, ObservedRequest, OriginView } from '../engine/observation.ts';
import type { Origin, OriginNotice, OriginRequest } from '../origin/origin.ts';
import type { OriginEvent, RecordedBytes, Unnumbered } from '../record/event.ts';
import { encodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Recorder } from '../record/recorder.ts';

/** How far the journal had come at some moment. */
export interface OriginMark {
  readonly requests: number;
  readonly connections: number;
}

export class OriginWatch {
  readonly #origin: Origin;
  readonly #requestEvents = new Map<OriginRequest, number[]>();
  readonly #connectionEvents = new Map<number, number[]>();

  /** `onChange` is called after every notice. */
  constructor(origin: Origin, recorder: Recorder, onChange: () => void) {
    this.#origin = origin;
    origin.setListener((notice) => {
      this.#keep(notice, recorder.record(describeNotice(notice)));
      onChange();
    });
  }

  mark(): OriginMark {
    return { requests: this.#origin.requests.length, connections: this.#origin.connections.length };
  }

  since(mark: OriginMark): OriginView {
    const requests = this.#origin.requests.slice(mark.requests);
    const connections = this.#origin.connections.slice(mark.connections);
    return {
      requests: requests.map((request) => this.#observeRequest(request)),
      connections: connections.map(
        ({ number, bytesReceived, closedAtMs }): ObservedConnection => ({
          number,
          bytesReceived,
          isClosed: closedAtMs !== null,
          requests: requests.filter(({ connection }) => connection === number).length,
          events: this.#connectionEvents.get(number) ?? [],
        }),
      ),
    };
  }

  #observeRequest(request: OriginRequest): ObservedRequest {
    const { connection, tls, method, target, head, headers, body, isComplete, answer } = request;
    const events = this.#requestEvents.get(request) ?? [];
    return { connection, tls, method, target, head, headers, body, isComplete, answer, events };
  }

  #keep(notice: OriginNotice, event: number): void {
    if (notice.connection > 0) append(this.#connectionEvents, notice.connection, event);
    if ('request' in notice) append(this.#requestEvents, notice.request, event);
  }
}

function append<Key>(map: Map<Key, number[]>, key: Key, event: number): void {
  const events = map.get(key);
  if (events === undefined) map.set(key, [event]);
  else events.push(event);
}

function describeNotice(notice: OriginNotice): Unnumbered<OriginEvent> {
  const { what, connection, tls } = notice;
  const common = { kind: 'origin', what, connection, tls } as const;
  switch (notice.what) {
    case 'connection':
      return { ...common, summary: `connection ${connection}${tls ? ' over TLS' : ''}` };
    case 'request':
      return {
        ...common,
        summary: `${notice.request.method} ${notice.request.target}`,
        bytes: encodeRecordedBytes(notice.request.head),
      };
    case 'body':
      return {
        ...common,
        summary: `${notice.bytes.length} bytes of the body`,
        bytes: encodeRecordedBytes(notice.bytes),
      };
    case 'answer':
      return { ...common, summary: notice.summary, ...recordAnswer(notice.request) };
    case 'closed':
      return { ...common, summary: `connection ${connection} closed` };
    case 'malformed':
      return { ...common, summary: notice.summary, bytes: encodeRecordedBytes(notice.bytes) };
  }
}

/** A served body stands on the AT port again, byte for byte: beyond this only its beginning, length and hash are kept. */
const SERVED_BYTES_KEPT_MAX = 64 * 1024;

function recordAnswer(request: OriginRequest): { bytes?: RecordedBytes } {
  if (request.answer === null) return {};
  const { body } = request.answer;
  if (body.length <= SERVED_BYTES_KEPT_MAX) return { bytes: encodeRecordedBytes(body) };
  const start = decodeLatin1(body.subarray(0, 32)).replace(/[^\x20-\x7e]/g, '.');
  return { bytes: { text: `${start}... ${body.length} bytes, SHA-256 ${sha256Hex(body)}` } };
}
