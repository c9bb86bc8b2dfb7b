/**
 * The framer cuts what a module sends into lines, counted blocks, prompts and echo, however the bytes arrive.
 *
 * It is told what may come and never guesses: which prefixes count raw bytes, whether a prompt may come, what was sent and
 * may be echoed. It does not know which lines are finals, what a requirement is, or what time it is.
 */
import { type Bytes, decodeLatin1 } from '../base/bytes.ts';
import { BlockReader, HEAD_BYTES_MAX } from './block-reader.ts';
import { EchoFollower } from './echo-follower.ts';
import type { CountedResponse, Token } from './token.ts';

/** A line longer than this is no line of a module: the longest that one may send is a URL of 8192 bytes with its prefix. */
export const LINE_BYTES_MAX = 64 * 1024;

const CR = 13;
const LF = 10;
const SPACE = 0x20;
const COMMA = 0x2c;
const PROMPT = 0x3e;

/** What has begun and not ended: an unended line, or a counted block with the length that it declares. */
export interface Unfinished {
  readonly bytes: Bytes;
  readonly declared: number | null;
  readonly start: number;
}

export class Framer {
  readonly #echo = new EchoFollower();
  #counted: readonly CountedResponse[] = [];
  #mayPrompt = false;
  #numericCodes: ReadonlySet<string> = new Set();
  #line: number[] = [];
  #lineStart = 0;
  #blanks = 0;
  #block: BlockReader | null = null;
  #tail: { text: string; start: number } | null = null;
  #offset = 0;

  /** Bytes received so far: the offset of the next one. */
  get offset(): number {
    return this.#offset;
  }

  get hasUnfinished(): boolean {
    return this.#line.length > 0 || this.#block !== null;
  }

  findUnfinished(): Unfinished | null {
    if (this.#block !== null)
      return { bytes: this.#block.bytes, declared: this.#block.declared, start: this.#block.start };
    if (this.#line.length === 0) return null;
    return { bytes: Uint8Array.from(this.#line), declared: null, start: this.#lineStart };
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
    // An echo of nothing but a line end cannot be told from the blank line that leads a result, unless its line comes with it.
    if (sent.some((byte) => byte !== CR && byte !== LF)) this.#echo.expect(sent, terminatorLength);
    else this.#echo.complete(sent);
    return tokens;
  }

  /** Results may come as one of these codes ended by CR alone (V.250 6.2.6); none: they come as lines. */
  allowNumeric(codes: ReadonlySet<string>): void {
    this.#numericCodes = codes;
  }

  /** Does a whole numeric result stand in the line? It is one unless an LF follows. */
  get hasNumeric(): boolean {
    const { length } = this.#line;
    if (this.#numericCodes.size === 0 || length < 2 || this.#line[length - 1] !== CR) return false;
    return this.#numericCodes.has(String.fromCharCode(...this.#line.slice(0, -1)));
  }

  /** No LF follows the numeric result any more. */
  closeNumeric(): Token[] {
    const tokens: Token[] = [];
    if (this.hasNumeric) this.#finishLine(tokens);
    return tokens;
  }

  /** The reply is over: nothing sent before will be echoed any more, and no prompt may come. */
  endReply(): Token[] {
    this.#mayPrompt = false;
    if (this.#echo.matched === 0) this.#echo.forget();
    return this.closeTail();
  }

  /** What follows `>` is certain now, because something was written or time has passed. */
  closeTail(): Token[] {
    if (this.#tail === null) return [];
    const { text, start } = this.#tail;
    this.#tail = null;
    return [{ kind: 'prompt-tail', text, start, end: this.#offset }];
  }

  /** Drops what is unfinished, after a reset or a block that will never be complete. */
  dropUnfinished(): void {
    this.#line = [];
    this.#block = null;
    this.#blanks = 0;
    this.#echo.forget();
  }

  push(bytes: Bytes): Token[] {
    const tokens: Token[] = [];
    let index = 0;
    while (index < bytes.length) {
      const counted = this.#block?.takeCounted(bytes.subarray(index)) ?? 0;
      if (counted === 0) this.#takeByte(bytes[index] as number, tokens);
      else this.#offset += counted;
      index += Math.max(1, counted);
    }
    return tokens;
  }

  #takeByte(byte: number, tokens: Token[]): void {
    if (this.#tail !== null && this.#takeTail(this.#tail, byte, tokens)) return;
    if (this.#block !== null) this.#takeBlockRest(this.#block, byte, tokens);
    else if (!this.#takeEcho(byte, tokens)) this.#takeLineByte(byte, tokens);
  }

  /** Bytes directly after `>` that belong to the prompt's form: further marks, a line end or a space. */
  #takeTail(tail: { text: string; start: number }, byte: number, tokens: Token[]): boolean {
    const end = tail.text.replace(/^>+/, '');
    const belongs =
      end === ''
        ? byte === PROMPT || byte === CR || byte === LF || byte === SPACE
        : end === '\r' && byte === LF;
    if (belongs) {
      tail.text += String.fromCharCode(byte);
      this.#offset += 1;
    }
    if (!belongs || !/^>*\r?$/.test(tail.text)) tokens.push(...this.closeTail());
    return belongs;
  }

  #takeBlockRest(block: BlockReader, byte: number, tokens: Token[]): void {
    this.#offset += 1;
    const token = block.takeRest(byte, this.#offset);
    if (token === null) return;
    tokens.push(token);
    this.#block = null;
  }

  /** Bytes that look like the echo stand in the line, so that they are part of it where they turn out to be something else. */
  #takeEcho(byte: number, tokens: Token[]): boolean {
    const step = this.#echo.follow(byte, this.#line.length);
    if (step === 'other') return false;
    if (step !== 'cut-short') {
      if (this.#line.length === 0) this.#lineStart = this.#offset;
      this.#line.push(byte);
      this.#offset += 1;
    }
    if (step !== 'partial') {
      tokens.push({ kind: 'echo', isExact: step === 'exact', start: this.#lineStart, end: this.#offset });
      this.#line = [];
      this.#blanks = 0;
    }
    return step !== 'cut-short';
  }

  #takeLineByte(byte: number, tokens: Token[]): void {
    if (byte !== LF) tokens.push(...this.closeNumeric());
    if (this.#line.length === 0) this.#lineStart = this.#offset;
    this.#offset += 1;
    if (byte === PROMPT && this.#mayPrompt && this.#line.length === 0) {
      this.#openTail(tokens);
      return;
    }
    this.#line.push(byte);
    if (byte === LF) this.#finishLine(tokens);
    else if (byte === COMMA) this.#openBlock();
    else if (this.#line.length > LINE_BYTES_MAX) this.#overflow(tokens);
  }

  #openTail(tokens: Token[]): void {
    tokens.push({ kind: 'prompt', start: this.#lineStart, end: this.#offset, blanksBefore: this.#blanks });
    this.#blanks = 0;
    this.#mayPrompt = false;
    this.#tail = { text: '', start: this.#offset };
  }

  #finishLine(tokens: Token[]): void {
    let length = this.#line.length - (this.#line.at(-1) === LF ? 1 : 0);
    while (length > 0 && this.#line[length - 1] === CR) length -= 1;
    const bytes = Uint8Array.from(this.#line.slice(0, length));
    const terminator = String.fromCharCode(...this.#line.slice(length));
    this.#line = [];
    if (bytes.length === 0) {
      this.#blanks += 1;
      return;
    }
    const blanksBefore = this.#blanks;
    this.#blanks = 0;
    tokens.push({ kind: 'line', bytes, terminator, blanksBefore, start: this.#lineStart, end: this.#offset });
  }

  /** A comma has just come: is what stands before it the head of a counted block? */
  #openBlock(): void {
    if (this.#counted.length === 0) return;
    const head = this.#line.length > HEAD_BYTES_MAX ? '' : decodeLatin1(Uint8Array.from(this.#line));
    this.#block = BlockReader.open(head, this.#lineStart, this.#counted);
    if (this.#block === null) return;
    this.#line = [];
    this.#blanks = 0;
  }

  #overflow(tokens: Token[]): void {
    tokens.push({ kind: 'overflow', start: this.#lineStart, end: this.#offset });
    this.#line = [];
  }
}
