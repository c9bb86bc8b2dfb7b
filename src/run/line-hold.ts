/**
 * Holds back what follows a line with a secret until each line is whole: an echo that comes in pieces would show the secret in
 * pieces, which no mask finds.
 */
import { type Bytes, concatBytes } from '../base/bytes.ts';

const LINE_FEED = 10;

export class LineHold {
  #isOn = false;
  #held: Bytes = new Uint8Array();

  begin(): void {
    this.#isOn = true;
  }

  /** What can be shown now that `bytes` have come: all lines that are whole. */
  take(bytes: Bytes): Bytes {
    if (!this.#isOn) return bytes;
    const all = concatBytes([this.#held, bytes]);
    const end = all.lastIndexOf(LINE_FEED) + 1;
    this.#held = all.subarray(end);
    return all.subarray(0, end);
  }

  /** Ends the hold. Returns the part of a line that was still held. */
  end(): Bytes {
    const rest = this.#held;
    this.#isOn = false;
    this.#held = new Uint8Array();
    return rest;
  }
}
