/** `--rerun-failed FOLDER`: the scenarios that were red in an earlier run. */
import { join } from 'node:path';
import type { RunResult } from '../record/result.ts';
import { isRed, isVerdict } from '../record/verdict.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface FailedScenarios {
  /** At least one. */
  readonly ids: readonly string[];
  /** Of the run in which they failed. */
  readonly seed: string;
}

/** Throws UsageFault where the folder holds no result, or nothing failed. */
export function readFailedScenarios(folder: string): FailedScenarios {
  const path = join(folder, 'result.json');
  const { scenarios, seed } = readResult(path, readTextFile(path, '--rerun-failed'));
  const ids = scenarios
    .filter(({ verdict, wire, flaky }) => isRed(verdict) || isRed(wire) || flaky)
    .map(({ id }) => id);
  if (ids.length > 0) return { ids, seed };
  throw new UsageFault(`nothing failed in ${folder}`, 'there is nothing to run again');
}

function readResult(path: string, text: string): Pick<RunResult, 'scenarios' | 'seed'> {
  try {
    const { scenarios, seed } = JSON.parse(text) as RunResult;
    const isResult = scenarios.every(({ id, verdict }) => typeof id === 'string' && isVerdict(verdict));
    if (isResult && typeof seed === 'string') return { scenarios, seed };
  } catch {
    // Told below.
  }
  throw new UsageFault(`${path} is not the result of a run`, 'name the output folder of an earlier run');
}
