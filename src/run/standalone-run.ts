/** The run behind a plain `npx cucumber-js`: whatever cucumber performs runs on the simulated module. */
import { CLOCK_SCALE_MAX } from '../base/clock.ts';
import type { RunResult } from '../record/result.ts';
import { planConformance, startConformance } from './conformance.ts';
import { setFeatureRun } from './current-bench.ts';
import { DEFAULT_PERSONALITY } from './device.ts';
import { loadProject } from './project.ts';

const SET = 'http';
const TOOL = { name: 'atconform', version: 'cucumber-js' };

let finish: (() => void) | null = null;
let result: Promise<RunResult> | null = null;

/** Opens a bench for the features and resolves when it is ready. Rejects with what is wrong, for cucumber to show. */
export async function startStandaloneRun(): Promise<void> {
  const project = await loadProject(process.cwd(), SET, DEFAULT_PERSONALITY);
  const { set, profile } = project;
  if (set === null || profile === null || project.diagnostics.length > 0)
    throw new Error(project.diagnostics.map(project.draw).join('\n\n'));
  const plan = planConformance(project, profile, { tags: null, ids: [], exactly: null }, true);
  if (!plan.ok) throw new Error(plan.fault.message);
  const features = { starts: plan.value.starts.filter(({ scenario }) => scenario.notation === 'gherkin') };
  await new Promise<void>((resolve, reject) => {
    const run = startConformance({
      tool: TOOL,
      project,
      set,
      profile,
      plan: features,
      device: { kind: 'sim', text: 'sim:', personality: null, net: 'up' },
      seed: 'cucumber',
      clockScale: CLOCK_SCALE_MAX,
      originHttp: null,
      originHttps: null,
      originHost: null,
      setupLines: [],
      repeat: '',
      failFast: false,
      onEvent: () => {},
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

/** Closes the bench again, where one was opened. */
export async function finishStandaloneRun(): Promise<void> {
  if (finish === null) return;
  finish();
  await result;
  finish = null;
  setFeatureRun(null);
}
