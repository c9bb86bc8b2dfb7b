/**
 * The framer cuts what a module sends into lines, counted blocks, prompts and echo, however the bytes arrive.
 *
 * It is told what may come and never guesses: which prefixes count raw bytes, whether a prompt may come, what was sent and
 * may be echoed. It does not know which lines are finals, what a requirement is, or what time it is.
 */
import { type Bytes, concatBytes, decodeLatin1 } from '../base/bytes.ts';

/** A stretch of the received stream, in bytes since its start, end exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A line that ended; `terminator` is `\r\n` from a module that keeps to the rules. Blank lines have no bytes. */
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

/** A line longer than this is no line of a module: the longest that one may send is a URL of 8192 bytes with its prefix. */
export const LINE_BYTES_MAX = 64 * 1024;
/** A count above this is taken as a lie, since no module holds so much: the head is then an ordinary line. */
export const BLOCK_BYTES_MAX = 64 * 1024 * 1024;

const CR = 13;
const LF = 10;
const PROMPT = 0x3e;
const QUOTE = 0x22;

interface OpenBlock {
  readonly response: CountedResponse;
  readonly head: string;
  readonly start: number;
  readonly declared: number;
  readonly parts: Bytes[];
  received: number;
  /** Bytes after the counted ones up to the end of the line. */
  rest: number[];
}

export class Framer {
  #counted: readonly CountedResponse[] = [];
  #mayPrompt = false;
  /** What was sent as commands and has not been echoed yet. */
  #echo: { text: Bytes; terminatorLength: number }[] = [];
  #echoMatched = 0;
  #line: number[] = [];
  #lineStart = 0;
  #blanks = 0;
  #block: OpenBlock | null = null;
  #tail: { text: string; start: number } | null = null;
  #offset = 0;

  /** Bytes received so far: the offset of the next one. */
  get offset(): number {
    return this.#offset;
  }

  /** Something has begun that is not finished: an unended line, a block, or half an echo. */
  get hasPartial(): boolean {
    return this.#line.length > 0 || this.#block !== null;
  }

  /** What stands unfinished in the buffer, and for a block how much of it is missing. */
  describePartial(): {
    readonly bytes: Bytes;
    readonly declared: number | null;
    readonly received: number;
    readonly start: number;
  } | null {
    if (this.#block !== null) {
      const { declared, received, parts, start } = this.#block;
      return { bytes: concatBytes(parts), declared, received, start };
    }
    return this.#line.length === 0
      ? null
      : {
          bytes: Uint8Array.from(this.#line),
          declared: null,
          received: this.#line.length,
          start: this.#lineStart,
        };
  }

  /** A command line leaves: from now on these responses count bytes, a prompt may come, and the line may be echoed. */
  expectReply(
    sent: Bytes,
    terminatorLength: number,
    counted: readonly CountedResponse[],
    mayPrompt: boolean,
  ): Token[] {
    const tokens = this.closeTail();
    this.#counted = counted;
    this.#mayPrompt = mayPrompt;
    this.#echo.push({ text: sent, terminatorLength });
    return tokens;
  }

  /** The reply is over: nothing sent before will be echoed any more, and no prompt may come. */
  endReply(): Token[] {
    this.#mayPrompt = false;
    if (this.#echoMatched === 0) this.#echo = [];
    return this.closeTail();
  }

  /** What follows `>` is certain now, because something was written or time has passed. */
  closeTail(): Token[] {
    if (this.#tail === null) return [];
    const { text, start } = this.#tail;
    this.#tail = null;
    return [{ kind: 'prompt-tail', text, start, end: this.#offset }];
  }

  /** Drops what is unfinished, after a reset or a block that will never be complete. Tells how many bytes. */
  dropPartial(): number {
    const dropped = this.#line.length + (this.#block?.received ?? 0);
    this.#line = [];
    this.#block = null;
    this.#blanks = 0;
    this.#echo = [];
    this.#echoMatched = 0;
    return dropped;
  }

  push(bytes: Bytes): Token[] {
    const tokens: Token[] = [];
    let index = 0;
    while (index < bytes.length) {
      if (this.#block !== null && this.#block.received < this.#block.declared)
        index += this.#takeCounted(this.#block, bytes.subarray(index));
      else {
        this.#takeByte(bytes[index] as number, tokens);
        index += 1;
      }
    }
    return tokens;
  }

  #takeCounted(block: OpenBlock, bytes: Bytes): number {
    const taken = bytes.subarray(0, block.declared - block.received);
    block.parts.push(Uint8Array.from(taken));
    block.received += taken.length;
    this.#offset += taken.length;
    return taken.length;
  }

  #takeByte(byte: number, tokens: Token[]): void {
    if (this.#tail !== null && this.#takeTail(byte, tokens)) return;
    if (this.#block !== null) this.#takeBlockRest(this.#block, byte, tokens);
    else if (!this.#takeEcho(byte, tokens)) this.#takeLineByte(byte, tokens);
  }

  /** Bytes directly after `>` that belong to the prompt's form: CR, LF and space, two at most. */
  #takeTail(byte: number, tokens: Token[]): boolean {
    const tail = this.#tail as { text: string; start: number };
    const belongs =
      tail.text === '' ? byte === CR || byte === LF || byte === 0x20 : tail.text === '\r' && byte === LF;
    if (!belongs) {
      tokens.push(...this.closeTail());
      return false;
    }
    tail.text += String.fromCharCode(byte);
    this.#offset += 1;
    if (tail.text !== '\r') tokens.push(...this.closeTail());
    return true;
  }

  /** Follows what was sent as far as it comes back; gives the bytes back to the line where it is something else. */
  #takeEcho(byte: number, tokens: Token[]): boolean {
    const pending = this.#echo[0];
    if (pending === undefined || this.#line.length !== this.#echoMatched) return false;
    if (pending.text[this.#echoMatched] === byte) {
      if (this.#echoMatched === 0) this.#lineStart = this.#offset;
      this.#line.push(byte);
      this.#echoMatched += 1;
      this.#offset += 1;
      if (this.#echoMatched === pending.text.length) this.#finishEcho(true, tokens);
      return true;
    }
    const isInTerminator =
      this.#echoMatched > 0 && this.#echoMatched >= pending.text.length - pending.terminatorLength;
    if (isInTerminator) this.#finishEcho(false, tokens);
    else this.#echoMatched = 0;
    return false;
  }

  #finishEcho(isExact: boolean, tokens: Token[]): void {
    tokens.push({ kind: 'echo', isExact, start: this.#lineStart, end: this.#offset });
    this.#echo.shift();
    this.#echoMatched = 0;
    this.#line = [];
    this.#blanks = 0;
  }

  #takeLineByte(byte: number, tokens: Token[]): void {
    if (this.#line.length === 0) this.#lineStart = this.#offset;
    this.#offset += 1;
    if (byte === PROMPT && this.#mayPrompt && this.#line.length === 0) {
      tokens.push({ kind: 'prompt', start: this.#lineStart, end: this.#offset, blanksBefore: this.#blanks });
      this.#blanks = 0;
      this.#mayPrompt = false;
      this.#tail = { text: '', start: this.#offset };
      return;
    }
    this.#line.push(byte);
    if (byte === LF) this.#finishLine(tokens);
    else if (byte === 0x2c) this.#openBlock();
    else if (this.#line.length > LINE_BYTES_MAX) this.#overflow(tokens);
  }

  #finishLine(tokens: Token[]): void {
    let length = this.#line.length - 1;
    while (length > 0 && this.#line[length - 1] === CR) length -= 1;
    const bytes = Uint8Array.from(this.#line.slice(0, length));
    const terminator = String.fromCharCode(...this.#line.slice(length));
    this.#line = [];
    if (bytes.length === 0) {
      this.#blanks += 1;
      return;
    }
    tokens.push({
      kind: 'line',
      bytes,
      terminator,
      blanksBefore: this.#blanks,
      start: this.#lineStart,
      end: this.#offset,
    });
    this.#blanks = 0;
  }

  /** A comma has just come: is what stands before it the head of a counted block? */
  #openBlock(): void {
    const head = decodeLatin1(Uint8Array.from(this.#line));
    const response = this.#counted.find(({ prefix }) => head.startsWith(`${prefix}:`));
    if (response === undefined) return;
    const fields = head.slice(response.prefix.length + 1, -1).split(',');
    const count = fields.length === response.fields ? (fields[response.countIndex] ?? '') : '';
    if (!/^\d{1,9}$/.test(count) || Number(count) > BLOCK_BYTES_MAX) return;
    this.#line = [];
    this.#blanks = 0;
    this.#block = {
      response,
      head,
      start: this.#lineStart,
      declared: Number(count),
      parts: [],
      received: 0,
      rest: [],
    };
  }

  #takeBlockRest(block: OpenBlock, byte: number, tokens: Token[]): void {
    this.#offset += 1;
    block.rest.push(byte);
    if (byte === LF || block.rest.length > LINE_BYTES_MAX) this.#finishBlock(block, tokens);
  }

  #finishBlock(block: OpenBlock, tokens: Token[]): void {
    let length = block.rest.length - (block.rest.at(-1) === LF ? 1 : 0);
    while (length > 0 && block.rest[length - 1] === CR) length -= 1;
    const data = concatBytes(block.parts);
    const surplus = Uint8Array.from(block.rest.slice(0, length));
    const isQuoted =
      block.response.mayBeQuoted && data[0] === QUOTE && surplus.length === 2 && surplus[1] === QUOTE;
    tokens.push({
      kind: 'block',
      prefix: block.response.prefix,
      head: block.head,
      data: isQuoted ? concatBytes([data.subarray(1), surplus.subarray(0, 1)]) : data,
      isQuoted,
      surplus: isQuoted ? new Uint8Array() : surplus,
      terminator: String.fromCharCode(...block.rest.slice(length)),
      start: block.start,
      end: this.#offset,
    });
    this.#block = null;
  }

  #overflow(tokens: Token[]): void {
    tokens.push({ kind: 'overflow', start: this.#lineStart, end: this.#offset });
    this.#line = [];
    this.#echoMatched = 0;
  }
}
