/** A client of raw bytes for tests of HTTP servers: says exactly what it was told and keeps exactly what came. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Bytes, concatBytes, decodeLatin1 } from '../base/bytes.ts';

export interface RawClient {
  readonly socket: Socket;
  /** Everything that has come, one character a byte. */
  readonly text: () => string;
  /** Resolves when the text that has come matches. */
  readonly received: (pattern: RegExp) => Promise<void>;
  /** Resolves at the close of both sides: `fin` after a clean end, `reset` after a TCP reset. */
  readonly closed: Promise<'fin' | 'reset'>;
}

/** Connects to `http://host:port` or `https://host:port`; for the latter `authorityPem` is trusted. */
export async function openRawClient(url: string, authorityPem?: string): Promise<RawClient> {
  const { hostname: host, port, protocol } = new URL(url);
  const isTls = protocol === 'https:';
  const socket = isTls
    ? connectTls({ host, port: Number(port), ca: authorityPem })
    : connect({ host, port: Number(port) });
  const parts: Bytes[] = [];
  const waiting = new Set<() => void>();
  let wasReset = false;
  socket.on('data', (bytes: Bytes) => {
    parts.push(bytes);
    for (const look of waiting) look();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    wasReset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
  });
  const closed = new Promise<'fin' | 'reset'>((resolve) => {
    socket.once('close', () => resolve(wasReset ? 'reset' : 'fin'));
  });
  const text = () => decodeLatin1(concatBytes(parts));
  const received = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!pattern.test(text())) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  await new Promise<void>((resolve, reject) => {
    socket.once(isTls ? 'secureConnect' : 'connect', resolve);
    socket.once('error', reject);
  });
  return { socket, text, received, closed };
}

export interface RawAnswer {
  /** Status line, header lines and body as they came, one character a byte. */
  readonly head: string;
  readonly body: string;
  readonly status: number;
  readonly ended: 'fin' | 'reset';
}

/** Sends `request` on its own connection and waits until the server has closed it. */
export async function exchangeRaw(
  url: string,
  request: string | Bytes,
  authorityPem?: string,
): Promise<RawAnswer> {
  const client = await openRawClient(url, authorityPem);
  client.socket.write(request);
  const ended = await client.closed;
  const text = client.text();
  const headEnd = text.indexOf('\r\n\r\n');
  const head = headEnd === -1 ? text : text.slice(0, headEnd);
  return {
    head,
    body: headEnd === -1 ? '' : text.slice(headEnd + 4),
    status: Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(head)?.[1] ?? 0),
    ended,
  };
}
