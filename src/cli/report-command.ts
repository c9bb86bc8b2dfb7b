/** `atconform report DIR/events.ndjson`: makes every report anew from the evidence file. */
import { dirname } from 'node:path';
import { foldResult } from '../coverage/result.ts';
import { renderReports } from '../report/reports.ts';
import { readMutation } from './mutation-file.ts';
import { prepareFolder, writeReports } from './output-folder.ts';
import { readRecording } from './recording.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly mutation?: string;
}

/** Writes the reports beside the evidence (or into `--out`) and returns the exit code of the run that it tells of. */
export function remakeReports(path: string, options: ReportOptions): number {
  const result = foldResult(readRecording(path).events);
  const mutation = readMutation(options.mutation, result.set.name);
  const folder = options.out ?? dirname(path);
  prepareFolder(folder);
  writeReports(folder, renderReports(result, { madeAt: new Date().toISOString(), mutation }));
  console.log(`${folder}/index.html`);
  return result.exitCode;
}
