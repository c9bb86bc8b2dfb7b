/** Faults of time: timeouts that are longer, shorter or counted otherwise than they should be. */
import { changeConduct, changeResponse, changeTask, READING } from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

const FOR_EVER_MS = 1_000_000_000;

/** The idle limit of `names` is another one. */
function changeIdle(names: readonly string[], change: (idleMs: number) => number): Spoil {
  return changeTask(names, ({ limits }) => ({ limits: { ...limits, idleMs: change(limits.idleMs) } }));
}

/** The idle limit holds in one part of an exchange alone, up to the head of the answer or behind it. */
function limitOnly(part: 'head' | 'body'): Spoil {
  return changeConduct(({ exchange }) => ({
    exchange(request, limits, clock, listener, manner) {
      const wait = () =>
        clock.setTimer(limits.idleMs, () => {
          current.abort();
          listener.onEnd('failed');
        });
      let timer = part === 'head' ? wait() : null;
      const current = exchange(
        request,
        { ...limits, idleMs: FOR_EVER_MS },
        clock,
        {
          onHead(head) {
            timer?.cancel();
            timer = part === 'body' ? wait() : null;
            return listener.onHead(head);
          },
          onBody(bytes) {
            if (part === 'body') {
              timer?.cancel();
              timer = wait();
            }
            listener.onBody(bytes);
          },
          onEnd(end) {
            timer?.cancel();
            listener.onEnd(end);
          },
        },
        manner,
      );
      return {
        abort() {
          timer?.cancel();
          current.abort();
        },
      };
    },
  }));
}

export const TIMING_FAULTS: FaultGroup = {
  'default-timeout-doubled': [
    'AT+HTTPCGET and AT+HTTPGETSIZE wait 10 s where no timeout is given',
    changeIdle(READING, (idleMs) => (idleMs === 5000 ? 10_000 : idleMs)),
  ],
  'default-timeout-halved': [
    'AT+HTTPCGET and AT+HTTPGETSIZE wait 2.5 s where no timeout is given',
    changeIdle(READING, (idleMs) => (idleMs === 5000 ? 2500 : idleMs)),
  ],
  'timeout-ignored': [
    'AT+HTTPCGET and AT+HTTPGETSIZE wait 5 s whatever timeout is given',
    changeIdle(READING, () => 5000),
  ],
  'timeout-capped-at-10-seconds': [
    'a timeout of more than 10 s counts as 10 s',
    changeIdle(READING, (idleMs) => Math.min(idleMs, 10_000)),
  ],
  'timeout-in-tenths': [
    'AT+HTTPGETSIZE waits ten times as long as its timeout says',
    changeIdle(['+HTTPGETSIZE'], (idleMs) => idleMs * 10),
  ],
  'timeout-of-whole-transfer': [
    'the timeout bounds the whole transfer instead of each pause',
    changeConduct(({ exchange }) => ({
      exchange(request, limits, clock, listener, manner) {
        const timer = clock.setTimer(limits.idleMs, () => {
          current.abort();
          listener.onEnd('failed');
        });
        const current = exchange(
          request,
          limits,
          clock,
          {
            ...listener,
            onEnd(end) {
              timer.cancel();
              listener.onEnd(end);
            },
          },
          manner,
        );
        return {
          abort() {
            timer.cancel();
            current.abort();
          },
        };
      },
    })),
  ],
  'stall-in-body-hangs': ['a pause inside a body is waited for without end', limitOnly('head')],
  'stall-before-head-hangs': ['an answer that does not begin is waited for without end', limitOnly('body')],
  'broken-connection-hangs': [
    'a connection that is refused or reset before the answer begins is never noticed',
    changeResponse((sound, _, clock) => {
      let hasHead = false;
      const startedMs = clock.nowMs();
      return {
        onHead(head) {
          hasHead = true;
          return sound.onHead(head);
        },
        onEnd(end) {
          if (hasHead || clock.nowMs() - startedMs >= 1000) sound.onEnd(end);
        },
      };
    }),
  ],
  'size-timeout-succeeds': [
    'AT+HTTPGETSIZE ends with OK when the server stays silent',
    changeTask(['+HTTPGETSIZE'], ({ finals }) => ({ finals: { ...finals, transport: 'ok' } })),
  ],
};
