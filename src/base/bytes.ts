/** Bytes as values: joining, comparing, hashing, and a readable text form that can be read back. */
import { createHash } from 'node:crypto';

export type Bytes = Uint8Array;

/** The bytes of `text` in UTF-8, which is what AT modules and HTTP bodies carry here. */
export function encodeText(text: string): Bytes {
  return Buffer.from(text, 'utf8');
}

/** `bytes` as text, one character a byte (latin1), so that offsets in the text are offsets in the bytes. */
export function decodeLatin1(bytes: Bytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** `bytes` as UTF-8 text; malformed sequences become U+FFFD. */
export function decodeText(bytes: Bytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

export function concatBytes(parts: readonly Bytes[]): Bytes {
  return Buffer.concat(parts);
}

export function equalBytes(left: Bytes, right: Bytes): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}

/** Offset of the first difference, or -1 where both are equal. A shorter value differs at its end. */
export function firstDifference(left: Bytes, right: Bytes): number {
  const shared = Math.min(left.length, right.length);
  for (let offset = 0; offset < shared; offset += 1) if (left[offset] !== right[offset]) return offset;
  return left.length === right.length ? -1 : shared;
}

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export function sha256Hex(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const NAMED_ESCAPES: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

/** `bytes` as printable ASCII: `\r \n \t \\` by name, every other byte outside 0x20..0x7e as `\xhh`. */
export function escapeBytes(bytes: Bytes): string {
  let text = '';
  for (const byte of bytes) {
    const named = NAMED_ESCAPES[byte];
    if (named !== undefined) text += named;
    else if (byte >= 0x20 && byte <= 0x7e) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([rnt0\\"']))/g;
const UNESCAPED: Readonly<Record<string, string>> = {
  r: '\r',
  n: '\n',
  t: '\t',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/**
 * The bytes that `text` names: `\r \n \t \0 \\ \" \'` and `\xhh` are escapes, every other character
 * stands for its UTF-8 bytes. Reads back what `escapeBytes` wrote, byte for byte.
 */
export function unescapeBytes(text: string): Bytes {
  const parts: Bytes[] = [];
  let last = 0;
  for (const match of text.matchAll(ESCAPE)) {
    parts.push(encodeText(text.slice(last, match.index)));
    const [whole, hex, name] = match;
    parts.push(
      hex !== undefined
        ? Uint8Array.of(Number.parseInt(hex, 16))
        : encodeText(UNESCAPED[name ?? ''] ?? whole),
    );
    last = match.index + whole.length;
  }
  parts.push(encodeText(text.slice(last)));
  return concatBytes(parts);
}
