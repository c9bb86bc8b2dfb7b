/**
 * The session: what is under way on the AT port. Bytes, times and sent lines go in; the exchange, its items and due times come out.
 * It does no I/O and asks no clock: whoever drives it says what happened and when.
 */
import type { Bytes } from '../base/bytes.ts';
import type { Purpose } from '../record/event.ts';
import { nextPhase, type Phase, type Trigger } from '../record/phase.ts';
import type { Profile } from '../spec/model.ts';
import { createReplyClassifier } from '../wire/reply-class.ts';
import type { CommandContext } from './command-context.ts';
import {
  type Exchange,
  findFinal,
  findPrompt,
  type Item,
  listFinals,
  openExchange,
  type Sent,
} from './exchange.ts';
import { FramingMemory } from './framing-memory.ts';
import { type Arrival, Inbox, type PromptTail, type ReadingContext } from './inbox.ts';
import type { Classify } from './observation.ts';
import { findEchoChange, ResultMode } from './result-mode.ts';
import { checkExchange, checkIdle } from './wire-channel.ts';
import type { WireFinding } from './wire-finding.ts';

/** An exchange that is over, and what the wire channel makes of it. */
export interface ClosedExchange {
  readonly exchange: Exchange;
  readonly findings: readonly WireFinding[];
}

const NO_CODES: ReadonlySet<string> = new Set();

export class Session {
  readonly classify: Classify;
  readonly memory: FramingMemory;
  readonly #timing: Profile['timing'];
  readonly #inbox: Inbox;
  readonly #mode = new ResultMode();
  readonly #numericCodes: ReadonlySet<string>;
  #phase: Phase = 'idle';
  #exchange: Exchange | null = null;
  #idleItems: Item[] = [];
  #lost: string | null = null;
  #isRestarting = false;
  #interimSinceMs: number | null = null;
  #promptSinceMs: number | null = null;
  #numericSinceMs: number | null = null;
  #lastArrivalMs = 0;

  constructor(profile: Profile) {
    this.classify = createReplyClassifier(profile.framing);
    this.memory = new FramingMemory(profile.framing);
    this.#timing = profile.timing;
    const { numericSuccessFinals, numericErrorFinals } = profile.framing;
    this.#numericCodes = new Set([...numericSuccessFinals, ...numericErrorFinals]);
    this.#inbox = new Inbox(this.classify);
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

  /** Offset of the next byte. */
  get offset(): number {
    return this.#inbox.offset;
  }

  /** Nothing is expected any more from what was sent. */
  get isSettled(): boolean {
    return this.#phase === 'idle' || this.#phase === 'settled';
  }

  /** Bytes since `offset` that are neither echo nor unsolicited codes; an unfinished line counts only where asked for. */
  arrivedSince(offset: number, countsUnfinished: boolean): { bytes: Bytes; events: number[] } {
    return this.#inbox.arrivedSince(offset, countsUnfinished);
  }

  /** A command line has left. Where another one still runs, it is an interruption of that one. */
  command(
    sent: Sent,
    terminatorLength: number,
    context: CommandContext,
    purpose: Purpose,
  ): ClosedExchange | null {
    const running = this.isSettled || this.#phase === 'lost' ? null : this.#exchange;
    const closed = running === null ? this.close() : null;
    this.#accept(this.#inbox.expectReply(sent.bytes, terminatorLength, context, running?.command ?? null));
    this.#move('command');
    this.#mode.followLine(sent.text);
    this.#inbox.allowNumeric(this.#mode.mayBeNumeric ? this.#numericCodes : NO_CODES);
    if (running !== null) {
      running.interruptions.push(sent);
      running.oddities.add(this.#phase === 'data' ? 'command-in-data' : 'command-while-busy');
    } else {
      this.#exchange = openExchange(context, purpose, sent, this.#mode.isQuiet);
      if (this.#mode.isQuiet) this.#move('none-due');
    }
    return closed;
  }

  /** Payload bytes have left. */
  payload(sent: Sent, isSurplus: boolean, purpose: Purpose = 'scenario'): void {
    this.#accept(this.#inbox.closeTail());
    const exchange = this.#exchange;
    if (exchange?.data == null) return;
    const { data } = exchange;
    exchange.lastEvent = sent.event;
    data.written.push(sent.bytes);
    data.writtenBytes += sent.bytes.length;
    if (isSurplus) exchange.hasSurplus = true;
    if (purpose === 'recovery') exchange.oddities.add('short-payload');
    if (data.declared === null || data.writtenBytes < data.declared || this.#phase !== 'data') return;
    data.completedAtMs = sent.atMs;
    this.#move('payload-complete');
  }

  receive(bytes: Bytes, atMs: number, event: number): void {
    this.#lastArrivalMs = atMs;
    if (this.#exchange !== null) this.#exchange.lastEvent = event;
    const contextOf = () => this.#readingContext();
    this.#inbox.push(bytes, atMs, event, contextOf, (arrival) => this.#accept([arrival]));
    this.#numericSinceMs = this.#inbox.hasNumeric ? atMs : null;
  }

  /** Time has passed: an `OK` that no prompt followed is a final, what followed `>` is the whole of the prompt, a number a result. */
  tick(nowMs: number): void {
    if (this.#promptSinceMs !== null && nowMs >= this.#promptSinceMs + this.#timing.promptSettleMs)
      this.#accept(this.#inbox.closeTail());
    if (this.#numericSinceMs !== null && nowMs >= this.#numericSinceMs + this.#timing.quietMs)
      this.#closeNumeric(this.#numericSinceMs);
    const isOverdue = this.#interimSinceMs !== null && nowMs >= this.#interimSinceMs + this.#interimGraceMs();
    if (this.#phase === 'interim' && isOverdue) this.#settleInterim();
  }

  /** When `tick` has something to do, or null. */
  nextDueMs(): number | null {
    if (this.#promptSinceMs !== null) return this.#promptSinceMs + this.#timing.promptSettleMs;
    if (this.#numericSinceMs !== null) return this.#numericSinceMs + this.#timing.quietMs;
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
    this.#accept(this.#inbox.closeTail());
    if (this.#numericSinceMs !== null) this.#closeNumeric(this.#numericSinceMs);
    if (this.#phase === 'interim') this.#settleInterim();
    const exchange = this.#exchange;
    const unfinished = this.#inbox.takeUnfinished(this.#lastArrivalMs);
    if (unfinished !== null) (exchange?.items ?? this.#idleItems).push(unfinished);
    this.#exchange = null;
    if (exchange === null) return null;
    const findings = [...checkIdle(this.#idleItems), ...checkExchange(exchange, this.memory, this.#lost)];
    this.#idleItems = [];
    this.#followEchoSwitch(exchange);
    this.#followRestart(exchange.items, exchange.command);
    if (this.#phase === 'settled') this.#move('quiet');
    return { exchange, findings };
  }

  /** A new scenario begins: nothing that came before is its own. Tells what came while nobody had asked. */
  beginScenario(): readonly WireFinding[] {
    const findings = checkIdle(this.#idleItems);
    this.#idleItems = [];
    this.#inbox.forgetExcuses();
    return findings;
  }

  /** What came outside any exchange was caused by the bench itself, and is no code that came unasked. */
  forgetIdleItems(): void {
    this.#idleItems = [];
  }

  /** The module answers again: whatever was under way is forgotten. */
  recover(): void {
    this.#inbox.drop();
    this.#exchange = null;
    this.#lost = null;
    this.#isRestarting = false;
    this.#interimSinceMs = null;
    this.#promptSinceMs = null;
    this.#numericSinceMs = null;
    if (this.#phase !== 'idle') this.#move('recovered');
  }

  /** The module was told to restart: by the bench, or by the command under way. */
  get #isBannerDue(): boolean {
    return this.#isRestarting || this.#exchange?.command.form?.destructive === true;
  }

  #move(trigger: Trigger): void {
    const before = this.#phase;
    this.#phase = nextPhase(before, trigger);
    if (this.#phase !== before) this.#exchange?.phases.push(this.#phase);
    if (trigger === 'banner') this.#exchange?.oddities.add('restart');
    if (trigger === 'link-lost') this.#exchange?.oddities.add('link-lost');
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
    this.#accept(this.#inbox.endReply());
  }

  #readingContext(): ReadingContext | null {
    const exchange = this.#exchange;
    if (exchange === null) return null;
    const mayBeInterim = this.#phase === 'replying' && exchange.command.mayPrompt;
    return { command: exchange.command, mayBeInterim };
  }

  #closeNumeric(sinceMs: number): void {
    this.#numericSinceMs = null;
    this.#accept(this.#inbox.closeNumeric(sinceMs, this.#readingContext()));
  }

  /** `ATE0`, `ATE1` and what restores the default change what the next exchanges must look like. */
  #followEchoSwitch(exchange: Exchange): void {
    const change = findEchoChange(exchange.sent.text);
    const final = findFinal(exchange);
    const isDone = final === null ? exchange.isQuiet : this.classify(final.text) === 'success';
    if (change === null || !isDone) return;
    if (change === 'default') this.memory.forgetEcho();
    else this.memory.setEcho(change === 'on');
  }

  /** After a restart the echo is what it is after power-on, whatever the exchange that brought it about has shown. */
  #followRestart(items: readonly Item[], command: CommandContext | null): void {
    if (command?.form?.destructive === true || items.some((item) => item.class === 'banner')) {
      this.memory.forgetEcho();
      this.#mode.forget();
    }
  }

  #accept(arrivals: readonly Arrival[]): void {
    for (const arrival of arrivals) {
      if (arrival.kind === 'prompt-tail') this.#completePrompt(arrival);
      else this.#acceptItem(this.#markRestart(arrival.item));
    }
  }

  #acceptItem(item: Item): void {
    (this.#exchange?.items ?? this.#idleItems).push(item);
    if (item.class === 'banner') this.#followBanner(item);
    if (this.#exchange === null) this.#followRestart([item], null);
    if (this.#exchange === null) return;
    if (item.class === 'interim') {
      this.#move('interim-ok');
      this.#interimSinceMs = item.atMs;
    } else if (item.class === 'prompt') this.#followPrompt(this.#exchange, item.atMs);
    else if (item.class === 'final' && this.#phase !== 'lost' && listFinals(this.#exchange).length === 1) {
      this.#move('final');
      this.#mode.followResult(item.isNumeric === true);
      this.#accept(this.#inbox.endReply());
    }
  }

  #completePrompt({ text, events }: PromptTail): void {
    this.#promptSinceMs = null;
    const exchange = this.#exchange;
    const prompt = exchange === null ? null : findPrompt(exchange);
    if (exchange === null || prompt === null) return;
    exchange.promptForm = `${'\r\n'.repeat(prompt.blanksBefore)}>${text}`;
    exchange.items[exchange.items.indexOf(prompt)] = {
      ...prompt,
      events: [...new Set([...prompt.events, ...events])],
    };
  }

  #followPrompt(exchange: Exchange, atMs: number): void {
    if (this.#phase !== 'replying' && this.#phase !== 'interim') return;
    const { declared } = exchange.command;
    exchange.data = { declared, written: [], writtenBytes: 0, completedAtMs: declared === 0 ? atMs : null };
    this.#promptSinceMs = atMs;
    this.#move(declared === 0 ? 'empty-prompt' : 'prompt');
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

  #followBanner(item: Item): void {
    if (this.#isBannerDue) return;
    this.#lost = `the module restarted (${item.text})`;
    if (this.#phase !== 'idle') this.#move('banner');
  }
}
