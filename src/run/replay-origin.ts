/** The origin of a replay: nothing listens, and what reached the origin when it was recorded reaches it again. */
import { type Bytes, concatBytes, decodeLatin1 } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import type { ReplayLink } from '../link/replay-link.ts';
import type {
  Origin,
  OriginConnection,
  OriginNotice,
  OriginRequest,
  OriginScript,
} from '../origin/origin.ts';
import type { HeaderEvent, OriginEvent } from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import { recordScript } from './script-record.ts';

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Entry = Writable<OriginRequest>;
type Connection = Writable<OriginConnection>;

/** Addresses are those of the recording, so that command lines and their lengths come out the same. */
export function createReplayOrigin(header: HeaderEvent, link: ReplayLink, clock: Clock): Origin {
  return new ReplayOrigin(header, link, clock);
}

class ReplayOrigin implements Origin {
  readonly httpUrl: string;
  readonly httpsUrl: string;
  readonly hostName: string;
  readonly closedUrl: string;
  readonly authorityPem = '';
  readonly requests: Entry[] = [];
  readonly connections: Connection[] = [];
  readonly #link: ReplayLink;
  readonly #clock: Clock;
  #listener: ((notice: OriginNotice) => void) | null = null;

  constructor(header: HeaderEvent, link: ReplayLink, clock: Clock) {
    const { origin = '', origin_https = '', origin_host = '', closed = '' } = header.variables;
    this.httpUrl = origin;
    this.httpsUrl = origin_https;
    this.hostName = origin_host;
    this.closedUrl = closed;
    this.#link = link;
    this.#clock = clock;
    link.setOriginListener((event) => this.#take(event));
  }

  script(answer: OriginScript): void {
    this.#link.script(recordScript(answer));
  }

  async settle(): Promise<void> {}

  setListener(listener: ((notice: OriginNotice) => void) | null): void {
    this.#listener = listener;
  }

  async close(): Promise<void> {}

  #take(event: OriginEvent): void {
    const notice = this.#read(event);
    if (notice !== null) this.#listener?.(notice);
  }

  #read(event: OriginEvent): OriginNotice | null {
    const { connection: number, tls, summary } = event;
    const bytes = event.bytes === undefined ? new Uint8Array() : decodeRecordedBytes(event.bytes);
    const names = { connection: number, tls };
    const connection = this.#connection(number, tls);
    const request = this.requests.findLast((entry) => entry.connection === number);
    switch (event.what) {
      case 'connection':
        return { what: 'connection', ...names };
      case 'request':
        connection.bytesReceived += bytes.length;
        return { what: 'request', ...names, request: this.#beginRequest(number, tls, bytes) };
      case 'body':
        connection.bytesReceived += bytes.length;
        return request === undefined
          ? null
          : { what: 'body', ...names, bytes, request: this.#growRequest(request, bytes) };
      case 'answer':
        return request === undefined
          ? null
          : {
              what: 'answer',
              ...names,
              summary,
              request: answerRequest(request, summary, bytes, this.#clock.nowMs()),
            };
      case 'closed':
        connection.closedAtMs = this.#clock.nowMs();
        return { what: 'closed', ...names };
      case 'malformed':
        connection.bytesReceived += bytes.length;
        connection.fault = summary;
        return { what: 'malformed', ...names, summary, bytes };
      case 'script':
        return null;
    }
  }

  #connection(number: number, tls: boolean): Connection {
    const known = this.connections.find((connection) => connection.number === number);
    if (known !== undefined) return known;
    const connection: Connection = {
      number,
      tls,
      openedAtMs: this.#clock.nowMs(),
      closedAtMs: null,
      bytesReceived: 0,
      fault: null,
      faultBytes: null,
    };
    this.connections.push(connection);
    return connection;
  }

  #beginRequest(connection: number, tls: boolean, head: Bytes): Entry {
    const request: Entry = {
      connection,
      tls,
      ...readHead(head),
      head,
      body: new Uint8Array(),
      isComplete: false,
      headAtMs: this.#clock.nowMs(),
      bodyAtMs: null,
      completeAtMs: null,
      answer: null,
    };
    request.isComplete = declaredBytes(request) === 0;
    this.requests.push(request);
    return request;
  }

  #growRequest(request: Entry, bytes: Bytes): Entry {
    request.body = concatBytes([request.body, bytes]);
    request.bodyAtMs ??= this.#clock.nowMs();
    request.isComplete = request.body.length === declaredBytes(request);
    return request;
  }
}

/** An origin answers only what is complete. */
function answerRequest(request: Entry, summary: string, body: Bytes, nowMs: number): Entry {
  request.isComplete = true;
  request.completeAtMs ??= nowMs;
  request.answer = { status: Number(/\d{3}/.exec(summary)?.[0] ?? 0), body };
  return request;
}

function readHead(head: Bytes): Pick<OriginRequest, 'method' | 'target' | 'version' | 'headers'> {
  const [first = '', ...lines] = decodeLatin1(head).split('\r\n');
  const [method = '', target = '', version = ''] = first.split(' ');
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  });
  return { method, target, version, headers };
}

/** Bytes of the body as its head declares them; null where only the end of a chunked body tells. */
function declaredBytes({ headers }: OriginRequest): number | null {
  const headerValue = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (headerValue('transfer-encoding') !== undefined) return null;
  return Number(headerValue('content-length') ?? 0);
}
