/** Chance as a parameter: the same seed gives the same numbers and bytes on every machine. */
import { createHash } from 'node:crypto';
import type { Bytes } from './bytes.ts';

export interface Random {
  /** A whole number from 0 up to but not including `bound` (1 to 2^32). */
  nextBelow(bound: number): number;
  /** `length` bytes. */
  bytes(length: number): Bytes;
}

/** A generator (xoshiro128**) whose state is the SHA-256 of `seed`. */
export function createRandom(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  const state = Uint32Array.of(
    digest.readUInt32LE(0),
    digest.readUInt32LE(4),
    digest.readUInt32LE(8),
    digest.readUInt32LE(12),
  );
  const rotate = (value: number, by: number) => ((value << by) | (value >>> (32 - by))) >>> 0;
  function next(): number {
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
    const result = Math.imul(rotate(Math.imul(s1, 5) >>> 0, 7), 9) >>> 0;
    const t2 = s2 ^ s0;
    const t3 = s3 ^ s1;
    state[1] = s1 ^ t2;
    state[0] = s0 ^ t3;
    state[2] = t2 ^ (s1 << 9);
    state[3] = rotate(t3 >>> 0, 11);
    return result;
  }
  return {
    nextBelow: (bound) => Math.floor((next() / 2 ** 32) * bound),
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let offset = 0; offset < length; offset += 4) {
        const word = next();
        for (let byte = 0; byte < 4 && offset + byte < length; byte += 1)
          bytes[offset + byte] = (word >>> (8 * byte)) & 0xff;
      }
      return bytes;
    },
  };
}

/** The body that `seed` names: whoever knows seed and length knows every byte, so evidence need not carry it. */
export function seededBytes(seed: string, length: number): Bytes {
  return createRandom(seed).bytes(length);
}
