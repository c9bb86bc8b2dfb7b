/** Faults of final results: none, one too many, the wrong one, or at the wrong place. */
import { concatBytes } from '../../base/bytes.ts';
import { ALL_HTTP, changeAnswer, changeConduct, changePersonality, changeTask, SENDING } from './change.ts';
import type { FaultGroup } from './fault.ts';

export const FINAL_FAULTS: FaultGroup = {
  'post-without-final': [
    'AT+HTTPCPOST posts and prints the answer, but ends without SEND OK',
    changeTask(['+HTTPCPOST'], ({ finals }) => ({ finals: { ...finals, success: null } })),
  ],
  'ok-after-send-ok': [
    'SEND OK is followed by an OK',
    changePersonality(({ wire }) => ({
      wire: { ...wire, finals: { ...wire.finals, 'send-ok': wire.finals['send-ok'] + wire.finals.ok } },
    })),
  ],
  'ok-for-send-ok': [
    'AT+HTTPCPOST and AT+HTTPCPUT end with OK instead of SEND OK',
    changeTask(SENDING, ({ finals }) => ({ finals: { ...finals, success: 'ok' } })),
  ],
  'final-twice-late': [
    'a final of an HTTP command comes again 30 ms later',
    changeConduct(({ transmit }, clock) => ({
      transmit(pieces, send) {
        transmit(pieces, send);
        const [first] = pieces;
        if (pieces.length === 1 && first?.kind === 'final') clock.setTimer(30, () => transmit([first], send));
      },
    })),
  ],
  'error-for-send-fail': [
    'AT+HTTPCPOST and AT+HTTPCPUT end with the error word instead of SEND FAIL where no connection comes about',
    changeTask(SENDING, ({ finals }) => ({ finals: { ...finals, transport: 'failed' } })),
  ],
  'ok-after-broken-transfer': [
    'a transfer that breaks off, or never begins, ends as if it had succeeded',
    changeTask(ALL_HTTP, ({ finals }) => ({ finals: { ...finals, transport: finals.success } })),
  ],
  'ok-for-set-ok': [
    'AT+HTTPURLCFG ends with OK instead of SET OK once the URL has been entered',
    changeAnswer(['+HTTPURLCFG'], (answer) =>
      answer.kind === 'final' && answer.final === 'set-ok' ? { ...answer, final: 'ok' } : answer,
    ),
  ],
  'final-before-last-block': [
    'the final of a response with more than one block comes in front of the last block',
    changeConduct(({ transmit }) => {
      let blockCount = 0;
      let held: Parameters<typeof transmit>[0] = [];
      return {
        transmit(pieces, send) {
          const [first] = pieces;
          if (pieces.length === 1 && first?.kind === 'information') {
            blockCount += 1;
            if (held.length > 0) transmit(held, send);
            held = pieces;
            return;
          }
          const isSwapped = blockCount > 1 && first?.kind === 'final';
          const ordered = isSwapped ? [...pieces, ...held] : [...held, ...pieces];
          blockCount = 0;
          held = [];
          send(concatBytes(ordered.map(({ bytes }) => bytes)));
        },
      };
    }),
  ],
};
