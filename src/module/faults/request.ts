/** Faults of what is asked of the server: method, address, headers and body of requests. */
import { concatBytes } from '../../base/bytes.ts';
import { parseHostAndPath } from '../http/address.ts';
import type { ExchangeListener } from '../http/exchange.ts';
import type { HeaderLine } from '../http/header-line.ts';
import type { HttpRequest } from '../http/request.ts';
import {
  ALL_HTTP,
  changeConduct,
  changeHeaders,
  changeManner,
  changeRequest,
  changeSet,
  changeTask,
  changeWithMemory,
  hasKey,
  SENDING,
  toBytes,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

const CLIENT = ['+HTTPCLIENT'];

/** Requests of `names` with the method `from` are sent as another one. */
function renameMethod(names: readonly string[], from: string, method: string): Spoil {
  return changeRequest(names, (request) => (request.method === from ? { method } : {}));
}

/** The headers given on the line of `names` are changed before the request is made. */
function changeInline(
  names: readonly string[],
  change: (texts: readonly string[]) => readonly string[],
): Spoil {
  return changeSet(names, (sound, context, args) =>
    sound(context, {
      ...args,
      readStrings: () => {
        const texts = args.readStrings();
        return texts.every((text) => text.includes(':')) ? change(texts) : texts;
      },
    }),
  );
}

/** A header of `names` is replaced where `isHit`. */
function changeHeaderText(
  names: readonly string[],
  key: string,
  change: (line: HeaderLine, request: readonly HeaderLine[]) => readonly HeaderLine[],
): Spoil {
  return changeHeaders(names, (lines) =>
    lines.flatMap((line) => (hasKey(line, key) ? change(line, lines) : [line])),
  );
}

function changeTarget(names: readonly string[], change: (target: string) => string): Spoil {
  return changeRequest(names, ({ address }) => ({ address: { ...address, target: change(address.target) } }));
}

const setText = (line: HeaderLine, value: string): HeaderLine => ({ ...line, text: `${line.key}: ${value}` });

/** The request goes where host and path of the line say, as far as `isUsed`. */
function preferHostAndPath(isUsed: 'host' | 'path'): Spoil {
  return changeSet(CLIENT, (sound, context, args) => {
    const given: string[] = [];
    const answer = sound(context, {
      ...args,
      readString(fallback) {
        const text = args.readString(fallback);
        given.push(text);
        return text;
      },
    });
    const [, host = '', path = ''] = given;
    if (answer.kind !== 'web' || (isUsed === 'host' ? host : path) === '') return answer;
    const { request } = answer.task;
    const moved = moveRequest(request, isUsed === 'host' ? host : null, isUsed === 'path' ? path : null);
    return { ...answer, task: { ...answer.task, request: moved } };
  });
}

function moveRequest(request: HttpRequest, host: string | null, path: string | null): HttpRequest {
  const { address, headers } = request;
  const named = host === null ? null : parseHostAndPath(host, address.target, address.isSecure);
  const hostHeader = named?.hostHeader ?? address.hostHeader;
  return {
    ...request,
    address: { ...address, hostHeader, target: path ?? address.target },
    headers: headers.map((line) => (hasKey(line, 'Host') ? setText(line, hostHeader) : line)),
  };
}

export const REQUEST_FAULTS: FaultGroup = {
  'client-put-as-post': ['AT+HTTPCLIENT sends POST for PUT', renameMethod(CLIENT, 'PUT', 'POST')],
  'client-delete-as-get': ['AT+HTTPCLIENT sends GET for DELETE', renameMethod(CLIENT, 'DELETE', 'GET')],
  'client-head-as-get': ['AT+HTTPCLIENT sends GET for HEAD', renameMethod(CLIENT, 'HEAD', 'GET')],
  'put-as-post': ['AT+HTTPCPUT sends POST', renameMethod(['+HTTPCPUT'], 'PUT', 'POST')],
  'client-types-2-and-3-swapped': [
    'AT+HTTPCLIENT takes content type 2 for 3 and 3 for 2',
    changeHeaderText(CLIENT, 'Content-Type', (line) => {
      if (line.text.includes('multipart')) return [setText(line, 'text/xml')];
      return [line.text.includes('xml') ? setText(line, 'multipart/form-data') : line];
    }),
  ],
  'client-type-0-left-out': [
    'AT+HTTPCLIENT sends no Content-Type for content type 0',
    changeHeaderText(CLIENT, 'Content-Type', (line) => (line.text.includes('urlencoded') ? [] : [line])),
  ],
  'client-path-wins': [
    'the path parameter of AT+HTTPCLIENT replaces that of the URL',
    preferHostAndPath('path'),
  ],
  'client-host-wins': [
    'the host parameter of AT+HTTPCLIENT replaces that of the URL in the Host header',
    preferHostAndPath('host'),
  ],
  'client-needs-path': [
    'AT+HTTPCLIENT requests / of a URL where the path parameter is left out',
    changeSet(CLIENT, (sound, context, args) => {
      let position = -1;
      let hasPath = false;
      const answer = sound(context, {
        ...args,
        readString(fallback) {
          const text = args.readString(fallback);
          position += 1;
          if (position === 2) hasPath = text !== '';
          return text;
        },
      });
      if (answer.kind !== 'web' || hasPath || context.settings.url !== null) return answer;
      const { request } = answer.task;
      const address = { ...request.address, target: '/' };
      return { ...answer, task: { ...answer.task, request: { ...request, address } } };
    }),
  ],
  'client-tls-left-out': [
    'AT+HTTPCLIENT speaks TCP with an https URL',
    changeRequest(CLIENT, ({ address }) => ({ address: { ...address, isSecure: false } })),
  ],
  'tls-left-out': [
    'an https URL is fetched without TLS by AT+HTTPCGET, AT+HTTPCPOST and AT+HTTPCPUT',
    changeRequest(['+HTTPCGET', ...SENDING], ({ address }) => ({ address: { ...address, isSecure: false } })),
  ],
  'tls-stays-on': [
    'once an https URL was requested, the next http URL is requested over TLS, too',
    changeWithMemory(() => {
      let wasSecure = false;
      return changeRequest(ALL_HTTP, ({ address }) => {
        const isSecure = address.isSecure || wasSecure;
        wasSecure = address.isSecure;
        return { address: { ...address, isSecure } };
      });
    }),
  ],
  'client-data-ends-at-comma': [
    'the data of AT+HTTPCLIENT end at a comma in them',
    changeRequest(CLIENT, ({ body, headers }) => {
      const comma = body?.indexOf(0x2c) ?? -1;
      if (body === null || comma === -1) return {};
      const cut = body.subarray(0, comma);
      return {
        body: cut,
        headers: headers.map((line) =>
          hasKey(line, 'Content-Length') ? setText(line, String(comma)) : line,
        ),
      };
    }),
  ],
  'client-length-one-less': [
    'AT+HTTPCLIENT declares one byte too few where the data hold a double quote',
    changeRequest(CLIENT, ({ body, headers }) =>
      body?.includes(0x22) === true
        ? {
            headers: headers.map((line) =>
              hasKey(line, 'Content-Length') ? setText(line, String(body.length - 1)) : line,
            ),
          }
        : {},
    ),
  ],
  'client-header-taken-as-data': [
    'AT+HTTPCLIENT sends the first header of a GET as its body',
    changeTask(CLIENT, ({ request }) => {
      if (request.method !== 'GET') return {};
      const first = request.headers.findIndex((line) => hasKey(line, 'Connection')) + 1;
      const line = request.headers[first];
      if (first === 0 || line === undefined) return {};
      const length = { key: 'Content-Length', text: `Content-Length: ${line.text.length}` };
      return {
        request: { ...request, body: toBytes(line.text), headers: request.headers.with(first, length) },
      };
    }),
  ],
  'client-single-header-lost': [
    'a single header on the line of AT+HTTPCLIENT is lost',
    changeInline(CLIENT, (texts) => (texts.length === 1 ? [] : texts)),
  ],
  'client-second-header-lost': [
    'the second header on the line of AT+HTTPCLIENT is lost',
    changeInline(CLIENT, (texts) => texts.filter((_, index) => index !== 1)),
  ],
  'client-last-of-many-headers-lost': [
    'of three or more headers on the line of AT+HTTPCLIENT the last is lost',
    changeInline(CLIENT, (texts) => (texts.length < 3 ? texts : texts.slice(0, -1))),
  ],
  'client-header-doubled': [
    'the first of several headers on the line of AT+HTTPCLIENT is sent twice',
    changeHeaders(CLIENT, (lines) => {
      const first = lines.findIndex((line) => hasKey(line, 'Connection')) + 1;
      const line = lines[first];
      return first === 0 || line === undefined || lines.length < first + 2 ? lines : [...lines, line];
    }),
  ],
  'post-default-type-xml': [
    'AT+HTTPCPOST sends text/xml where no type is given',
    changeHeaderText(['+HTTPCPOST'], 'Content-Type', (line) => [
      line.text.endsWith('x-www-form-urlencoded') ? setText(line, 'text/xml') : line,
    ]),
  ],
  'post-own-type-ignored': [
    'AT+HTTPCPOST sends its default type where the line gives another',
    changeHeaderText(['+HTTPCPOST'], 'Content-Type', (line) => [
      setText(line, 'application/x-www-form-urlencoded'),
    ]),
  ],
  'own-type-beside-default': [
    'AT+HTTPCPOST and AT+HTTPCPUT send their default type beside the one on the line',
    changeHeaderText(SENDING, 'Content-Type', (line) =>
      line.text.endsWith('x-www-form-urlencoded')
        ? [line]
        : [{ key: 'Content-Type', text: 'Content-Type: application/x-www-form-urlencoded' }, line],
    ),
  ],
  'put-own-type-lost': [
    'AT+HTTPCPUT leaves out a Content-Type of the line',
    changeHeaderText(['+HTTPCPUT'], 'Content-Type', () => []),
  ],
  'post-own-type-drops-length': [
    'AT+HTTPCPOST sends no Content-Length where the line gives a Content-Type',
    changeHeaders(['+HTTPCPOST'], (lines) => {
      const own = lines.some((line) => hasKey(line, 'Content-Type') && !line.text.endsWith('urlencoded'));
      return own ? lines.filter((line) => !hasKey(line, 'Content-Length')) : lines;
    }),
  ],
  'post-last-header-lost': [
    'of several headers on the line of AT+HTTPCPOST the last is lost',
    changeHeaders(['+HTTPCPOST'], (lines) => {
      const first = lines.findIndex((line) => hasKey(line, 'Connection')) + 1;
      return lines.length - first > 1 ? lines.slice(0, -1) : lines;
    }),
  ],
  'put-first-header-lost': [
    'the first header on the line of AT+HTTPCPUT is lost',
    changeHeaders(['+HTTPCPUT'], (lines) => {
      const first = lines.findIndex((line) => hasKey(line, 'Connection')) + 1;
      return first > 0 && first < lines.length ? lines.toSpliced(first, 1) : lines;
    }),
  ],
  'put-without-body': [
    'AT+HTTPCPUT sends neither body nor Content-Length',
    changeRequest(['+HTTPCPUT'], ({ headers }) => ({
      body: null,
      headers: headers.filter((line) => !hasKey(line, 'Content-Length')),
    })),
  ],
  'post-length-one-more': [
    'AT+HTTPCPOST sends a line feed behind the body and counts it',
    changeRequest(['+HTTPCPOST'], ({ body, headers }) => ({
      body: concatBytes([body ?? new Uint8Array(0), toBytes('\n')]),
      headers: headers.map((line) =>
        hasKey(line, 'Content-Length') ? setText(line, String((body?.length ?? 0) + 1)) : line,
      ),
    })),
  ],
  'get-query-lost': [
    'AT+HTTPCGET leaves out the query of its URL',
    changeTarget(['+HTTPCGET'], (target) => target.split('?', 1)[0] ?? target),
  ],
  'get-percent-decoded': [
    'AT+HTTPCGET sends percent escapes of its URL as the characters that they stand for',
    changeTarget(['+HTTPCGET'], (target) =>
      target.replace(/%(2[1-9a-f]|[4-6][0-9a-f])/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    ),
  ],
  'get-target-ends-at-comma': [
    'AT+HTTPCGET requests only what stands before a comma in its URL',
    changeTarget(['+HTTPCGET'], (target) => target.split(',', 1)[0] ?? target),
  ],
  'get-target-cut-at-128': [
    'AT+HTTPCGET requests no more than 128 bytes of path and query',
    changeTarget(['+HTTPCGET'], (target) => target.slice(0, 128)),
  ],
  'host-without-port': [
    'the Host header names no port',
    changeHeaderText(ALL_HTTP, 'Host', (line) => [{ ...line, text: line.text.replace(/:\d+$/, '') }]),
  ],
  'get-user-information-in-host': [
    'AT+HTTPCGET puts user and password of a URL into the Host header',
    changeRequest(['+HTTPCGET'], ({ address, headers }) =>
      address.userInfo === null
        ? {}
        : {
            headers: headers.map((line) =>
              hasKey(line, 'Host') ? setText(line, `${address.userInfo}@${address.hostHeader}`) : line,
            ),
          },
    ),
  ],
  'get-twice': [
    'AT+HTTPCGET fetches a body of more than 1024 bytes a second time and drops that answer',
    changeConduct(({ exchange }) => ({
      exchange(request, limits, clock, listener, manner) {
        let bodyBytes = 0;
        let current = exchange(
          request,
          limits,
          clock,
          {
            ...listener,
            onBody(part) {
              bodyBytes += part.length;
              listener.onBody(part);
            },
            onEnd(end) {
              if (request.method !== 'GET' || bodyBytes <= 1024 || end !== 'complete')
                return listener.onEnd(end);
              current = exchange(request, limits, clock, dropAnswer(listener), manner);
            },
          },
          manner,
        );
        return { abort: () => current.abort() };
      },
    })),
  ],
  'connection-left-open': [
    'the connection of AT+HTTPCGET and AT+HTTPGETSIZE is not closed when the command has ended',
    changeManner(({ hangUp }, { method, body }) => ({
      hangUp(socket, isWhole) {
        if (!isWhole || body !== null || method !== 'GET') return hangUp(socket, isWhole);
        socket.removeAllListeners('close');
        socket.unref();
      },
    })),
  ],
  'redirect-301-followed': ['an answer 301 is followed', followRedirect((status) => status === 301)],
  'redirect-302-followed-for-get': [
    'an answer 302 to a GET is followed',
    followRedirect((status, method) => status === 302 && method === 'GET'),
  ],
};

/** Of an answer nothing is told but its end. */
function dropAnswer({ onEnd }: ExchangeListener): ExchangeListener {
  return { onHead: () => 'read', onBody: () => {}, onEnd };
}

/** The request is made again at the Location of an answer, and only that second answer is told. */
function followRedirect(isFollowed: (status: number, method: string) => boolean): Spoil {
  return changeConduct(({ exchange }) => ({
    exchange(request, limits, clock, listener, manner) {
      let location: string | null = null;
      let current = exchange(
        request,
        limits,
        clock,
        {
          onHead(head) {
            const named = head.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null;
            if (isFollowed(head.status, request.method)) location = named;
            return location === null ? listener.onHead(head) : 'read';
          },
          onBody(part) {
            if (location === null) listener.onBody(part);
          },
          onEnd(end) {
            if (location === null || end === 'failed') return listener.onEnd(end);
            const target = location.replace(/^https?:\/\/[^/]*/, '') || '/';
            const second = { ...request, address: { ...request.address, target } };
            current = exchange(second, limits, clock, listener, manner);
          },
        },
        manner,
      );
      return { abort: () => current.abort() };
    },
  }));
}
