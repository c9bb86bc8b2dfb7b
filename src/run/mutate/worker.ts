/** A worker of a campaign: loads each suite once, then runs one fault after the other as it is told. */
import type { FaultCell } from '../../coverage/mutation-cell.ts';
import { runAgainstFault } from './fault-run.ts';
import { generateSuite, loadSuite, type Suite } from './suite.ts';

export interface Job {
  readonly root: string;
  readonly setName: string;
  readonly personality: string;
  /** null: the sound module. */
  readonly fault: string | null;
  readonly seed: string;
  /** What is held against it: the scenarios written by hand, or the generated cases. */
  readonly from: 'hand' | 'spec';
}

export type JobAnswer = { readonly cells: readonly FaultCell[] } | { readonly problem: string };

const suites = new Map<string, Promise<Suite | null>>();

async function perform({ root, setName, personality, fault, seed, from }: Job): Promise<JobAnswer> {
  const key = [root, setName, personality].join('\n');
  const suite = suites.get(key) ?? loadSuite(root, setName, personality);
  suites.set(key, suite);
  const loaded = await suite;
  if (loaded === null)
    return { problem: `the scenarios of ${setName} could not be loaded for ${personality}` };
  const held = from === 'hand' ? loaded : generateSuite(loaded, seed);
  return { cells: await runAgainstFault(held, fault, seed) };
}

process.on('message', (job: Job) => {
  perform(job).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
