/** Evidence files for tests: read, altered on purpose, and vouched for again as if nothing had happened. */
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../record/event.ts';

/**
 * Writes `text` with one event altered, and a footer whose hash fits the altered lines: what only a second judgement can find.
 * `alter` is called for each event until it gives one back. Returns the folder.
 */
export function writeAltered(text: string, alter: (event: RunEvent) => RunEvent | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'atconform-altered-'));
  const hash = createHash('sha256');
  let isAltered = false;
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const event = JSON.parse(line) as RunEvent;
      const altered = isAltered ? null : alter(event);
      isAltered ||= altered !== null;
      const written = altered ?? (event.kind === 'footer' ? { ...event, sha256: hash.digest('hex') } : event);
      const serialised = JSON.stringify(written);
      if (event.kind !== 'footer') hash.update(`${serialised}\n`);
      return serialised;
    });
  if (!isAltered) throw new Error('no event was altered: the test would prove nothing');
  writeFileSync(join(folder, 'events.ndjson'), `${lines.join('\n')}\n`);
  return folder;
}

/** `event` with `from` replaced by `to` in its bytes; null where they do not hold it. */
export function alterBytes(event: RunEvent, from: string, to: string): RunEvent | null {
  if (!('bytes' in event) || event.bytes === undefined || !('text' in event.bytes)) return null;
  const { text } = event.bytes;
  return text.includes(from) ? ({ ...event, bytes: { text: text.replace(from, to) } } as RunEvent) : null;
}
