/** Faults of final results: none, one too many, the wrong one, or at the wrong place. */
import type { Piece } from '../conduct.ts';
import {
  ALL_HTTP,
  changeAnswer,
  changeConduct,
  changeFinalWords,
  changeResponse,
  changeTask,
  SENDING,
} from './change.ts';
import type { FaultGroup } from './fault.ts';

export const FINAL_FAULTS: FaultGroup = {
  'post-without-final': [
    'AT+HTTPCPOST posts and prints the answer, but ends without SEND OK',
    changeTask(['+HTTPCPOST'], ({ finals }) => ({ finals: { ...finals, success: null } })),
  ],
  'put-without-final-when-empty': [
    'AT+HTTPCPUT ends without SEND OK where the answer has no body',
    changeResponse((sound, { method }) => {
      let isEmpty = true;
      return {
        onBody(part) {
          isEmpty = false;
          sound.onBody(part);
        },
        onEnd(end) {
          if (method !== 'PUT' || !isEmpty) sound.onEnd(end);
        },
      };
    }),
  ],
  'no-final-after-204': [
    'a command never ends where the answer has the status 204',
    changeResponse((sound) => {
      let status = 0;
      return {
        onHead(head) {
          status = head.status;
          return sound.onHead(head);
        },
        onEnd(end) {
          if (status !== 204) sound.onEnd(end);
        },
      };
    }),
  ],
  'ok-after-send-ok': [
    'SEND OK is followed by an OK',
    changeFinalWords((finals) => ({ 'send-ok': finals['send-ok'] + finals.ok })),
  ],
  'ok-after-set-ok': [
    'SET OK is followed by an OK',
    changeFinalWords((finals) => ({ 'set-ok': finals['set-ok'] + finals.ok })),
  ],
  'send-ok-after-send-fail': [
    'SEND FAIL is followed by SEND OK',
    changeFinalWords((finals) => ({ 'send-failed': finals['send-failed'] + finals['send-ok'] })),
  ],
  'final-twice-after-error-status': [
    'a command whose answer has a status of 400 or above ends with its final twice',
    changeConduct(({ transmit, isErrorStatus }) => {
      let isDoubled = false;
      return {
        isErrorStatus(status) {
          isDoubled = status >= 400;
          return isErrorStatus(status);
        },
        transmit(pieces, send) {
          const final = pieces.find(({ kind }) => kind === 'final');
          transmit(isDoubled && final !== undefined ? [...pieces, final] : pieces, send);
          if (final !== undefined) isDoubled = false;
        },
      };
    }),
  ],
  'final-twice-late': [
    'a final that stands alone comes again 30 ms later',
    changeConduct(({ transmit }, clock) => ({
      transmit(pieces, send) {
        transmit(pieces, send);
        const [first] = pieces;
        if (pieces.length === 1 && first?.kind === 'final') clock.setTimer(30, () => transmit([first], send));
      },
    })),
  ],
  'ok-for-send-ok': [
    'AT+HTTPCPOST and AT+HTTPCPUT end with OK instead of SEND OK',
    changeTask(SENDING, ({ finals }) => ({ finals: { ...finals, success: 'ok' } })),
  ],
  'ok-for-set-ok': [
    'AT+HTTPURLCFG ends with OK instead of SET OK once the URL has been entered',
    changeAnswer(['+HTTPURLCFG'], (answer) =>
      answer.kind === 'final' && answer.final === 'set-ok' ? { ...answer, final: 'ok' } : answer,
    ),
  ],
  'set-ok-for-header': [
    'AT+HTTPCHEAD ends with SET OK instead of OK once the header has been entered',
    changeAnswer(['+HTTPCHEAD'], (answer) =>
      answer.kind === 'prompt'
        ? {
            ...answer,
            onPayload(payload) {
              const next = answer.onPayload(payload);
              return next.kind === 'final' && next.final === 'ok' ? { ...next, final: 'set-ok' } : next;
            },
          }
        : answer,
    ),
  ],
  'error-for-send-fail': [
    'AT+HTTPCPOST and AT+HTTPCPUT end with the error word instead of SEND FAIL where the transmission fails',
    changeTask(SENDING, ({ finals }) => ({ finals: { ...finals, transport: 'failed' } })),
  ],
  'ok-after-broken-transfer': [
    'a transfer that breaks off, or never begins, ends as if it had succeeded',
    changeTask(ALL_HTTP, ({ finals }) => ({ finals: { ...finals, transport: finals.success } })),
  ],
  'status-201-fails': [
    'an answer with the status 201 counts as an error',
    changeConduct(({ isErrorStatus }) => ({
      isErrorStatus: (status) => status === 201 || isErrorStatus(status),
    })),
  ],
  'status-206-fails': [
    'an answer with the status 206 counts as an error',
    changeConduct(({ isErrorStatus }) => ({
      isErrorStatus: (status) => status === 206 || isErrorStatus(status),
    })),
  ],
  'status-204-fails': [
    'an answer with the status 204 counts as an error',
    changeConduct(({ isErrorStatus }) => ({
      isErrorStatus: (status) => status === 204 || isErrorStatus(status),
    })),
  ],
  'final-before-last-block': [
    'the final of a response with more than one block comes in front of the last block',
    changeConduct(({ transmit }) => {
      let blockCount = 0;
      let held: readonly Piece[] = [];
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
          transmit(ordered, send);
        },
      };
    }),
  ],
  'error-status-succeeds': [
    'an answer with a status of 400 or above ends like a success',
    changeConduct(() => ({ isErrorStatus: () => false })),
  ],
  'error-status-fails-sending': [
    'AT+HTTPCPOST and AT+HTTPCPUT end with SEND FAIL where the answer has a status of 400 or above',
    changeTask(SENDING, ({ finals }) => ({ finals: { ...finals, errorStatus: 'send-failed' } })),
  ],
};
