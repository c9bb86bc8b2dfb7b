/** Worker processes that share the jobs of a campaign: whoever is done gets the next one. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FaultCell } from '../../coverage/mutation-cell.ts';
import type { Job, JobAnswer } from './worker.ts';

/** From source the worker needs the same loader as this process; compiled it needs none. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const WORKER = new URL(IS_SOURCE ? './worker.ts' : './worker.js', import.meta.url);
const LOADER = IS_SOURCE ? ['--import', import.meta.resolve('tsx')] : [];

/** Runs `jobs` in `count` processes and tells each as it is done, in no order. Throws for a worker that fails: a bug of ours. */
export async function runJobs<OneJob extends Job>(
  jobs: readonly OneJob[],
  count: number,
  onDone: (job: OneJob, cells: readonly FaultCell[]) => void,
): Promise<void> {
  const queue = [...jobs];
  const workers: ChildProcess[] = [];
  async function work(): Promise<void> {
    const worker = fork(WORKER, [], { execArgv: LOADER, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    workers.push(worker);
    const ended = once(worker, 'exit').then(([code]): never => {
      throw new Error(`a worker of the campaign ended with ${code}`);
    });
    // Its end after the last job is as it should be.
    ended.catch(() => {});
    for (let job = queue.shift(); job !== undefined; job = queue.shift())
      onDone(job, await Promise.race([ask(worker, job), ended]));
    worker.disconnect();
  }
  try {
    await Promise.all(Array.from({ length: Math.min(count, jobs.length) }, work));
  } finally {
    for (const worker of workers) worker.kill();
  }
}

async function ask(worker: ChildProcess, job: Job): Promise<readonly FaultCell[]> {
  worker.send(job);
  const [answer] = (await once(worker, 'message')) as [JobAnswer];
  if ('problem' in answer) throw new Error(`${job.fault ?? 'the sound module'}: ${answer.problem}`);
  return answer.cells;
}
