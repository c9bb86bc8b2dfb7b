/**
 * Dumps of `socat -v` and `-x`, which stand on its standard error: a head for each transfer, then its bytes as hex, as text, or both.
 *
 * Source: socat(1), options -v and -x, and what socat 1.7.4 writes. Its time has nine digits behind the point that are
 * microseconds with three zeros before them, not nanoseconds.
 */
import { type Bytes, decodeLatin1 } from '../../base/bytes.ts';
import { type Direction, FaultList, quote, type Reading, type Traffic } from './traffic.ts';

/** `> 2026/11/24 00:53:34.000265485  length=4 from=0 to=3`. */
const HEAD =
  /([<>]) (\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{1,9}) {2}length=(\d{1,9}) from=\d+ to=\d+\r?\n/y;
/** What socat says of itself with -d, between transfers. */
const NOTICE = /\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? socat\[\d+\] [^\n]*(?:\n|$)/y;
const HEX_LINE = /((?: [0-9a-f]{2})+)(?: {2}[^\n]*)?\r?(?:\n|$)/y;
const RULE = /--\r?(?:\n|$)/y;

/** Does `text` begin as a dump does, with a head or with a notice? */
export function looksLikeSocat(text: string): boolean {
  return matchAt(HEAD, text, 0) !== null || matchAt(NOTICE, text, 0) !== null;
}

interface Block {
  readonly mark: string;
  readonly dateMs: number;
  readonly fraction: string;
  readonly bytes: Bytes;
  readonly line: number;
}

/** `text`: the dump with one character a byte. A last transfer that is cut short is left out and told. */
export function readSocat(text: string): Reading {
  const faults = new FaultList();
  const remarks: string[] = [];
  const { blocks, hasTextOnly } = readBlocks(text, faults, remarks);
  if (hasTextOnly)
    remarks.push(
      'without -x socat shows every byte that is not printable as a dot: dots may stand for other bytes, record with -x -v',
    );
  const sentMark = findSentMark(blocks);
  if (sentMark === '<')
    remarks.push('the module is the first address of socat: < was taken for sent, > for received');
  const toMs = readFraction(blocks);
  const startMs = blocks.length === 0 ? 0 : toMs(blocks[0] as Block);
  let lastMs = 0;
  const traffic = blocks.map(({ mark, bytes, line }, index): Traffic => {
    // A clock that was set back in the middle does not make what follows happen earlier.
    lastMs = Math.max(lastMs, Math.round((toMs(blocks[index] as Block) - startMs) * 1000) / 1000);
    const direction: Direction = mark === sentMark ? 'tx' : 'rx';
    return { direction, bytes, atMs: lastMs, channel: null, line };
  });
  return { traffic, faults: faults.list, remarks, startedAt: toDate(startMs) };
}

function readBlocks(
  text: string,
  faults: FaultList,
  remarks: string[],
): { blocks: Block[]; hasTextOnly: boolean } {
  const blocks: Block[] = [];
  const lines = new LineCounter(text);
  let hasTextOnly = false;
  let offset = 0;
  while (offset < text.length && !faults.isFull) {
    const head = matchAt(HEAD, text, offset);
    if (head === null) {
      const skipped =
        matchAt(RULE, text, offset) ?? matchAt(NOTICE, text, offset) ?? matchAt(/\r?\n/y, text, offset);
      if (skipped !== null) {
        offset += skipped[0].length;
        continue;
      }
      const line = lineAt(text, offset);
      const isTorn = offset + line.length === text.length && blocks.length > 0;
      if (isTorn)
        remarks.push(`line ${lines.at(offset)} is torn and was left out: socat was stopped while it wrote`);
      else
        faults.add(
          lines.at(offset),
          `expected the head of a transfer such as "> 2026/01/31 12:00:00.000000  length=4 from=0 to=3", got ${quote(line)}`,
        );
      offset += line.length + 1;
      continue;
    }
    const length = Number(head[9]);
    const start = offset + head[0].length;
    const data = readHex(text, start, length) ?? readText(text, start, length);
    if (data === null) {
      const isTorn = nextHead(text, start) < 0 && blocks.length > 0;
      if (isTorn)
        remarks.push(
          `the transfer on line ${lines.at(offset)} is cut short and was left out: socat was stopped while it wrote`,
        );
      else faults.add(lines.at(offset), `expected ${length} bytes behind the head, got fewer or more`);
      const next = nextHead(text, start);
      offset = next < 0 ? text.length : next;
      continue;
    }
    if (data.isText) hasTextOnly = true;
    if (length > 0) blocks.push(readHead(head, data.bytes, lines.at(offset)));
    offset = data.end;
  }
  return { blocks, hasTextOnly };
}

function readHead(head: RegExpExecArray, bytes: Bytes, line: number): Block {
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
  readonly isText: boolean;
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
  return { bytes: Buffer.from(parts.join(''), 'hex'), end: offset, isText: false };
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
  return isEnded ? { bytes, end: offset, isText: true } : null;
}

/** The direction of the first transfer that begins a command line; an echo of it comes later. */
function findSentMark(blocks: readonly Block[]): string {
  const first = blocks.find(({ bytes }) => /^at/i.test(decodeLatin1(bytes.subarray(0, 2))));
  return first?.mark ?? '>';
}

/** How the digits behind the point count: as nanoseconds only where some of them need it. */
function readFraction(blocks: readonly Block[]): (block: Block) => number {
  const isPadded = blocks.every(({ fraction }) => fraction.length === 9 && fraction.startsWith('000'));
  return ({ dateMs, fraction }) =>
    dateMs + (isPadded ? Number(fraction) / 1e3 : Number(`0.${fraction}`) * 1e3);
}

function toDate(ms: number): string | null {
  return Number.isFinite(ms) && ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : null;
}

function matchAt(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(text);
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end);
}

/** Where the next head stands at the start of a line, or -1. */
function nextHead(text: string, from: number): number {
  for (let offset = text.indexOf('\n', from); offset >= 0; offset = text.indexOf('\n', offset + 1))
    if (matchAt(HEAD, text, offset + 1) !== null) return offset + 1;
  return -1;
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
