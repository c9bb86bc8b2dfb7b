/** Reads one counted block: exactly as many raw bytes as its head declares, then what stands up to the end of the line. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { BlockToken, CountedResponse } from './token.ts';

/** A count above this is taken as a lie, since no module holds so much: the head is then an ordinary line. */
const BLOCK_BYTES_MAX = 64 * 1024 * 1024;
/** The longest head: a prefix and a few numbers. A longer line with a comma is no head. */
export const HEAD_BYTES_MAX = 128;
/** Bytes after the counted ones that are kept in search of the line end. */
const REST_BYTES_MAX = 64 * 1024;

const CR = 13;
const LF = 10;
const QUOTE = 0x22;

export class BlockReader {
  /** Offset of the head's first byte. */
  readonly start: number;
  readonly declared: number;
  readonly #response: CountedResponse;
  readonly #head: string;
  readonly #parts: Bytes[] = [];
  readonly #rest: number[] = [];
  #received = 0;

  private constructor(response: CountedResponse, head: string, start: number, declared: number) {
    this.#response = response;
    this.#head = head;
    this.start = start;
    this.declared = declared;
  }

  /** A reader for the block whose `head` ends with the comma that has just come; null where it is no head of `counted`. */
  static open(head: string, start: number, counted: readonly CountedResponse[]): BlockReader | null {
    const response = counted.find(({ prefix }) => head.startsWith(`${prefix}:`));
    if (response === undefined) return null;
    const fields = head.slice(response.prefix.length + 1, -1).split(',');
    const count = fields.length === response.fields ? (fields[response.countIndex] ?? '') : '';
    if (!/^\d{1,9}$/.test(count) || Number(count) > BLOCK_BYTES_MAX) return null;
    return new BlockReader(response, head, start, Number(count));
  }

  get received(): number {
    return this.#received;
  }

  get bytes(): Bytes {
    return concatBytes(this.#parts);
  }

  /** Takes the counted bytes that `bytes` begins with; how many. None once all are there. */
  takeCounted(bytes: Bytes): number {
    const taken = bytes.subarray(0, this.declared - this.#received);
    if (taken.length > 0) this.#parts.push(Uint8Array.from(taken));
    this.#received += taken.length;
    return taken.length;
  }

  /** Takes a byte behind the counted ones. The token once the line has ended; `end` is the offset behind the byte. */
  takeRest(byte: number, end: number): BlockToken | null {
    this.#rest.push(byte);
    return byte === LF || this.#rest.length > REST_BYTES_MAX ? this.#finish(end) : null;
  }

  #finish(end: number): BlockToken {
    let length = this.#rest.length - (this.#rest.at(-1) === LF ? 1 : 0);
    while (length > 0 && this.#rest[length - 1] === CR) length -= 1;
    const data = this.bytes;
    const surplus = Uint8Array.from(this.#rest.slice(0, length));
    const isQuoted =
      this.#response.mayBeQuoted && data[0] === QUOTE && surplus.length === 2 && surplus[1] === QUOTE;
    return {
      kind: 'block',
      prefix: this.#response.prefix,
      head: this.#head,
      data: isQuoted ? concatBytes([data.subarray(1), surplus.subarray(0, 1)]) : data,
      isQuoted,
      surplus: isQuoted ? new Uint8Array() : surplus,
      terminator: String.fromCharCode(...this.#rest.slice(length)),
      start: this.start,
      end,
    };
  }
}
