/**
 * The session: what is under way on the AT port. Bytes, times and sent lines go in; the exchange, its items and due times come out.
 * It does no I/O and asks no clock: whoever drives it says what happened and when.
 */
import type { Bytes } from '../base/bytes.ts';
import type { Purpose } from '../record/event.ts';
import type { Profile } from '../spec/model.ts';
import { Framer, type Token } from '../wire/framer.ts';
import { createReplyClassifier } from '../wire/reply-class.ts';
import type { CommandContext } from './command-context.ts';
import { type Exchange, findFinal, type Item, listFinals, type Sent } from './exchange.ts';
import { FramingMemory } from './framing-memory.ts';
import { readBlock, readEcho, readLine, readOverflow, readPrompt, readUnfinished } from './item-reader.ts';
import type { Classify } from './observe-reply.ts';
import { nextPhase, type Phase, type Trigger } from './phase.ts';
import { ReceivedStream } from './received-stream.ts';
import { checkExchange, checkIdle, type WireFinding } from './wire-channel.ts';

/** An exchange that is over, and what the wire channel makes of it. */
export interface ClosedExchange {
  readonly exchange: Exchange;
  readonly findings: readonly WireFinding[];
}

export class Session {
  readonly classify: Classify;
  readonly memory: FramingMemory;
  readonly #timing: Profile['timing'];
  readonly #stream = new ReceivedStream();
  readonly #framer = new Framer();
  #phase: Phase = 'idle';
  #exchange: Exchange | null = null;
  #idleItems: Item[] = [];
  /** Stretches that are echo or unsolicited codes, which silence allows. */
  #excused: { start: number; end: number }[] = [];
  #lost: string | null = null;
  #isRestarting = false;
  #interimSinceMs: number | null = null;
  #promptSinceMs: number | null = null;
  #lastArrivalMs = 0;

  constructor(profile: Profile) {
    this.classify = createReplyClassifier(profile.framing);
    this.memory = new FramingMemory(profile.framing);
    this.#timing = profile.timing;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The exchange that runs, or ran last and was not closed yet. */
  get exchange(): Exchange | null {
    return this.#exchange;
  }

  get idleItems(): readonly Item[] {
    return this.#idleItems;
  }

  /** Why the exchange cannot go on, or null. */
  get lost(): string | null {
    return this.#lost;
  }

  /** When the last byte came, on the driver's clock. */
  get lastArrivalMs(): number {
    return this.#lastArrivalMs;
  }

  get offset(): number {
    return this.#stream.end;
  }

  /** Nothing is expected any more from what was sent. */
  get isSettled(): boolean {
    return this.#phase === 'idle' || this.#phase === 'settled';
  }

  /** Whether an unended line or block stands in the buffer. */
  get hasPartial(): boolean {
    return this.#framer.hasPartial;
  }

  /** Bytes since `offset` that are neither echo nor unsolicited codes; an unfinished line counts only where asked for. */
  arrivedSince(offset: number, countsUnfinished: boolean): { bytes: Bytes; events: number[] } {
    const partial = this.#framer.describePartial();
    const unfinished =
      partial === null || countsUnfinished ? [] : [{ start: partial.start, end: this.#stream.end }];
    const arrived = this.#stream.since(offset, [...this.#excused, ...unfinished]);
    const isBlank = arrived.bytes.every((byte) => byte === 13 || byte === 10);
    return isBlank ? { bytes: new Uint8Array(), events: [] } : arrived;
  }

  /** A command line has left. Where another one still runs, it is an interruption of that one. */
  command(
    sent: Sent,
    terminatorLength: number,
    context: CommandContext,
    purpose: Purpose,
  ): ClosedExchange | null {
    const isInterruption = this.#exchange !== null && !this.isSettled && this.#phase !== 'lost';
    const closed = isInterruption ? null : this.close();
    this.#accept(
      this.#framer.expectReply(
        sent.bytes,
        terminatorLength,
        isInterruption ? (this.#exchange?.command.counted ?? []) : context.counted,
        context.mayPrompt,
      ),
      sent.atMs,
    );
    this.#move('command');
    if (isInterruption) this.#exchange?.interruptions.push(sent);
    else
      this.#exchange = {
        command: context,
        purpose,
        sent,
        interruptions: [],
        items: [],
        promptForm: null,
        data: null,
        hasSurplus: false,
        isClosed: false,
        lastEvent: sent.event,
      };
    return closed;
  }

  /** Payload bytes have left. */
  payload(sent: Sent, isSurplus: boolean): void {
    this.#accept(this.#framer.closeTail(), sent.atMs);
    const data = this.#exchange?.data;
    if (this.#exchange === null || data == null) return;
    this.#exchange.lastEvent = sent.event;
    data.written.push(sent.bytes);
    data.writtenBytes += sent.bytes.length;
    data.lastEvent = sent.event;
    if (isSurplus) this.#exchange.hasSurplus = true;
    if (data.declared !== null && data.writtenBytes >= data.declared && this.#phase === 'data') {
      data.completedAtMs = sent.atMs;
      this.#move('payload-complete');
    }
  }

  receive(bytes: Bytes, atMs: number, event: number): void {
    this.#lastArrivalMs = atMs;
    this.#stream.append(bytes, event);
    if (this.#exchange !== null) this.#exchange.lastEvent = event;
    this.#accept(this.#framer.push(bytes), atMs);
  }

  /** Time has passed: an `OK` that no prompt followed is a final, and what followed `>` is the whole of the prompt. */
  tick(nowMs: number): void {
    if (this.#promptSinceMs !== null && nowMs >= this.#promptSinceMs + this.#timing.promptSettleMs)
      this.#accept(this.#framer.closeTail(), nowMs);
    const isOverdue = this.#interimSinceMs !== null && nowMs >= this.#interimSinceMs + this.#interimGraceMs();
    if (this.#phase === 'interim' && isOverdue) this.#settleInterim();
  }

  /** When `tick` has something to do, or null. */
  nextDueMs(): number | null {
    if (this.#promptSinceMs !== null) return this.#promptSinceMs + this.#timing.promptSettleMs;
    return this.#phase === 'interim' && this.#interimSinceMs !== null
      ? this.#interimSinceMs + this.#interimGraceMs()
      : null;
  }

  linkLost(reason: string): void {
    this.#lost = reason;
    this.#move('link-lost');
  }

  /** From now on a banner is what was asked for, not a crash. */
  expectBanner(): void {
    this.#isRestarting = true;
    this.memory.forgetEcho();
  }

  /** The exchange is over for everybody: its final came and its quiet time passed, or it is given up. */
  close(): ClosedExchange | null {
    const exchange = this.#exchange;
    this.#accept(this.#framer.closeTail(), this.#lastArrivalMs);
    if (this.#phase === 'interim') this.#settleInterim();
    this.#exchange = null;
    this.#takeUnfinished(exchange);
    const idle = checkIdle(this.#idleItems);
    if (exchange === null) return null;
    exchange.isClosed = true;
    const findings = [...idle, ...checkExchange(exchange, this.memory, this.#lost)];
    this.#idleItems = [];
    this.#followEchoSwitch(exchange);
    if (this.#phase === 'settled') this.#move('quiet');
    return { exchange, findings };
  }

  /** A new scenario begins: nothing that came before is its own. Tells what came while nobody had asked. */
  beginScenario(): readonly WireFinding[] {
    const findings = checkIdle(this.#idleItems);
    this.#idleItems = [];
    this.#excused = [];
    return findings;
  }

  /** The module answers again: whatever was under way is forgotten. */
  recover(): void {
    this.#framer.dropPartial();
    this.#exchange = null;
    this.#lost = null;
    this.#isRestarting = false;
    this.#interimSinceMs = null;
    this.#promptSinceMs = null;
    if (this.#phase !== 'idle') this.#move('recovered');
  }

  /** The module was told to restart: by the bench, or by the command under way. */
  get #isBannerDue(): boolean {
    return this.#isRestarting || this.#exchange?.command.form?.destructive === true;
  }

  #move(trigger: Trigger): void {
    this.#phase = nextPhase(this.#phase, trigger);
    if (this.#phase !== 'interim') this.#interimSinceMs = null;
  }

  /** Without a prompt in the spec's reply, silence soon tells that none follows; with one, the waiting step decides. */
  #interimGraceMs(): number {
    return this.#exchange?.command.promptExpected === true ? this.#timing.replyMs : this.#timing.quietMs;
  }

  #settleInterim(): void {
    const items = this.#exchange?.items ?? [];
    const index = items.findIndex((item) => item.class === 'interim');
    const interim = items[index];
    if (interim !== undefined) items[index] = { ...interim, class: 'final' };
    this.#move('no-prompt');
    this.#framer.endReply();
  }

  #takeUnfinished(exchange: Exchange | null): void {
    const partial = this.#framer.describePartial();
    if (partial === null) return;
    const events = this.#stream.eventsOf(partial.start, this.#stream.end);
    const item = { ...readUnfinished(partial), atMs: this.#lastArrivalMs, events };
    if (exchange === null) this.#idleItems.push(item);
    else exchange.items.push(item);
    this.#framer.dropPartial();
  }

  /** `ATE0` and `ATE1` (V.250 6.2.4) change what the next exchanges must look like. */
  #followEchoSwitch(exchange: Exchange): void {
    const name = exchange.command.line?.prefix === 'AT' ? exchange.command.line.name : '';
    if ((name === 'E0' || name === 'E1' || name === 'E') && findFinal(exchange)?.text === 'OK')
      this.memory.setEcho(name === 'E1');
  }

  #accept(tokens: readonly Token[], atMs: number): void {
    for (const token of tokens) this.#acceptToken(token, atMs);
  }

  #acceptToken(token: Token, atMs: number): void {
    const events = this.#stream.eventsOf(token.start, token.end);
    const exchange = this.#exchange;
    if (token.kind === 'prompt-tail') {
      const prompt = exchange?.items.find((item) => item.class === 'prompt');
      this.#promptSinceMs = null;
      if (exchange !== null && prompt !== undefined)
        exchange.promptForm = `${'\r\n'.repeat(prompt.blanksBefore)}>${token.text}`;
      if (exchange !== null && prompt !== undefined)
        exchange.items[exchange.items.indexOf(prompt)] = {
          ...prompt,
          events: [...new Set([...prompt.events, ...events])],
        };
      return;
    }
    const item: Item = this.#markRestart({ ...this.#read(token), atMs, events });
    if (item.class === 'echo' || item.class === 'urc')
      this.#excused.push({ start: token.start, end: token.end });
    if (exchange === null) this.#idleItems.push(item);
    else exchange.items.push(item);
    this.#follow(item, atMs);
  }

  #read(token: Exclude<Token, { kind: 'prompt-tail' }>): Omit<Item, 'atMs' | 'events'> {
    const context = this.#exchange?.command ?? null;
    switch (token.kind) {
      case 'line':
        return readLine(
          token,
          context,
          this.classify,
          this.#phase === 'replying' && context?.mayPrompt === true,
        );
      case 'block':
        return readBlock(token, context);
      case 'echo':
        return readEcho(token);
      case 'prompt':
        return readPrompt(token);
      case 'overflow':
        return readOverflow(token);
    }
  }

  /** A banner that nobody asked for is the trace of a crash. */
  #markRestart(item: Item): Item {
    if (item.class !== 'banner' || this.#isBannerDue) return item;
    const flaw = {
      requirement: 'W-URC',
      expected: 'no restart',
      received: `the module restarted (${item.text})`,
    };
    return { ...item, flaws: [...item.flaws, flaw] };
  }

  /** What an item does to the phase. */
  #follow(item: Item, atMs: number): void {
    if (item.class === 'banner') this.#followBanner(item);
    if (this.#exchange === null) return;
    if (item.class === 'interim') {
      this.#move('interim-ok');
      this.#interimSinceMs = atMs;
    } else if (item.class === 'prompt') this.#followPrompt(this.#exchange, atMs);
    else if (item.class === 'final' && this.#phase !== 'lost' && listFinals(this.#exchange).length === 1) {
      this.#move('final');
      this.#accept(this.#framer.endReply(), atMs);
    }
  }

  #followPrompt(exchange: Exchange, atMs: number): void {
    if (this.#phase !== 'replying' && this.#phase !== 'interim') return;
    const declared = exchange.command.declared;
    exchange.data = {
      declared,
      openedAtMs: atMs,
      written: [],
      writtenBytes: 0,
      completedAtMs: declared === 0 ? atMs : null,
      lastEvent: null,
    };
    this.#promptSinceMs = atMs;
    this.#move(declared === 0 ? 'empty-prompt' : 'prompt');
  }

  #followBanner(item: Item): void {
    if (this.#isBannerDue) return;
    this.#lost = `the module restarted (${item.text})`;
    if (this.#phase === 'idle') return;
    this.#move('banner');
  }
}
