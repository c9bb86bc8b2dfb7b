/** A worker of a campaign: loads each suite once, then runs one fault after the other as it is told. */
import type { FaultCell } from '../../coverage/mutation-cell.ts';
import { runAgainstFault } from './fault-run.ts';
import { loadSuite, type Suite } from './suite.ts';

export interface Job {
  readonly root: string;
  readonly setName: string;
  readonly personality: string;
  /** null: the sound module. */
  readonly fault: string | null;
  readonly seed: string;
}

export type JobAnswer = { readonly cells: readonly FaultCell[] } | { readonly problem: string };

const suites = new Map<string, Promise<Suite | null>>();

async function perform({ root, setName, personality, fault, seed }: Job): Promise<JobAnswer> {
  const key = [root, setName, personality].join('\n');
  const suite = suites.get(key) ?? loadSuite(root, setName, personality);
  suites.set(key, suite);
  const loaded = await suite;
  if (loaded === null)
    return { problem: `the scenarios of ${setName} could not be loaded for ${personality}` };
  return { cells: await runAgainstFault(loaded, fault, seed) };
}

process.on('message', (job: Job) => {
  perform(job).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
