/** Follows the origin for the bench: every notice becomes an event, and expectations get a view since a mark. */
import { equalBytes } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import type { ObservedConnection, ObservedRequest, OriginView } from '../engine/observation.ts';
import type { Origin, OriginNotice, OriginRequest, OriginScript } from '../origin/origin.ts';
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

  /** Of bodies that may be served: the one of the route /bytes, and those of scripted answers. */
  readonly #seeds = new Set(['bytes']);

  /** `onChange` is called after every notice. */
  constructor(origin: Origin, recorder: Recorder, onChange: () => void) {
    this.#origin = origin;
    origin.setListener((notice) => {
      this.#keep(notice, recorder.record(describeNotice(notice, this.#seeds)));
      onChange();
    });
  }

  /** An answer is scripted whose body may be made from a seed. */
  noteScript({ body }: OriginScript): void {
    if (body.kind === 'seeded') this.#seeds.add(body.seed);
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
    // What was answered says nothing of what was asked, and may come after it has been judged.
    if (notice.what === 'request' || notice.what === 'body')
      append(this.#requestEvents, notice.request, event);
  }
}

function append<Key>(map: Map<Key, number[]>, key: Key, event: number): void {
  const events = map.get(key);
  if (events === undefined) map.set(key, [event]);
  else events.push(event);
}

/** `seeds` are those that served bodies may have been made from: such a body is kept by name. */
function describeNotice(notice: OriginNotice, seeds: Iterable<string>): Unnumbered<OriginEvent> {
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
      return { ...common, summary: notice.summary, ...recordAnswer(notice.request, seeds) };
    case 'closed':
      return { ...common, summary: `connection ${connection} closed` };
    case 'malformed':
      return { ...common, summary: notice.summary, bytes: encodeRecordedBytes(notice.bytes) };
  }
}

/** As many bytes as tell one seed from another. */
const SEED_BYTES_COMPARED = 32;

function recordAnswer({ answer }: OriginRequest, seeds: Iterable<string>): { bytes?: RecordedBytes } {
  if (answer === null) return {};
  const start = answer.body.subarray(0, SEED_BYTES_COMPARED);
  const seed = [...seeds].find((name) => equalBytes(seededBytes(name, start.length), start));
  return { bytes: encodeRecordedBytes(answer.body, seed) };
}
