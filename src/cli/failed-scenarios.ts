/** `--rerun-failed FOLDER`: the scenarios that were red in an earlier run. */
import { join } from 'node:path';
import type { RunResult } from '../record/result.ts';
import { isRed, isVerdict } from '../record/verdict.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

/** Their ids, at least one. Throws UsageFault where the folder holds no result, or nothing failed. */
export function readFailedScenarios(folder: string): string[] {
  const path = join(folder, 'result.json');
  const failed = readScenarios(path, readTextFile(path, '--rerun-failed'))
    .filter(({ verdict, wire, flaky }) => isRed(verdict) || isRed(wire) || flaky)
    .map(({ id }) => id);
  if (failed.length > 0) return failed;
  throw new UsageFault(`nothing failed in ${folder}`, 'there is nothing to run again');
}

function readScenarios(path: string, text: string): RunResult['scenarios'] {
  try {
    const { scenarios } = JSON.parse(text) as RunResult;
    if (scenarios.every(({ id, verdict }) => typeof id === 'string' && isVerdict(verdict))) return scenarios;
  } catch {
    // Told below.
  }
  throw new UsageFault(`${path} is not the result of a run`, 'name the output folder of an earlier run');
}
