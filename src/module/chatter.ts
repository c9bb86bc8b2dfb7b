/** A module to which something happens all the time: it tells of it at every place where an unsolicited code may stand. */
import { type Bytes, decodeLatin1 } from '../base/bytes.ts';
import type { Piece } from './conduct.ts';
import type { Firmware } from './firmware.ts';

/** Line ends behind which another information response begins; a line end inside counted data is followed by data. */
const BETWEEN_RESPONSES = /(?<=\r\n)(?=\+)/;
/** Between the OK and the prompt: real modules do put codes there. */
const BEFORE_PROMPT = /(?<=[^\r\n]\r\n)(?=(?:\r\n)?>)/;

/** `firmware` with the first code of its network in front of each part of an answer; the echo and the codes themselves have none. */
export function makeChatter(firmware: Firmware): Firmware {
  const { personality } = firmware;
  const { conduct, wire } = personality;
  const code: Piece = { kind: 'network', bytes: firstLine(wire.networkUp) };
  const transmit: typeof conduct.transmit = (pieces, send) =>
    conduct.transmit(
      pieces.flatMap((piece, index) => surround(piece, pieces[index - 1], pieces[index + 1], code)),
      send,
    );
  return { ...firmware, personality: { ...personality, conduct: { ...conduct, transmit } } };
}

function surround(piece: Piece, before: Piece | undefined, next: Piece | undefined, code: Piece): Piece[] {
  if (piece.kind === 'echo' || piece.kind === 'banner' || piece.kind === 'network') return [piece];
  const parts = splitPiece(piece, next);
  // A response that ends without a line end is ended by that of the next piece, and nothing may come between them.
  const isJoined = before?.kind === 'information' && !endsLine(before.bytes);
  return parts.flatMap((part, index) => (index === 0 && isJoined ? [part] : [code, part]));
}

/** Responses that stand before their final are lines; what comes by itself is counted data of a request, whatever it holds. */
function splitPiece(piece: Piece, next: Piece | undefined): Piece[] {
  if (piece.kind === 'prompt') return splitAt(piece, BEFORE_PROMPT);
  const isLines = piece.kind === 'information' && next?.kind === 'final';
  return isLines ? splitAt(piece, BETWEEN_RESPONSES) : [piece];
}

function splitAt({ kind, bytes }: Piece, boundary: RegExp): Piece[] {
  const texts = decodeLatin1(bytes).split(boundary);
  return texts.map((text) => ({ kind, bytes: Buffer.from(text, 'latin1') }));
}

function endsLine(bytes: Bytes): boolean {
  return bytes.at(-1) === 0x0a;
}

function firstLine(text: string): Bytes {
  return Buffer.from(text.slice(0, text.indexOf('\n') + 1), 'latin1');
}
