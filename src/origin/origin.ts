/** The origin: the HTTP(S) server that the module under test talks to, with a memory of every byte that reached it. */
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';

/** The origin cannot be started as asked: a fault of addresses or of the machine, never of the module. */
export class OriginError extends Error {
  override readonly name = 'OriginError';
  /** One thing to do about it. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

export interface OriginOptions {
  readonly clock: Clock;
  /** `HOST:PORT` to listen on; port 0 or null chooses: 18080 and 18443 first, any free one where taken. Loopback by default. */
  readonly httpAddress: string | null;
  readonly httpsAddress: string | null;
  /** What the module is told to connect to; null: the listening host. */
  readonly hostName: string | null;
}

/** The body of a scripted answer: by value, or by the seed that names it (base/random.ts `seededBytes`). */
export type OriginBody =
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  | { readonly kind: 'seeded'; readonly seed: string; readonly length: number };

/**
 * How one or more coming requests are to be answered: the first script in order of scripting whose filters fit.
 * Field by field as `AnswerScript` of the scenario room; here stands what a sender must know beyond it.
 */
export interface OriginScript {
  /** Compared exactly. */
  readonly method: string | null;
  /** The path of the target; compared with path and query where it holds a `?`. */
  readonly path: string | null;
  readonly status: number;
  /** null: the usual one for the status. */
  readonly reason: string | null;
  /**
   * After `Content-Type: application/octet-stream` and before the framing header and `Connection: close`, each of
   * which is left out where a name here takes its place. There is no Date: recorded runs must repeat byte for byte.
   */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: OriginBody;
  readonly framing: 'length' | 'chunked' | 'none' | 'false-length';
  /** null: the whole body is one chunk. */
  readonly chunkBytes: number | null;
  /** Needed where `framing` is false-length. */
  readonly claimedBytes: number | null;
  /** Counts from the complete request. */
  readonly delayMs: number;
  /** The head leaves at once; the n-th piece of the framed body (from 1) no earlier than n times `everyMs` later. */
  readonly trickle: { readonly bytes: number; readonly everyMs: number } | null;
  /** Lasts until the peer ends its side, or `settle`. `in-body` without `atBytes` stalls before the first byte. */
  readonly stall: 'none' | 'before-head' | 'after-head' | 'in-body';
  readonly end: 'normal' | 'close-early' | 'reset';
  /**
   * Bytes of the content, whatever chunk framing surrounds them. For `end`: null ends the connection before the head,
   * 0 right after it. Neither the last chunk nor anything else follows, also where the content is no longer than this.
   */
  readonly atBytes: number | null;
  readonly times: number;
}

/** One request in the journal; grows while it arrives. A malformed head whose first line can be read is here too. */
export interface OriginRequest {
  /** Number of its connection, from 1. */
  readonly connection: number;
  readonly tls: boolean;
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  readonly version: string;
  /** The raw head as it arrived, up to and with the empty line. */
  readonly head: Bytes;
  /** Header lines in order and case, values without surrounding white space. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What has arrived of the body so far, transfer coding removed. */
  readonly body: Bytes;
  readonly isComplete: boolean;
  /** On the clock of the options. */
  readonly headAtMs: number;
  readonly bodyAtMs: number | null;
  readonly completeAtMs: number | null;
  /** Status and full body of the answer (as it was meant to be served, whole; empty for HEAD), once decided. */
  readonly answer: { readonly status: number; readonly body: Bytes } | null;
}

/** So much of a fault's bytes is kept: enough for any head, bounded against a peer that never stops. */
export const FAULT_BYTES_MAX = 64 * 1024;

export interface OriginConnection {
  readonly number: number;
  readonly tls: boolean;
  readonly openedAtMs: number;
  /** When both sides had closed: the origin closes its own right after the answer, so the peer's is the later one. */
  readonly closedAtMs: number | null;
  /** Bytes that arrived on it (for TLS: in the clear), also where they made no request. */
  readonly bytesReceived: number;
  /** A failed TLS handshake, a malformed request, or bytes that are no HTTP, in words; null otherwise. */
  readonly fault: string | null;
  /** The bytes that the fault speaks about, at most FAULT_BYTES_MAX; null where there are none (a failed handshake). */
  readonly faultBytes: Bytes | null;
}

/**
 * What the origin tells while it happens. `request` is the journal's own object. `answer` comes when the delay of an
 * answer is over, before its first byte; `malformed` at most once for the bytes of a connection, and without bytes for a failed handshake.
 */
export type OriginNotice =
  | { readonly what: 'connection'; readonly connection: number; readonly tls: boolean }
  | {
      readonly what: 'request';
      readonly connection: number;
      readonly tls: boolean;
      readonly request: OriginRequest;
    }
  | {
      readonly what: 'body';
      readonly connection: number;
      readonly tls: boolean;
      readonly request: OriginRequest;
      readonly bytes: Bytes;
    }
  | {
      readonly what: 'answer';
      readonly connection: number;
      readonly tls: boolean;
      readonly request: OriginRequest;
      readonly summary: string;
    }
  | { readonly what: 'closed'; readonly connection: number; readonly tls: boolean }
  | {
      readonly what: 'malformed';
      readonly connection: number;
      readonly tls: boolean;
      readonly summary: string;
      readonly bytes: Bytes;
    };

export interface Origin {
  /** `http://127.0.0.1:18080`, without a trailing slash; with the name that the module is told. */
  readonly httpUrl: string;
  readonly httpsUrl: string;
  /** The host that the module is told, without a port. */
  readonly hostName: string;
  /** An address of the same host on which connections are refused: `http://127.0.0.1:<port>`, kept closed for the origin's life. */
  readonly closedUrl: string;
  /** The certificate authority made at start, PEM. */
  readonly authorityPem: string;
  readonly requests: readonly OriginRequest[];
  readonly connections: readonly OriginConnection[];
  /** Takes a checked script; one that contradicts itself (a false length without `claimedBytes`) throws InternalError. */
  script(answer: OriginScript): void;
  /** Forgets scripts that nobody used, aborts answers that still run, closes connections; the journal stays. */
  settle(): Promise<void>;
  setListener(listener: ((notice: OriginNotice) => void) | null): void;
  close(): Promise<void>;
}
