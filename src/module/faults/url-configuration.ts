/** Faults of AT+HTTPURLCFG: what is kept, shown and forgotten, and which commands use it. */
import { parseUrl } from '../http/address.ts';
import {
  ALL_HTTP,
  changeAll,
  changeAnswer,
  changeConduct,
  changePersonality,
  changeRange,
  changeRequest,
  changeSet,
  changeSettings,
  changeWithMemory,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

const URLCFG = ['+HTTPURLCFG'];

/** A URL that has been entered is kept otherwise; `before` is the one kept until then. */
function changeStoredUrl(change: (url: string, before: string | null) => string | null): Spoil {
  return changeConduct(({ storeUrl }) => ({
    storeUrl: (settings, url) => storeUrl(settings, url === null ? null : change(url, settings.url)),
  }));
}

/** The query shows a URL (null: none is configured) otherwise. */
function changeQuery(render: (url: string | null, sound: string) => string): Spoil {
  return changePersonality(({ url }) => ({
    url: { ...url, renderQuery: (configured) => render(configured, url.renderQuery(configured)) },
  }));
}

/** Something happens to the settings each time a command has asked for the configured URL. */
function changeBehindUse(change: (settings: { url: string | null }) => void): Spoil {
  return changeSet(ALL_HTTP, (sound, context, args) => {
    let isConfigured = false;
    const answer = sound(context, {
      ...args,
      readString(fallback) {
        const text = args.readString(fallback);
        isConfigured ||= text === '' && fallback === undefined;
        return text;
      },
    });
    if (isConfigured) change(context.settings);
    return answer;
  });
}

export const URL_FAULTS: FaultGroup = {
  'url-of-8-refused': [
    'a URL of 8 bytes is refused',
    changePersonality(({ url }) => ({ url: { ...url, bytesMin: 9 } })),
  ],
  'url-of-7-taken': [
    'a URL of 7 bytes is taken',
    changePersonality(({ url }) => ({ url: { ...url, bytesMin: 7 } })),
  ],
  'url-of-8192-refused': [
    'a URL of 8192 bytes is refused',
    changePersonality(({ url }) => ({ url: { ...url, bytesMax: 8191 } })),
  ],
  'url-of-8193-taken': [
    'a URL of 8193 bytes is taken',
    changePersonality(({ url }) => ({ url: { ...url, bytesMax: 8193 } })),
  ],
  'url-negative-length-clears': [
    'a negative length of AT+HTTPURLCFG is taken as 0',
    changeRange(URLCFG, 0, ({ max }) => ({ min: -8192, max })),
  ],
  'url-over-511-cut-in-request': [
    'a configured URL of more than 511 bytes is requested without its last byte',
    changeRequest(ALL_HTTP, ({ address }, { settings }) => ({
      address:
        (settings.url?.length ?? 0) > 511 ? { ...address, target: address.target.slice(0, -1) } : address,
    })),
  ],
  'url-cut-at-2048': [
    'of a longer URL only the first 2048 bytes are kept',
    changeStoredUrl((url) => url.slice(0, 2048)),
  ],
  'url-of-256-loses-byte': [
    'a URL of exactly 256 bytes loses its last one',
    changeStoredUrl((url) => (url.length === 256 ? url.slice(0, 255) : url)),
  ],
  'url-query-length-one-more': [
    'AT+HTTPURLCFG? prints a length that is greater by one',
    changeQuery((url, sound) => sound.replace(/:\d+/, `:${(url?.length ?? 0) + 1}`)),
  ],
  'url-query-length-wraps': [
    'AT+HTTPURLCFG? prints the length modulo 256',
    changeQuery((url, sound) => sound.replace(/:\d+/, `:${(url?.length ?? 0) % 256}`)),
  ],
  'url-query-cut': [
    'AT+HTTPURLCFG? prints no more than 256 bytes of the URL',
    changeQuery((url, sound) => (url === null ? sound : sound.replace(url, url.slice(0, 256)))),
  ],
  'url-query-shows-nothing-as-empty': [
    'AT+HTTPURLCFG? prints a line with the length 0 where no URL is configured',
    changeQuery((url, sound) => (url === null ? '+HTTPURLCFG:0,\r\n' : sound)),
  ],
  'url-clear-ignored': [
    'a length of 0 does not clear the configured URL',
    changeConduct(({ storeUrl }) => ({
      storeUrl: (settings, url) => (url === null ? undefined : storeUrl(settings, url)),
    })),
  ],
  'url-used-after-clear': [
    'a cleared URL is no longer shown, but still used',
    changeWithMemory(() => {
      let last: string | null = null;
      return changeAll(
        changeConduct(({ storeUrl }) => ({
          storeUrl(settings, url) {
            last = url ?? last;
            storeUrl(settings, url);
          },
        })),
        changeSettings(ALL_HTTP, ({ url }) => ({ url: url ?? last })),
      );
    }),
  ],
  'url-not-replaced': [
    'a second URL is taken with SET OK, but the first one stays',
    changeStoredUrl((url, before) => before ?? url),
  ],
  'url-keeps-longer-tail': [
    'a URL shorter than the one before keeps the end of that',
    changeStoredUrl((url, before) => url + (before ?? '').slice(url.length)),
  ],
  'url-lost-by-refused-length': [
    'a refused length of AT+HTTPURLCFG clears the configured URL',
    changeAnswer(URLCFG, (answer, { settings }) => {
      if (answer.kind === 'final' && answer.final === 'bad-parameter') settings.url = null;
      return answer;
    }),
  ],
  'url-unescaped': [
    'a backslash before a comma is taken out of a URL that is entered',
    changeStoredUrl((url) => url.replaceAll('\\,', ',')),
  ],
  'url-replaced-by-command': [
    'a URL given in a command becomes the configured one, if there was one',
    changeAnswer(ALL_HTTP, (answer, { settings }) => {
      if (answer.kind !== 'web' || settings.url === null) return answer;
      const { isSecure, hostHeader, target } = answer.task.request.address;
      settings.url = `${isSecure ? 'https' : 'http'}://${hostHeader}${target}`;
      return answer;
    }),
  ],
  'url-of-command-ignored': [
    'AT+HTTPCGET uses the configured URL, where there is one, also when it is given another',
    changeRequest(['+HTTPCGET'], ({ address }, { settings }) => ({
      address: (settings.url === null ? null : parseUrl(settings.url)) ?? address,
    })),
  ],
  'url-erased-by-command': [
    'a command with a URL of its own clears the configured one',
    changeAnswer(ALL_HTTP, (answer, { settings }) => {
      if (answer.kind !== 'web' || settings.url === null) return answer;
      if (parseUrl(settings.url)?.target !== answer.task.request.address.target) settings.url = null;
      return answer;
    }),
  ],
  'url-used-once': [
    'the configured URL is forgotten once a command has used it',
    changeBehindUse((settings) => {
      settings.url = null;
    }),
  ],
  'url-forgotten-third-time': [
    'the configured URL is forgotten at its third use',
    changeWithMemory(() => {
      let count = 0;
      return changeBehindUse((settings) => {
        count = settings.url === null ? 0 : count + 1;
        if (count < 2) return;
        settings.url = null;
        count = 0;
      });
    }),
  ],
  'url-not-for-client': [
    'AT+HTTPCLIENT does not use the configured URL',
    changeSettings(['+HTTPCLIENT'], () => ({ url: null })),
  ],
  'url-not-for-size': [
    'AT+HTTPGETSIZE does not use the configured URL',
    changeSettings(['+HTTPGETSIZE'], () => ({ url: null })),
  ],
  'url-without-query-for-get': [
    'AT+HTTPCGET leaves out the query of a configured URL',
    changeSettings(['+HTTPCGET'], ({ url }) => ({ url: url?.split('?', 1)[0] ?? null })),
  ],
  'url-not-for-post': [
    'AT+HTTPCPOST does not use the configured URL',
    changeSettings(['+HTTPCPOST'], () => ({ url: null })),
  ],
  'url-not-for-put': [
    'AT+HTTPCPUT requests / of the configured URL, whatever path that has',
    changeRequest(['+HTTPCPUT'], ({ address }, { settings }) => ({
      address:
        settings.url !== null && parseUrl(settings.url)?.target === address.target
          ? { ...address, target: '/' }
          : address,
    })),
  ],
  'url-empty-means-last': [
    'with the URL "" and none configured a command uses the URL of the command before',
    changeWithMemory(() => {
      let last: string | null = null;
      return changeAll(
        changeAnswer(ALL_HTTP, (answer) => {
          if (answer.kind === 'web') {
            const { isSecure, hostHeader, target } = answer.task.request.address;
            last = `${isSecure ? 'https' : 'http'}://${hostHeader}${target}`;
          }
          return answer;
        }),
        changeSettings(ALL_HTTP, ({ url }) => ({ url: url ?? last })),
      );
    }),
  ],
  'url-empty-succeeds': [
    'AT+HTTPCLIENT with the URL "" and none configured ends with OK, without a request',
    changeAnswer(['+HTTPCLIENT'], (answer, { settings }) =>
      answer.kind === 'final' && answer.final === 'failed' && settings.url === null
        ? { ...answer, final: 'ok' }
        : answer,
    ),
  ],
};
