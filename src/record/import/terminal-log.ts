/**
 * Log files of terminal programs: what the module sent, and nothing of what was sent to it but its echo.
 *
 * picocom (`--logfile`) writes every byte as it came. minicom (`-C`) writes what its screen shows: no carriage return and no
 * other control byte, and in front of each line the time where that is switched on (Ctrl-A N).
 */
import { type Bytes, decodeLatin1 } from '../../base/bytes.ts';
import { countPrompts, findEchoedLines } from './echo.ts';
import type { Reading, Traffic } from './traffic.ts';

/** Is this what minicom writes rather than picocom: lines with the time, or line feeds alone? One character a byte. */
export function looksLikeMinicom(text: string): boolean {
  return (
    /^\[(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})?|\d{1,9}\.\d{3})\] /m.test(text) ||
    (text.includes('\n') && !text.includes('\r\n'))
  );
}

/** `bytes` of a picocom log. */
export function readPicocomLog(bytes: Bytes): Reading {
  return readLog(decodeLatin1(bytes), null, ['the log has no times: everything stands at 0 ms']);
}

/** `bytes` of a minicom capture file. */
export function readMinicomLog(bytes: Bytes): Reading {
  const lines = readStampedLines(decodeLatin1(bytes));
  const isStamped = lines.some(({ stampedMs }) => stampedMs !== null);
  const remarks = [
    'minicom leaves carriage returns and other control bytes out: CR was put back before each line feed, the others are lost; picocom --logfile keeps every byte',
    ...(isStamped ? [] : ['the log has no times: everything stands at 0 ms']),
  ];
  // minicom shows no more of the end of a last line than of any other.
  const log = lines.map(({ text, isEnded }) => (isEnded ? `${text}\r\n` : text)).join('');
  return readLog(log, isStamped ? new LineTimes(lines) : null, remarks);
}

/** One character a byte. */
function readLog(log: string, times: LineTimes | null, remarks: readonly string[]): Reading {
  const echoed = findEchoedLines(log);
  const startedAt = times?.startedAt ?? null;
  if (echoed.length === 0) {
    const message =
      'expected at least one echoed command line such as AT, got none: what was sent cannot be known';
    return { traffic: [], faults: [{ line: 1, message }], remarks, startedAt };
  }
  const traffic: Traffic[] = [];
  const take = (direction: Traffic['direction'], text: string, line: number, atMs: number) => {
    if (text !== '')
      traffic.push({ direction, bytes: Buffer.from(text, 'latin1'), atMs, channel: null, line });
  };
  let line = 1;
  let offset = 0;
  for (const [index, { start, sent }] of [{ start: 0, sent: '' }, ...echoed].entries()) {
    line += countLines(log, offset, start);
    offset = start;
    const atMs = times?.at(line) ?? 0;
    take('tx', sent, line, atMs);
    take('rx', log.slice(start, echoed[index]?.start), line, atMs);
  }
  const prompts = countPrompts(log);
  const ofPrompts =
    prompts === 0
      ? []
      : [
          `${prompts === 1 ? 'a prompt asks' : `${prompts} prompts ask`} for data: what was entered behind it is not in the log`,
        ];
  const ofSent = `what was sent is known by its echo alone: ${echoed.length} command ${echoed.length === 1 ? 'line' : 'lines'}`;
  return { traffic, faults: [], remarks: [ofSent, ...remarks, ...ofPrompts], startedAt };
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (
    let offset = text.indexOf('\n', from);
    offset >= 0 && offset < to;
    offset = text.indexOf('\n', offset + 1)
  )
    count += 1;
  return count;
}

interface StampedLine {
  readonly text: string;
  readonly isEnded: boolean;
  /** In ms on the wall or since the line before, or null where the line has no stamp. */
  readonly stampedMs: number | null;
  readonly isRelative: boolean;
}

/** `[2026-11-24 00:59:21] `, the same with ms, or the seconds since the line before: `[1.204] `. */
const STAMP = /^\[(?:(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d{3})?|(\d{1,9}\.\d{3}))\] /;
/** With a stamp every second minicom writes it on a line of its own, without its end. */
const LONE_STAMP = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\]?\r?$/;

function readStampedLines(text: string): StampedLine[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index): StampedLine[] => {
    const isEnded = index < lines.length - 1;
    if (LONE_STAMP.test(line) || (line === '' && !isEnded)) return [];
    const stamp = STAMP.exec(line);
    const rest = line.slice(stamp?.[0].length ?? 0).replace(/\r$/, '');
    if (stamp === null) return [{ text: rest, isEnded, stampedMs: null, isRelative: false }];
    const [, year, month, day, hour, minute, second, fraction = '0', sinceSeconds] = stamp;
    if (sinceSeconds !== undefined)
      return [{ text: rest, isEnded, stampedMs: Number(sinceSeconds) * 1000, isRelative: true }];
    const dateMs = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    );
    return [{ text: rest, isEnded, stampedMs: dateMs + Number(fraction) * 1000, isRelative: false }];
  });
}

/** The times of lines in ms since the first, by their number; a line without a stamp has that of the one before. */
class LineTimes {
  readonly startedAt: string | null;
  readonly #timesMs: readonly number[];

  constructor(lines: readonly StampedLine[]) {
    const first =
      lines.find(({ stampedMs, isRelative }) => stampedMs !== null && !isRelative)?.stampedMs ?? null;
    this.startedAt = first === null ? null : new Date(first).toISOString();
    let lastMs = 0;
    this.#timesMs = lines.map(({ stampedMs, isRelative }) => {
      if (stampedMs !== null)
        lastMs = isRelative ? lastMs + stampedMs : Math.max(lastMs, stampedMs - (first ?? stampedMs));
      return lastMs;
    });
  }

  /** `line` from 1. */
  at(line: number): number {
    return this.#timesMs[line - 1] ?? 0;
  }
}
