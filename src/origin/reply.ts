/** One answer as bytes: its head, its body in its framing, and where they are cut off. Pure. */
import { STATUS_CODES } from 'node:http';
import { type Bytes, encodeText } from '../base/bytes.ts';
import { assertInvariant } from '../base/invariant.ts';
import type { OriginScript } from './origin.ts';

/** What a script says of the answer, with its content at hand. */
export interface Reply extends Omit<OriginScript, 'method' | 'path' | 'body' | 'times'> {
  readonly content: Bytes;
  /** false: the answer to HEAD, whose head speaks of content that does not follow. */
  readonly sendsContent: boolean;
}

/** A reply without any deviation; every header but the framing's is given. */
export function plainReply(status: number, headers: Reply['headers'], content: Bytes): Reply {
  return {
    status,
    reason: null,
    headers,
    content,
    sendsContent: true,
    framing: 'length',
    chunkBytes: null,
    claimedBytes: null,
    delayMs: 0,
    trickle: null,
    stall: 'none',
    end: 'normal',
    atBytes: null,
  };
}

/** `404 Not Found` for the body and the log of such an answer. */
export function statusText(status: number, reason: string | null = null): string {
  return `${status} ${reason ?? STATUS_CODES[status] ?? ''}`.trimEnd();
}

/** Status line and header lines up to and with the empty line. */
export function renderHead(reply: Reply): Bytes {
  const isNamed = (name: string) =>
    reply.headers.some(([given]) => given.toLowerCase() === name.toLowerCase());
  const reason = reply.reason ?? STATUS_CODES[reply.status] ?? '';
  const first = hasNoBody(reply) ? [] : [['Content-Type', 'application/octet-stream']];
  const last = [...framingHeaders(reply), ['Connection', 'close']];
  const lines = [
    `HTTP/1.1 ${reply.status} ${reason}`,
    ...[
      ...first.filter(([name = '']) => !isNamed(name)),
      ...reply.headers,
      ...last.filter(([name = '']) => !isNamed(name)),
    ].map(([name, value]) => `${name}: ${value}`),
  ];
  return encodeText(`${lines.join('\r\n')}\r\n\r\n`);
}

function framingHeaders(reply: Reply): (readonly [name: string, value: string])[] {
  if (hasNoBody(reply)) return [];
  switch (reply.framing) {
    case 'length':
      return [['Content-Length', String(reply.content.length)]];
    case 'chunked':
      return [['Transfer-Encoding', 'chunked']];
    case 'false-length':
      assertInvariant(reply.claimedBytes !== null, 'a false length needs the bytes that it claims');
      return [['Content-Length', String(reply.claimedBytes)]];
    case 'none':
      return [];
  }
}

/** Informational answers, 204 and 304 end with their head, unless a script insists. Source: RFC 9112 section 6.3. */
function hasNoBody(reply: Reply): boolean {
  const { status } = reply;
  return reply.content.length === 0 && (status < 200 || status === 204 || status === 304);
}

/** Where the body is cut off, in bytes of the content; null: nowhere. */
function cutAt(reply: Reply): number | null {
  if (reply.stall === 'in-body') return reply.atBytes ?? 0;
  return reply.end === 'normal' ? null : (reply.atBytes ?? 0);
}

/** The body as it goes over the wire, piece by piece; the pieces have no meaning. */
export function* frameBody(reply: Reply): Generator<Bytes> {
  if (!reply.sendsContent || hasNoBody(reply)) return;
  const cut = cutAt(reply);
  const end = Math.min(reply.content.length, cut ?? reply.content.length);
  if (reply.framing !== 'chunked') {
    yield reply.content.subarray(0, end);
    return;
  }
  const chunkBytes = Math.max(1, reply.chunkBytes ?? reply.content.length);
  for (let start = 0; start < end; start += chunkBytes) {
    const chunkEnd = Math.min(start + chunkBytes, reply.content.length);
    yield encodeText(`${(chunkEnd - start).toString(16)}\r\n`);
    yield reply.content.subarray(start, Math.min(chunkEnd, end));
    if (chunkEnd <= end) yield LINE_END;
  }
  if (cut === null) yield LAST_CHUNK;
}

const LINE_END = encodeText('\r\n');
const LAST_CHUNK = encodeText('0\r\n\r\n');

/** The same bytes in pieces of exactly `size`, but for the last, which is shorter and never empty. */
export function* repackBytes(pieces: Iterable<Bytes>, size: number): Generator<Bytes> {
  let block = new Uint8Array(size);
  let filled = 0;
  for (const piece of pieces) {
    for (let offset = 0; offset < piece.length; ) {
      const part = piece.subarray(offset, offset + size - filled);
      block.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (filled < size) continue;
      yield block;
      block = new Uint8Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** For people: `200 OK, 11 bytes`, with what deviates. */
export function summariseReply(reply: Reply): string {
  const length = reply.sendsContent ? reply.content.length : 0;
  const at = reply.atBytes === null ? 'before the head' : `after ${reply.atBytes} bytes of the body`;
  const words = [
    statusText(reply.status, reply.reason),
    `${length} bytes`,
    reply.framing === 'chunked' ? 'chunked' : null,
    reply.framing === 'none' ? 'ended by closing' : null,
    reply.framing === 'false-length' ? `declared as ${reply.claimedBytes}` : null,
    reply.trickle && `${reply.trickle.bytes} bytes every ${reply.trickle.everyMs} ms`,
    reply.stall === 'none' ? null : `stalled ${stallPoint(reply)}`,
    reply.end === 'reset' ? `reset ${at}` : null,
    reply.end === 'close-early' ? `closed ${at}` : null,
  ];
  return words.filter((word) => word !== null).join(', ');
}

function stallPoint(reply: Reply): string {
  if (reply.stall === 'in-body') return `after ${reply.atBytes ?? 0} bytes of the body`;
  return reply.stall === 'before-head' ? 'before the head' : 'after the head';
}
