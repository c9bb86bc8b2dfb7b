/**
 * A link whose bytes are cut, paced or gathered on their way: the same bytes in the same order, in other pieces and at other times.
 * A module must not care how its input is cut, nor the harness how the answers are.
 */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import { type Clock, sleep, type Timer } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { Link, LinkDescription, LinkError, LinkListener } from './link.ts';

/**
 * whole: as it comes. each-byte: cut behind every byte. paced: the same, with PACE_MS after each. chance: cut by chance.
 * gathered: what comes within GATHER_MS comes at once.
 */
export interface Disturbance {
  readonly sent: 'whole' | 'each-byte' | 'paced';
  readonly received: 'whole' | 'each-byte' | 'chance' | 'gathered';
}

/** Longer than any command line and the answer to it; what is longer still is data, of which only the ends are cut: a megabyte has to end. */
const CUT_BYTES_MAX = 512;
const DATA_END_BYTES = 16;
/** Of what comes between two writes so much is cut: what is true of the first blocks of a body is true of the thousandth. */
const ANSWER_BYTES_MAX = 8192;
/** About a byte at 9600 baud. */
const PACE_MS = 1;
/** Shorter than any wait for silence, and long enough that an answer in pieces comes as one. */
const GATHER_MS = 15;
/** Longest piece that chance makes. */
const CHANCE_BYTES_MAX = 7;

class DisturbedLink implements Link {
  readonly resetLine?: () => Promise<void>;
  readonly #link: Link;
  readonly #disturbance: Disturbance;
  readonly #clock: Clock;
  readonly #random: Random;
  #listener: LinkListener | null = null;
  #queue: Bytes[] = [];
  #cutBytesLeft = ANSWER_BYTES_MAX;
  #fault: LinkError | null = null;
  #timer: Timer | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(link: Link, disturbance: Disturbance, clock: Clock, random: Random) {
    this.#link = link;
    this.#disturbance = disturbance;
    this.#clock = clock;
    this.#random = random;
    if (link.resetLine) this.resetLine = link.resetLine;
  }

  get description(): LinkDescription {
    return this.#link.description;
  }

  async open(listener: LinkListener): Promise<void> {
    this.#listener = listener;
    await this.#link.open({
      onBytes: (bytes) => this.#arrive(bytes),
      onFault: (error) => this.#fail(error),
    });
  }

  write(bytes: Bytes): Promise<void> {
    this.#cutBytesLeft = ANSWER_BYTES_MAX;
    const written = this.#writing.then(() => this.#writePieces(bytes));
    this.#writing = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    this.#listener = null;
    this.#timer?.cancel();
    await this.#link.close();
  }

  async #writePieces(bytes: Bytes): Promise<void> {
    const { sent } = this.#disturbance;
    if (sent === 'whole') return this.#link.write(bytes);
    for (const piece of cut(bytes, () => 1)) {
      const written = this.#link.write(piece);
      // A virtual clock does not jump while timers come and go: it then knows that something is under way.
      const beat = this.#clock.setTimer(0, () => {});
      await written.finally(() => beat.cancel());
      if (sent === 'paced') await sleep(this.#clock, PACE_MS);
    }
  }

  #arrive(bytes: Bytes): void {
    const { received } = this.#disturbance;
    if (received === 'whole') this.#listener?.onBytes(bytes);
    else if (received === 'gathered') this.#gather(bytes);
    else
      this.#enqueue(
        bytes,
        received === 'each-byte' ? () => 1 : () => 1 + this.#random.nextBelow(CHANCE_BYTES_MAX),
      );
  }

  #gather(bytes: Bytes): void {
    this.#queue.push(bytes);
    this.#timer ??= this.#clock.setTimer(GATHER_MS, () => {
      this.#timer = null;
      const whole = concatBytes(this.#queue);
      this.#queue = [];
      this.#listener?.onBytes(whole);
      this.#tellFault();
    });
  }

  #enqueue(bytes: Bytes, nextLength: () => number): void {
    this.#queue.push(...(this.#cutBytesLeft > 0 ? cut(bytes, nextLength) : [bytes]));
    this.#cutBytesLeft -= bytes.length;
    this.#timer ??= this.#clock.setTimer(0, () => this.#deliverNext());
  }

  /** A timer for each piece: the run's clock then knows that something is under way. */
  #deliverNext(): void {
    const piece = this.#queue.shift();
    this.#timer = this.#queue.length === 0 ? null : this.#clock.setTimer(0, () => this.#deliverNext());
    if (piece !== undefined) this.#listener?.onBytes(piece);
    this.#tellFault();
  }

  /** A lost link is told after all that it still brought. */
  #fail(error: LinkError): void {
    this.#fault = error;
    this.#tellFault();
  }

  #tellFault(): void {
    if (this.#fault === null || this.#timer !== null) return;
    this.#listener?.onFault(this.#fault);
    this.#listener = null;
  }
}

/** The ends of `bytes` in pieces of `nextLength()` bytes; what is between the ends stays whole. */
function cut(bytes: Bytes, nextLength: () => number): Bytes[] {
  if (bytes.length <= CUT_BYTES_MAX) return cutAll(bytes, nextLength);
  const end = bytes.length - DATA_END_BYTES;
  return [
    ...cutAll(bytes.subarray(0, DATA_END_BYTES), nextLength),
    bytes.subarray(DATA_END_BYTES, end),
    ...cutAll(bytes.subarray(end), nextLength),
  ];
}

function cutAll(bytes: Bytes, nextLength: () => number): Bytes[] {
  const pieces: Bytes[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const length = nextLength();
    pieces.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
  return pieces;
}

/** `link` with its bytes disturbed on their way. `random` chooses where chance cuts. */
export function disturbLink(link: Link, disturbance: Disturbance, clock: Clock, random: Random): Link {
  return new DisturbedLink(link, disturbance, clock, random);
}
