/** Reads a response as it arrives: head, then a body by length, by chunks, or up to the end of the connection. */
import { type Bytes, concatBytes, decodeLatin1 } from '../../base/bytes.ts';
import { assertNever } from '../../base/invariant.ts';

export interface ResponseHead {
  readonly status: number;
  /** Names and values (without surrounding white space) in order and case as received. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The digits of Content-Length where it frames the body; null where there is none or the body is chunked. */
  readonly lengthText: string | null;
  readonly isChunked: boolean;
}

export interface ResponseListener {
  /** `stop`: nothing of the body is wanted, the response counts as complete. */
  onHead(head: ResponseHead): 'read' | 'stop';
  /** A part of the body, transfer coding removed; never empty. */
  onBody(part: Bytes): void;
}

export type ResponseState = 'open' | 'complete' | 'broken';

export interface ResponseReader {
  push(bytes: Bytes): ResponseState;
  /** The server closed the connection. */
  end(): ResponseState;
}

type Phase =
  | { readonly kind: 'head' | 'chunk-size' | 'chunk-end' | 'trailer' | 'until-close' | 'complete' | 'broken' }
  | { readonly kind: 'counted' | 'chunk-data'; readonly leftBytes: number };

/** A head or line beyond this is no HTTP server's: the module gives up instead of filling its memory. */
const HEAD_BYTES_MAX = 65_536;

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: |$)/;
const LF = 0x0a;

export function createResponseReader(method: string, listener: ResponseListener): ResponseReader {
  let unread: Bytes = new Uint8Array(0);
  let phase: Phase = { kind: 'head' };
  let headLines: string[] = [];
  let headBytes = 0;

  function takeLine(): string | null {
    const lf = unread.indexOf(LF);
    if (lf === -1) {
      if (unread.length + headBytes > HEAD_BYTES_MAX) phase = { kind: 'broken' };
      return null;
    }
    const line = decodeLatin1(unread.subarray(0, lf)).replace(/\r$/, '');
    unread = unread.subarray(lf + 1);
    return line;
  }
  function takeBody(leftBytes: number): number {
    const part = unread.subarray(0, leftBytes);
    unread = unread.subarray(part.length);
    if (part.length > 0) listener.onBody(part);
    return leftBytes - part.length;
  }
  function readHeadLine(line: string): Phase {
    headBytes += line.length;
    if (headBytes > HEAD_BYTES_MAX) return { kind: 'broken' };
    if (line !== '') {
      headLines.push(line);
      return { kind: 'head' };
    }
    const head = parseHead(headLines);
    headLines = [];
    headBytes = 0;
    if (head === null) return { kind: 'broken' };
    // Interim answers such as 100 Continue announce the real one.
    if (head.status < 200) return { kind: 'head' };
    return listener.onHead(head) === 'stop' ? { kind: 'complete' } : chooseBodyPhase(method, head);
  }
  /** One move; null where more bytes are needed. */
  function advance(): Phase | null {
    switch (phase.kind) {
      case 'complete':
      case 'broken':
        return null;
      case 'counted': {
        const leftBytes = takeBody(phase.leftBytes);
        return leftBytes === 0 ? { kind: 'complete' } : wait({ kind: 'counted', leftBytes });
      }
      case 'chunk-data': {
        const leftBytes = takeBody(phase.leftBytes);
        return leftBytes === 0 ? { kind: 'chunk-end' } : wait({ kind: 'chunk-data', leftBytes });
      }
      case 'until-close':
        takeBody(unread.length);
        return null;
      case 'head':
      case 'chunk-size':
      case 'chunk-end':
      case 'trailer': {
        const { kind } = phase;
        const line = takeLine();
        return line === null ? null : kind === 'head' ? readHeadLine(line) : readChunkLine(kind, line);
      }
      default:
        return assertNever(phase, 'phase of a response');
    }
  }
  function wait(waiting: Phase): null {
    phase = waiting;
    return null;
  }
  function measureState(): ResponseState {
    return phase.kind === 'complete' || phase.kind === 'broken' ? phase.kind : 'open';
  }
  return {
    push(bytes) {
      unread = unread.length === 0 ? bytes : concatBytes([unread, bytes]);
      for (let next = advance(); next !== null; next = advance()) phase = next;
      return measureState();
    },
    end() {
      const ended: ResponseState = phase.kind === 'until-close' ? 'complete' : 'broken';
      return measureState() === 'open' ? ended : measureState();
    },
  };
}

function readChunkLine(kind: 'chunk-size' | 'chunk-end' | 'trailer', line: string): Phase {
  if (kind === 'chunk-end') return { kind: line === '' ? 'chunk-size' : 'broken' };
  if (kind === 'trailer') return { kind: line === '' ? 'complete' : 'trailer' };
  const size = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;|$)/.exec(line)?.[1];
  if (size === undefined) return { kind: 'broken' };
  const leftBytes = Number.parseInt(size, 16);
  return leftBytes === 0 ? { kind: 'trailer' } : { kind: 'chunk-data', leftBytes };
}

function chooseBodyPhase(method: string, head: ResponseHead): Phase {
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return { kind: 'complete' };
  if (head.isChunked) return { kind: 'chunk-size' };
  if (head.lengthText === null) return { kind: 'until-close' };
  const leftBytes = Number(head.lengthText);
  return leftBytes === 0 ? { kind: 'complete' } : { kind: 'counted', leftBytes };
}

function parseHead(lines: readonly string[]): ResponseHead | null {
  const [first = '', ...rest] = lines;
  const status = STATUS_LINE.exec(first)?.[1];
  if (status === undefined) return null;
  const headers: (readonly [string, string])[] = [];
  for (const line of rest) {
    const colon = line.indexOf(':');
    if (colon < 1) return null;
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  const find = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const isChunked = /(^|,)\s*chunked$/i.test(find('transfer-encoding') ?? '');
  const lengthText = isChunked ? null : (find('content-length') ?? null);
  if (lengthText !== null && !/^\d{1,19}$/.test(lengthText)) return null;
  return { status: Number(status), headers, lengthText, isChunked };
}
