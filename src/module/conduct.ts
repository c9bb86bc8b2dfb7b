/**
 * What a module does at the points where one can go wrong, as named functions: all healthy personalities share
 * SOUND_CONDUCT, and a module with a defect is one in which a single function differs.
 */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { Result } from '../base/result.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { startExchange } from './http/exchange.ts';
import { type HeaderLine, isSameKey, putHeader } from './http/header-line.ts';
import { composeHeaders, type OwnHeaders } from './http/request.ts';
import { renderBlock } from './information.ts';
import { createSettings, type Settings } from './settings.ts';

const CR = 0x0d;

export interface HeaderRules {
  /** Null: as many as one likes. */
  readonly countMax: number | null;
  /** Longest header text that may be entered. */
  readonly bytesMax: number;
  /** Whether a key that differs in case alone replaces a configured header. */
  readonly ignoresKeyCase: boolean;
}

/** A part of what the module sends; it sends nothing that is not one of these. */
export interface Piece {
  /** information: what a command prints before its final. network: the codes of a network that was joined. */
  readonly kind: 'echo' | 'information' | 'final' | 'prompt' | 'busy' | 'banner' | 'network';
  readonly bytes: Bytes;
}

/** What becomes of a command line that comes while a command runs. */
export interface BusyAction {
  /** The host is told that the module is busy. */
  readonly isTold: boolean;
  /** The line is kept, and performed once the running command has ended. */
  readonly isKept: boolean;
  /** The running command is given up without a word. */
  readonly isAborting: boolean;
}

export interface Conduct {
  /** What the parser gets of the bytes that the host wrote, in the phase that they arrive in. */
  receive(bytes: Bytes, phase: 'line' | 'payload'): Bytes;
  /** How many bytes end a line whose newest byte is LF, `before` being the one in front of it (-1: none). 0: it goes on. */
  measureLineEnd(before: number): number;
  /** What is sent back of a command line; `line` has its CR LF. */
  renderEcho(line: Bytes): Bytes;
  /** The text of a line (without its CR LF) that is interpreted; null: it is refused for its length. */
  limitLine(text: string, bytesMax: number): string | null;
  parseLine(text: string): Result<CommandLine, 'malformed'>;
  meetBusy(line: Bytes): BusyAction;
  /** Sends pieces that belong together, in one write. `send` may be called later, too; a module that is off sends nothing. */
  transmit(pieces: readonly Piece[], send: (bytes: Bytes) => void): void;
  /** One information response with counted data. */
  renderBlock(prefix: string, data: Bytes): Bytes;
  /** How many bytes the data phase takes where `declaredBytes` were announced. */
  countPayload(declaredBytes: number): number;
  /** How many of `availableBytes` that came in one piece belong to a payload that still lacks `missingBytes`. */
  takePayload(availableBytes: number, missingBytes: number): number;
  /** Keeps a URL, or forgets it (null). */
  storeUrl(settings: Settings, url: string | null): void;
  /** Keeps a header, in the place of one with the same key; false where there is no room for another. */
  storeHeader(settings: Settings, header: HeaderLine, rules: HeaderRules): boolean;
  clearHeaders(settings: Settings): void;
  /** What a module begins with after a reset in which it had `before`. */
  resetSettings(before: Settings, isEchoOn: boolean): Settings;
  /** All header lines of a request from the module's own, those of the command and the configured ones. */
  composeHeaders(
    own: OwnHeaders,
    inline: readonly HeaderLine[],
    configured: readonly HeaderLine[],
  ): readonly HeaderLine[];
  exchange: typeof startExchange;
  /** Whether an HTTP status ends the command with an error. */
  isErrorStatus(status: number): boolean;
}

export const SOUND_CONDUCT: Conduct = {
  receive: (bytes) => bytes,
  // CR LF alone ends a line; a bare CR or LF stays inside it and spoils it.
  measureLineEnd: (before) => (before === CR ? 2 : 0),
  renderEcho: (line) => line,
  limitLine: (text, bytesMax) => (text.length > bytesMax ? null : text),
  parseLine: parseCommandLine,
  meetBusy: () => ({ isTold: true, isKept: false, isAborting: false }),
  transmit: (pieces, send) => send(concatBytes(pieces.map(({ bytes }) => bytes))),
  renderBlock,
  countPayload: (declaredBytes) => declaredBytes,
  takePayload: Math.min,
  storeUrl(settings, url) {
    settings.url = url;
  },
  storeHeader(settings, header, { countMax, ignoresKeyCase }) {
    const isSame = ignoresKeyCase ? isSameKey : (left: string, right: string) => left === right;
    const stored = putHeader(settings.headers, header, isSame);
    if (countMax !== null && stored.length > countMax) return false;
    settings.headers = stored;
    return true;
  },
  clearHeaders(settings) {
    settings.headers = [];
  },
  resetSettings: (_, isEchoOn) => createSettings(isEchoOn),
  composeHeaders,
  exchange: startExchange,
  isErrorStatus: (status) => status >= 400,
};
