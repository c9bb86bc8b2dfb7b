/** Takes the chunked transfer coding off a body, whatever pieces it arrives in. Source: RFC 9112 section 7.1. */
import { type Bytes, decodeLatin1, escapeBytes } from '../base/bytes.ts';
import { ByteStore } from './byte-store.ts';
import { BODY_BYTES_MAX } from './request-head.ts';

/** A chunk-size or trailer line longer than this is no HTTP any more. */
const LINE_BYTES_MAX = 4096;
/** All trailers together: as much as a head. */
const TRAILER_BYTES_MAX = 64 * 1024;
const LF = 0x0a;
const SIZE_LINE = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?$/;

export interface ChunkedTaking {
  /** Bytes of the input that were used. */
  readonly taken: number;
  readonly body: readonly Bytes[];
  /** fault: `defect` says what is wrong and `line` is the line at fault. */
  readonly state:
    | { readonly kind: 'more' | 'complete' }
    | { readonly kind: 'fault'; readonly defect: string; readonly line: Bytes };
}

export class ChunkedBody {
  #expected: 'size' | 'data' | 'data-end' | 'trailer' = 'size';
  #line = new ByteStore();
  #remainingBytes = 0;
  #totalBytes = 0;
  #trailerBytes = 0;

  /** Takes what belongs to the body; not to be called again after `complete` or `fault`. */
  take(bytes: Bytes): ChunkedTaking {
    const body: Bytes[] = [];
    let taken = 0;
    while (taken < bytes.length) {
      if (this.#expected === 'data') {
        const data = bytes.subarray(taken, taken + this.#remainingBytes);
        body.push(data);
        taken += data.length;
        this.#remainingBytes -= data.length;
        if (this.#remainingBytes === 0) this.#expected = 'data-end';
        continue;
      }
      const lineEnd = bytes.indexOf(LF, taken);
      const piece = bytes.subarray(taken, lineEnd === -1 ? bytes.length : lineEnd + 1);
      const room = LINE_BYTES_MAX - this.#line.length;
      this.#line.append(piece.subarray(0, room));
      taken += Math.min(piece.length, room);
      const state =
        piece.length > room ? this.#refuse('a line of the chunked body is too long') : this.#endLine();
      if (state.kind !== 'more') return { taken, body, state };
    }
    return { taken, body, state: { kind: 'more' } };
  }

  #endLine(): ChunkedTaking['state'] {
    if (this.#line.byteAt(this.#line.length - 1) !== LF) return { kind: 'more' };
    const text = decodeLatin1(this.#line.view()).replace(/\r?\n$/, '');
    const state = this.#readLine(text);
    if (state.kind === 'more') this.#line = new ByteStore();
    return state;
  }

  #readLine(text: string): ChunkedTaking['state'] {
    if (this.#expected === 'size') return this.#readSize(text);
    if (this.#expected === 'data-end') {
      this.#expected = 'size';
      return text === '' ? { kind: 'more' } : this.#refuse('a chunk is longer than its size says');
    }
    this.#trailerBytes += text.length;
    if (this.#trailerBytes > TRAILER_BYTES_MAX) return this.#refuse('the trailers are too long');
    return { kind: text === '' ? 'complete' : 'more' };
  }

  #readSize(text: string): ChunkedTaking['state'] {
    const match = SIZE_LINE.exec(text);
    if (match === null) return this.#refuse('a chunk size that is no hexadecimal number');
    this.#remainingBytes = Number.parseInt(match[1] ?? '', 16);
    this.#totalBytes += this.#remainingBytes;
    if (this.#totalBytes > BODY_BYTES_MAX) return this.#refuse(`a body longer than ${BODY_BYTES_MAX} bytes`);
    this.#expected = this.#remainingBytes === 0 ? 'trailer' : 'data';
    return { kind: 'more' };
  }

  #refuse(what: string): ChunkedTaking['state'] {
    const line = this.#line.view();
    return { kind: 'fault', defect: `${what}: "${escapeBytes(line.subarray(0, 80))}"`, line };
  }
}
