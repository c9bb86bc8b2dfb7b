/**
 * Dumps of `socat -v` and `-x`: which direction was sent, and when.
 *
 * Source: socat(1), options -v and -x, and what socat 1.7.4 writes. Its time has nine digits behind the point that are
 * microseconds with three zeros before them, not nanoseconds.
 */
import { decodeLatin1 } from '../../base/bytes.ts';
import { readTransfers, type Transfer } from './socat-transfer.ts';
import { type Direction, FaultList, type Reading, type Traffic } from './traffic.ts';

/** `text`: the dump with one character a byte. A last transfer that is cut short is left out and told. */
export function readSocat(text: string): Reading {
  const faults = new FaultList();
  const remarks: string[] = [];
  const { transfers, isText } = readTransfers(text, faults, remarks);
  if (isText)
    remarks.push(
      'without -x socat shows every byte that is not printable as a dot: dots may stand for other bytes, record with -x -v',
    );
  const sentMark = findSentMark(transfers);
  if (sentMark === '<')
    remarks.push('the module is the first address of socat: < was taken for sent, > for received');
  const toMs = readFraction(transfers);
  const startMs = transfers.length === 0 ? 0 : toMs(transfers[0] as Transfer);
  let lastMs = 0;
  const traffic = transfers.map(({ mark, bytes, line }, index): Traffic => {
    // A clock that was set back in the middle does not make what follows happen earlier.
    lastMs = Math.max(lastMs, Math.round((toMs(transfers[index] as Transfer) - startMs) * 1000) / 1000);
    const direction: Direction = mark === sentMark ? 'tx' : 'rx';
    return { direction, bytes, atMs: lastMs, channel: null, line };
  });
  return { traffic, faults: faults.list, remarks, startedAt: toDate(startMs) };
}

/** As far as the first command line is looked for. */
const SEARCHED_BYTES_MAX = 64 * 1024;

/** The direction in which a command line begins first, also one typed key by key; its echo comes later. */
function findSentMark(transfers: readonly Transfer[]): string {
  const backward = findCommandTransfer(transfers, '<');
  return backward !== null && backward < (findCommandTransfer(transfers, '>') ?? transfers.length)
    ? '<'
    : '>';
}

/** Index of the transfer with the first byte of the first command line in the direction of `mark`, or null. */
function findCommandTransfer(transfers: readonly Transfer[], mark: string): number | null {
  let text = '';
  const starts: (readonly [offset: number, index: number])[] = [];
  for (const [index, transfer] of transfers.entries()) {
    if (transfer.mark !== mark) continue;
    starts.push([text.length, index]);
    text += decodeLatin1(transfer.bytes);
    if (text.length > SEARCHED_BYTES_MAX) break;
  }
  const offset = text.search(/(?<![^\r\n])at/i);
  return offset < 0 ? null : (starts.findLast(([start]) => start <= offset)?.[1] ?? null);
}

/** How the digits behind the point count: as nanoseconds only where some of them need it. */
function readFraction(transfers: readonly Transfer[]): (transfer: Transfer) => number {
  const isPadded = transfers.every(({ fraction }) => fraction.length === 9 && fraction.startsWith('000'));
  return ({ dateMs, fraction }) =>
    dateMs + (isPadded ? Number(fraction) / 1e3 : Number(`0.${fraction}`) * 1e3);
}

function toDate(ms: number): string | null {
  return Number.isFinite(ms) && ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : null;
}
