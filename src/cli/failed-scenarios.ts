/** `--rerun-failed FOLDER`: the scenarios that made an earlier run red. */
import { join } from 'node:path';
import { isBreach } from '../coverage/decide.ts';
import type { BaselineResult, RunResult } from '../record/result.ts';
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
  const { scenarios, seed, baseline } = readResult(path, readTextFile(path, '--rerun-failed'));
  const changed = new Set(baseline === null || baseline === undefined ? [] : listChanged(baseline));
  const ids = scenarios
    .filter(({ id, verdict, wire, flaky, accepted }) => {
      const isFailed = isRed(verdict) || isRed(wire) || flaky;
      return (isFailed && accepted !== true) || changed.has(id);
    })
    .map(({ id }) => id);
  if (ids.length > 0) return { ids, seed };
  throw new UsageFault(`nothing failed in ${folder}`, 'there is nothing to run again');
}

/** Scenarios that the baseline accepted, and that do not fail as they did: they may well have passed. */
function listChanged({ deviations }: BaselineResult): string[] {
  return deviations
    .flatMap(({ cases }) => cases)
    .filter(({ status }) => isBreach(status))
    .map(({ id }) => id);
}

function readResult(path: string, text: string): RunResult {
  try {
    const result = JSON.parse(text) as RunResult;
    const isResult = result.scenarios.every(
      ({ id, verdict }) => typeof id === 'string' && isVerdict(verdict),
    );
    if (isResult && typeof result.seed === 'string') return result;
  } catch {
    // Told below.
  }
  throw new UsageFault(`${path} is not the result of a run`, 'name the output folder of an earlier run');
}
