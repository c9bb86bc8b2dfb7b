/** Faults of AT+HTTPCHEAD: which headers are kept and listed, and which requests carry them. */
import type { HeaderLine } from '../http/header-line.ts';
import { composeHeaders } from '../http/request.ts';
import {
  ALL_HTTP,
  changeAnswer,
  changeConduct,
  changeHeaders,
  changePersonality,
  changeRange,
  changeSettings,
  changeWithMemory,
  hasKey,
  isConfigured,
  mapText,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

const CHEAD = ['+HTTPCHEAD'];

/** Requests of `names` that `isHit` carry no configured header. */
function loseHeaders(
  names: readonly string[],
  isHit: (request: { readonly method: string; readonly isSecure: boolean }) => boolean = () => true,
): Spoil {
  return changeAnswer(names, (answer, context) => {
    if (answer.kind !== 'web') return answer;
    const { request } = answer.task;
    if (!isHit({ method: request.method, isSecure: request.address.isSecure })) return answer;
    const headers = request.headers.filter((line) => !isConfigured(line, context));
    return { ...answer, task: { ...answer.task, request: { ...request, headers } } };
  });
}

function changeQuery(render: (headers: readonly HeaderLine[], sound: string) => string): Spoil {
  return changePersonality(({ headers }) => ({
    headers: { ...headers, renderQuery: (lines) => render(lines, headers.renderQuery(lines)) },
  }));
}

/** A header that was entered is kept otherwise. */
function changeStored(change: (text: string) => string): Spoil {
  return changeConduct(({ storeHeader }) => ({
    storeHeader: (settings, { key, text }, rules) =>
      storeHeader(settings, { key, text: change(text) }, rules),
  }));
}

function limitCount(change: (max: number) => number): Spoil {
  return changePersonality(({ headers }) => ({
    headers: { ...headers, countMax: headers.countMax === null ? null : change(headers.countMax) },
  }));
}

export const HEADER_FAULTS: FaultGroup = {
  'headers-not-for-put': ['AT+HTTPCPUT sends no configured header', loseHeaders(['+HTTPCPUT'])],
  'headers-not-for-post': ['AT+HTTPCPOST sends no configured header', loseHeaders(['+HTTPCPOST'])],
  'headers-not-for-size': ['AT+HTTPGETSIZE sends no configured header', loseHeaders(['+HTTPGETSIZE'])],
  'headers-not-for-delete': [
    'AT+HTTPCLIENT sends no configured header with DELETE',
    loseHeaders(['+HTTPCLIENT'], ({ method }) => method === 'DELETE'),
  ],
  'headers-not-for-head': [
    'AT+HTTPCLIENT sends no configured header with HEAD',
    loseHeaders(['+HTTPCLIENT'], ({ method }) => method === 'HEAD'),
  ],
  'headers-not-over-tls': [
    'no configured header is sent over TLS',
    loseHeaders(ALL_HTTP, ({ isSecure }) => isSecure),
  ],
  'header-range-not-for-get': [
    'AT+HTTPCGET does not send a configured Range header',
    changeHeaders(['+HTTPCGET'], (lines) => lines.filter((line) => !hasKey(line, 'Range'))),
  ],
  'headers-only-newest': [
    'of several configured headers only the newest is sent',
    changeSettings(ALL_HTTP, ({ headers }) => ({ headers: headers.slice(-1) })),
  ],
  'headers-only-first-ten': [
    'of more than ten configured headers only ten are sent',
    changeSettings(ALL_HTTP, ({ headers }) => ({ headers: headers.slice(0, 10) })),
  ],
  'headers-sent-once': [
    'configured headers travel with the first request after they were set, and with no other',
    changeWithMemory(() => {
      let sent: readonly HeaderLine[] = [];
      return changeSettings(ALL_HTTP, ({ headers }) => {
        const fresh = headers.filter((line) => !sent.includes(line));
        sent = headers;
        return { headers: fresh };
      });
    }),
  ],
  'headers-lost-by-failure': [
    'configured headers are lost when an HTTP command is refused',
    changeAnswer(ALL_HTTP, (answer, { settings }) => {
      if (answer.kind === 'final' && answer.final === 'bad-parameter') settings.headers = [];
      return answer;
    }),
  ],
  'header-of-20-refused': ['the twentieth header is refused', limitCount((max) => max - 1)],
  'header-of-21-taken': ['a twenty-first header is taken', limitCount((max) => max + 1)],
  'header-replaces-last': [
    'a second header takes the place of the first, though its name is another',
    changeConduct(({ storeHeader }) => ({
      storeHeader(settings, header, rules) {
        settings.headers = settings.headers.slice(0, -1);
        return storeHeader(settings, header, rules);
      },
    })),
  ],
  'header-clear-leaves-first': [
    'a length of 0 clears all configured headers but the first, if there is more than one',
    changeConduct(({ clearHeaders }) => ({
      clearHeaders(settings) {
        const kept = settings.headers.length > 1 ? settings.headers.slice(0, 1) : [];
        clearHeaders(settings);
        settings.headers = kept;
      },
    })),
  ],
  'headers-sent-after-clear': [
    'cleared headers are no longer listed, but still sent',
    changeWithMemory(() => {
      let last: readonly HeaderLine[] = [];
      return changeSettings(ALL_HTTP, ({ headers }) => {
        last = headers.length > 0 ? headers : last;
        return { headers: last };
      });
    }),
  ],
  'header-of-line-wins': [
    'a header of the command line replaces a configured one of the same name',
    changeConduct(() => ({
      composeHeaders: (own, inline, configured) => composeHeaders(own, configured, inline),
    })),
  ],
  'header-of-line-wins-for-put': [
    'a header on the line of AT+HTTPCPUT replaces a configured one of the same name',
    changeConduct(({ composeHeaders: compose }) => ({
      composeHeaders: (own, inline, configured) =>
        own.method === 'PUT' ? compose(own, configured, inline) : compose(own, inline, configured),
    })),
  ],
  'header-beside-configured-one': [
    'a header of the command line is sent as well as a configured one of the same name',
    changeConduct(({ composeHeaders: compose }) => ({
      composeHeaders: (own, inline, configured) => [
        ...compose(own, inline, configured),
        ...inline.filter(({ key }) => configured.some((line) => hasKey(line, key))),
      ],
    })),
  ],
  'header-index-repeats': [
    'AT+HTTPCHEAD? prints the same index for every header',
    changeQuery((_, sound) => sound.replace(/:\d+,/g, ':0,')),
  ],
  'header-query-unquoted': [
    'AT+HTTPCHEAD? prints headers without quotes',
    changeQuery((_, sound) => sound.replaceAll('"', '')),
  ],
  'header-query-leaves-out-last': [
    'AT+HTTPCHEAD? leaves out the last line where there are several',
    changeQuery((headers, sound) =>
      headers.length < 2 ? sound : `${sound.split('\r\n').slice(0, -2).join('\r\n')}\r\n`,
    ),
  ],
  'header-query-shows-nothing-as-empty': [
    'AT+HTTPCHEAD? prints a line with an empty header where none is configured',
    changeQuery((headers, sound) => (headers.length === 0 ? '+HTTPCHEAD:0,""\r\n' : sound)),
  ],
  'header-length-counts-line-end': [
    'the length of a header is taken to count a CR LF that must follow',
    changeAnswer(CHEAD, (answer) => {
      if (answer.kind !== 'prompt') return answer;
      const { payloadBytes, onPayload } = answer;
      return {
        ...answer,
        payloadBytes: payloadBytes + 2,
        onPayload: (payload) => onPayload(payload.subarray(0, payloadBytes)),
      };
    }),
  ],
  'header-ends-in-stray-cr': [
    'a configured header is sent with a CR too many at its end',
    changeStored((text) => `${text}\r`),
  ],
  'header-cut-at-comma': [
    'a configured header ends at the first comma in it',
    changeStored((text) => text.split(',', 1)[0] ?? text),
  ],
  'header-cut-at-128': [
    'of a configured header only the first 128 bytes are kept',
    changeStored((text) => text.slice(0, 128)),
  ],
  'header-may-hold-line-end': [
    'a header with CR LF in it is kept as it is',
    changeAnswer(CHEAD, (answer, { settings }) => {
      if (answer.kind !== 'prompt') return answer;
      const { onPayload } = answer;
      return {
        ...answer,
        onPayload(payload) {
          const text = Buffer.from(payload).toString('latin1');
          if (!text.includes('\r\n')) return onPayload(payload);
          settings.headers = [...settings.headers, { key: text.split(':', 1)[0] ?? '', text }];
          return { kind: 'final', information: '', final: 'ok' };
        },
      };
    }),
  ],
  'header-without-colon-taken': [
    'a configured header without a colon is taken',
    changeAnswer(CHEAD, (answer) => {
      if (answer.kind !== 'prompt') return answer;
      const { onPayload } = answer;
      return {
        ...answer,
        onPayload: (payload) =>
          onPayload(mapText(payload, (text) => (text.includes(':') ? text : `${text}:`))),
      };
    }),
  ],
  'header-negative-length-clears': [
    'a negative length of AT+HTTPCHEAD is taken as 0',
    changeRange(CHEAD, 0, ({ max }) => ({ min: -8192, max })),
  ],
  'header-same-name-kept-twice': [
    'a header whose name is configured already is kept beside the earlier one',
    changeConduct(() => ({
      storeHeader(settings, header, { countMax }) {
        if (settings.headers.length === countMax) return false;
        settings.headers = [...settings.headers, header];
        return true;
      },
      composeHeaders: (own, inline, configured) => {
        const lines = composeHeaders(own, inline, configured);
        return [...lines, ...configured.filter((line) => !lines.includes(line))];
      },
    })),
  ],
};
