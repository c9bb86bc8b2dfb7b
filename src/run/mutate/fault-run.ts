/** Runs a suite against one fault of the simulated module: every scenario gets its verdict, however often the module must be made anew. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FaultCell, isModulesFault } from '../../coverage/mutation-cell.ts';
import type { RunEvent } from '../../record/event.ts';
import type { RedExpectation } from '../../record/mutation.ts';
import type { ScenarioEnd } from '../bench-options.ts';
import type { FeatureScenario } from '../current-bench.ts';
import { startRun } from '../run.ts';
import type { RunObserver } from '../run-options.ts';
import { createLiveWorld } from '../world.ts';
import type { Suite } from './suite.ts';

const TOOL = { name: 'atconform', version: 'mutate' };
const ONCE = { repeat: 1, retry: 0, allowsFlaky: false };
const ANY_PORT = { httpAddress: null, httpsAddress: null, hostName: null };

/** What a scenario's row of the matrix is made from, while it runs. */
interface Watched {
  readonly ends: ScenarioEnd[];
  readonly reds: RedExpectation[];
}

/**
 * `fault` null: the sound module. A run that ends early, since the module could not be brought back, goes on behind the scenario
 * that did it, on a module made anew, so that no cell of the matrix is hidden by another.
 */
export async function runAgainstFault(
  suite: Suite,
  fault: string | null,
  seed: string,
): Promise<readonly FaultCell[]> {
  const cells: FaultCell[] = [];
  let left: readonly FeatureScenario[] = suite.starts;
  while (left.length > 0) {
    const { ends, reds } = await runOnce(suite, left, fault, seed);
    cells.push(...ends.map((end) => toCell(end, reds)));
    // Where not even the first one began nothing would come of beginning again.
    const done = Math.max(ends.length, 1);
    if (ends.length === 0) cells.push(...left.slice(0, 1).map(({ scenario }) => NOT_RUN(scenario.id)));
    left = left.slice(done);
  }
  return cells;
}

const NOT_RUN = (scenario: string): FaultCell => ({
  scenario,
  verdict: 'not-run',
  wire: 'not-run',
  first: null,
  wireBreaches: [],
});

async function runOnce(
  { project, set, profile, personality }: Suite,
  starts: readonly FeatureScenario[],
  fault: string | null,
  seed: string,
): Promise<Watched> {
  const watched: Watched = { ends: [], reds: [] };
  const text = `sim:${personality}${fault === null ? '' : `?fault=${fault}`}`;
  const run = startRun({
    tool: TOOL,
    world: createLiveWorld({ kind: 'sim', text, personality, net: 'up', fault }, null, ANY_PORT),
    ...{ set, profile, seed },
    scenariosHash: project.scenariosHash,
    ...{ scenarioCount: project.scenarios.length, baseline: null, gate: null },
    // Steps of the table are the same whoever performs them; what only cucumber can perform is not in a suite.
    features: new Map(),
    runFeatures: async () => {},
    others: starts,
    attempts: ONCE,
    ...{
      setupLines: [],
      secrets: [],
      repeat: '',
      failFast: false,
      hurries: false,
      shard: null,
      goesOnWithoutBench: true,
    },
    readFile: (path) => readFileSync(resolve(project.root, path)),
    onEvent: (_line, event) => noteRed(event, watched.reds),
    observer: observeEnds(watched.ends),
  });
  await run.result;
  return watched;
}

function observeEnds(ends: ScenarioEnd[]): RunObserver {
  return {
    onBegin: () => {},
    onScenarioBegin: () => {},
    onScenarioEnd: (end) => ends.push(end),
    onFault: () => {},
  };
}

function noteRed(event: RunEvent, reds: RedExpectation[]): void {
  if (event.kind !== 'judgement' || event.requirements.length === 0) return;
  if (!isModulesFault(event.verdict)) return;
  const { scenario, channel, requirements, text, place, expected, received } = event;
  reds.push({ scenario, channel, requirements, text, place, expected, received });
}

function toCell({ id, verdict, wire }: ScenarioEnd, reds: readonly RedExpectation[]): FaultCell {
  const own = reds.filter(({ scenario }) => scenario === id);
  const ofWire = own.filter(({ channel }) => channel === 'wire');
  return {
    ...{ scenario: id, verdict, wire },
    first: own.find(({ channel }) => channel === 'scenario') ?? ofWire[0] ?? null,
    wireBreaches: ofWire.flatMap(({ requirements }) => requirements),
  };
}
