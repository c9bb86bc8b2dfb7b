/** `atconform report DIR/events.ndjson`: makes every report anew from the evidence file. */
import { dirname } from 'node:path';
import { foldResult } from '../coverage/result.ts';
import { isTrustworthy, readEvents } from '../record/event-reader.ts';
import { renderReports } from '../report/reports.ts';
import { prepareFolder, writeReports } from './output-folder.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface ReportOptions {
  readonly out?: string;
}

/** Writes the reports beside the evidence (or into `--out`) and returns the exit code of the run that it tells of. */
export function remakeReports(path: string, options: ReportOptions): number {
  const text = readTextFile(path, 'the evidence');
  const { events, faults } = readEvents(text);
  for (const { line, message } of faults) console.error(`${path}:${line}: ${message}`);
  if (!isTrustworthy(faults))
    throw new UsageFault(`${path} is no trustworthy evidence`, 'use the file as the run wrote it', 3);
  const result = foldResult(events);
  const folder = options.out ?? dirname(path);
  prepareFolder(folder);
  writeReports(folder, renderReports(result, { madeAt: new Date().toISOString() }));
  console.log(`${folder}/index.html`);
  return result.exitCode;
}
