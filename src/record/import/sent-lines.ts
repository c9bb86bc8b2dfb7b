/**
 * Puts the bytes that were sent in order: lines sent together are taken apart, a line typed key by key is put together, and
 * what follows a prompt stays data. What came is left as it came.
 */
import { type Bytes, concatBytes, decodeLatin1 } from '../../base/bytes.ts';
import type { SentAs } from '../event.ts';
import type { Traffic } from './traffic.ts';

export interface Passage extends Traffic {
  /** null: received. */
  readonly as: SentAs | null;
}

/** More than this is no line that somebody types. */
const TYPED_BYTES_MAX = 4096;
/** A prompt and what stands around it. */
const PROMPT_BYTES_MAX = 8;

/** What ends most command lines of `traffic`; `preferred` where there is no command line. */
export function findTerminator(traffic: readonly Traffic[], preferred: string): string {
  const sent = concatBytes(traffic.filter(({ direction }) => direction === 'tx').map(({ bytes }) => bytes));
  const counts = new Map<string, number>();
  for (const [, terminator = ''] of decodeLatin1(sent).matchAll(/(?<![^\r\n])at[^\r\n]*(\r\n|\r|\n)/gi))
    counts.set(terminator, (counts.get(terminator) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  if (most === (counts.get(preferred) ?? 0)) return preferred;
  return [...counts].find(([, count]) => count === most)?.[0] ?? preferred;
}

/** `traffic` of one channel with each sent command line by itself. Not a byte is lost, and each direction keeps its order. */
export function arrangeSentLines(traffic: readonly Traffic[], terminator: string): Passage[] {
  const passages: Passage[] = [];
  const prompt = new PromptWatch();
  let index = 0;
  while (index < traffic.length) {
    const one = traffic[index] as Traffic;
    index += 1;
    if (one.direction === 'rx') {
      prompt.receive(one.bytes);
      passages.push({ ...one, as: null });
      continue;
    }
    if (prompt.isOpen) {
      passages.push({ ...one, as: 'data' });
      continue;
    }
    prompt.forget();
    const typed = gatherTyped(traffic, index - 1, terminator);
    if (typed === null) {
      passages.push(...splitLines(one, terminator));
      continue;
    }
    passages.push(...splitLines({ ...one, bytes: typed.bytes }, terminator));
    passages.push(...typed.echoes.map((echo) => ({ ...echo, as: null })));
    index = typed.next;
  }
  return passages;
}

/** Has the module asked for data with its last words? */
class PromptWatch {
  #tail = '';

  get isOpen(): boolean {
    return /(?:^|\n)> ?(?:\r\n)?$/.test(this.#tail);
  }

  receive(bytes: Bytes): void {
    this.#tail = (this.#tail + decodeLatin1(bytes.subarray(-PROMPT_BYTES_MAX))).slice(-PROMPT_BYTES_MAX);
  }

  forget(): void {
    this.#tail = '';
  }
}

interface Typed {
  readonly bytes: Bytes;
  /** What came while it was typed: the echo of a part of it. */
  readonly echoes: readonly Traffic[];
  /** Index of what follows. */
  readonly next: number;
}

/** The line that begins with the fragment at `first`, where nothing but its echo comes until it ends; null otherwise. */
function gatherTyped(traffic: readonly Traffic[], first: number, terminator: string): Typed | null {
  const echoes: Traffic[] = [];
  let text = '';
  let echo = '';
  for (let index = first; index < traffic.length; index += 1) {
    const { direction, bytes } = traffic[index] as Traffic;
    if (text.length + bytes.length > TYPED_BYTES_MAX) return null;
    if (direction === 'rx') {
      echo += decodeLatin1(bytes);
      if (!text.startsWith(echo)) return null;
      echoes.push(traffic[index] as Traffic);
      continue;
    }
    text += decodeLatin1(bytes);
    const line = text.replace(/[\r\n]+$/, '');
    if (/[\r\n]/.test(line) || line === '' || !`${line}${terminator}`.startsWith(text)) return null;
    if (text === `${line}${terminator}`)
      return index === first ? null : { bytes: Buffer.from(text, 'latin1'), echoes, next: index + 1 };
  }
  return null;
}

/** `one` cut behind each terminator. */
function splitLines(one: Traffic, terminator: string): Passage[] {
  const text = decodeLatin1(one.bytes);
  const passages: Passage[] = [];
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf(terminator, start);
    const end = found < 0 ? text.length : found + terminator.length;
    const line = text.slice(start, end);
    const as = found >= 0 && /^at/i.test(line) ? 'command' : 'raw';
    passages.push({ ...one, bytes: one.bytes.subarray(start, end), as });
    start = end;
  }
  return passages;
}
