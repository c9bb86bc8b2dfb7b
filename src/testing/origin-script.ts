/** Scripted answers for tests: a plain 200 with a text, and what the test changes of it. */
import { encodeText } from '../base/bytes.ts';
import type { OriginScript } from '../origin/origin.ts';

export function makeScript(text: string, given: Partial<OriginScript> = {}): OriginScript {
  return {
    method: null,
    path: null,
    status: 200,
    reason: null,
    headers: [],
    body: { kind: 'bytes', bytes: encodeText(text) },
    framing: 'length',
    chunkBytes: null,
    claimedBytes: null,
    delayMs: 0,
    trickle: null,
    stall: 'none',
    end: 'normal',
    atBytes: null,
    times: 1,
    ...given,
  };
}
