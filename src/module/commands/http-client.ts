/** AT+HTTPCLIENT: any method, with everything in one command line. */
import { type Result, refuse, succeed } from '../../base/result.ts';
import type { ArgumentReader } from '../argument-reader.ts';
import { type HttpAddress, parseHostAndPath } from '../http/address.ts';
import type { HeaderLine } from '../http/header-line.ts';
import type { Final, UrlSource } from '../personality.ts';
import { type Answer, answerFinal, type Command, type CommandContext } from './command.ts';
import { readHeaders } from './http-send.ts';
import { chooseAddress, locateConfigured } from './http-url.ts';

/** Methods by `<opt>`; nothing stands at 0. */
const METHODS = [null, 'HEAD', 'GET', 'POST', 'PUT', 'DELETE'] as const;
const POST = 3;
/** Types by `<content-type>`. */
const CONTENT_TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data',
  'text/xml',
] as const;
const NO_CONTENT_TYPE = -1;
const TRANSPORT_TCP = 1;
const TRANSPORT_SSL = 2;

interface ClientArguments {
  readonly method: string;
  readonly contentType: string | null;
  readonly url: string;
  readonly host: string;
  readonly path: string;
  readonly isSecure: boolean;
  /** Null for every method but POST. */
  readonly data: string | null;
  readonly headers: readonly HeaderLine[];
}

export const HTTPCLIENT: Command = {
  usage: [
    'AT+HTTPCLIENT=<opt>,<content-type>,<"url">,[<"host">],[<"path">],<transport_type>' +
      '[,<"data">][,<"http_req_header">][,<"http_req_header">][...]',
  ],
  set(context, args) {
    const given = readClientArguments(context, args);
    if (!args.finish()) return answerFinal('bad-parameter');
    const address = chooseClientAddress(given, context);
    if (!address.ok) return answerFinal(address.fault);
    return context.hasNetwork ? startRequest(context, given, address.value) : answerFinal('failed');
  },
};

function readClientArguments({ personality }: CommandContext, args: ArgumentReader): ClientArguments {
  const { mayOmitContentType, mayOmitTransport } = personality.client;
  const opt = args.readInteger({ min: 1, max: METHODS.length - 1 });
  const type = args.readInteger(
    { min: 0, max: CONTENT_TYPES.length - 1 },
    mayOmitContentType ? NO_CONTENT_TYPE : undefined,
  );
  const url = args.readString();
  const host = args.readString('');
  const path = args.readString('');
  const transport = args.readInteger(
    { min: TRANSPORT_TCP, max: TRANSPORT_SSL },
    mayOmitTransport ? TRANSPORT_TCP : undefined,
  );
  return {
    method: METHODS[opt] ?? 'GET',
    contentType: CONTENT_TYPES[type] ?? null,
    url,
    host,
    path,
    isSecure: transport === TRANSPORT_SSL,
    data: opt === POST ? args.readString() : null,
    headers: readHeaders(args),
  };
}

/** A url that is given decides alone, scheme included; host, path and transport then have no effect. */
function chooseClientAddress(
  given: ClientArguments,
  { personality, settings }: CommandContext,
): Result<HttpAddress, Final> {
  if (given.url !== '') return chooseAddress(given.url, settings);
  for (const source of personality.client.emptyUrl) {
    if (!isSourceGiven(source, given, settings.url)) continue;
    const address = source === 'configured' ? locateConfigured(settings) : locateHostAndPath(given);
    return address === null ? refuse('failed') : succeed(address);
  }
  return refuse('failed');
}

/** Null where only one of the two is given. */
function locateHostAndPath({ host, path, isSecure }: ClientArguments): HttpAddress | null {
  return host === '' || path === '' ? null : parseHostAndPath(host, path, isSecure);
}

/** Host without path, or path without host, counts as given: it names no address and so fails. */
function isSourceGiven(source: UrlSource, given: ClientArguments, configuredUrl: string | null): boolean {
  return source === 'configured' ? configuredUrl !== null : given.host !== '' || given.path !== '';
}

function startRequest(
  { personality: { http, client, conduct }, settings }: CommandContext,
  given: ClientArguments,
  address: HttpAddress,
): Answer {
  const { method, contentType } = given;
  const body = createBody(given);
  const own = { method, address, userAgent: http.userAgent, contentType, body };
  return {
    kind: 'web',
    task: {
      prefix: '+HTTPCLIENT',
      report: method === 'HEAD' ? 'head' : 'body',
      request: {
        method,
        address,
        headers: conduct.composeHeaders(own, given.headers, settings.headers),
        body,
      },
      limits: { idleMs: client.idleMs, writeBytes: client.blockBytes },
      blockBytes: client.blockBytes,
      unknownSize: http.unknownSize,
      finals: { success: 'ok', errorStatus: http.errorStatusFinal, transport: 'failed' },
    },
  };
}

/** PUT and DELETE have no data parameter and send an empty body, HEAD and GET none at all. */
function createBody({ method, data }: ClientArguments): Uint8Array | null {
  if (data !== null) return Buffer.from(data, 'latin1');
  return method === 'PUT' || method === 'DELETE' ? new Uint8Array(0) : null;
}
