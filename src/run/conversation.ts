/** The conversation drives the session over a link: it writes, records both directions, keeps the clock, and waits. */
import type { Bytes } from '../base/bytes.ts';
import { encodeText } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { assertInvariant } from '../base/invariant.ts';
import type { CommandContext } from '../engine/command-context.ts';
import type { Sent } from '../engine/exchange.ts';
import { type ClosedExchange, Session } from '../engine/session.ts';
import type { Link, LinkError } from '../link/link.ts';
import type { Purpose, SentAs } from '../record/event.ts';
import { encodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Profile } from '../spec/model.ts';

export interface ConversationOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly profile: Profile;
  /** Called with every exchange that is over. */
  readonly onClosed: (closed: ClosedExchange) => void;
}

/** Thrown out of a wait when the run is to end at once: the link is lost, or the user interrupted. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export class Conversation {
  readonly session: Session;
  readonly clock: Clock;
  readonly #options: ConversationOptions;
  #wake: (() => void) | null = null;
  #fault: LinkError | null = null;
  #abortReason: string | null = null;
  #lastSentEvent: number | null = null;
  #lastFinalAtMs = Number.NEGATIVE_INFINITY;
  /** Bytes both ways so far, for the time that they need on the line. */
  #carriedBytes = 0;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.session = new Session(options.profile);
  }

  get lastSentEvent(): number | null {
    return this.#lastSentEvent;
  }

  get fault(): LinkError | null {
    return this.#fault;
  }

  /** Opens the link and begins to record. Rejects with a LinkError. */
  async open(): Promise<void> {
    const { link, recorder } = this.#options;
    recorder.record({ kind: 'control', what: 'open', detail: link.description.address });
    await link.open({ onBytes: (bytes) => this.#receive(bytes), onFault: (error) => this.#fail(error) });
  }

  async close(): Promise<void> {
    await this.#options.link.close();
  }

  /** Ends every wait, now and later. */
  abort(reason: string): void {
    this.#abortReason ??= reason;
    this.notify();
  }

  /** Something has changed that a wait may be for. */
  notify(): void {
    this.#wake?.();
  }

  /** Sends a command line; resolves once it is handed over. */
  async sendCommand(
    text: string,
    terminator: string,
    context: CommandContext,
    purpose: Purpose,
  ): Promise<void> {
    await this.#settleBetweenCommands();
    const bytes = encodeText(text + terminator);
    const sent = this.#record(bytes, text, purpose, 'command');
    const closed = this.session.command(sent, encodeText(terminator).length, context, purpose);
    if (closed !== null) this.#options.onClosed(closed);
    await this.#write(bytes);
  }

  /** Writes bytes of the open data phase. */
  async sendPayload(bytes: Bytes, isSurplus: boolean, purpose: Purpose): Promise<void> {
    const sent = this.#record(bytes, '', purpose, 'data');
    this.session.payload(sent, isSurplus);
    await this.#write(bytes);
  }

  /** Writes bytes that are neither; `context` opens an exchange for their answer, null leaves the one that is. */
  async sendRaw(bytes: Bytes, text: string, context: CommandContext | null, purpose: Purpose): Promise<void> {
    const sent = this.#record(bytes, text, purpose, 'raw');
    if (context !== null) {
      const closed = this.session.command(sent, 0, context, purpose);
      if (closed !== null) this.#options.onClosed(closed);
    }
    await this.#write(bytes);
  }

  /** Closes the exchange that is open, if any, and tells it. */
  closeExchange(): void {
    const closed = this.session.close();
    if (closed !== null) this.#options.onClosed(closed);
  }

  /**
   * Calls `look` now and whenever something changes, until it gives something else than null. After `withinMs` (and the time that
   * the bytes carried meanwhile need on the line) it is called a last time with `true`. Throws Stopped where the run is to end.
   */
  async waitFor<Value>(withinMs: number, look: (isExpired: boolean) => Value | null): Promise<Value | null> {
    const startMs = this.clock.nowMs();
    const startBytes = this.#carriedBytes;
    for (;;) {
      const nowMs = this.clock.nowMs();
      this.session.tick(nowMs);
      this.#throwIfStopped(look);
      const untilMs = startMs + withinMs + this.#lineTimeMs(this.#carriedBytes - startBytes);
      const value = look(nowMs >= untilMs);
      if (value !== null || nowMs >= untilMs) return value;
      await this.#pause(Math.min(untilMs, this.session.nextDueMs() ?? untilMs));
    }
  }

  /** Lets time pass while bytes are still taken in. */
  async rest(forMs: number): Promise<void> {
    const untilMs = this.clock.nowMs() + forMs;
    await this.waitFor(forMs, () => (this.clock.nowMs() >= untilMs ? true : null));
  }

  /** Waits until nothing has come for `quietMs`, at most `withinMs` in all. */
  async settle(quietMs: number, withinMs: number): Promise<void> {
    const startMs = this.clock.nowMs();
    for (;;) {
      const nowMs = this.clock.nowMs();
      const restMs =
        Math.min(Math.max(startMs, this.session.lastArrivalMs) + quietMs, startMs + withinMs) - nowMs;
      if (restMs <= 0) return;
      await this.rest(restMs);
    }
  }

  #throwIfStopped(look: (isExpired: boolean) => unknown): void {
    if (this.#fault === null && this.#abortReason === null) return;
    look(true);
    throw new Stopped(this.#abortReason ?? this.#fault?.message ?? '');
  }

  #pause(untilMs: number): Promise<void> {
    assertInvariant(this.#wake === null, 'two waits of one conversation at a time');
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        this.#wake = null;
        resolve();
      };
      const timer = this.clock.setTimer(Math.max(0, untilMs - this.clock.nowMs()), done);
      this.#wake = done;
    });
  }

  async #settleBetweenCommands(): Promise<void> {
    const restMs = this.#lastFinalAtMs + this.#options.profile.timing.commandSettleMs - this.clock.nowMs();
    if (restMs > 0) await this.rest(restMs);
  }

  #record(bytes: Bytes, text: string, purpose: Purpose, as: SentAs): Sent {
    const event = this.#options.recorder.record({
      kind: 'tx',
      bytes: encodeRecordedBytes(bytes),
      purpose,
      as,
    });
    this.#lastSentEvent = event;
    this.#carriedBytes += bytes.length;
    return { bytes, text, atMs: this.clock.nowMs(), event };
  }

  async #write(bytes: Bytes): Promise<void> {
    if (this.#fault !== null) throw new Stopped(this.#fault.message);
    try {
      await this.#options.link.write(bytes);
    } catch (error) {
      this.#fail(error as LinkError);
      throw new Stopped((error as LinkError).message);
    }
  }

  #receive(bytes: Bytes): void {
    const event = this.#options.recorder.record({ kind: 'rx', bytes: encodeRecordedBytes(bytes) });
    this.#carriedBytes += bytes.length;
    const wasSettled = this.session.isSettled;
    this.session.receive(bytes, this.clock.nowMs(), event);
    if (!wasSettled && this.session.isSettled) this.#lastFinalAtMs = this.clock.nowMs();
    this.notify();
  }

  #fail(error: LinkError): void {
    if (this.#fault !== null) return;
    this.#fault = error;
    this.#options.recorder.record({ kind: 'control', what: 'link-lost', detail: error.message });
    this.session.linkLost(error.message);
    this.notify();
  }

  #lineTimeMs(bytes: number): number {
    const { bitsPerSecond } = this.#options.link.description;
    return bitsPerSecond === null ? 0 : (bytes * BITS_A_BYTE * 1000) / bitsPerSecond;
  }
}

/** Start bit, eight data bits, stop bit: 8N1, and near enough for every other framing. */
const BITS_A_BYTE = 10;
