/** Hashes by which steps are recognised again: what they do, not where they stand. */
import { encodeText, sha256Hex } from '../base/bytes.ts';
import type { Step } from '../scenario/step.ts';

/** SHA-256 of a resolved step without its place and words. */
export function hashStep(step: Step): string {
  return hash(contentOf(step));
}

/** SHA-256 of the steps of a scenario as they are planned. */
export function hashSteps(steps: readonly Step[]): string {
  return hash(steps.map(contentOf));
}

function contentOf({ place: _place, text: _text, ...content }: Step): object {
  return content;
}

function hash(content: object): string {
  const plain = (_key: string, value: unknown) => (value instanceof Uint8Array ? [...value] : value);
  return sha256Hex(encodeText(JSON.stringify(content, plain)));
}
