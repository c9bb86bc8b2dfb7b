/** Faults of what every line has: its end, its echo, and codes that come unasked. */
import { concatBytes, decodeLatin1 } from '../../base/bytes.ts';
import { changeConduct, changePieces, changeText, changeWithMemory, toBytes } from './change.ts';
import type { FaultGroup } from './fault.ts';

export const LINE_FAULTS: FaultGroup = {
  'acts-at-line-feed': [
    'a bare LF ends a command line',
    changeConduct(({ measureLineEnd }) => ({ measureLineEnd: (before) => measureLineEnd(before) || 1 })),
  ],
  'acts-at-carriage-return': [
    'a CR ends a command line, without waiting for the LF',
    changeConduct(({ receive }) => ({
      receive(bytes, phase) {
        const received = receive(bytes, phase);
        if (phase === 'payload') return received;
        return toBytes(decodeLatin1(received).replaceAll('\n', '').replaceAll('\r', '\r\n'));
      },
    })),
  ],
  'echo-upper-case': [
    'the echo has capital letters only',
    changeConduct(() => ({ renderEcho: (line) => toBytes(decodeLatin1(line).toUpperCase()) })),
  ],
  'echo-cut-at-64': [
    'of a longer line the first 64 bytes and the line end are echoed',
    changeConduct(() => ({
      renderEcho: (line) =>
        line.length > 66 ? concatBytes([line.subarray(0, 64), line.subarray(-2)]) : line,
    })),
  ],
  'echo-without-line-feed': [
    'the LF of a line is not echoed',
    changeConduct(() => ({ renderEcho: (line) => line.subarray(0, -1) })),
  ],
  'echo-twice-after-error': [
    'the line behind an error is echoed twice',
    changeConduct(({ transmit, renderEcho }) => {
      let hasFailed = false;
      return {
        transmit(pieces, send) {
          const final = pieces.find(({ kind }) => kind === 'final');
          if (final !== undefined) hasFailed = /ERR/.test(decodeLatin1(final.bytes));
          transmit(pieces, send);
        },
        renderEcho(line) {
          const echo = renderEcho(line);
          return hasFailed ? concatBytes([echo, echo]) : echo;
        },
      };
    }),
  ],
  'echo-of-payload': [
    'the bytes of a data phase are echoed, when the line is',
    changeConduct(({ receive, renderEcho, transmit }) => {
      let isEchoing = false;
      let tell: (bytes: Uint8Array) => void = () => {};
      return {
        renderEcho(line) {
          isEchoing = true;
          return renderEcho(line);
        },
        transmit(pieces, send) {
          tell = send;
          if (pieces.some(({ kind }) => kind === 'final')) isEchoing = false;
          transmit(pieces, send);
        },
        receive(bytes, phase) {
          if (phase === 'payload' && isEchoing) tell(Uint8Array.from(bytes));
          return receive(bytes, phase);
        },
      };
    }),
  ],
  'code-inside-echo': [
    'WIFI GOT IP comes inside the echo of a line of more than 30 bytes',
    changeConduct(() => ({
      renderEcho: (line) =>
        line.length > 32
          ? concatBytes([line.subarray(0, 10), toBytes('WIFI GOT IP\r\n'), line.subarray(10)])
          : line,
    })),
  ],
  'final-ends-in-line-feed': [
    'finals end with LF alone',
    changeText('final', (text) => text.replace(/\r\n$/, '\n')),
  ],
  'set-ok-ends-in-line-feed': [
    'SET OK ends with LF alone',
    changeText('final', (text) => (text.includes('SET OK') ? text.replace(/\r\n$/, '\n') : text)),
  ],
  'query-line-ends-in-line-feed': [
    'the lines of AT+HTTPCHEAD? end with LF alone',
    changeText('information', (text) =>
      text.startsWith('+HTTPCHEAD:') ? text.replaceAll('\r\n', '\n') : text,
    ),
  ],
  'leading-line-end-changes': [
    'every fourth final has a blank line in front of it where the others have none, or none where they have one',
    changeWithMemory(() => {
      let count = 0;
      return changeText('final', (text) => {
        count += 1;
        if (count % 4 !== 0) return text;
        return text.startsWith('\r\n') ? text.slice(2) : `\r\n${text}`;
      });
    }),
  ],
  'code-inside-block': [
    'WIFI GOT IP comes in the middle of a block of more than 1000 bytes',
    changePieces(({ kind, bytes }) =>
      kind === 'information' && bytes.length > 1000
        ? concatBytes([bytes.subarray(0, 500), toBytes('WIFI GOT IP\r\n'), bytes.subarray(500)])
        : bytes,
    ),
  ],
  'code-nobody-knows': [
    'a line +HEAP:2048 comes in front of SEND OK',
    changeText('final', (text) => (text.includes('SEND OK') ? `+HEAP:2048\r\n${text}` : text)),
  ],
  'code-behind-final': [
    'a line +DONE comes 20 ms behind SEND OK',
    changeConduct(({ transmit }, clock) => ({
      transmit(pieces, send) {
        transmit(pieces, send);
        if (pieces.some(({ kind, bytes }) => kind === 'final' && decodeLatin1(bytes).includes('SEND OK')))
          clock.setTimer(20, () => send(toBytes('+DONE\r\n')));
      },
    })),
  ],
  'nul-before-final': [
    'a NUL comes in front of the OK of a response with blocks',
    changeWithMemory(() => {
      let hasBlocks = false;
      return changePieces(({ kind, bytes }) => {
        const isHit = kind === 'final' && hasBlocks;
        if (kind === 'information') hasBlocks = true;
        if (kind === 'final') hasBlocks = false;
        return isHit ? concatBytes([toBytes('\0'), bytes]) : bytes;
      });
    }),
  ],
};
