/** A mutation campaign: every scenario against every fault of the simulated module, so that a suite proves what it can see. */
import { createRandom } from '../../base/random.ts';
import { findSurvivors, foldMutation, type Matrix, type MatrixRow } from '../../coverage/mutation.ts';
import type { ClaimingScenario } from '../../coverage/mutation-advice.ts';
import { type FaultCell, isKill } from '../../coverage/mutation-cell.ts';
import { FAULTS } from '../../module/create.ts';
import type { MutationResult } from '../../record/mutation.ts';
import type { FaultDeclaration } from '../../spec/faults.ts';
import type { CommandSet } from '../../spec/model.ts';
import { DEFAULT_PERSONALITY } from '../device.ts';
import { runJobs } from './pool.ts';
import { loadSuite } from './suite.ts';
import type { Job } from './worker.ts';

export interface CampaignOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly root: string;
  readonly setName: string;
  /** What is to be tried, in the order of the file. */
  readonly faults: readonly FaultDeclaration[];
  /** They are not all that there are. */
  readonly isSample: boolean;
  readonly seed: string;
  /** Worker processes. */
  readonly workers: number;
  /** Told as each fault has met every scenario; `redCount` on the sound module (null) should be 0. */
  readonly onRow: (progress: CampaignProgress) => void;
}

export interface CampaignProgress {
  readonly fault: string | null;
  readonly personality: string;
  readonly done: number;
  readonly total: number;
}

interface CampaignJob extends Job {
  readonly declaration: FaultDeclaration | null;
}

/** null where the project has mistakes. */
export async function runCampaign(options: CampaignOptions): Promise<MutationResult | null> {
  const { root, setName, faults, seed, workers, onRow, tool, isSample } = options;
  const startedMs = performance.now();
  const startedAt = new Date().toISOString();
  const visible = faults.filter(({ equivalent }) => equivalent === null);
  const personalities = [...new Set([...visible.map(personalityOf), DEFAULT_PERSONALITY])];
  const suites = await Promise.all(personalities.map((name) => loadSuite(root, setName, name)));
  const [first] = suites;
  if (first === undefined || first === null || suites.includes(null)) return null;
  const known = suites.flatMap((suite) => suite?.starts ?? []).map(({ scenario }) => scenario);
  const jobs: CampaignJob[] = [
    ...personalities.map((personality) => ({ personality, fault: null, declaration: null })),
    ...visible.map((declaration) => ({
      personality: personalityOf(declaration),
      fault: declaration.id,
      declaration,
    })),
  ].map((job) => ({ ...job, root, setName, seed, from: 'hand' }));
  const sound = new Map<string, readonly FaultCell[]>();
  const cellsOf = new Map<string, readonly FaultCell[]>();
  let done = 0;
  await runJobs(jobs, workers, ({ fault, personality }, cells) => {
    done += 1;
    if (fault === null) sound.set(personality, cells);
    else cellsOf.set(fault, cells);
    onRow({ fault, personality, done, total: jobs.length });
  });
  const matrix: Matrix = {
    set: first.set as CommandSet,
    scenarios: [...new Map(known.map((scenario) => [scenario.id, scenario as ClaimingScenario])).values()],
    sound,
    rows: faults.map((fault) => makeRow(fault, cellsOf)),
  };
  const generatedOf = await tryGenerated(findSurvivors(matrix), options);
  const rows = matrix.rows.map((row) => ({ ...row, generated: generatedOf.get(row.fault.id) ?? [] }));
  const durationMs = Math.round(performance.now() - startedMs);
  return foldMutation(
    { ...matrix, rows },
    {
      tool,
      startedAt,
      durationMs,
      seed,
      sampled: isSample ? faults.length : null,
    },
  );
}

/** Generated cases that are red by each fault of `rows`, and not on the sound module. */
async function tryGenerated(
  rows: readonly MatrixRow[],
  { root, setName, seed, workers, onRow }: CampaignOptions,
): Promise<ReadonlyMap<string, readonly FaultCell[]>> {
  const sound = [...new Set(rows.map(({ personality }) => personality))];
  const jobs: Job[] = [
    ...sound.map((personality) => ({ personality, fault: null })),
    ...rows.map(({ personality, fault }) => ({ personality, fault: fault.id })),
  ].map((job) => ({ ...job, root, setName, seed, from: 'spec' }));
  const redOf = new Map<string, readonly FaultCell[]>();
  const keyOf = ({ personality, fault }: Job) => `${personality} ${fault ?? ''}`;
  let done = 0;
  await runJobs(jobs, workers, (job, cells) => {
    done += 1;
    redOf.set(keyOf(job), cells.filter(isKill));
    onRow({ fault: job.fault, personality: job.personality, done, total: jobs.length });
  });
  return new Map(
    jobs.flatMap((job): [string, readonly FaultCell[]][] => {
      if (job.fault === null) return [];
      const redAnyway = new Set(redOf.get(keyOf({ ...job, fault: null }))?.map(({ scenario }) => scenario));
      const red = redOf.get(keyOf(job)) ?? [];
      return [[job.fault, red.filter(({ scenario }) => !redAnyway.has(scenario))]];
    }),
  );
}

function makeRow(fault: FaultDeclaration, cellsOf: ReadonlyMap<string, readonly FaultCell[]>): MatrixRow {
  return {
    fault,
    title: FAULTS.find(({ id }) => id === fault.id)?.title ?? fault.id,
    personality: personalityOf(fault),
    cells: cellsOf.get(fault.id) ?? [],
    generated: [],
  };
}

function personalityOf({ personality }: FaultDeclaration): string {
  return personality ?? DEFAULT_PERSONALITY;
}

/** `count` of `faults` by chance, in their order. */
export function drawSample(
  faults: readonly FaultDeclaration[],
  count: number,
  seed: string,
): readonly FaultDeclaration[] {
  const random = createRandom(seed);
  const left = [...faults];
  const drawn = new Set<FaultDeclaration>();
  while (drawn.size < count && left.length > 0)
    for (const fault of left.splice(random.nextBelow(left.length), 1)) drawn.add(fault);
  return faults.filter((fault) => drawn.has(fault));
}
