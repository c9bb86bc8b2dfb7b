/** Garbage for a port: bytes that are no command. What it may not be is decided here too. */
import * as fc from 'fast-check';
import { type Bytes, decodeLatin1, encodeText } from '../../base/bytes.ts';
import type { CommandSet } from '../../spec/model.ts';
import type { FuzzSpace } from './act.ts';

/** Longer than any command line may be, and still soon over at 9600 baud. */
const OVERLONG_BYTES_MAX = 600;
const RANDOM_BYTES_MAX = 64;

/**
 * LF and CR end a line. BS and DEL edit it (V.250 5.2.2, S5), so that no echo could be exact. XON and XOFF are flow control
 * on some lines, and would stop a module that obeys them.
 */
const EXCLUDED: ReadonlySet<number> = new Set([0x08, 0x0a, 0x0d, 0x11, 0x13, 0x7f]);

/** What hosts send at the wrong time: payloads, answers of a module, escapes. */
const STRAY_TEXTS = [
  'hello=world',
  '{"temperature":21.5}',
  'X-Case: 1',
  'http://192.168.1.2/file',
  '>',
  'OK',
  'SEND OK',
  '+++',
  'GET / HTTP/1.1',
  '\\,"\\',
];

export function drawGarbage({ context, lines }: FuzzSpace): fc.Arbitrary<Bytes> {
  const { set } = context;
  const random = fc.uint8Array({ minLength: 1, maxLength: RANDOM_BYTES_MAX });
  const controls = fc.uint8Array({ minLength: 1, maxLength: 16, min: 0, max: 0x1f });
  const overlong = fc
    .integer({ min: set.lineBytesMax + 1, max: OVERLONG_BYTES_MAX })
    .map((bytes) => encodeText('x'.repeat(bytes)));
  const stray = fc.constantFrom(...STRAY_TEXTS).map(encodeText);
  const cut = fc
    .tuple(fc.constantFrom(...lines), fc.nat({ max: 40 }), fc.constantFrom('', ',', '1', ' ', '\\'))
    .map(([line, length, end]) => encodeText(line.slice(0, Math.max(3, length)) + end));
  return fc
    .oneof(random, controls, overlong, stray, cut)
    .map((bytes) => Uint8Array.from(bytes).filter((byte) => !EXCLUDED.has(byte)))
    .filter((bytes) => bytes.length > 0 && isHarmless(bytes, set));
}

/**
 * May `bytes` be sent to a module that nobody here has seen? Whatever could be read as a command must begin as one of the set's
 * that neither resets, restores nor writes flash. `A/` repeats the last command (V.250 5.2.4).
 */
export function isHarmless(bytes: Bytes, set: CommandSet): boolean {
  const text = decodeLatin1(bytes)
    .replace(/[^\x21-\x7e]/g, '')
    .toUpperCase();
  if (text.includes('A/')) return false;
  const starts = set.commands
    .filter(({ name, forms }) => name !== '' && forms.every(({ destructive }) => !destructive))
    .map(({ prefix, name }) => `${prefix}${name}`.toUpperCase());
  return [...text.matchAll(/AT/g)].every(({ index }) => {
    const rest = text.slice(index);
    return starts.some((start) => rest.startsWith(start) || (rest.length > 3 && start.startsWith(rest)));
  });
}
