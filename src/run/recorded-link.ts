/** A link of which every byte is recorded, both ways, secrets masked. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { Clock, Timer } from '../base/clock.ts';
import type { Link, LinkError } from '../link/link.ts';
import type { Purpose, SentAs } from '../record/event.ts';
import { encodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Recorder } from '../record/recorder.ts';
import { SecretHold, type ShownBytes } from './secret-hold.ts';
import type { Secrets } from './secrets.ts';

/** Start bit, eight data bits, stop bit: 8N1, and near enough for every other framing. */
const BITS_A_BYTE = 10;

/** What may be the beginning of a secret waits so long for the rest: bytes of one answer come closer together than that. */
const HOLD_MS = 50;

export interface RecordedLinkOptions {
  readonly link: Link;
  readonly recorder: Recorder;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** A recording knows no secrets: what is sent again, and echoed, is what was masked then. */
  readonly isRecorded: boolean;
}

export interface RecordedLinkListener {
  /** `event` is the number of the event that records the bytes. */
  onBytes(bytes: Bytes, event: number): void;
  onFault(error: LinkError): void;
}

export class RecordedLink {
  readonly #options: RecordedLinkOptions;
  readonly #hold: SecretHold;
  #holdTimer: Timer | null = null;
  /** Bytes of this data phase that went before. */
  #sentBefore: Bytes = new Uint8Array();
  #listener: RecordedLinkListener | null = null;
  #fault: LinkError | null = null;
  #lastSentEvent: number | null = null;
  #sentBytes = 0;
  #receivedBytes = 0;

  constructor(options: RecordedLinkOptions) {
    this.#options = options;
    this.#hold = new SecretHold(options.secrets);
  }

  /** Why it is gone, or null. */
  get fault(): LinkError | null {
    return this.#fault;
  }

  /** Number of the last event with sent bytes; null before the first. */
  get lastSentEvent(): number | null {
    return this.#lastSentEvent;
  }

  /** Since it was opened. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Both ways, since it was opened. */
  get carriedBytes(): number {
    return this.#sentBytes + this.#receivedBytes;
  }

  /** Rejects with a LinkError. */
  async open(listener: RecordedLinkListener): Promise<void> {
    this.#listener = listener;
    await this.#options.link.open({
      onBytes: (bytes) => this.#receive(bytes),
      onFault: (error) => this.#fail(error),
    });
  }

  async close(): Promise<void> {
    this.#holdTimer?.cancel();
    await this.#options.link.close();
  }

  /** `bytes` as they are sent: with secrets, but to a recording. */
  disguise(bytes: Bytes): Bytes {
    const { secrets, isRecorded } = this.#options;
    return isRecorded ? secrets.maskBytes(bytes) : bytes;
  }

  /** Bytes that are about to be written; `after` are those that follow in the same data phase. Returns the number of their event. */
  recordSent(bytes: Bytes, purpose: Purpose, as: SentAs, after: Bytes): number {
    const { secrets, recorder } = this.#options;
    this.#letGo();
    if (as !== 'data') this.#sentBefore = new Uint8Array();
    const shown = secrets.maskBytesWithin(this.#sentBefore, bytes, after.subarray(0, secrets.bytesMax));
    const sent = concatBytes([this.#sentBefore, bytes]);
    this.#sentBefore = sent.subarray(Math.max(0, sent.length - secrets.bytesMax));
    const event = recorder.record({ kind: 'tx', bytes: encodeRecordedBytes(shown), purpose, as });
    this.#lastSentEvent = event;
    this.#sentBytes += bytes.length;
    return event;
  }

  /** Rejects with the LinkError that ended the link. */
  async write(bytes: Bytes): Promise<void> {
    if (this.#fault !== null) throw this.#fault;
    try {
      await this.#options.link.write(bytes);
    } catch (error) {
      this.#fail(error as LinkError);
      throw error;
    }
  }

  /** The time that `bytes` need on the line; 0 where nothing bounds its speed. */
  lineTimeMs(bytes: number): number {
    const { bitsPerSecond } = this.#options.link.description;
    return bitsPerSecond === null ? 0 : (bytes * BITS_A_BYTE * 1000) / bitsPerSecond;
  }

  #receive(bytes: Bytes): void {
    this.#receivedBytes += bytes.length;
    this.#holdTimer?.cancel();
    this.#deliver(this.#hold.take(bytes));
    if (this.#hold.isHolding) this.#holdTimer = this.#options.clock.setTimer(HOLD_MS, () => this.#letGo());
  }

  #letGo(): void {
    this.#holdTimer?.cancel();
    if (this.#hold.isHolding) this.#deliver(this.#hold.release());
  }

  #deliver({ bytes, shown }: ShownBytes): void {
    if (bytes.length === 0) return;
    const event = this.#options.recorder.record({ kind: 'rx', bytes: encodeRecordedBytes(shown) });
    this.#listener?.onBytes(bytes, event);
  }

  #fail(error: LinkError): void {
    if (this.#fault !== null) return;
    this.#letGo();
    this.#fault = error;
    this.#options.recorder.record({ kind: 'control', what: 'link-lost', detail: error.message });
    this.#listener?.onFault(error);
  }
}
