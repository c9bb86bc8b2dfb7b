/** What the framer cuts the received bytes into, and what it must be told beforehand. */
import type { Bytes } from '../base/bytes.ts';

/** A stretch of the received stream, in bytes since its start, end exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A line that ended; `terminator` is `\r\n` from a module that keeps to the rules, `\r` only of a numeric result. Blank lines have no bytes. */
export interface LineToken extends Stretch {
  readonly kind: 'line';
  readonly bytes: Bytes;
  readonly terminator: string;
  /** Blank lines directly before it. */
  readonly blanksBefore: number;
}

/** `+PREFIX:…,<n>,` and exactly n raw bytes, whatever they contain. */
export interface BlockToken extends Stretch {
  readonly kind: 'block';
  readonly prefix: string;
  /** The text before the raw bytes, with the prefix and the last comma. */
  readonly head: string;
  readonly data: Bytes;
  /** The raw bytes stood in double quotes that were not counted. */
  readonly isQuoted: boolean;
  /** What stood between the counted bytes and the end of the line: empty from a module whose count is true. */
  readonly surplus: Bytes;
  readonly terminator: string;
}

/** `>` at the start of a line. Its form may still grow by what follows, see `PromptTailToken`. */
export interface PromptToken extends Stretch {
  readonly kind: 'prompt';
  readonly blanksBefore: number;
}

/** What followed `>` before anything else happened, once that is certain: empty, `\r\n`, or a space. */
export interface PromptTailToken extends Stretch {
  readonly kind: 'prompt-tail';
  readonly text: string;
}

export interface EchoToken extends Stretch {
  readonly kind: 'echo';
  /** Every byte as sent, the terminator too. */
  readonly isExact: boolean;
}

/** More bytes without a line end than any module sends: given up, dropped from the buffer. */
export interface OverflowToken extends Stretch {
  readonly kind: 'overflow';
}

export type Token = LineToken | BlockToken | PromptToken | PromptTailToken | EchoToken | OverflowToken;

/** A counted response, as the spec says it. */
export interface CountedResponse {
  /** `+HTTPCGET`. */
  readonly prefix: string;
  /** Position of the count among the fields before the raw one, from 0; `fields` is how many stand before it. */
  readonly countIndex: number;
  readonly fields: number;
  /** The raw bytes may stand in quotes that are not counted. */
  readonly mayBeQuoted: boolean;
}
