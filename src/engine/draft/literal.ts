/** Literals of a recording as a scenario writes them: addresses become variables, everything else stands for itself. */
import { type Bytes, decodeText, encodeText, equalBytes } from '../../base/bytes.ts';
import type { RawPattern } from '../../scenario/scenarios.generated.ts';

/** What the bench gives values to and a recording names (run/bench): not the seed, which any number may equal. */
const ADDRESSES: readonly string[] = ['origin', 'origin_https', 'closed', 'origin_host'];
/** A shorter value stands in texts by chance. */
const VALUE_LENGTH_MIN = 4;
/** A longer line is compared by its beginning. */
const TEXT_LENGTH_MAX = 400;

export class Literals {
  readonly #names = new Map<string, string>();
  readonly #values: RegExp | null;

  /** `variables`: those of the transcript's header. */
  constructor(variables: Readonly<Record<string, string>>) {
    for (const name of ADDRESSES) {
      const value = variables[name] ?? '';
      if (value.length >= VALUE_LENGTH_MIN && !this.#names.has(value)) this.#names.set(value, name);
    }
    const longestFirst = [...this.#names.keys()].sort((left, right) => right.length - left.length);
    this.#values =
      longestFirst.length === 0 ? null : new RegExp(longestFirst.map(escapeExpression).join('|'), 'g');
  }

  /** `text` with its addresses as `${name}`; null where it holds `${` of its own, which a scenario cannot write. */
  write(text: string): string | null {
    if (text.includes('${')) return null;
    if (this.#values === null) return text;
    return text.replace(this.#values, (value) => `\${${this.#names.get(value)}}`);
  }

  /** A pattern that `text` fits: the text itself, or an expression where it is too long or cannot be written. */
  writePattern(text: string): RawPattern {
    const written = text.length > TEXT_LENGTH_MAX ? null : this.write(text);
    if (written !== null) return written;
    const start = escapeExpression(text.slice(0, TEXT_LENGTH_MAX));
    return { matches: text.length > TEXT_LENGTH_MAX ? `${start}.*` : start };
  }

  /** Bytes as a scenario's source: as text where they are text, otherwise as hex, or base64 where they are many. */
  writeBytes(
    bytes: Bytes,
  ): string | { readonly text: string } | { readonly hex: string } | { readonly base64: string } {
    const text = decodeText(bytes);
    const isText = equalBytes(encodeText(text), bytes) && !/[\x00-\x08\x0e-\x1f\x7f]/.test(text);
    const written = isText ? this.write(text) : null;
    if (written !== null) return written;
    const buffer = Buffer.from(bytes);
    return bytes.length <= HEX_BYTES_MAX
      ? { hex: buffer.toString('hex') }
      : { base64: buffer.toString('base64') };
  }
}

/** As many bytes as somebody reads in hex. */
const HEX_BYTES_MAX = 64;

/** `text` as an expression that matches it alone. `$` and `{` never stand side by side in it, so it names no variable. */
function escapeExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
