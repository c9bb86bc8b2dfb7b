/** Bytes inside raw steps: by value (text, escaped, hex, base64) or by rule (file, repeat, fill, random). */
import { decodeText, encodeText, equalBytes, unescapeBytes } from '../base/bytes.ts';
import { isVariable, readCount } from './raw-value.ts';
import type { RawSource } from './scenarios.generated.ts';
import type { ByteSource } from './step.ts';
import type { FaultSink, RawPath } from './step-context.ts';

/** The keys that name bytes; `bytes` and, with `url`, `fill` go with some of them. */
export const SOURCE_KEYS = [
  'text',
  'escaped',
  'hex',
  'base64',
  'file',
  'repeat',
  'url',
  'fill',
  'random',
] as const;
type SourceKey = (typeof SOURCE_KEYS)[number];
type SourceObject = Exclude<RawSource, string>;

const COUNTED: ReadonlySet<SourceKey> = new Set(['repeat', 'fill', 'random']);

/** Which of the source keys `raw` has; `url` takes `fill` as its number. */
function namedKeys(raw: SourceObject): SourceKey[] {
  return SOURCE_KEYS.filter((key) => raw[key] !== undefined && !(key === 'fill' && raw.url !== undefined));
}

/** Does `raw` name bytes at all? For steps where bytes are one thing among others. */
export function namesBytes(raw: SourceObject): boolean {
  return namedKeys(raw).length > 0;
}

/** `raw` as a source; `bytes` is taken for the source's own length only where its rule needs one. */
export function readSource(raw: RawSource, path: RawPath, fault: FaultSink): ByteSource {
  if (typeof raw === 'string') return { kind: 'text', text: raw };
  const [key, second] = namedKeys(raw);
  if (key === undefined || second !== undefined) {
    const got = key === undefined ? 'none' : `${key} and ${second}`;
    fault('STEP_KIND', path, `expected exactly one of ${SOURCE_KEYS.join(', ')}, got ${got}`);
    return { kind: 'text', text: '' };
  }
  return readNamed(raw, key, path, fault);
}

function readNamed(raw: SourceObject, key: SourceKey, path: RawPath, fault: FaultSink): ByteSource {
  const text = String(raw[key]);
  const at = [...path, key];
  const bytes = () => readLength(raw.bytes, key, path, fault);
  switch (key) {
    case 'text':
      return { kind: 'text', text };
    case 'escaped':
      return readEscaped(text, at, fault);
    case 'hex':
      return { kind: 'hex', hex: checkHex(text, at, fault) };
    case 'base64':
      return { kind: 'base64', base64: text };
    case 'file':
      return { kind: 'file', path: text };
    case 'repeat':
      return { kind: 'repeat', text, bytes: bytes() };
    case 'fill':
      return { kind: 'fill', start: text, bytes: bytes() };
    case 'url':
      return { kind: 'fill', start: text, bytes: readLength(raw.fill, key, path, fault) };
    case 'random':
      return { kind: 'random', seed: text, bytes: bytes() };
  }
}

function readLength(raw: unknown, key: SourceKey, path: RawPath, fault: FaultSink) {
  const name = key === 'url' ? 'fill' : 'bytes';
  if (raw !== undefined) return readCount(raw, [...path, name], fault);
  fault('STEP_KIND', path, `expected ${name} beside ${key}: how many bytes`);
  return 0;
}

/** Escapes stand for bytes. What is then no text goes on as hexadecimal, which cannot hold variables. */
function readEscaped(text: string, path: RawPath, fault: FaultSink): ByteSource {
  const bytes = unescapeBytes(text);
  const meaning = decodeText(bytes);
  if (equalBytes(encodeText(meaning), bytes)) return { kind: 'text', text: meaning };
  if (text.includes('${'))
    fault('BAD_VALUE', path, 'bytes above \\x7f and variables cannot stand in one escaped text');
  return { kind: 'hex', hex: Buffer.from(bytes).toString('hex') };
}

function checkHex(text: string, path: RawPath, fault: FaultSink): string {
  const digits = text.replace(/\s+/g, '');
  if (!isVariable(digits) && !/^(?:[0-9a-fA-F]{2})*$/.test(digits))
    fault('BAD_VALUE', path, `expected two hexadecimal digits a byte, got "${text}"`);
  return digits;
}

/** Keys of `raw` that ask for a length without a rule that needs one. */
export function hasLoneLength(raw: SourceObject): boolean {
  return raw.bytes !== undefined && !namedKeys(raw).some((key) => COUNTED.has(key));
}
