/** The received bytes of the last while with the events that carried them, so that any stretch can be shown and proved. */
import { type Bytes, concatBytes } from '../base/bytes.ts';

interface Chunk {
  readonly start: number;
  readonly bytes: Bytes;
  readonly event: number;
}

/** Older bytes are forgotten beyond this: the events keep them, and no expectation looks further back. */
const KEPT_BYTES_MAX = 4 * 1024 * 1024;

export class ReceivedStream {
  #chunks: Chunk[] = [];
  #end = 0;
  #keptBytes = 0;

  /** Offset of the next byte since the stream began. */
  get end(): number {
    return this.#end;
  }

  append(bytes: Bytes, event: number): void {
    this.#chunks.push({ start: this.#end, bytes, event });
    this.#end += bytes.length;
    this.#keptBytes += bytes.length;
    while (this.#keptBytes > KEPT_BYTES_MAX && this.#chunks.length > 1)
      this.#keptBytes -= this.#chunks.shift()?.bytes.length ?? 0;
  }

  /** Numbers of the events that carried the bytes from `start` up to `end`. */
  eventsOf(start: number, end: number): number[] {
    return this.#between(start, end).map(({ event }) => event);
  }

  /** The bytes from `start` on, less the stretches of `without`; with their events. */
  since(
    start: number,
    without: readonly { readonly start: number; readonly end: number }[],
  ): { bytes: Bytes; events: number[] } {
    const parts: Bytes[] = [];
    const events: number[] = [];
    for (const chunk of this.#between(start, this.#end)) {
      const kept = keepOutside(chunk, start, without);
      if (kept.length > 0) {
        parts.push(kept);
        events.push(chunk.event);
      }
    }
    return { bytes: concatBytes(parts), events };
  }

  #between(start: number, end: number): Chunk[] {
    let first = this.#chunks.length;
    while (first > 0 && endOf(this.#chunks[first - 1] as Chunk) > start) first -= 1;
    return this.#chunks.slice(first).filter((chunk) => chunk.start < end);
  }
}

function endOf(chunk: Chunk): number {
  return chunk.start + chunk.bytes.length;
}

function keepOutside(
  chunk: Chunk,
  start: number,
  without: readonly { readonly start: number; readonly end: number }[],
): Bytes {
  const isCut =
    chunk.start < start ||
    without.some((stretch) => stretch.start < endOf(chunk) && stretch.end > chunk.start);
  if (!isCut) return chunk.bytes;
  return chunk.bytes.filter((_, index) => {
    const offset = chunk.start + index;
    return offset >= start && !without.some((stretch) => offset >= stretch.start && offset < stretch.end);
  });
}
