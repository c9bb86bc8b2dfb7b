/** A transcript: the evidence of a run without its verdicts, for keeping. Numbered anew, so that it stands alone. */
import { createHash } from 'node:crypto';
import type { RunEvent } from './event.ts';

/** What judges rather than happened. */
const JUDGING: ReadonlySet<RunEvent['kind']> = new Set(['judgement', 'exchange', 'scenario-end', 'footer']);

export interface TranscriptWriter {
  take(event: RunEvent): void;
  /** Writes the footer. */
  finish(): void;
}

/** `sink` takes each line without its newline. */
export function createTranscriptWriter(sink: (line: string) => void): TranscriptWriter {
  const hash = createHash('sha256');
  let written = 0;
  let lastMs = 0;
  return {
    take(event) {
      if (JUDGING.has(event.kind)) return;
      written += 1;
      lastMs = event.t;
      const line = JSON.stringify({ ...event, n: written });
      hash.update(`${line}\n`);
      sink(line);
    },
    finish() {
      const footer = {
        kind: 'footer',
        n: written + 1,
        t: lastMs,
        exitCode: 0,
        rule: 'evidence only: nothing was judged',
        stopped: null,
        events: written,
        sha256: hash.digest('hex'),
      };
      sink(JSON.stringify(footer));
    },
  };
}
