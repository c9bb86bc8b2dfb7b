/**
 * GigaDevice's GD32VW55x as its published source reads: a module that breaks the manual in many places, to show what a run finds in
 * one. A sound module, changed where that source differs. Left out: fixed ports (80 and 443), with which no origin on a bench would
 * be reached, and a bare CR as the end of a line.
 */
import { decodeLatin1 } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import { succeed } from '../../base/result.ts';
import { COMMANDS } from '../commands/table.ts';
import {
  ALL_HTTP,
  changeAll,
  changeAnswer,
  changeConduct,
  changeHeaders,
  changePersonality,
  changeRequest,
  changeResponse,
  changeSet,
  changeTask,
  hasKey,
  READING,
  SENDING,
  toBytes,
} from '../faults/change.ts';
import type { Spoil } from '../faults/fault.ts';
import type { Firmware } from '../firmware.ts';
import type { Final, Personality } from '../personality.ts';
import { WINNERMICRO } from './winnermicro.ts';

export const GD32VW55X_NAME = 'gd32vw55x';
/** More than any body: one block holds it all, under its total. */
const WHOLE_BODY = Number.MAX_SAFE_INTEGER;
const LINE_BUFFER_BYTES = 256;

/** Words and limits. */
const DATA = {
  name: GD32VW55X_NAME,
  identity: ['GD32VW55x SDK V1.0(simulated)'],
  wire: {
    finals: {
      ok: 'OK\r\n',
      'set-ok': 'SET OK\r\n',
      'send-ok': 'SEND OK\r\n',
      malformed: 'ERROR\r\n',
      'bad-parameter': 'ERROR\r\n',
      failed: 'ERROR\r\n',
      // It goes through the same branch twice.
      'send-failed': 'SEND FAIL\r\nSEND FAIL\r\n',
    },
    prompt: 'OK\r\n>\r\n',
    busy: '',
    banner: 'READY\r\n',
    networkUp: '',
  },
  heapBytesFree: 65_536,
  url: {
    bytesMin: 8,
    bytesMax: 2048,
    renderQuery: (url) => `+HTTPURLCFG:${url?.length ?? 0},${url ?? ''}\r\n`,
  },
  headers: {
    countMax: 5,
    bytesMax: 128,
    ignoresKeyCase: false,
    renderQuery: WINNERMICRO.headers.renderQuery,
  },
  http: {
    ...WINNERMICRO.http,
    userAgent: 'lwIP/2.2.0 (http://savannah.nongnu.org/projects/lwip)',
    sizeMethod: 'HEAD',
    unknownSize: '4294967295',
    sendBytesMin: 1,
    sendIdleMs: 10_000,
    sendBlockBytes: WHOLE_BODY,
  },
  client: {
    ...WINNERMICRO.client,
    idleMs: 10_000,
    blockBytes: WHOLE_BODY,
    emptyUrl: ['configured', 'host-and-path'],
  },
} as const satisfies Partial<Personality>;

/** What comes while a command runs lies in the same buffer as the next one, and is performed later without a word. */
const KEEPS_WHAT_COMES_EARLY = changeConduct(() => ({
  meetBusy: () => ({ isTold: false, isKept: true, isAborting: false }),
}));

/** Control characters are dropped from a line, and so is all behind a NUL. The buffer's index wraps. */
const READS_LINES = changeConduct(() => ({
  limitLine(text) {
    const printed = [...(text.split('\0', 1)[0] ?? '')].filter((character) => character >= ' ').join('');
    return printed.slice(Math.floor(printed.length / LINE_BUFFER_BYTES) * LINE_BUFFER_BYTES);
  },
}));

/** A comma parts arguments also between quotes, and a backslash is a character like others. Quotes are taken off, where there are any. */
const SPLITS_AT_EVERY_COMMA = changeConduct(({ parseLine }) => ({
  parseLine(text) {
    const match = /^(AT\+[A-Z0-9_]+=)(?!\?$)(.*)$/s.exec(text);
    if (match === null) return parseLine(text);
    const [, head = '', tail = ''] = match;
    const name = parseLine(`${head}0`);
    if (!name.ok) return name;
    const list = tail.split(',').map((part) => {
      if (part === '') return { kind: 'omitted' } as const;
      const string = /^"(.*?)"?$/s.exec(part)?.[1];
      return string === undefined
        ? ({ kind: 'bare', text: part } as const)
        : ({ kind: 'string', text: string } as const);
    });
    return succeed({ ...name.value, arguments: list });
  },
}));

/** Out of range sizes and timeouts count as left out, which means 10 s for a timeout. */
const TAKES_ANY_LIMIT = changeAll(
  changeSet(READING, (sound, context, args) =>
    sound(context, {
      ...args,
      readInteger(range, fallback) {
        const value = args.readInteger({ min: -2_147_483_648, max: 4_294_967_295 }, fallback);
        return value < range.min || value > range.max ? 0 : value;
      },
    }),
  ),
  changeTask(READING, ({ limits }) => ({
    limits: { ...limits, idleMs: limits.idleMs === 5000 ? 10_000 : limits.idleMs },
    blockBytes: WHOLE_BODY,
  })),
);

/** opt 0 and transport type 0 are taken: there is no lower bound. */
const TAKES_ZERO = changeSet(['+HTTPCLIENT'], (sound, context, args) =>
  sound(context, {
    ...args,
    readInteger: (range, fallback) => Math.max(args.readInteger({ ...range, min: 0 }, fallback), range.min),
    // A single header is dropped.
    readStrings() {
      const texts = args.readStrings();
      return texts.length === 1 ? [] : texts;
    },
  }),
);

/** Setting a URL frees the old one before the new length is looked at; clearing one ends with SET OK. */
const FREES_URL_FIRST = changeAnswer(['+HTTPURLCFG'], (answer, { settings }) => {
  if (answer.kind === 'final' && answer.final === 'bad-parameter') settings.url = null;
  return answer.kind === 'final' && answer.final === 'ok' ? { ...answer, final: 'set-ok' } : answer;
});

/** Only the text `200 OK` in the head is success, and only `Content-Length: ` so spelled is a length. */
const READS_HEADS_AS_TEXT = changeResponse((sound) => ({
  onHead(head) {
    const declared = head.headers.some(([name]) => name === 'Content-Length');
    return sound.onHead({ ...head, lengthText: declared ? head.lengthText : null });
  },
}));

/** What a GET prints where the status is not 200: two finals. */
function renderRefusal(prefix: string, bodyBytes: number): string {
  return `${prefix}:${bodyBytes}\r\nFAIL\r\n${prefix}:\r\nFAIL\r\n`;
}

/** A body under its total, cut at its first NUL; no body behind another status than 200, and none of an answer to data. */
const PRINTS_BODIES_ONCE = changeConduct(({ exchange }) => {
  let isRefused = false;
  return {
    isErrorStatus: (status) => status !== 200,
    exchange: (request, limits, clock, listener, manner) =>
      exchange(
        request,
        limits,
        clock,
        {
          ...listener,
          onHead(head) {
            isRefused = head.status !== 200;
            return listener.onHead(head);
          },
        },
        manner,
      ),
    renderBlock(prefix, data) {
      if (prefix === '+HTTPCPOST' || prefix === '+HTTPCPUT') return new Uint8Array(0);
      const [shown] = decodeLatin1(data).split('\0', 1);
      return toBytes(
        isRefused ? renderRefusal(prefix, data.length) : `${prefix}:${data.length},${shown}\r\n`,
      );
    },
  };
});

/** For HEAD the length of the answer is printed and none of its headers. */
const PRINTS_LENGTH_OF_HEAD = changeTask(['+HTTPCLIENT'], ({ report }) => ({
  report: report === 'head' ? 'size' : report,
}));

/** Chunks are not told from a body; its end is never seen. */
const NEVER_ENDS_CHUNKS = changeResponse((sound, { method }, clock) => {
  let isChunked = false;
  return {
    onHead(head) {
      isChunked = head.isChunked && method !== 'HEAD';
      return sound.onHead(head);
    },
    onEnd(end) {
      if (isChunked) clock.setTimer(10_000, () => sound.onEnd('failed'));
      else sound.onEnd(end);
    },
  };
});

const SENDS_WRONG_HEADS = changeAll(
  // Body and length are written for POST alone.
  changeRequest(['+HTTPCPUT'], ({ headers }) => ({
    body: null,
    headers: headers.filter((line) => !hasKey(line, 'Content-Length')),
  })),
  // A Content-Type of the user's takes the length with it, a Connection of the user's stands beside its own.
  changeHeaders(ALL_HTTP, (lines) => {
    const isOwnType = lines.every(
      (line) => !hasKey(line, 'Content-Type') || line.text.endsWith('x-www-form-urlencoded'),
    );
    return isOwnType ? lines : lines.filter((line) => !hasKey(line, 'Content-Length'));
  }),
);

const FINALS_OF_ERROR_STATUS: ReadonlyMap<string, Final> = new Map([
  ['+HTTPGETSIZE', 'ok'],
  ['+HTTPCPOST', 'send-failed'],
  ['+HTTPCPUT', 'send-failed'],
]);

/** No connection, no word: only what follows a request has finals. */
const SILENT_WITHOUT_CONNECTION = changeTask(
  ['+HTTPCLIENT', ...READING, ...SENDING],
  ({ finals, prefix }) => ({
    finals: {
      ...finals,
      transport: null,
      // A GET has told its failure already, and its size is one whatever the status.
      errorStatus: FINALS_OF_ERROR_STATUS.get(prefix) ?? null,
    },
  }),
);

/** Its commands know no ATE. */
const KNOWS_NO_ECHO: Spoil = ({ personality, commands }) => ({
  personality,
  commands: new Map([...commands].filter(([name]) => name !== 'E0' && name !== 'E1')),
});

const DEVIATIONS = changeAll(
  changePersonality(() => DATA),
  KEEPS_WHAT_COMES_EARLY,
  READS_LINES,
  SPLITS_AT_EVERY_COMMA,
  TAKES_ANY_LIMIT,
  TAKES_ZERO,
  FREES_URL_FIRST,
  READS_HEADS_AS_TEXT,
  PRINTS_BODIES_ONCE,
  PRINTS_LENGTH_OF_HEAD,
  NEVER_ENDS_CHUNKS,
  SENDS_WRONG_HEADS,
  SILENT_WITHOUT_CONNECTION,
  KNOWS_NO_ECHO,
);

/** Firmware of this family: a sound module, changed where the source differs. */
export function createGd32vw55x(clock: Clock): Firmware {
  return DEVIATIONS({ personality: WINNERMICRO, commands: COMMANDS }, clock);
}
