/** Faults of answers: bodies that arrive changed or cut, blocks that are framed wrongly, and sizes. */
import { type Bytes, concatBytes, decodeLatin1 } from '../../base/bytes.ts';
import {
  changeBlock,
  changeBody,
  changeConduct,
  changeManner,
  changePersonality,
  changePieces,
  changeResponse,
  changeTask,
  changeText,
  changeWithMemory,
  mapText,
  toBytes,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

/** The response is read as if other bytes had come. */
function changeRead(change: () => (bytes: Bytes) => Bytes): Spoil {
  return changeManner(({ createReader }) => ({
    createReader(method, listener) {
      const reader = createReader(method, listener);
      const map = change();
      return { ...reader, push: (bytes) => reader.push(map(bytes)) };
    },
  }));
}

/** The size that AT+HTTPGETSIZE prints is another one. */
function changeSize(change: (size: bigint) => string): Spoil {
  return changeText('information', (text) =>
    text.replace(/^\+HTTPGETSIZE:(\d+)\r\n$/, (_, digits: string) => change(BigInt(digits))),
  );
}

const sizeLine = (size: bigint | string) => `+HTTPGETSIZE:${size}\r\n`;

/** A response ends otherwise than it does where `isHit` says so of its head. */
function changeEnd(
  isHit: (head: { readonly lengthText: string | null; readonly isChunked: boolean }) => boolean,
  end: 'complete' | 'failed',
): Spoil {
  return changeResponse((sound) => {
    let isChanged = false;
    return {
      onHead(head) {
        isChanged = isHit(head);
        return sound.onHead(head);
      },
      onEnd: (own) => sound.onEnd(isChanged ? end : own),
    };
  });
}

export const RESPONSE_FAULTS: FaultGroup = {
  'block-size-one-more': [
    'the size of a block behind the first is greater by one than its data',
    changeConduct(({ renderBlock, transmit }) => {
      let count = 0;
      return {
        renderBlock(prefix, data) {
          count += 1;
          const block = renderBlock(prefix, data);
          return count < 2 ? block : mapText(block, (text) => text.replace(/:\d+/, `:${data.length + 1}`));
        },
        transmit(pieces, send) {
          if (pieces.some(({ kind }) => kind === 'final')) count = 0;
          transmit(pieces, send);
        },
      };
    }),
  ],
  'block-size-of-512-wrong': [
    'a block of exactly 512 bytes is printed with the size 511',
    changeConduct(({ renderBlock }) => ({
      renderBlock(prefix, data) {
        const block = renderBlock(prefix, data);
        return data.length === 512 ? mapText(block, (text) => text.replace(':512,', ':511,')) : block;
      },
    })),
  ],
  'block-of-client-loses-byte': [
    'AT+HTTPCLIENT leaves out the last byte of a block of more than 100',
    changeBlock((data, prefix) =>
      prefix === '+HTTPCLIENT' && data.length > 100 ? data.subarray(0, -1) : data,
    ),
  ],
  'block-of-get-loses-first-byte': [
    'AT+HTTPCGET leaves out the first byte of a block that follows a full one',
    changeWithMemory(() => {
      let wasFull = false;
      return changeBlock((data, prefix) => {
        const isHit = prefix === '+HTTPCGET' && wasFull;
        wasFull = data.length >= 2048;
        return isHit ? data.subarray(1) : data;
      });
    }),
  ],
  'block-ends-at-nul': [
    'of a block with a NUL in it only what stands before that is printed',
    changeBlock((data) => (data.includes(0) ? data.subarray(0, data.indexOf(0)) : data)),
  ],
  'block-without-line-end': [
    'no CR LF follows a block that ends with a line end itself',
    changeConduct(({ renderBlock }) => ({
      renderBlock(prefix, data) {
        const block = renderBlock(prefix, data);
        return data.at(-1) === 0x0a ? block.subarray(0, -2) : block;
      },
    })),
  ],
  'block-prefix-of-get': [
    'AT+HTTPCLIENT prints its blocks as +HTTPCGET',
    changeTask(['+HTTPCLIENT'], () => ({ prefix: '+HTTPCGET' })),
  ],
  'body-line-ends-collapse': [
    'two CR LF in a row in a body become one',
    changeBody((part) => mapText(part, (text) => text.replaceAll('\r\n\r\n', '\r\n'))),
  ],
  'body-loses-last-line-end': [
    'a CR LF at the end of a body is lost',
    changeBlock((data) => mapText(data, (text) => (text.endsWith('\r\n') ? text.slice(0, -2) : text))),
  ],
  'body-without-high-bytes': [
    'bytes above 0x7f in a body are printed as question marks',
    changeBody((part) => part.map((byte) => (byte > 0x7f ? 0x3f : byte))),
  ],
  'body-ends-at-ok-line': [
    'a body ends at a line OK in it',
    changeWithMemory(() => {
      let isOver = false;
      return changeResponse((sound) => {
        isOver = false;
        return {
          onBody(part) {
            const end = decodeLatin1(part).indexOf('\r\nOK\r\n');
            if (!isOver && end !== 0) sound.onBody(end === -1 ? part : part.subarray(0, end));
            isOver ||= end !== -1;
          },
        };
      });
    }),
  ],
  'body-cut-at-32768': [
    'of a body of more than 32768 bytes the rest is not printed',
    changeResponse((sound) => {
      let leftBytes = 32_768;
      return {
        onBody(part) {
          const taken = part.subarray(0, leftBytes);
          leftBytes -= taken.length;
          if (taken.length > 0) sound.onBody(taken);
        },
      };
    }),
  ],
  'chunks-printed-as-they-come': [
    'a body in chunks is printed with its chunk sizes',
    changeRead(
      () => (bytes) =>
        mapText(bytes, (text) => text.replace(/^(HTTP.*?\r\n)Transfer-Encoding: *chunked\r\n/is, '$1')),
    ),
  ],
  'chunks-of-one-byte-lost': [
    'what comes as a single byte, in a chunk or alone, is lost',
    changeBody((part) => (part.length === 1 ? part.subarray(1) : part)),
  ],
  'chunked-body-never-ends': [
    'a command whose answer comes in chunks does not end before its timeout',
    changeResponse((sound, _, clock) => {
      let isChunked = false;
      return {
        onHead(head) {
          isChunked = head.isChunked;
          return sound.onHead(head);
        },
        onEnd(end) {
          if (isChunked) clock.setTimer(5000, () => sound.onEnd('failed'));
          else sound.onEnd(end);
        },
      };
    }),
  ],
  'close-delimited-body-fails': [
    'a body that ends with the connection ends the command with an error',
    changeEnd(({ lengthText, isChunked }) => lengthText === null && !isChunked, 'failed'),
  ],
  'close-delimited-body-lost': [
    'a body without a declared length is not printed',
    changeResponse((sound) => {
      let isLost = false;
      return {
        onHead(head) {
          isLost = head.lengthText === null && !head.isChunked;
          return sound.onHead(head);
        },
        onBody(part) {
          if (!isLost) sound.onBody(part);
        },
      };
    }),
  ],
  'early-close-succeeds': [
    'a body that ends before its declared length ends the command like a whole one',
    changeResponse((sound) => {
      let bodyBytes = 0;
      return {
        onBody(part) {
          bodyBytes += part.length;
          sound.onBody(part);
        },
        onEnd: (end) => sound.onEnd(bodyBytes > 0 ? 'complete' : end),
      };
    }),
  ],
  'early-close-block-size-of-whole': [
    'the last block of a body that breaks off is printed with the size that was still to come',
    changeConduct(({ exchange, renderBlock }) => {
      let missingBytes = 0;
      return {
        exchange(request, limits, clock, listener, manner) {
          let leftBytes = 0;
          missingBytes = 0;
          return exchange(
            request,
            limits,
            clock,
            {
              onHead(head) {
                leftBytes = Number(head.lengthText ?? 0);
                return listener.onHead(head);
              },
              onBody(part) {
                leftBytes -= part.length;
                listener.onBody(part);
              },
              onEnd(end) {
                missingBytes = end === 'failed' ? Math.max(0, leftBytes) : 0;
                listener.onEnd(end);
              },
            },
            manner,
          );
        },
        renderBlock: (prefix, data) =>
          mapText(renderBlock(prefix, data), (text) =>
            missingBytes === 0 ? text : text.replace(/:\d+/, `:${data.length + missingBytes}`),
          ),
      };
    }),
  ],
  'client-empty-body-block': [
    'AT+HTTPCLIENT prints a byte 0 where an answer has no body',
    changeResponse((sound) => {
      let isEmpty = true;
      return {
        onBody(part) {
          isEmpty = false;
          sound.onBody(part);
        },
        onEnd(end) {
          if (isEmpty && end === 'complete') sound.onBody(toBytes('\0'));
          sound.onEnd(end);
        },
      };
    }),
  ],
  'answer-body-of-put-hidden': [
    'no command prints the body of an answer to PUT',
    changeBody((part, { method }) => (method === 'PUT' ? part.subarray(part.length) : part)),
  ],
  'answer-body-of-post-hidden': [
    'no command prints the body of an answer to POST',
    changeBody((part, { method }) => (method === 'POST' ? part.subarray(part.length) : part)),
  ],
  'client-head-prints-nothing': [
    'AT+HTTPCLIENT prints no header of the answer to HEAD',
    changeTask(['+HTTPCLIENT'], ({ report }) => (report === 'head' ? { report: 'body' } : {})),
  ],
  'size-one-more': [
    'AT+HTTPGETSIZE prints a size that is greater by one from 1024 on',
    changeSize((size) => sizeLine(size >= 1024n ? size + 1n : size)),
  ],
  'size-wraps-at-65536': [
    'AT+HTTPGETSIZE prints the size modulo 65536',
    changeSize((size) => sizeLine(size % 65_536n)),
  ],
  'size-negative-from-2-gigabytes': [
    'AT+HTTPGETSIZE prints sizes above 2147483647 as negative numbers',
    changeSize((size) => sizeLine(BigInt.asIntN(32, size))),
  ],
  'size-followed-by-nul': [
    'a NUL follows the number that AT+HTTPGETSIZE prints, from 65536 on',
    changeSize((size) => sizeLine(size >= 65_536n ? `${size}\0` : size)),
  ],
  'size-of-nothing-left-out': [
    'AT+HTTPGETSIZE prints no size where it is 0',
    changeSize((size) => (size === 0n ? '' : sizeLine(size))),
  ],
  'size-unknown-as-number': [
    'AT+HTTPGETSIZE prints 4294967295 where the server declares no size',
    changePersonality(({ http }) => ({ http: { ...http, unknownSize: '4294967295' } })),
  ],
  'size-printed-twice': [
    'AT+HTTPGETSIZE prints the size twice',
    changeSize((size) => sizeLine(size) + sizeLine(size)),
  ],
  'size-with-body': [
    'AT+HTTPGETSIZE prints the body behind the size',
    changeTask(['+HTTPGETSIZE'], ({ report }) => ({ report: report === 'size' ? 'body' : report })),
  ],
  'stray-line-before-blocks': [
    'AT+HTTPCGET prints a line of its own, HTTP 200, in front of the second block',
    changeWithMemory(() => {
      let count = 0;
      return changePieces(({ kind, bytes }) => {
        if (kind === 'final') count = 0;
        if (kind !== 'information' || !decodeLatin1(bytes).startsWith('+HTTPCGET:')) return bytes;
        count += 1;
        return count === 2 ? concatBytes([toBytes('HTTP 200\r\n'), bytes]) : bytes;
      });
    }),
  ],
};
