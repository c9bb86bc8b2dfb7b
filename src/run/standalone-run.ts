/** The run behind a plain `npx cucumber-js`: whatever cucumber performs runs on the simulated module. */
import type { RunResult } from '../record/result.ts';
import { type ConformanceOptions, planConformance, startConformance } from './conformance.ts';
import { setFeatureRun } from './current-bench.ts';
import { DEFAULT_SET } from './default-set.ts';
import { DEFAULT_PERSONALITY } from './device.ts';
import { listHindrances, loadProject } from './project.ts';
import { createLiveWorld } from './world.ts';

const TOOL = { name: 'atconform', version: 'cucumber-js' };

const SIMULATED = { kind: 'sim', text: 'sim:', personality: null, net: 'up', fault: null } as const;
const ANY_PORT = { httpAddress: null, httpsAddress: null, hostName: null };

/** What a run needs to know and a run inside cucumber has no option for. */
const UNASKED = {
  tool: TOOL,
  seed: 'cucumber',
  setupLines: [],
  secrets: [],
  repeat: '',
  failFast: false,
  onEvent: () => {},
} as const satisfies Partial<ConformanceOptions>;

let finish: (() => void) | null = null;
let result: Promise<RunResult> | null = null;

/** Opens a bench for the features and resolves when it is ready. Rejects with what is wrong, for cucumber to show. */
export async function startStandaloneRun(): Promise<void> {
  const job = await prepareJob();
  await new Promise<void>((resolve, reject) => {
    const run = startConformance({
      ...UNASKED,
      ...job,
      world: createLiveWorld(SIMULATED, null, ANY_PORT),
      observer: {
        onBegin: () => {},
        onScenarioBegin: () => {},
        onScenarioEnd: () => {},
        onFault: (message, hint) => reject(new Error(`${message}; ${hint}`)),
      },
      runFeatures: (bench, scenarios) => {
        setFeatureRun({ bench, scenarios });
        resolve();
        return new Promise<void>((done) => {
          finish = done;
        });
      },
    });
    result = run.result;
    run.result.catch(reject);
  });
}

/** All features of the project; cucumber chooses among them. Throws where they have mistakes. */
async function prepareJob(): Promise<Pick<ConformanceOptions, 'project' | 'set' | 'profile' | 'plan'>> {
  const project = await loadProject(process.cwd(), DEFAULT_SET, DEFAULT_PERSONALITY, { trustsSteps: true });
  const { set, profile } = project;
  const mistakes = listHindrances(project, true);
  if (set === null || profile === null || mistakes.length > 0)
    throw new Error(mistakes.map(project.draw).join('\n\n'));
  const plan = planConformance(project, profile, { tags: null, ids: [], exactly: null }, true);
  if (!plan.ok) throw new Error(plan.fault.message);
  const starts = plan.value.starts.filter(({ scenario }) => scenario.notation === 'gherkin');
  return { project, set, profile, plan: { starts } };
}

/** Closes the bench again, where one was opened. */
export async function finishStandaloneRun(): Promise<void> {
  if (finish === null) return;
  finish();
  await result;
  finish = null;
  setFeatureRun(null);
}
