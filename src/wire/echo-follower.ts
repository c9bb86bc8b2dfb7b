/** Follows what was sent as it comes back, byte for byte. */
import { type Bytes, concatBytes } from '../base/bytes.ts';

/**
 * partial: the byte goes on with the echo. exact: it was the echo's last. cut-short: the line came back, and then something
 * else than its line end. other: it belongs to no echo.
 */
export type EchoStep = 'partial' | 'exact' | 'cut-short' | 'other';

export class EchoFollower {
  /** Lines sent and not echoed yet. */
  #pending: { readonly text: Bytes; readonly terminatorLength: number }[] = [];
  #matched = 0;

  /** Bytes of the echo that stand in the line so far. */
  get matched(): number {
    return this.#matched;
  }

  expect(text: Bytes, terminatorLength: number): void {
    this.#pending.push({ text, terminatorLength });
  }

  /** `lineEnd` follows the last line sent, and comes back with it where that is not echoed yet. */
  complete(lineEnd: Bytes): void {
    const line = this.#pending.pop();
    if (line === undefined) return;
    const terminatorLength = line.terminatorLength + lineEnd.length;
    this.#pending.push({ text: concatBytes([line.text, lineEnd]), terminatorLength });
  }

  /** Nothing sent before will be echoed any more. */
  forget(): void {
    this.#pending = [];
    this.#matched = 0;
  }

  /** `lineLength` bytes stand unended in the line; an echo begins only at its start. */
  follow(byte: number, lineLength: number): EchoStep {
    const line = this.#pending[0];
    if (line === undefined || lineLength !== this.#matched) return 'other';
    if (line.text[this.#matched] === byte) {
      this.#matched += 1;
      return this.#matched === line.text.length ? this.#finish('exact') : 'partial';
    }
    const isLineBack = this.#matched > 0 && this.#matched >= line.text.length - line.terminatorLength;
    if (isLineBack) return this.#finish('cut-short');
    this.#matched = 0;
    return 'other';
  }

  #finish(step: 'exact' | 'cut-short'): EchoStep {
    this.#pending.shift();
    this.#matched = 0;
    return step;
  }
}
