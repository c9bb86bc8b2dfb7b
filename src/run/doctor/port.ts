/** A port that is asked without knowing how it answers: bytes out, and what comes back until it is quiet. */
import { type Bytes, concatBytes, encodeText } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Link, LinkError } from '../../link/link.ts';
import { Pause } from '../pause.ts';
import type { Heard } from './heard.ts';

/** No answer to a harmless line is as long; what goes on after it never ends. */
const FLOOD_BYTES = 64 * 1024;
/** Longer than an answer that begins late; shorter than anybody waits. */
const ANSWER_MS = 1200;
/** Once a result is there, what belongs to it follows at once: within the time that a USB bridge keeps bytes back (16 ms) and more. */
const QUIET_MS = 80;
/** Without a result more may come: a module thinks, a shell looks for the program. */
const HESITATION_MS = 350;
/** What has not ended by then does not end. */
const TOTAL_MS = 6000;
/** Start, eight data and stop bit. */
const LINE_BITS_PER_BYTE = 10;

export interface AskOptions {
  /** Is this a whole answer? Then only a short silence is waited for. */
  readonly isWhole?: (received: Bytes) => boolean;
  /** Until the first byte. */
  readonly answerMs?: number;
}

export class DoctorPort {
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #pause: Pause;
  #arrived: Bytes[] = [];
  #arrivedBytes = 0;
  #lastArrivalMs = 0;
  #fault: LinkError | null = null;

  private constructor(link: Link, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
    this.#pause = new Pause(clock);
  }

  /** Rejects with a LinkError. */
  static async open(link: Link, clock: Clock): Promise<DoctorPort> {
    const port = new DoctorPort(link, clock);
    await link.open({
      onBytes: (bytes) => port.#receive(bytes),
      onFault: (error) => {
        port.#fault = error;
        port.#pause.end();
      },
    });
    return port;
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  /** What comes unasked, until it is quiet for `quietMs`. Rejects with a LinkError. */
  async listen(quietMs: number): Promise<Heard> {
    return { sent: encodeText(''), ...(await this.#collect({ firstMs: quietMs, quietMs: () => quietMs })) };
  }

  /** Sends `bytes` and takes what comes back, together with what had come unasked before. Rejects with a LinkError. */
  async ask(bytes: Bytes, { isWhole = () => false, answerMs = ANSWER_MS }: AskOptions = {}): Promise<Heard> {
    this.#throwIfLost();
    await this.#link.write(bytes);
    const { bitsPerSecond } = this.#link.description;
    const lineMs = bitsPerSecond === null ? 0 : (bytes.length * LINE_BITS_PER_BYTE * 1000) / bitsPerSecond;
    const heard = await this.#collect({
      firstMs: answerMs + lineMs,
      quietMs: () => (isWhole(concatBytes(this.#arrived)) ? QUIET_MS : HESITATION_MS),
    });
    return { sent: bytes, ...heard };
  }

  async #collect({ firstMs, quietMs }: Patience): Promise<Pick<Heard, 'received' | 'isFlood'>> {
    const startMs = this.#clock.nowMs();
    for (;;) {
      this.#throwIfLost();
      const dueMs = this.#arrivedBytes === 0 ? startMs + firstMs : this.#lastArrivalMs + quietMs();
      const untilMs = Math.min(dueMs, startMs + firstMs + TOTAL_MS);
      if (this.#arrivedBytes >= FLOOD_BYTES || this.#clock.nowMs() >= untilMs) break;
      await this.#pause.until(untilMs);
    }
    const isFlood = this.#arrivedBytes >= FLOOD_BYTES || this.#clock.nowMs() >= startMs + firstMs + TOTAL_MS;
    const received = concatBytes(this.#arrived);
    this.#arrived = [];
    this.#arrivedBytes = 0;
    return { received, isFlood };
  }

  #receive(bytes: Bytes): void {
    // While nobody waits, an endless stream must not fill the memory.
    if (this.#arrivedBytes >= FLOOD_BYTES) return;
    this.#arrived.push(bytes);
    this.#arrivedBytes += bytes.length;
    this.#lastArrivalMs = this.#clock.nowMs();
    this.#pause.end();
  }

  #throwIfLost(): void {
    if (this.#fault !== null) throw this.#fault;
  }
}

interface Patience {
  /** Until the first byte. */
  readonly firstMs: number;
  /** Since the last byte, as things are now. */
  readonly quietMs: () => number;
}
