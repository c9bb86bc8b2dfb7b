/** What is at a port where no module answers. Pure. */
import { decodeLatin1 } from '../../base/bytes.ts';
import type { Heard } from './heard.ts';

/**
 * silent: no byte. flood: it never stops. garbage: bytes as another rate makes them. loopback: what is sent comes back, and
 * nothing else. console: a shell or a login. numbers: a modem that numbers its results. refusal: an error word to the probe
 * itself. text: another program that writes lines.
 */
export type Stranger =
  | 'silent'
  | 'flood'
  | 'garbage'
  | 'loopback'
  | 'console'
  | 'numbers'
  | 'refusal'
  | 'text';

/** Of text a small part is not printable, of a wrong rate most is. */
const GARBAGE_SHARE = 0.25;
const CONSOLE = /not found|unknown command|login:|password:|permission denied|\S*[$#%>] ?$/im;
const ESCAPE_SEQUENCE = /\u001b\[[0-9;?]*[A-Za-z]/g;

export function recognizeStranger(heard: readonly Heard[]): Stranger {
  if (heard.some(({ isFlood }) => isFlood) && !heard.some(isGarbage)) return 'flood';
  const all = heard.filter(({ received }) => received.length > 0);
  if (all.length === 0) return 'silent';
  if (all.some(isGarbage)) return 'garbage';
  const answers = all.filter(({ sent }) => sent.length > 0);
  if (answers.length > 0 && answers.every(isOwnLine)) return 'loopback';
  if (all.some(isConsole)) return 'console';
  const last = decodeLatin1(answers.at(-1)?.received ?? new Uint8Array());
  if (/(?:^|[\r\n])\d{1,2}\r$/.test(last)) return 'numbers';
  return /(?:^|[\r\n])[A-Z ]*\b(?:ERR|ERROR|FAIL)\b[^\r\n]*[\r\n]+$/.test(last) ? 'refusal' : 'text';
}

function isGarbage({ received }: Heard): boolean {
  const odd = received.filter((byte) => byte >= 0x7f || (byte < 0x20 && !WHITE.has(byte))).length;
  return received.length > 0 && odd / received.length > GARBAGE_SHARE;
}

/** BS, TAB, LF, CR, ESC: what terminals are sent. */
const WHITE = new Set([0x08, 0x09, 0x0a, 0x0d, 0x1b]);

function isOwnLine({ sent, received }: Heard): boolean {
  const strip = (text: string) => text.replace(/[\r\n]+/g, '');
  return strip(decodeLatin1(received)) === strip(decodeLatin1(sent));
}

function isConsole({ received }: Heard): boolean {
  return CONSOLE.test(decodeLatin1(received).replace(ESCAPE_SEQUENCE, ''));
}
