/** The journal: what reached the origin, entries that grow while things arrive. Knows no socket and forgets nothing. */
import type { Bytes } from '../base/bytes.ts';
import { ByteStore } from './byte-store.ts';
import { FAULT_BYTES_MAX, type OriginConnection, type OriginRequest } from './origin.ts';
import type { RequestHead } from './request-head.ts';

export class ConnectionEntry implements OriginConnection {
  readonly number: number;
  readonly tls: boolean;
  readonly openedAtMs: number;
  closedAtMs: number | null = null;
  bytesReceived = 0;
  fault: string | null = null;
  #faultBytes: ByteStore | null = null;

  constructor(number: number, tls: boolean, openedAtMs: number) {
    this.number = number;
    this.tls = tls;
    this.openedAtMs = openedAtMs;
  }

  get faultBytes(): Bytes | null {
    return this.#faultBytes?.view() ?? null;
  }

  /** The first fault names the connection's trouble; what follows from it is not told. */
  noteFault(fault: string): void {
    this.fault ??= fault;
  }

  keepFaultBytes(bytes: Bytes): void {
    this.#faultBytes ??= new ByteStore();
    this.#faultBytes.append(bytes.subarray(0, FAULT_BYTES_MAX - this.#faultBytes.length));
  }
}

export class RequestEntry implements OriginRequest {
  readonly connection: number;
  readonly tls: boolean;
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly head: Bytes;
  readonly headers: OriginRequest['headers'];
  readonly headAtMs: number;
  bodyAtMs: number | null = null;
  completeAtMs: number | null = null;
  answer: OriginRequest['answer'] = null;
  readonly #body = new ByteStore();

  constructor(connection: ConnectionEntry, head: RequestHead, headAtMs: number) {
    this.connection = connection.number;
    this.tls = connection.tls;
    this.method = head.method;
    this.target = head.target;
    this.version = head.version;
    this.head = head.head;
    this.headers = head.headers;
    this.headAtMs = headAtMs;
  }

  get body(): Bytes {
    return this.#body.view();
  }

  get isComplete(): boolean {
    return this.completeAtMs !== null;
  }

  appendBody(bytes: Bytes, atMs: number): void {
    this.bodyAtMs ??= atMs;
    this.#body.append(bytes);
  }
}

export class Journal {
  readonly requests: RequestEntry[] = [];
  readonly connections: ConnectionEntry[] = [];

  openConnection(tls: boolean, atMs: number): ConnectionEntry {
    const entry = new ConnectionEntry(this.connections.length + 1, tls, atMs);
    this.connections.push(entry);
    return entry;
  }

  addRequest(connection: ConnectionEntry, head: RequestHead, atMs: number): RequestEntry {
    const entry = new RequestEntry(connection, head, atMs);
    this.requests.push(entry);
    return entry;
  }
}
