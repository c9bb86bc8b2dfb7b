/** The request as bytes: the module writes its own HTTP, so that every byte of target and headers is the user's. */
import { type Bytes, concatBytes } from '../../base/bytes.ts';
import type { HttpAddress } from './address.ts';
import { type HeaderLine, isSameKey, putHeader } from './header-line.ts';

export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  readonly address: HttpAddress;
  readonly headers: readonly HeaderLine[];
  /** Null: no body and no Content-Length. Empty: `Content-Length: 0`. */
  readonly body: Bytes | null;
}

/** What the module itself says of a request, before the user's headers. */
export interface OwnHeaders {
  readonly method: string;
  readonly address: HttpAddress;
  readonly userAgent: string;
  readonly contentType: string | null;
  readonly body: Bytes | null;
}

/**
 * All header lines of a request. Inline ones replace the module's own, configured ones replace both.
 * Source: HTTP AT Command Set, AT+HTTPCHEAD, description.
 */
export function composeHeaders(
  own: OwnHeaders,
  inline: readonly HeaderLine[],
  configured: readonly HeaderLine[],
): readonly HeaderLine[] {
  // How long the body is only the module knows: a length that lies would make the next bytes another request.
  const given = [...inline, ...configured].filter(
    (line) => !isSameKey(line.key, 'Content-Length') && !isSameKey(line.key, 'Transfer-Encoding'),
  );
  return given.reduce<readonly HeaderLine[]>((lines, line) => putHeader(lines, line), listOwnHeaders(own));
}

function listOwnHeaders({ address, userAgent, contentType, body }: OwnHeaders): readonly HeaderLine[] {
  const lines = [createHeader('Host', address.hostHeader), createHeader('User-Agent', userAgent)];
  if (address.userInfo !== null) lines.push(createHeader('Authorization', encodeBasic(address.userInfo)));
  if (contentType !== null) lines.push(createHeader('Content-Type', contentType));
  if (body !== null) lines.push(createHeader('Content-Length', String(body.length)));
  // Each command opens and closes its own connection.
  lines.push(createHeader('Connection', 'close'));
  return lines;
}

function createHeader(key: string, value: string): HeaderLine {
  return { key, text: `${key}: ${value}` };
}

function encodeBasic(userInfo: string): string {
  const plain = userInfo.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return `Basic ${Buffer.from(plain, 'latin1').toString('base64')}`;
}

export function renderRequest({ method, address, headers, body }: HttpRequest): Bytes {
  const lines = [`${method} ${address.target} HTTP/1.1`, ...headers.map((line) => line.text), '', ''];
  return concatBytes([Buffer.from(lines.join('\r\n'), 'latin1'), body ?? new Uint8Array(0)]);
}
