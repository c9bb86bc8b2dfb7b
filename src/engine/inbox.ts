/** The inbox turns received bytes into items: framed by what was told, read by the spec, each with the events that carried it. */
import type { Bytes } from '../base/bytes.ts';
import { Framer } from '../wire/framer.ts';
import type { Token } from '../wire/token.ts';
import type { CommandContext } from './command-context.ts';
import type { Item } from './exchange.ts';
import { readBlock, readEcho, readLine, readOverflow, readPrompt, readUnfinished } from './item-reader.ts';
import type { Classify } from './observation.ts';
import { ReceivedStream } from './received-stream.ts';

/** What the session must know of the open exchange for its next item; null: none is open. */
export interface ReadingContext {
  readonly command: CommandContext;
  /** An `OK` may still open a data phase. */
  readonly mayBeInterim: boolean;
}

/** What followed a prompt's `>`, once that is certain. */
export interface PromptTail {
  readonly kind: 'prompt-tail';
  readonly text: string;
  readonly events: readonly number[];
}

export type Arrival = { readonly kind: 'item'; readonly item: Item } | PromptTail;

export class Inbox {
  readonly #classify: Classify;
  readonly #stream = new ReceivedStream();
  readonly #framer = new Framer();
  /** Stretches that are echo or unsolicited codes, which silence allows. */
  #excused: { readonly start: number; readonly end: number }[] = [];

  constructor(classify: Classify) {
    this.#classify = classify;
  }

  /** Offset of the next byte. */
  get offset(): number {
    return this.#stream.end;
  }

  /** Takes bytes in; `onArrival` is told of each item in turn and `contextOf` asked before each, since one may change the next. */
  push(
    bytes: Bytes,
    atMs: number,
    event: number,
    contextOf: () => ReadingContext | null,
    onArrival: (arrival: Arrival) => void,
  ): void {
    this.#stream.append(bytes, event);
    for (const token of this.#framer.push(bytes)) onArrival(this.#read(token, atMs, contextOf()));
  }

  /** A command line leaves. What follows the last prompt is certain then. */
  expectReply(
    sent: Bytes,
    terminatorLength: number,
    command: CommandContext,
    running: CommandContext | null,
  ): Arrival[] {
    const counted = running?.counted ?? command.counted;
    return this.#readTails(this.#framer.expectReply(sent, terminatorLength, counted, command.mayPrompt));
  }

  endReply(): Arrival[] {
    return this.#readTails(this.#framer.endReply());
  }

  /** Something was written, or time has passed since `>`: nothing more belongs to it. */
  closeTail(): Arrival[] {
    return this.#readTails(this.#framer.closeTail());
  }

  /** What began and will not be completed, as an item; it is dropped. */
  takeUnfinished(atMs: number): Item | null {
    const unfinished = this.#framer.findUnfinished();
    if (unfinished === null) return null;
    this.#framer.dropUnfinished();
    return {
      ...readUnfinished(unfinished),
      atMs,
      events: this.#stream.eventsOf(unfinished.start, this.#stream.end),
    };
  }

  /** Forgets all that is under way, echo too. */
  drop(): void {
    this.#framer.dropUnfinished();
  }

  /** Results may come as one of these codes without a line end; none: they come as lines. */
  allowNumeric(codes: ReadonlySet<string>): void {
    this.#framer.allowNumeric(codes);
  }

  /** A numeric result has come, if no more follows. */
  get hasNumeric(): boolean {
    return this.#framer.hasNumeric;
  }

  /** No more follows the numeric result. */
  closeNumeric(atMs: number, context: ReadingContext | null): Arrival[] {
    return this.#framer.closeNumeric().map((token) => this.#read(token, atMs, context));
  }

  forgetExcuses(): void {
    this.#excused = [];
  }

  /** Bytes since `offset` that are neither echo nor unsolicited codes; an unfinished line counts only where asked for. */
  arrivedSince(offset: number, countsUnfinished: boolean): { bytes: Bytes; events: number[] } {
    const unfinished = countsUnfinished ? null : this.#framer.findUnfinished();
    const open = unfinished === null ? [] : [{ start: unfinished.start, end: this.#stream.end }];
    const arrived = this.#stream.since(offset, [...this.#excused, ...open]);
    const isBlank = arrived.bytes.every((byte) => byte === 13 || byte === 10);
    return isBlank ? { bytes: new Uint8Array(), events: [] } : arrived;
  }

  #readTails(tokens: readonly Token[]): Arrival[] {
    return tokens.map((token) => this.#read(token, 0, null));
  }

  #read(token: Token, atMs: number, context: ReadingContext | null): Arrival {
    const events = this.#stream.eventsOf(token.start, token.end);
    if (token.kind === 'prompt-tail') return { kind: 'prompt-tail', text: token.text, events };
    const item: Item = { ...this.#readToken(token, context), atMs, events };
    if (item.class === 'echo' || item.class === 'urc')
      this.#excused.push({ start: token.start, end: token.end });
    return { kind: 'item', item };
  }

  #readToken(
    token: Exclude<Token, { kind: 'prompt-tail' }>,
    context: ReadingContext | null,
  ): Omit<Item, 'atMs' | 'events'> {
    switch (token.kind) {
      case 'line':
        return readLine(token, context?.command ?? null, this.#classify, context?.mayBeInterim === true);
      case 'block':
        return readBlock(token, context?.command ?? null);
      case 'echo':
        return readEcho(token);
      case 'prompt':
        return readPrompt(token);
      case 'overflow':
        return readOverflow(token);
    }
  }
}
