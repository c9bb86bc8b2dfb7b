/** Finds the end of a request head byte by byte, and tells early what can be no HTTP (a peer that waits would never finish it). */
import { isTokenByte } from './request-head.ts';

/** A head longer than this is malformed: four times what common servers take. */
export const HEAD_BYTES_MAX = 64 * 1024;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** The first byte of a TLS record that carries a handshake. Source: RFC 8446 section 5.1. */
const TLS_HANDSHAKE = 0x16;

export type HeadProgress =
  | { readonly kind: 'more' | 'end' }
  | { readonly kind: 'fault'; readonly defect: string };

const MORE: HeadProgress = { kind: 'more' };
const END: HeadProgress = { kind: 'end' };

export class HeadScanner {
  #headBytes = 0;
  #lineBytes = 0;
  #lineIsBlank = true;
  #hasMethod = false;
  #hasRequestLine = false;

  /** Empty lines before the request line are passed over; after it the first one ends the head. */
  scan(byte: number): HeadProgress {
    this.#headBytes += 1;
    if (byte === LF && this.#lineIsBlank && this.#hasRequestLine) return END;
    if (this.#headBytes >= HEAD_BYTES_MAX)
      return { kind: 'fault', defect: `a request head longer than ${HEAD_BYTES_MAX} bytes` };
    if (byte === LF && this.#lineIsBlank) return this.#startLine();
    if (!this.#hasMethod) return this.#scanMethod(byte);
    if (byte === LF) {
      this.#hasRequestLine = true;
      return this.#startLine();
    }
    this.#countByte(byte);
    return MORE;
  }

  #scanMethod(byte: number): HeadProgress {
    const begins = this.#lineBytes === 0;
    if (byte === CR && begins) this.#countByte(byte);
    else if (byte === SPACE && !begins && !this.#lineIsBlank) this.#hasMethod = true;
    else if (isTokenByte(byte) && (begins || !this.#lineIsBlank)) this.#countByte(byte);
    else if (byte === TLS_HANDSHAKE && begins)
      return { kind: 'fault', defect: 'no HTTP request: it begins like a TLS handshake' };
    else return { kind: 'fault', defect: 'no HTTP request: it does not begin with a method and a space' };
    return MORE;
  }

  #startLine(): HeadProgress {
    this.#lineBytes = 0;
    this.#lineIsBlank = true;
    return MORE;
  }

  /** A line of nothing but one CR before its LF is still blank. */
  #countByte(byte: number): void {
    this.#lineIsBlank = byte === CR && this.#lineBytes === 0;
    this.#lineBytes += 1;
  }
}
