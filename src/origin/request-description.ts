/** What the origin tells a client about its own request, as JSON with a fixed order of keys. */
import { isUtf8 } from 'node:buffer';
import { type Bytes, decodeText, encodeText } from '../base/bytes.ts';
import type { OriginRequest } from './origin.ts';
import { valuesOf } from './request-head.ts';
import { splitTarget } from './target.ts';

/** `method`, `url`, `args`, `headers`, `data`; `originUrl` stands in where the request names no host. */
export function describeRequest(request: OriginRequest, originUrl: string): Bytes {
  const { query } = splitTarget(request.target);
  return renderObject([
    ['method', JSON.stringify(request.method)],
    ['url', JSON.stringify(readUrl(request, originUrl))],
    ['args', renderPairs([...new URLSearchParams(query ?? '')])],
    ['headers', renderPairs(request.headers)],
    ['data', JSON.stringify(readData(request.body))],
  ]);
}

/** `headers` alone. */
export function describeHeaders(request: OriginRequest): Bytes {
  return renderObject([['headers', renderPairs(request.headers)]]);
}

function renderObject(members: readonly (readonly [key: string, json: string])[]): Bytes {
  return encodeText(`{\n${members.map(([key, json]) => `  "${key}": ${json}`).join(',\n')}\n}\n`);
}

/**
 * Pairs as an object in order of first appearance; a name that comes again has a list. Written by hand because a
 * JavaScript object would move names like `1` to the front and swallow `__proto__`.
 */
function renderPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  const members = [...values].map(
    ([name, all]) => `${JSON.stringify(name)}: ${JSON.stringify(all.length === 1 ? all[0] : all)}`,
  );
  return `{${members.join(', ')}}`;
}

function readUrl(request: OriginRequest, originUrl: string): string {
  if (/^https?:\/\//i.test(request.target)) return request.target;
  const [host] = valuesOf(request.headers, 'host');
  const base = host === undefined ? originUrl : `${request.tls ? 'https' : 'http'}://${host}`;
  return `${base}${request.target}`;
}

/** The body as text where it is text, as a data URL otherwise. */
function readData(body: Bytes): string {
  if (isUtf8(body)) return decodeText(body);
  return `data:application/octet-stream;base64,${Buffer.from(body).toString('base64')}`;
}
