/** Shows to a person what a module sends, line by line, or as a dump of its bytes. */
import { type Bytes, concatBytes, escapeBytes } from '../base/bytes.ts';
import type { Clock, Timer } from '../base/clock.ts';

/** Half a line is shown as it is once nothing has followed for so long: a prompt ends no line. */
const PARTIAL_MS = 60;
const DUMP_BYTES = 16;
const LINE_FEED = 10;

export class ReceivedView {
  isHex = false;
  readonly #clock: Clock;
  readonly #print: (line: string) => void;
  #partial: Bytes = new Uint8Array();
  #timer: Timer | null = null;

  /** `print` takes lines without their ends. */
  constructor(clock: Clock, print: (line: string) => void) {
    this.#clock = clock;
    this.#print = print;
  }

  take(bytes: Bytes): void {
    this.#timer?.cancel();
    const all = concatBytes([this.#partial, bytes]);
    const end = this.isHex ? 0 : all.lastIndexOf(LINE_FEED) + 1;
    this.#show(all.subarray(0, end));
    this.#partial = all.subarray(end);
    if (this.#partial.length > 0) this.#timer = this.#clock.setTimer(PARTIAL_MS, () => this.flush());
  }

  /** Shows what ends no line. */
  flush(): void {
    this.#timer?.cancel();
    this.#show(this.#partial);
    this.#partial = new Uint8Array();
  }

  #show(bytes: Bytes): void {
    const lines = this.isHex ? dump(bytes) : listLines(bytes);
    for (const line of lines) this.#print(`← ${line}`);
  }
}

/** Without blank ones; what is no text is escaped. */
function listLines(bytes: Bytes): string[] {
  return escapeBytes(bytes)
    .split('\\n')
    .map((line) => line.replace(/(?:\\r)+$/, '').replace(/^(?:\\r)+/, ''))
    .filter((line) => line !== '');
}

/** `0010  4f 4b 0d 0a …  OK..` */
function dump(bytes: Bytes): string[] {
  return Array.from({ length: Math.ceil(bytes.length / DUMP_BYTES) }, (_, row) => {
    const part = bytes.subarray(row * DUMP_BYTES, (row + 1) * DUMP_BYTES);
    const offset = (row * DUMP_BYTES).toString(16).padStart(4, '0');
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...part]
      .map((byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '.'))
      .join('');
    return `${offset}  ${hex.padEnd(DUMP_BYTES * 3 - 1)}  ${text}`;
  });
}
