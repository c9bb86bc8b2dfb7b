/** Faults of what is refused: lines and parameters that should be taken and are not, or the other way round. */
import { decodeLatin1 } from '../../base/bytes.ts';
import type { Answer } from '../commands/command.ts';
import {
  ALL_HTTP,
  changeAnswer,
  changeArguments,
  changeConduct,
  changeFinalWords,
  changeLine,
  changePersonality,
  changeRange,
  changeSet,
  changeWithMemory,
  SENDING,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

const CLIENT = ['+HTTPCLIENT'];
const GET = ['+HTTPCGET'];
const SIZE = ['+HTTPGETSIZE'];
/** Integers of AT+HTTPCGET and AT+HTTPGETSIZE in their order. */
const TX = 0;
const RX = 1;
const TIMEOUT = 2;

const OK: Answer = { kind: 'final', information: '', final: 'ok' };

/** A line that `isHit` is not answered; `line` is its text. */
function ignoreLines(isHit: (line: string) => boolean): Spoil {
  return changeConduct(({ receive }) => ({
    receive: (bytes, phase) =>
      phase === 'line' && isHit(decodeLatin1(bytes)) ? new Uint8Array(0) : receive(bytes, phase),
  }));
}

/** After a final that `isHit`, the next line is not heard. */
function deafAfter(isHit: (final: string) => boolean): Spoil {
  return changeConduct(({ receive, transmit }) => {
    let isDeaf = false;
    return {
      transmit(pieces, send) {
        isDeaf ||= pieces.some(({ kind, bytes }) => kind === 'final' && isHit(decodeLatin1(bytes)));
        transmit(pieces, send);
      },
      receive(bytes, phase) {
        if (!isDeaf || phase === 'payload') return receive(bytes, phase);
        isDeaf = false;
        return new Uint8Array(0);
      },
    };
  });
}

function limitLine(limit: (text: string, bytesMax: number) => string | null): Spoil {
  return changeConduct(() => ({ limitLine: limit }));
}

/** What becomes of lines that come while a command runs. */
function meetBusy(action: {
  readonly isTold?: boolean;
  readonly isKept?: boolean;
  readonly isAborting?: boolean;
}): Spoil {
  return changeConduct(({ meetBusy: sound }) => ({ meetBusy: (line) => ({ ...sound(line), ...action }) }));
}

/** A parameter that is left out in front of another one refuses the command. */
function refuseOmitted(names: readonly string[], isHit: (index: number, count: number) => boolean): Spoil {
  return changeConduct(({ parseLine }) => ({
    parseLine(text) {
      const line = parseLine(text);
      if (!line.ok || !names.includes(line.value.name)) return line;
      const { arguments: list } = line.value;
      const isRefused = list.some(({ kind }, index) => kind === 'omitted' && isHit(index, list.length));
      return isRefused ? { ok: true, value: { ...line.value, arguments: [] } } : line;
    },
  }));
}

export const REFUSAL_FAULTS: FaultGroup = {
  'get-tx-of-10241-taken': [
    'AT+HTTPCGET takes a send buffer of 10241 bytes',
    changeRange(GET, TX, ({ min, max }) => ({ min, max: max + 1 })),
  ],
  'get-rx-of-10240-refused': [
    'AT+HTTPCGET refuses a receive buffer of 10240 bytes',
    changeRange(GET, RX, ({ min, max }) => ({ min, max: max - 1 })),
  ],
  'get-rx-negative-taken': [
    'AT+HTTPCGET takes a negative receive buffer',
    changeRange(GET, RX, ({ max }) => ({ min: -100_000, max })),
  ],
  'get-timeout-of-180001-taken': [
    'AT+HTTPCGET takes a timeout of 180001 ms',
    changeRange(GET, TIMEOUT, ({ min, max }) => ({ min, max: max + 1 })),
  ],
  'get-timeout-of-180000-refused': [
    'AT+HTTPCGET refuses a timeout of 180000 ms',
    changeRange(GET, TIMEOUT, ({ min, max }) => ({ min, max: max - 1 })),
  ],
  'size-rx-of-10241-taken': [
    'AT+HTTPGETSIZE takes a receive buffer of 10241 bytes',
    changeRange(SIZE, RX, ({ min, max }) => ({ min, max: max + 1 })),
  ],
  'size-tx-negative-taken': [
    'AT+HTTPGETSIZE takes a negative send buffer',
    changeRange(SIZE, TX, ({ max }) => ({ min: -100_000, max })),
  ],
  'size-timeout-negative-taken': [
    'AT+HTTPGETSIZE takes a negative timeout',
    changeRange(SIZE, TIMEOUT, ({ max }) => ({ min: -1_000_000, max })),
  ],
  'size-timeout-of-180000-refused': [
    'AT+HTTPGETSIZE refuses a timeout of 180000 ms',
    changeRange(SIZE, TIMEOUT, ({ min, max }) => ({ min, max: max - 1 })),
  ],
  'client-opt-0-taken': [
    'AT+HTTPCLIENT takes 0 as opt, for HEAD',
    changeRange(CLIENT, 0, ({ max }) => ({ min: 0, max })),
  ],
  'client-opt-6-taken': [
    'AT+HTTPCLIENT takes 6 as opt, for DELETE',
    changeRange(CLIENT, 0, ({ min, max }) => ({ min, max: max + 1 })),
  ],
  'client-type-4-taken': [
    'AT+HTTPCLIENT takes 4 as content type',
    changeRange(CLIENT, 1, ({ min, max }) => ({ min, max: max + 1 })),
  ],
  'client-transport-0-taken': [
    'AT+HTTPCLIENT takes 0 as transport type',
    changeRange(CLIENT, 2, ({ max }) => ({ min: 0, max })),
  ],
  'client-transport-3-taken': [
    'AT+HTTPCLIENT takes 3 as transport type',
    changeRange(CLIENT, 2, ({ min, max }) => ({ min, max: max + 1 })),
  ],
  'client-transport-2-refused': [
    'AT+HTTPCLIENT refuses 2 as transport type',
    changeRange(CLIENT, 2, ({ min }) => ({ min, max: 1 })),
  ],
  'client-omitted-transport-taken': [
    'AT+HTTPCLIENT takes a line without transport_type',
    changePersonality(({ client }) => ({ client: { ...client, mayOmitTransport: true } })),
  ],
  'client-omitted-host-refused': [
    'AT+HTTPCLIENT refuses to have host and path left out',
    refuseOmitted(CLIENT, (index) => index === 3 || index === 4),
  ],
  'omitted-middle-refused': [
    'AT+HTTPCGET refuses to have a parameter left out in front of another one',
    refuseOmitted(GET, (index, count) => index < count - 1),
  ],
  'size-omitted-middle-refused': [
    'AT+HTTPGETSIZE refuses to have a parameter left out in front of another one',
    refuseOmitted(SIZE, (index, count) => index < count - 1),
  ],
  'size-rx-needed': [
    'AT+HTTPGETSIZE refuses a line with a send buffer and nothing behind it',
    changeConduct(({ parseLine }) => ({
      parseLine(text) {
        const line = parseLine(text);
        const isHit = line.ok && line.value.name === '+HTTPGETSIZE' && line.value.arguments.length === 2;
        return isHit ? { ok: true, value: { ...line.value, arguments: [] } } : line;
      },
    })),
  ],
  'post-negative-length-taken': [
    'AT+HTTPCPOST takes a negative length as the least one',
    changeRange(['+HTTPCPOST'], 0, ({ max }) => ({ min: -1_000_000, max })),
  ],
  'put-negative-length-taken': [
    'AT+HTTPCPUT takes a negative length as the least one',
    changeRange(['+HTTPCPUT'], 0, ({ max }) => ({ min: -1_000_000, max })),
  ],
  'length-above-heap-taken': [
    'AT+HTTPCPOST and AT+HTTPCPUT prompt for more bytes than memory is free',
    changePersonality(() => ({ heapBytesFree: Number.MAX_SAFE_INTEGER })),
  ],
  'header-count-0-refused': [
    'AT+HTTPCPOST and AT+HTTPCPUT refuse a header count of 0',
    changeSet(SENDING, (sound, context, args) => {
      let position = 0;
      return sound(context, {
        ...args,
        readInteger(range, fallback) {
          position += 1;
          const value = args.readInteger(range, position === 2 ? -1 : fallback);
          if (position === 2 && value === 0) args.refuse();
          return Math.max(value, position === 2 ? 0 : value);
        },
      });
    }),
  ],
  'header-count-unchecked': [
    'AT+HTTPCPOST and AT+HTTPCPUT take a header count that differs from the headers given',
    changeSet(SENDING, (sound, context, args) => {
      let position = 0;
      let headers: readonly string[] | null = null;
      return sound(context, {
        ...args,
        readInteger(range, fallback) {
          position += 1;
          const value = args.readInteger(range, fallback);
          if (position !== 2) return value;
          headers = args.readStrings();
          return headers.length;
        },
        readStrings: () => headers ?? args.readStrings(),
      });
    }),
  ],
  'header-without-colon-sent': [
    'AT+HTTPCPOST and AT+HTTPCPUT take a header without a colon on their line',
    changeSet(SENDING, (sound, context, args) =>
      sound(context, {
        ...args,
        readStrings: () => args.readStrings().map((text) => (text.includes(':') ? text : `${text}:`)),
      }),
    ),
  ],
  'quoted-integer-taken': [
    'an integer between double quotes is taken',
    changeArguments((argument) =>
      argument.kind === 'string' && /^\d+$/.test(argument.text)
        ? { kind: 'bare', text: argument.text }
        : argument,
    ),
  ],
  'unquoted-string-taken': [
    'a string without double quotes is taken',
    changeArguments((argument) =>
      argument.kind === 'bare' && !/^-?\d+$/.test(argument.text)
        ? { kind: 'string', text: argument.text }
        : argument,
    ),
  ],
  'open-quote-taken': [
    'a string whose closing quote is missing is taken',
    changeLine((text) => ((text.replace(/\\./g, '').match(/"/g) ?? []).length % 2 === 1 ? `${text}"` : text)),
  ],
  'escaped-comma-parts-string': [
    'a comma with a backslash in front of it ends the string',
    changeLine((text) => text.replaceAll('\\,', '","')),
  ],
  'escaped-quote-dropped': [
    'a double quote with a backslash in front of it is dropped from the string',
    changeLine((text) => text.replaceAll('\\"', '')),
  ],
  'escaped-backslash-doubled': [
    'two backslashes in a string stay two',
    changeLine((text) => text.replaceAll('\\\\', '\\\\\\\\')),
  ],
  'escape-of-other-kept': [
    'a backslash in front of a letter stays in the string',
    changeLine((text) => text.replace(/\\([A-Za-z])/g, '\\\\$1')),
  ],
  'escape-n-is-line-feed': [
    'a backslash and an n in a string become a line feed',
    changeLine((text) => text.replaceAll('\\n', '\n')),
  ],
  'unknown-command-succeeds': [
    'a command that is not known ends with OK',
    changeConduct(({ parseLine }) => ({
      parseLine(text) {
        const line = parseLine(text);
        return /^AT\+(?!HTTP|GMR|RST|RESTORE)/.test(text) ? parseLine('AT') : line;
      },
    })),
  ],
  'unknown-command-unanswered': [
    'a command that is not known gets no answer',
    ignoreLines((line) => /^AT\+(?!HTTP|GMR|RST|RESTORE)/.test(line)),
  ],
  'malformed-as-other-error': [
    'a line that cannot be read, or a command that is not known, gets the word of a failed request',
    changeFinalWords(({ 'send-failed': word }) => ({ malformed: word })),
  ],
  'line-of-256-refused': [
    'a command line of 256 bytes is refused',
    limitLine((text, bytesMax) => (text.length >= bytesMax ? null : text)),
  ],
  'line-over-150-refused': [
    'a command line of more than 150 bytes is refused',
    limitLine((text) => (text.length > 150 ? null : text)),
  ],
  'line-of-300-taken': [
    'command lines of up to 512 bytes are taken',
    limitLine((text) => (text.length > 512 ? null : text)),
  ],
  'long-line-cut': [
    'of a longer command line the first 256 bytes are performed, with the quote that is then missing',
    limitLine((text, bytesMax) => (text.length > bytesMax ? `${text.slice(0, bytesMax - 1)}"` : text)),
  ],
  'long-line-unanswered': [
    'a command line of more than 256 bytes gets no answer',
    ignoreLines((line) => line.length > 258),
  ],
  'deaf-after-malformed': [
    'the line after one that could not be read, or was too long, is not heard',
    (sound, clock) =>
      deafAfter((final) => final.includes(sound.personality.wire.finals.malformed))(sound, clock),
  ],
  'deaf-after-send-fail': [
    'the line after a SEND FAIL is not heard',
    deafAfter((final) => final.includes('SEND FAIL')),
  ],
  'busy-runs-later': [
    'a command refused as busy is performed when the running one has ended',
    meetBusy({ isKept: true }),
  ],
  'busy-kept-silently': [
    'a command that comes while another one runs is kept without a word, and performed later',
    meetBusy({ isTold: false, isKept: true }),
  ],
  'busy-unanswered': [
    'a command that comes while another one runs gets no answer',
    meetBusy({ isTold: false }),
  ],
  'busy-ends-running-command': [
    'a command that comes while another one runs is refused, and the running one is given up',
    meetBusy({ isAborting: true }),
  ],
  'test-form-refused': [
    'AT+HTTPCGET=? is refused',
    changeLine((text) => text.replace(/^AT\+HTTPCGET=\?$/, 'AT+HTTPCGET')),
  ],
  'test-form-without-text': [
    'the test form of AT+HTTPCPUT prints no usage text',
    changeLine((text) => text.replace(/^AT\+HTTPCPUT=\?$/, 'AT')),
  ],
  'without-network-unanswered': [
    'without a network HTTP commands get no answer',
    changeAnswer(ALL_HTTP, (answer, { hasNetwork }) =>
      answer.kind === 'final' && answer.final === 'failed' && !hasNetwork
        ? { ...answer, final: null }
        : answer,
    ),
  ],
  'without-network-succeeds': [
    'without a network AT+HTTPCGET ends with OK',
    changeAnswer(GET, (answer, { hasNetwork }) =>
      answer.kind === 'final' && answer.final === 'failed' && !hasNetwork ? OK : answer,
    ),
  ],
  'fails-after-25-requests': [
    'every HTTP command after 25 requests fails, until a reset',
    changeWithMemory(() => {
      let count = 0;
      return changeAnswer(ALL_HTTP, (answer) => {
        if (answer.kind !== 'web') return answer;
        count += 1;
        return count > 25 ? { ...OK, final: 'failed' } : answer;
      });
    }),
  ],
};
