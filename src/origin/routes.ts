/** The answers that the origin gives without a script: the routes that a tester of HTTP clients knows. */
import { type Bytes, encodeText } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import type { OriginRequest } from './origin.ts';
import { plainReply, type Reply, statusText } from './reply.ts';
import { describeHeaders, describeRequest } from './request-description.ts';
import { valuesOf } from './request-head.ts';
import { splitTarget } from './target.ts';

/** As large as a module's whole flash: more says nothing new. */
const BYTES_MAX = 16 * 1024 * 1024;
/** A minute outlasts every time limit of the commands. */
const DELAY_MS_MAX = 60_000;

/** Routes of one method; HEAD goes where GET goes. */
const ALLOWED_METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['/get', ['GET', 'HEAD']],
  ['/post', ['POST']],
  ['/put', ['PUT']],
  ['/delete', ['DELETE']],
]);

type NumberedRoute = (request: OriginRequest, value: number, originUrl: string) => Reply;

const NUMBERED_ROUTES: ReadonlyMap<string, NumberedRoute> = new Map([
  ['status', answerStatus],
  ['redirect', answerRedirect],
  ['bytes', answerBytes],
  ['range', answerRange],
  ['delay', answerDelay],
]);

/** The answer to a complete request. `originUrl` is the listener's own URL. */
export function answerRoute(request: OriginRequest, originUrl: string): Reply {
  const { path } = splitTarget(request.target);
  const allowed = ALLOWED_METHODS.get(path);
  if (allowed !== undefined && !allowed.includes(request.method))
    return textReply(405, [['Allow', allowed.join(', ')]]);
  if (allowed !== undefined || path === '/anything' || path.startsWith('/anything/'))
    return jsonReply(describeRequest(request, originUrl));
  if (path === '/headers') return jsonReply(describeHeaders(request));
  const [, name = '', digits = ''] = /^\/([a-z]+)\/([0-9]{1,9})$/.exec(path) ?? [];
  return NUMBERED_ROUTES.get(name)?.(request, Number(digits), originUrl) ?? textReply(404);
}

/** The answer to a request that cannot be understood. */
export function answerMalformed(): Reply {
  return textReply(400);
}

function jsonReply(content: Bytes): Reply {
  return plainReply(200, [['Content-Type', 'application/json']], content);
}

/** Status and reason as the body. */
function textReply(status: number, headers: Reply['headers'] = []): Reply {
  return plainReply(
    status,
    [['Content-Type', 'text/plain'], ...headers],
    encodeText(`${statusText(status)}\n`),
  );
}

function answerStatus(_request: OriginRequest, status: number): Reply {
  if (status < 200 || status > 599) return textReply(404);
  return status === 204 || status === 304 ? plainReply(status, [], new Uint8Array(0)) : textReply(status);
}

/** `/redirect/3` leads over two more to `/get`. */
function answerRedirect(_request: OriginRequest, remaining: number): Reply {
  if (remaining === 0) return textReply(404);
  return textReply(302, [['Location', remaining === 1 ? '/get' : `/redirect/${remaining - 1}`]]);
}

function answerBytes(_request: OriginRequest, length: number): Reply {
  if (length > BYTES_MAX) return textReply(400);
  return plainReply(200, [['Content-Type', 'application/octet-stream']], seededBytes('bytes', length));
}

/** The bytes of `/bytes/:n`, or one part of them. Source: RFC 9110 section 14. */
function answerRange(request: OriginRequest, length: number): Reply {
  const whole = answerBytes(request, length);
  if (whole.status !== 200) return whole;
  const headers: Reply['headers'] = [...whole.headers, ['Accept-Ranges', 'bytes']];
  const [range] = valuesOf(request.headers, 'range');
  if (range === undefined) return { ...whole, headers };
  const part = readRange(range, length);
  if (part === null) return textReply(416, [['Content-Range', `bytes */${length}`]]);
  const { first, last } = part;
  return plainReply(
    206,
    [...headers, ['Content-Range', `bytes ${first}-${last}/${length}`]],
    whole.content.subarray(first, last + 1),
  );
}

/** First and last offset of `bytes=a-b`, `bytes=a-` or `bytes=-n`; null: not one satisfiable range. */
function readRange(range: string, length: number): { first: number; last: number } | null {
  const match = /^bytes=([0-9]*)-([0-9]*)$/i.exec(range);
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  return first > last ? null : { first, last };
}

/** The description of the request, after a while. */
function answerDelay(request: OriginRequest, delayMs: number, originUrl: string): Reply {
  if (delayMs > DELAY_MS_MAX) return textReply(400);
  return { ...jsonReply(describeRequest(request, originUrl)), delayMs };
}
