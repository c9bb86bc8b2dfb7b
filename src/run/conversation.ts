/** The conversation drives the session over a link: it sends, takes in what comes, keeps the clock, and waits. */
import { type Bytes, concatBytes, decodeText, encodeText } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import type { CommandContext } from '../engine/command-context.ts';
import type { Sent } from '../engine/exchange.ts';
import { type ClosedExchange, Session } from '../engine/session.ts';
import type { LinkError } from '../link/link.ts';
import type { Purpose, SentAs } from '../record/event.ts';
import type { Profile } from '../spec/model.ts';
import { Pause } from './pause.ts';
import type { RecordedLink } from './recorded-link.ts';

export interface ConversationOptions {
  readonly link: RecordedLink;
  readonly clock: Clock;
  readonly profile: Profile;
  /** Called with every exchange that is over. */
  readonly onClosed: (closed: ClosedExchange) => void;
}

/** Thrown where a wait or a write is in vain: the link is lost, the module restarted, or the user interrupted. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

const NOTHING: Bytes = new Uint8Array();

export class Conversation {
  readonly session: Session;
  readonly clock: Clock;
  readonly #options: ConversationOptions;
  readonly #pause: Pause;
  #abortReason: string | null = null;
  #lastFinalAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.session = new Session(options.profile);
    this.#pause = new Pause(options.clock);
  }

  /** Number of the last event with sent bytes; null before the first. */
  get lastSentEvent(): number | null {
    return this.#options.link.lastSentEvent;
  }

  /** Why the link is gone, or null. */
  get fault(): LinkError | null {
    return this.#options.link.fault;
  }

  /** Since the link was opened. */
  get receivedBytes(): number {
    return this.#options.link.receivedBytes;
  }

  /** Opens the link and begins to record. Rejects with a LinkError. */
  async open(): Promise<void> {
    await this.#options.link.open({
      onBytes: (bytes, event) => this.#receive(bytes, event),
      onFault: ({ message }) => {
        this.session.linkLost(message);
        this.notify();
      },
    });
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
    this.#pause.end();
  }

  /** Sends a command line; resolves once it is handed over. */
  async sendCommand(
    text: string,
    terminator: string,
    context: CommandContext,
    purpose: Purpose,
  ): Promise<void> {
    await this.#settleBetweenCommands();
    const line = this.#options.link.disguise(encodeText(text));
    const bytes = concatBytes([line, encodeText(terminator)]);
    const sent = this.#send(bytes, decodeText(line), purpose, 'command');
    const closed = this.session.command(sent, encodeText(terminator).length, context, purpose);
    if (closed !== null) this.#options.onClosed(closed);
    await this.#write(bytes);
  }

  /** Writes bytes of the open data phase. `after` are those that will follow. */
  async sendPayload(
    bytes: Bytes,
    isSurplus: boolean,
    purpose: Purpose,
    after: Bytes = NOTHING,
  ): Promise<void> {
    const sent = this.#send(this.#options.link.disguise(bytes), '', purpose, 'data', after);
    this.session.payload(sent, isSurplus, purpose);
    await this.#write(sent.bytes);
  }

  /** Writes bytes that are neither; `context` opens an exchange for their answer, null leaves the one that is. */
  async sendRaw(bytes: Bytes, text: string, context: CommandContext | null, purpose: Purpose): Promise<void> {
    const sent = this.#send(this.#options.link.disguise(bytes), text, purpose, 'raw');
    if (context !== null) {
      const closed = this.session.command(sent, 0, context, purpose);
      if (closed !== null) this.#options.onClosed(closed);
    }
    await this.#write(sent.bytes);
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
    const { link } = this.#options;
    const startBytes = link.carriedBytes;
    for (;;) {
      const nowMs = this.clock.nowMs();
      this.session.tick(nowMs);
      this.#throwIfStopped(look);
      const untilMs = startMs + withinMs + link.lineTimeMs(link.carriedBytes - startBytes);
      const value = look(nowMs >= untilMs);
      if (value !== null || nowMs >= untilMs) return value;
      await this.#pause.until(Math.min(untilMs, this.session.nextDueMs() ?? untilMs));
    }
  }

  /** Waits for the prompt and for what follows it to be certain. False where there is none: payload would be read as commands. */
  async awaitDataPhase(withinMs: number): Promise<boolean> {
    const { session } = this;
    const isOpen = await this.waitFor(withinMs, () => {
      if (session.exchange?.promptForm != null) return true;
      return session.isSettled || session.lost !== null ? false : null;
    });
    return isOpen === true;
  }

  /** Lets time pass while bytes are still taken in. */
  async rest(forMs: number): Promise<void> {
    const untilMs = this.clock.nowMs() + forMs;
    await this.waitFor(forMs, () => (this.clock.nowMs() >= untilMs ? true : null));
  }

  /** Waits until nothing has come for `quietMs`, at most `withinMs` in all and at most `bytesMax` bytes long. */
  async settle(quietMs: number, withinMs: number, bytesMax = Number.POSITIVE_INFINITY): Promise<void> {
    const startMs = this.clock.nowMs();
    const { link } = this.#options;
    const endBytes = link.receivedBytes + bytesMax;
    while (link.receivedBytes < endBytes) {
      const quietAtMs = Math.max(startMs, this.session.lastArrivalMs) + quietMs;
      const restMs = Math.min(quietAtMs, startMs + withinMs) - this.clock.nowMs();
      if (restMs <= 0) return;
      await this.rest(restMs);
    }
  }

  #throwIfStopped(look: (isExpired: boolean) => unknown): void {
    const reason = this.#abortReason ?? this.fault?.message;
    if (reason === undefined) return;
    look(true);
    throw new Stopped(reason);
  }

  async #settleBetweenCommands(): Promise<void> {
    const restMs = this.#lastFinalAtMs + this.#options.profile.timing.commandSettleMs - this.clock.nowMs();
    if (restMs > 0) await this.rest(restMs);
  }

  /** Nothing is sent to a module that is gone or has restarted: it would not belong to what came before. */
  #send(bytes: Bytes, text: string, purpose: Purpose, as: SentAs, after: Bytes = NOTHING): Sent {
    const reason = this.#abortReason ?? this.fault?.message ?? this.session.lost;
    if (reason !== null) throw new Stopped(reason);
    const event = this.#options.link.recordSent(bytes, purpose, as, after);
    return { bytes, text, atMs: this.clock.nowMs(), event };
  }

  async #write(bytes: Bytes): Promise<void> {
    try {
      await this.#options.link.write(bytes);
    } catch (error) {
      throw new Stopped((error as LinkError).message);
    }
  }

  #receive(bytes: Bytes, event: number): void {
    const wasSettled = this.session.isSettled;
    this.session.receive(bytes, this.clock.nowMs(), event);
    if (!wasSettled && this.session.isSettled) this.#lastFinalAtMs = this.clock.nowMs();
    this.notify();
  }
}
