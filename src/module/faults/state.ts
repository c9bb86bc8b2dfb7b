/** Faults of what a module remembers from one command to the next. */
import type { Bytes } from '../../base/bytes.ts';
import type { ResponseHead } from '../http/response.ts';
import { changeAnswer, changeConduct, changeSet } from './change.ts';
import type { FaultGroup } from './fault.ts';

export const STATE_FAULTS: FaultGroup = {
  'header-clear-clears-url': [
    'clearing the headers clears the configured URL, too',
    changeConduct(({ clearHeaders }) => ({
      clearHeaders(settings) {
        clearHeaders(settings);
        settings.url = null;
      },
    })),
  ],
  'url-set-clears-headers': [
    'configuring a URL clears the configured headers',
    changeConduct(({ storeUrl, clearHeaders }) => ({
      storeUrl(settings, url) {
        storeUrl(settings, url);
        if (url !== null) clearHeaders(settings);
      },
    })),
  ],
  'echo-stays-on': [
    'ATE0 is answered with OK, and the echo goes on',
    ({ personality, commands }) => {
      const command = commands.get('E0');
      const off =
        command === undefined
          ? commands
          : new Map(commands).set('E0', {
              ...command,
              execute: () => ({ kind: 'final', information: '', final: 'ok' }),
            });
      return { personality, commands: off };
    },
  ],
  'answers-from-memory': [
    'a GET of the same URL as the one before is answered from memory, without a request',
    changeConduct(({ exchange }) => {
      let stored: { key: string; head: ResponseHead; parts: readonly Bytes[] } | null = null;
      return {
        exchange(request, limits, clock, listener, manner) {
          const key = `${request.method} ${request.address.hostHeader}${request.address.target} ${request.headers.map(({ text }) => text).join()}`;
          if (stored?.key === key && request.method === 'GET') {
            const { head, parts } = stored;
            const timer = clock.setTimer(0, () => {
              if (listener.onHead(head) === 'read') for (const part of parts) listener.onBody(part);
              listener.onEnd('complete');
            });
            return { abort: () => timer.cancel() };
          }
          let head: ResponseHead | null = null;
          const parts: Bytes[] = [];
          return exchange(
            request,
            limits,
            clock,
            {
              onHead(given) {
                head = given;
                return listener.onHead(given);
              },
              onBody(part) {
                parts.push(Uint8Array.from(part));
                listener.onBody(part);
              },
              onEnd(end) {
                stored = end === 'complete' && head !== null ? { key, head, parts } : null;
                listener.onEnd(end);
              },
            },
            manner,
          );
        },
      };
    }),
  ],
  'repeated-set-not-performed': [
    'the second of two equal AT+HTTPURLCFG or AT+HTTPCHEAD lines in a row is answered with OK and not performed',
    (sound, clock) => {
      let last: string | null = null;
      const isLine = changeConduct(({ parseLine }) => ({
        parseLine(text) {
          const isRepeated = /^AT\+HTTP(URLCFG|CHEAD)=[1-9]/.test(text) && text === last;
          last = text;
          return isRepeated ? parseLine('AT') : parseLine(text);
        },
      }));
      return isLine(sound, clock);
    },
  ],
  'headers-of-line-stay': [
    'headers on the line of AT+HTTPCPOST travel with the next AT+HTTPCGET, too',
    (sound, clock) => {
      let left: readonly string[] = [];
      const posted = changeSet(['+HTTPCPOST'], (post, context, args) =>
        post(context, {
          ...args,
          readStrings() {
            left = args.readStrings();
            return left;
          },
        }),
      )(sound, clock);
      return changeAnswer(['+HTTPCGET'], (answer) => {
        if (answer.kind !== 'web') return answer;
        const { request } = answer.task;
        const added = left.map((text) => ({ key: text.split(':', 1)[0] ?? '', text }));
        left = [];
        return {
          ...answer,
          task: { ...answer.task, request: { ...request, headers: [...request.headers, ...added] } },
        };
      })(posted, clock);
    },
  ],
};
