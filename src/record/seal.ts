/** Lines of an evidence file out of events that are there already, with the footer that vouches for them. */
import { createHash } from 'node:crypto';
import type { FooterEvent, RunEvent } from './event.ts';

/** One line an event, without newlines; `events` are numbered and have no footer. */
export function sealEvents(
  events: readonly RunEvent[],
  end: Pick<FooterEvent, 'exitCode' | 'rule' | 'stopped'>,
): string[] {
  const hash = createHash('sha256');
  const lines = events.map((event) => JSON.stringify(event));
  for (const line of lines) hash.update(`${line}\n`);
  const footer: FooterEvent = {
    ...{ n: events.length + 1, t: events.at(-1)?.t ?? 0, kind: 'footer', ...end },
    ...{ events: events.length, sha256: hash.digest('hex') },
  };
  return [...lines, JSON.stringify(footer)];
}
