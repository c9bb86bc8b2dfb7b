/** `atconform import FILE --out FILE`: makes a transcript of what another program recorded. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Bytes } from '../base/bytes.ts';
import type { Json, RunEvent } from '../record/event.ts';
import {
  IMPORT_BYTES_MAX,
  IMPORT_FORMATS,
  type ImportFormat,
  importTranscript,
} from '../record/import/import.ts';
import { createTranscriptWriter } from '../record/transcript.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { maskTraffic } from '../run/masked-traffic.ts';
import { Secrets } from '../run/secrets.ts';
import { openSecrets } from './config.ts';
import { openLineFile } from './output-folder.ts';
import { readTool } from './project-root.ts';
import { loadChosenSpecs } from './spec-choice.ts';
import { UsageFault } from './usage-fault.ts';

export interface ImportCommandOptions {
  readonly out: string;
  readonly format?: string;
  readonly set?: string;
  readonly profile?: string;
  readonly channel?: string;
}

/** Returns the exit code: 3 where the recording cannot be read whole, and then nothing is written. */
export async function importRecording(path: string, options: ImportCommandOptions): Promise<number> {
  const format = readFormat(options.format);
  const { bytes, startedAt } = readRecording(path);
  const { set, profile } = await loadChosenSpecs(options.set ?? DEFAULT_SET, options.profile ?? null);
  const made = importTranscript(bytes, {
    name: basename(path),
    format,
    channel: options.channel ?? null,
    terminator: profile.framing.terminator,
    startedAt,
    tool: readTool(),
    set: set as unknown as Json,
    profile: profile as unknown as Json,
    hashes: { set: set.hash, profile: profile.hash },
  });
  for (const { line, message } of made.faults) console.error(`${path}:${line}: ${message}`);
  if (made.faults.length > 0)
    throw new UsageFault(
      `${path} was read as ${made.format} and not imported`,
      `where it is another format name it with --format ${IMPORT_FORMATS.join('|')}, an end of two with --channel`,
      3,
    );
  writeTranscript(options.out, maskTraffic(made.events, new Secrets(openSecrets(false))));
  for (const remark of made.remarks) console.error(`note: ${remark}`);
  const count = (kind: RunEvent['kind']) => made.events.filter((event) => event.kind === kind).length;
  console.log(`${options.out}: ${made.format}, ${count('tx')} sent, ${count('rx')} received`);
  return 0;
}

function readFormat(typed: string | undefined): ImportFormat | null {
  if (typed === undefined) return null;
  const format = IMPORT_FORMATS.find((known) => known === typed);
  if (format !== undefined) return format;
  throw new UsageFault(`no format is called ${typed}`, `known are ${IMPORT_FORMATS.join(', ')}`);
}

function readRecording(path: string): { readonly bytes: Bytes; readonly startedAt: string } {
  try {
    const { size, mtime } = statSync(path);
    if (size > IMPORT_BYTES_MAX)
      throw new UsageFault(
        `${path} has ${size} bytes, an import takes ${IMPORT_BYTES_MAX} at most`,
        'cut the recording into parts',
      );
    return { bytes: readFileSync(path), startedAt: mtime.toISOString() };
  } catch (error) {
    if (error instanceof UsageFault) throw error;
    throw new UsageFault(`${path} cannot be read: ${(error as Error).message}`, 'name the recording');
  }
}

function writeTranscript(path: string, events: readonly RunEvent[]): void {
  const file = openLineFile(path);
  const writer = createTranscriptWriter(file.write);
  for (const event of events) writer.take(event);
  writer.finish();
  file.close();
}
