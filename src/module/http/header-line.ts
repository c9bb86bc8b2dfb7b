/** A request header line as text, one character a byte (latin1). */

export interface HeaderLine {
  /** What stands before the first colon, as given. */
  readonly key: string;
  /** The whole line as given, without line end. */
  readonly text: string;
}

/** Bytes that end a line or a C string: with them inside, a header could bring a second one into the request. */
const UNSAFE = /[\r\n\0]/;

/** Reads `key: value`; null without a colon, with an empty key, or with CR, LF or NUL inside. */
export function parseHeaderLine(text: string): HeaderLine | null {
  const colon = text.indexOf(':');
  return colon < 1 || UNSAFE.test(text) ? null : { key: text.slice(0, colon), text };
}

/** Whether two keys name the same header of a request, where case does not count (RFC 9110, 5.1). */
export function isSameKey(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

/** `lines` with `added` in the place of the line with the same key, or behind them all. */
export function putHeader(
  lines: readonly HeaderLine[],
  added: HeaderLine,
  isSame: (left: string, right: string) => boolean = isSameKey,
): readonly HeaderLine[] {
  const index = lines.findIndex((line) => isSame(line.key, added.key));
  return index === -1 ? [...lines, added] : lines.with(index, added);
}
