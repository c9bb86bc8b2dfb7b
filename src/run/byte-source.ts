/** The bytes that a resolved byte source names. */
import { type Bytes, concatBytes, encodeText } from '../base/bytes.ts';
import { assertNever } from '../base/invariant.ts';
import { seededBytes } from '../base/random.ts';
import { toCount } from '../engine/pattern.ts';
import type { ByteSource } from '../scenario/step.ts';

/** Legal in a URL, without meaning in one, and each stretch of ten unlike the next, so that a lost byte shows. */
const FILL_PATTERN = 'abcdefghij0123456789ABCDEFGHIJ-._~klmnopqrstuvwxyz';

/** A scenario asks for bytes that cannot be made: its author's mistake, told as an error of the bench. */
export class ByteSourceError extends Error {
  override readonly name = 'ByteSourceError';
}

/** `readFile` opens paths from the project's root and throws where it cannot. */
export function makeBytes(source: ByteSource, readFile: (path: string) => Bytes): Bytes {
  switch (source.kind) {
    case 'text':
      return encodeText(source.text);
    case 'hex':
      return readHex(source.hex);
    case 'base64':
      return Buffer.from(source.base64, 'base64');
    case 'file':
      return readFile(source.path);
    case 'repeat':
      return fillUp(new Uint8Array(), encodeText(source.text), toCount(source.bytes));
    case 'fill':
      return fillUp(encodeText(source.start), encodeText(FILL_PATTERN), toCount(source.bytes));
    case 'random':
      return seededBytes(source.seed, toCount(source.bytes));
    default:
      return assertNever(source, 'byte source');
  }
}

function readHex(text: string): Bytes {
  const digits = text.replace(/\s/g, '');
  if (!/^([0-9a-fA-F]{2})*$/.test(digits))
    throw new ByteSourceError(`hex needs pairs of hexadecimal digits, not "${text}"`);
  return Buffer.from(digits, 'hex');
}

function fillUp(start: Bytes, pattern: Bytes, bytes: number): Bytes {
  if (start.length > bytes)
    throw new ByteSourceError(`a text of ${start.length} bytes cannot be filled up to ${bytes}`);
  if (pattern.length === 0) throw new ByteSourceError('an empty text cannot be repeated');
  const whole = Math.ceil((bytes - start.length) / pattern.length);
  return concatBytes([start, ...Array.from({ length: whole }, () => pattern)]).subarray(0, bytes);
}
