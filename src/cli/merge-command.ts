/** `atconform report merge FILE… --out DIR`: the shards of a run as one, its evidence and its reports. */
import { join } from 'node:path';
import { foldResult } from '../coverage/result.ts';
import { findMergeFaults, mergeShards } from '../record/merge.ts';
import { sealEvents } from '../record/seal.ts';
import { renderReports } from '../report/reports.ts';
import { renderSentence } from '../report/sentence.ts';
import { chooseAnnotations, tellServer } from './ci-output.ts';
import { openLineFile, prepareFolder, writeReports } from './output-folder.ts';
import { readRecording } from './recording.ts';
import { UsageFault } from './usage-fault.ts';

export interface MergeOptions {
  readonly out: string;
  readonly annotations?: string;
}

/** Not all of the run is there, so nothing was decided about the module. */
const EXIT_INCOMPLETE = 4;

/** Returns the exit code of the whole run. Throws UsageFault, exit code 3, where the files are not parts of one run. */
export function mergeReports(paths: readonly string[], { out, annotations }: MergeOptions): number {
  const kind = chooseAnnotations(annotations, process.env);
  const records = paths.map((name) => ({ name, ...readRecording(name) }));
  const faults = findMergeFaults(records);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0)
    throw new UsageFault(
      'these are not the shards of one run',
      'give the events.ndjson of each shard once, all made with the same options, files and firmware',
      3,
    );
  const { events, missing, stop, notes } = mergeShards(records);
  for (const note of notes) console.error(`note: ${note}`);
  prepareFolder(out);
  const absent = missing.length === 0 ? null : describeMissing(missing, missing.length + paths.length);
  const whole = stop ?? (absent === null ? null : { kind: 'early' as const, reason: absent });
  const { exitCode, rule, stopped } = foldResult(events, whole);
  const isOutranked = absent !== null && (exitCode === 0 || exitCode === 1);
  const lines = sealEvents(events, {
    exitCode: isOutranked ? EXIT_INCOMPLETE : exitCode,
    rule: isOutranked ? `the run is not whole: ${absent}` : rule,
    stopped,
  });
  const file = openLineFile(join(out, 'events.ndjson'));
  for (const line of lines) file.write(line);
  file.close();
  const result = foldResult(readRecording(join(out, 'events.ndjson')).events);
  writeReports(out, renderReports(result, { madeAt: new Date().toISOString() }));
  console.log(`${renderSentence(result)}\n\nReport: ${join(out, 'index.html')}`);
  tellServer(result, kind, process.env, (text) => process.stdout.write(text));
  return result.exitCode;
}

/** `shard 2 of 3 is missing`. */
function describeMissing(missing: readonly number[], count: number): string {
  return missing.length === 1
    ? `shard ${missing[0]} of ${count} is missing`
    : `shards ${missing.join(', ')} of ${count} are missing`;
}
