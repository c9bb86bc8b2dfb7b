/** Reads the evidence file of a run. */

import type { HeaderEvent, RunEvent } from '../record/event.ts';
import { isTrustworthy, readEvents } from '../record/event-reader.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface Recording {
  readonly events: readonly RunEvent[];
  readonly header: HeaderEvent;
}

/** What is odd in the file is told on stderr. Throws UsageFault, exit code 3, where it is not what a run wrote. */
export function readRecording(path: string): Recording {
  const { events, faults } = readEvents(readTextFile(path, 'the evidence'));
  for (const { line, message } of faults) console.error(`${path}:${line}: ${message}`);
  const header = events[0];
  if (!isTrustworthy(faults) || header?.kind !== 'header')
    throw new UsageFault(`${path} is no trustworthy evidence`, 'use the file as the run wrote it', 3);
  return { events, header };
}

/** A recording that can take a module's place. One of merged shards cannot: each part has its own addresses and setup. */
export function readPlayable(path: string): Recording {
  const recording = readRecording(path);
  const { mergedShards } = recording.header;
  if (mergedShards === undefined) return recording;
  throw new UsageFault(
    `${path} was merged of ${mergedShards} shards and cannot be played as one run`,
    'name the events.ndjson of a shard',
    3,
  );
}
