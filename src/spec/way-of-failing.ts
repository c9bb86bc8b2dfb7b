/** One way in which a device deviates, and its fingerprint: what a baseline pins. */
import { encodeText, sha256Hex } from '../base/bytes.ts';

/** What was found, without what differs from run to run. */
export interface WayOfFailing {
  readonly channel: 'scenario' | 'wire';
  readonly verdict: 'inconclusive' | 'unverified' | 'fail' | 'error';
  /** Ids of the requirements concerned, sorted. */
  readonly breaks: readonly string[];
  /** What came, or why nothing could be judged; times, ports, seeds and hashes masked. */
  readonly received: string;
}

/** Hexadecimal digits of a fingerprint: few enough to read, enough that two ways of failing of one device share none. */
const DIGITS = 12;

/** The same for the same way of failing, in whichever scenario and run. What was expected is no part of it: the requirements say that. */
export function fingerprintWay({ channel, verdict, breaks, received }: WayOfFailing): string {
  const text = [channel, verdict, [...breaks].sort().join(' '), received].join('\n');
  return sha256Hex(encodeText(text)).slice(0, DIGITS);
}

/** `wire channel: fail of R-GEN-08, received no final`. */
export function describeWay({ channel, verdict, breaks, received }: WayOfFailing): string {
  const where = channel === 'wire' ? 'wire channel: ' : '';
  const what = breaks.length === 0 ? '' : ` of ${breaks.join(', ')}`;
  return `${where}${verdict}${what}, received ${received}`;
}
