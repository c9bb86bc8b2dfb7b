/** The transfers in a dump of `socat -v` or `-x`: a head each, then the bytes as hex, as text, or both. */
import type { Bytes } from '../../base/bytes.ts';
import { type FaultList, quote } from './traffic.ts';

/** `> 2026/11/24 00:53:34.000265485  length=4 from=0 to=3`. */
const HEAD =
  /([<>]) (\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{1,9}) {2}length=(\d{1,9}) from=\d+ to=\d+\r?\n/y;
/** What socat says of itself with -d, between transfers. */
const NOTICE = /\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? socat\[\d+\] [^\n]*(?:\n|$)/y;
const HEX_LINE = /((?: [0-9a-f]{2})+)(?: {2}[^\n]*)?\r?(?:\n|$)/y;
const HEX_START = / [0-9a-f]{2}[ \r\n]/y;
const LINE_END = /\r?\n/y;
const RULE = /--\r?(?:\n|$)/y;

/** Does `text` begin as a dump does, with a head or with a notice? */
export function looksLikeSocat(text: string): boolean {
  return matchAt(HEAD, text, 0) !== null || matchAt(NOTICE, text, 0) !== null;
}

/** One transfer as the dump has it. */
export interface Transfer {
  /** `>` or `<`. */
  readonly mark: string;
  /** The whole seconds of its time as UTC, in ms since 1970. */
  readonly dateMs: number;
  /** The digits behind the point. */
  readonly fraction: string;
  readonly bytes: Bytes;
  /** Line of its head, from 1. */
  readonly line: number;
}

/** All transfers of `text` (one character a byte) that have bytes. `isText`: they stand there as text alone. */
export function readTransfers(
  text: string,
  faults: FaultList,
  remarks: string[],
): { readonly transfers: readonly Transfer[]; readonly isText: boolean } {
  const reader = new DumpReader(text, faults, remarks);
  while (!reader.isOver) reader.readNext();
  return { transfers: reader.transfers, isText: reader.isHex === false };
}

class DumpReader {
  readonly transfers: Transfer[] = [];
  /** One dump is of one kind throughout: its first transfer tells. */
  isHex: boolean | null = null;
  readonly #text: string;
  readonly #faults: FaultList;
  readonly #remarks: string[];
  readonly #lines: LineCounter;
  #offset = 0;

  constructor(text: string, faults: FaultList, remarks: string[]) {
    this.#text = text;
    this.#faults = faults;
    this.#remarks = remarks;
    this.#lines = new LineCounter(text);
  }

  get isOver(): boolean {
    return this.#offset >= this.#text.length || this.#faults.isFull;
  }

  readNext(): void {
    const head = matchAt(HEAD, this.#text, this.#offset);
    if (head !== null) this.#readTransfer(head);
    else this.#skipBetween();
  }

  #skipBetween(): void {
    const [text, offset] = [this.#text, this.#offset];
    const between =
      matchAt(RULE, text, offset) ?? matchAt(NOTICE, text, offset) ?? matchAt(LINE_END, text, offset);
    const line = lineAt(text, offset);
    this.#offset += between?.[0].length ?? line.length + 1;
    if (between !== null) return;
    const expected = 'the head of a transfer such as "> 2026/01/31 12:00:00.000000  length=4 from=0 to=3"';
    this.#tell(offset, offset + line.length === text.length, `expected ${expected}, got ${quote(line)}`);
  }

  #readTransfer(head: RegExpExecArray): void {
    const [text, offset] = [this.#text, this.#offset];
    const length = Number(head[9]);
    const start = offset + head[0].length;
    if (length > 0) this.isHex ??= matchAt(HEX_START, text, start) !== null;
    const data = this.isHex === true ? readHex(text, start, length) : readText(text, start, length);
    if (data !== null) {
      if (length > 0) this.transfers.push(makeTransfer(head, data.bytes, this.#lines.at(offset)));
      this.#offset = data.end;
      return;
    }
    const next = nextHead(text, start);
    this.#tell(offset, next === null, `expected ${length} bytes behind the head, got fewer or more`);
    this.#offset = next ?? text.length;
  }

  /** What stands at the very end of a dump was cut off when socat was stopped; anywhere else it is a fault. */
  #tell(offset: number, isLast: boolean, fault: string): void {
    const line = this.#lines.at(offset);
    if (isLast && this.transfers.length > 0)
      this.#remarks.push(
        `the transfer on line ${line} is cut short and was left out: socat was stopped while it wrote`,
      );
    else this.#faults.add(line, fault);
  }
}

function makeTransfer(head: RegExpExecArray, bytes: Bytes, line: number): Transfer {
  const [, mark = '', year, month, day, hour, minute, second, fraction = ''] = head;
  const dateMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return { mark, dateMs, fraction, bytes, line };
}

interface BlockData {
  readonly bytes: Bytes;
  readonly end: number;
}

/** Lines of hex from `start`, or null where they do not hold exactly `length` bytes. */
function readHex(text: string, start: number, length: number): BlockData | null {
  const parts: string[] = [];
  let count = 0;
  let offset = start;
  while (count < length) {
    const line = matchAt(HEX_LINE, text, offset);
    if (line === null) return null;
    const digits = (line[1] ?? '').replaceAll(' ', '');
    parts.push(digits);
    count += digits.length / 2;
    offset += line[0].length;
  }
  if (count !== length) return null;
  return { bytes: Buffer.from(parts.join(''), 'hex'), end: offset };
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '\\': 92 };

/** `length` bytes as text from `start`, or null where the file ends before. */
function readText(text: string, start: number, length: number): BlockData | null {
  // Every byte stands for itself or is an escape of two characters.
  if (text.length - start < length) return null;
  const bytes = new Uint8Array(length);
  let offset = start;
  for (let count = 0; count < length; count += 1) {
    if (offset >= text.length) return null;
    const escaped = text[offset] === '\\' ? ESCAPES[text[offset + 1] ?? ''] : undefined;
    bytes[count] = escaped ?? text.charCodeAt(offset);
    offset += escaped === undefined ? 1 : 2;
  }
  const isEnded =
    offset >= text.length ||
    text[offset - 1] === '\n' ||
    '<>-\n\r'.includes(text[offset] ?? '') ||
    matchAt(NOTICE, text, offset) !== null;
  return isEnded ? { bytes, end: offset } : null;
}

function matchAt(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(text);
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end);
}

/** Where the next head stands at the start of a line, or null. */
function nextHead(text: string, from: number): number | null {
  for (let offset = text.indexOf('\n', from); offset >= 0; offset = text.indexOf('\n', offset + 1))
    if (matchAt(HEAD, text, offset + 1) !== null) return offset + 1;
  return null;
}

/** Line numbers of rising offsets, each newline counted once. */
class LineCounter {
  readonly #text: string;
  #offset = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): number {
    for (
      let next = this.#text.indexOf('\n', this.#offset);
      next >= 0 && next < offset;
      next = this.#text.indexOf('\n', next + 1)
    ) {
      this.#line += 1;
      this.#offset = next + 1;
    }
    return this.#line;
  }
}
