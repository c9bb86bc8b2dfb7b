/** The head of a request as text: what its lines say, and what is wrong with them. Knows no socket and changes nothing. */
import { type Bytes, decodeLatin1, escapeBytes } from '../base/bytes.ts';

/** Longer bodies are refused: no module under test has so much to send, and the journal keeps every byte. */
export const BODY_BYTES_MAX = 64 * 1024 * 1024;

export interface RequestHead {
  /** Raw, up to and with the empty line. */
  readonly head: Bytes;
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** In order and case, one character a byte, without surrounding white space. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The client waits for `100 Continue` before its body. */
  readonly expectsContinue: boolean;
}

/** How the end of the body is found. Source: RFC 9112 section 6.3. */
export type BodyFraming = { readonly kind: 'length'; readonly bytes: number } | { readonly kind: 'chunked' };

/** defective: the request line can be read, so that the journal can name the request, but the rest cannot be trusted. */
export type HeadReading =
  | { readonly kind: 'sound'; readonly head: RequestHead; readonly framing: BodyFraming }
  | { readonly kind: 'defective'; readonly head: RequestHead; readonly defect: string }
  | { readonly kind: 'unreadable'; readonly defect: string };

/** A token character. Source: RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (.*) (HTTP\/[^ ]+)$/s;
const SHOWN_CHARACTERS_MAX = 80;

export function isTokenByte(byte: number): boolean {
  return TOKEN.test(String.fromCharCode(byte));
}

/** Reads a whole head. Lines may end in LF alone and empty lines may stand before the first, as RFC 9112 section 2.2 allows. */
export function readHead(head: Bytes): HeadReading {
  const lines = decodeLatin1(head)
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const first = lines.findIndex((line) => line !== '');
  const requestLine = lines[first] ?? '';
  const match = REQUEST_LINE.exec(requestLine);
  if (match === null) return { kind: 'unreadable', defect: `the request line is ${showLine(requestLine)}` };
  const [, method = '', target = '', version = ''] = match;
  const headerLines = lines.slice(first + 1).filter((line) => line !== '');
  const headers = headerLines.map(splitHeader).filter((header) => header !== null);
  const expectsContinue = valuesOf(headers, 'expect').some((value) => value.toLowerCase() === '100-continue');
  const request: RequestHead = { head, method, target, version, headers, expectsContinue };
  const defect =
    findRequestLineDefect(target, version) ??
    headerLines.map(findHeaderDefect).find((found) => found !== null);
  if (defect !== undefined) return { kind: 'defective', head: request, defect };
  const framing = readFraming(headers);
  if (typeof framing === 'string') return { kind: 'defective', head: request, defect: framing };
  return { kind: 'sound', head: request, framing };
}

/** Values of all header lines of that name (in lower case), in order. */
export function valuesOf(headers: RequestHead['headers'], lowerName: string): string[] {
  return headers.filter(([name]) => name.toLowerCase() === lowerName).map(([, value]) => value);
}

function findRequestLineDefect(target: string, version: string): string | null {
  if (target === '' || /[\x00-\x20\x7f]/.test(target))
    return `the request target is ${showLine(target)}, with white space, control bytes or nothing in it`;
  if (version !== 'HTTP/1.1' && version !== 'HTTP/1.0') return `the version is ${showLine(version)}`;
  return null;
}

function splitHeader(line: string): readonly [name: string, value: string] | null {
  const colon = line.indexOf(':');
  return colon < 1 ? null : [line.slice(0, colon), trimBlanks(line.slice(colon + 1))];
}

function findHeaderDefect(line: string): string | null {
  const header = splitHeader(line);
  if (header === null) return `a header line without name and colon: ${showLine(line)}`;
  const [name, value] = header;
  if (!TOKEN.test(name)) return `a header name that is no token: ${showLine(name)}`;
  if (/[\0\r]/.test(value)) return `a header value with a control byte: ${showLine(line)}`;
  return null;
}

/** The framing, or what is wrong with it in words. */
function readFraming(headers: RequestHead['headers']): BodyFraming | string {
  const lengths = valuesOf(headers, 'content-length');
  const codings = valuesOf(headers, 'transfer-encoding');
  if (codings.length > 0) {
    // Both at once is how requests are smuggled past a proxy; RFC 9112 section 6.1 forbids it to senders.
    if (lengths.length > 0) return 'Content-Length and Transfer-Encoding in one request';
    if (codings.join(',').toLowerCase() !== 'chunked')
      return `the transfer coding ${showLine(codings.join(', '))}`;
    return { kind: 'chunked' };
  }
  const [declared = '0'] = lengths;
  if (lengths.some((length) => length !== declared)) return `Content-Length twice: ${lengths.join(' and ')}`;
  if (!/^[0-9]{1,15}$/.test(declared)) return `the Content-Length ${showLine(declared)}`;
  const bytes = Number(declared);
  if (bytes > BODY_BYTES_MAX) return `a body of ${bytes} bytes, longer than ${BODY_BYTES_MAX}`;
  return { kind: 'length', bytes };
}

/** Without blanks and tabs at both ends; a regular expression would need quadratic time on a line full of blanks. */
function trimBlanks(text: string): string {
  const isBlank = (index: number) => text[index] === ' ' || text[index] === '\t';
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return text.slice(start, end);
}

function showLine(line: string): string {
  const shown = escapeBytes(Buffer.from(line.slice(0, SHOWN_CHARACTERS_MAX), 'latin1'));
  return line.length > SHOWN_CHARACTERS_MAX ? `"${shown}" and more` : `"${shown}"`;
}
