/** The phase of a run in which cucumber-js performs the feature files, in our order and on our bench. */
import { runCucumber } from '@cucumber/cucumber/api';
import type { Bench } from './bench.ts';
import { BenchFault } from './bench-fault.ts';
import { type FeatureScenario, setFeatureRun } from './current-bench.ts';
import {
  configureCucumber,
  createEnvironment,
  loadSupportLibrary,
  type SupportPaths,
} from './support-library.ts';

export interface FeaturePhaseOptions {
  readonly bench: Bench;
  /** Absolute path of the project. */
  readonly root: string;
  /** In the plan's order, by `uri:line`. */
  readonly scenarios: ReadonlyMap<string, FeatureScenario>;
  readonly support: SupportPaths;
}

/** A step that hangs with no open handle would end the process: this one is held while the phase lasts. */
const HANDLE_MS = 60_000;

const PLUGIN = new URL('./cucumber-plugin.ts', import.meta.url).href;

/** Runs the features. Throws BenchFault where cucumber itself could not run them. */
export async function runFeaturePhase({
  root,
  bench,
  scenarios,
  support,
}: FeaturePhaseOptions): Promise<void> {
  const complaints: string[] = [];
  const environment = createEnvironment(root, (text) => complaints.push(text));
  const features = [...new Set([...scenarios.keys()].map(pathOfKey))];
  const handle = setInterval(() => {}, HANDLE_MS);
  setFeatureRun({ bench, scenarios });
  try {
    const configuration = await configureCucumber(features, support, environment);
    const plugins = { specifiers: [PLUGIN], options: {} };
    const library = await loadSupportLibrary(root, support);
    await runCucumber({ ...configuration, plugins, support: library }, environment);
  } catch (error) {
    throw new BenchFault(
      `cucumber could not run the feature files: ${error instanceof Error ? error.message : error}`,
      'see the message above; custom steps stand in features/support',
    );
  } finally {
    clearInterval(handle);
    setFeatureRun(null);
  }
  if (complaints.length > 0)
    throw new BenchFault(
      `cucumber: ${complaints.join('').trim()}`,
      'run `npm run check` to see mistakes in the feature files',
    );
}

/** `features/http/httpcget.feature` of `features/http/httpcget.feature:12`. */
function pathOfKey(key: string): string {
  return key.replace(/:\d+$/, '');
}
