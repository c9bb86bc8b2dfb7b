/** The hash by which a recorded step is recognised: what it does, not where it stands. */
import { encodeText, sha256Hex } from '../base/bytes.ts';
import type { Step } from '../scenario/step.ts';

/** SHA-256 of a resolved step without its place and words. */
export function hashStep(step: Step): string {
  const { place: _place, text: _text, ...content } = step;
  const plain = (_key: string, value: unknown) => (value instanceof Uint8Array ? [...value] : value);
  return sha256Hex(encodeText(JSON.stringify(content, plain)));
}
