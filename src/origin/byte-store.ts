/** Bytes that grow at their end, as a body does while it arrives. */
import type { Bytes } from '../base/bytes.ts';

const FIRST_CAPACITY_BYTES = 256;

export class ByteStore {
  #buffer: Uint8Array = new Uint8Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Copies `bytes` to the end; costs amortized the length of `bytes` alone. */
  append(bytes: Bytes): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2, FIRST_CAPACITY_BYTES));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  /** What is held now. Later appends never change bytes that were shown. */
  view(): Bytes {
    return this.#buffer.subarray(0, this.#length);
  }

  byteAt(offset: number): number | undefined {
    return offset < this.#length ? this.#buffer[offset] : undefined;
  }
}
