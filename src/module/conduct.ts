/**
 * What a module does at the points where one can go wrong, as named functions: all healthy personalities share
 * SOUND_CONDUCT, and a module with a defect is one in which a single function differs.
 */
import type { Bytes } from '../base/bytes.ts';
import { type HeaderLine, isSameKey, putHeader } from './http/header-line.ts';
import { composeHeaders, type OwnHeaders } from './http/request.ts';
import { renderBlock } from './information.ts';
import type { Settings } from './settings.ts';

export interface HeaderRules {
  /** Null: as many as one likes. */
  readonly countMax: number | null;
  /** Longest header text that may be entered. */
  readonly bytesMax: number;
  /** Whether a key that differs in case alone replaces a configured header. */
  readonly ignoresKeyCase: boolean;
}

export interface Conduct {
  /** What is sent back of a command line; `line` has its CR LF. */
  renderEcho(line: Bytes): Bytes;
  /** One information response with counted data. */
  renderBlock(prefix: string, data: Bytes): Bytes;
  /** How many bytes the data phase takes where `declaredBytes` were announced. */
  countPayload(declaredBytes: number): number;
  /** Keeps a URL, or forgets it (null). */
  storeUrl(settings: Settings, url: string | null): void;
  /** Keeps a header, in the place of one with the same key; false where there is no room for another. */
  storeHeader(settings: Settings, header: HeaderLine, rules: HeaderRules): boolean;
  clearHeaders(settings: Settings): void;
  /** All header lines of a request from the module's own, those of the command and the configured ones. */
  composeHeaders(
    own: OwnHeaders,
    inline: readonly HeaderLine[],
    configured: readonly HeaderLine[],
  ): readonly HeaderLine[];
  /** Whether an HTTP status ends the command with an error. */
  isErrorStatus(status: number): boolean;
}

export const SOUND_CONDUCT: Conduct = {
  renderEcho: (line) => line,
  renderBlock,
  countPayload: (declaredBytes) => declaredBytes,
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
  composeHeaders,
  isErrorStatus: (status) => status >= 400,
};
