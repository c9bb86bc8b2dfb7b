/** A link of which every byte is recorded, both ways, secrets masked. */
import { type Bytes, encodeText } from '../base/bytes.ts';
import type { Link, LinkError } from '../link/link.ts';
import type { Purpose, SentAs } from '../record/event.ts';
import { encodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Recorder } from '../record/recorder.ts';
import { LineHold } from './line-hold.ts';
import type { Secrets } from './secrets.ts';

/** Start bit, eight data bits, stop bit: 8N1, and near enough for every other framing. */
const BITS_A_BYTE = 10;

/** What is recorded for the rest of a line that may be part of a secret. */
const UNFINISHED_SECRET = encodeText('***');

export interface RecordedLinkListener {
  /** `event` is the number of the event that records the bytes. */
  onBytes(bytes: Bytes, event: number): void;
  onFault(error: LinkError): void;
}

export class RecordedLink {
  readonly #link: Link;
  readonly #recorder: Recorder;
  readonly #secrets: Secrets;
  readonly #hold = new LineHold();
  #listener: RecordedLinkListener | null = null;
  #fault: LinkError | null = null;
  #lastSentEvent: number | null = null;
  #sentBytes = 0;
  #receivedBytes = 0;

  constructor(link: Link, recorder: Recorder, secrets: Secrets) {
    this.#link = link;
    this.#recorder = recorder;
    this.#secrets = secrets;
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
    await this.#link.open({
      onBytes: (bytes) => this.#receive(bytes),
      onFault: (error) => this.#fail(error),
    });
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  /** Bytes that are about to be written. Returns the number of their event. */
  recordSent(bytes: Bytes, text: string, purpose: Purpose, as: SentAs): number {
    if (as === 'command') this.#guardAnswer(text);
    const shown = encodeRecordedBytes(this.#secrets.maskBytes(bytes));
    const event = this.#recorder.record({ kind: 'tx', bytes: shown, purpose, as });
    this.#lastSentEvent = event;
    this.#sentBytes += bytes.length;
    return event;
  }

  /** Rejects with the LinkError that ended the link. */
  async write(bytes: Bytes): Promise<void> {
    if (this.#fault !== null) throw this.#fault;
    try {
      await this.#link.write(bytes);
    } catch (error) {
      this.#fail(error as LinkError);
      throw error;
    }
  }

  /** The time that `bytes` need on the line; 0 where nothing bounds its speed. */
  lineTimeMs(bytes: number): number {
    const { bitsPerSecond } = this.#link.description;
    return bitsPerSecond === null ? 0 : (bytes * BITS_A_BYTE * 1000) / bitsPerSecond;
  }

  /** The answer to `text` may echo a secret in it. */
  #guardAnswer(text: string): void {
    const rest = this.#hold.end();
    if (rest.length > 0) this.#deliver(rest, UNFINISHED_SECRET);
    if (this.#secrets.areIn(text)) this.#hold.begin();
  }

  #receive(bytes: Bytes): void {
    this.#receivedBytes += bytes.length;
    const whole = this.#hold.take(bytes);
    if (whole.length > 0) this.#deliver(whole, this.#secrets.maskBytes(whole));
  }

  #deliver(bytes: Bytes, shown: Bytes): void {
    const event = this.#recorder.record({ kind: 'rx', bytes: encodeRecordedBytes(shown) });
    this.#listener?.onBytes(bytes, event);
  }

  #fail(error: LinkError): void {
    if (this.#fault !== null) return;
    this.#fault = error;
    this.#recorder.record({ kind: 'control', what: 'link-lost', detail: error.message });
    this.#listener?.onFault(error);
  }
}
