/** Bytes as events carry them: readable where they are text, base64 where they are not, by name where a seed made them. */
import { type Bytes, equalBytes, escapeBytes, sha256Hex, unescapeBytes } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import type { RecordedBytes } from './event.ts';

/** Seeded bodies shorter than this are written out: they are quicker read than looked up. */
export const SEEDED_BYTES_MIN = 1024;

/** Above this share of bytes that are not text the escapes (four characters a byte) are longer than base64, and no easier to read. */
const NOT_TEXT_SHARE_MAX = 1 / 3;

/** Printable ASCII, tab, line feed, carriage return. */
function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function countNotText(bytes: Bytes): number {
  let count = 0;
  for (const byte of bytes) if (!isTextByte(byte)) count += 1;
  return count;
}

/** Is `bytes` the body that `seed` names? A body sent short or with a surplus at its front is not. */
function isSeeded(bytes: Bytes, seed: string): boolean {
  return bytes.length >= SEEDED_BYTES_MIN && equalBytes(bytes, seededBytes(seed, bytes.length));
}

/**
 * `bytes` for an event. `seededAs` is the seed they may have been made from: a body of at least SEEDED_BYTES_MIN
 * that really is the beginning of that seed's bytes is kept by name, every other one by value.
 */
export function encodeRecordedBytes(bytes: Bytes, seededAs?: string): RecordedBytes {
  if (seededAs !== undefined && isSeeded(bytes, seededAs))
    return { seed: seededAs, length: bytes.length, sha256: sha256Hex(bytes) };
  if (countNotText(bytes) <= bytes.length * NOT_TEXT_SHARE_MAX) return { text: escapeBytes(bytes) };
  return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') };
}

/** The bytes that were recorded, byte for byte. */
export function decodeRecordedBytes(recorded: RecordedBytes): Bytes {
  if ('text' in recorded) return unescapeBytes(recorded.text);
  if ('base64' in recorded) return Buffer.from(recorded.base64, 'base64');
  return seededBytes(recorded.seed, recorded.length);
}

/** How many bytes were recorded. */
export function countRecordedBytes(recorded: RecordedBytes): number {
  return 'seed' in recorded ? recorded.length : decodeRecordedBytes(recorded).length;
}

/** Does a body kept by name still have the hash it had? True for bytes kept by value. */
export function holdsItsHash(recorded: RecordedBytes): boolean {
  return !('seed' in recorded) || sha256Hex(decodeRecordedBytes(recorded)) === recorded.sha256;
}

/** Characters of a row of text before the rest is only counted. */
const TEXT_LENGTH_MAX = 240;

/** `recorded` on one line for people, CR and LF visible; long ones end in how many bytes there are in all. */
export function describeRecordedBytes(recorded: RecordedBytes): string {
  if ('seed' in recorded) return `${recorded.length} bytes of the seed "${recorded.seed}"`;
  const bytes = decodeRecordedBytes(recorded);
  return describeBytes(bytes, bytes.length);
}

/** The same for bytes of which only the first `bytes` out of `total` are at hand. */
export function describeBytes(bytes: Bytes, total: number): string {
  const text = escapeWithin(bytes, TEXT_LENGTH_MAX);
  return text.shown === total ? text.text : `${text.text}… (${total} bytes)`;
}

/** As many of the first bytes as fit into `lengthMax` characters without cutting an escape in two. */
function escapeWithin(bytes: Bytes, lengthMax: number): { readonly text: string; readonly shown: number } {
  let text = '';
  let shown = 0;
  for (const byte of bytes) {
    const escaped = escapeBytes(Uint8Array.of(byte));
    if (text.length + escaped.length > lengthMax) break;
    text += escaped;
    shown += 1;
  }
  return { text, shown };
}
