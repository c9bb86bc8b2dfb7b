/** The phase of a run in which cucumber-js performs the feature files, in our order and on our bench. */
import { Writable } from 'node:stream';
import { loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api';
import type { Bench } from './bench.ts';
import { BenchFault } from './bench-fault.ts';
import { type FeatureScenario, setFeatureRun } from './current-bench.ts';

export interface FeaturePhaseOptions {
  readonly bench: Bench;
  /** Absolute path of the project. */
  readonly root: string;
  /** In the plan's order, by `uri:line`. */
  readonly scenarios: ReadonlyMap<string, FeatureScenario>;
  /** Modules with hooks and steps, from the root. */
  readonly supportPaths: readonly string[];
}

/** A step that hangs with no open handle would end the process: this one is held while the phase lasts. */
const HANDLE_MS = 60_000;

/** Runs the features. Throws BenchFault where cucumber itself could not run them. */
export async function runFeaturePhase(options: FeaturePhaseOptions): Promise<void> {
  const { root, bench, scenarios } = options;
  const complaints: string[] = [];
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      complaints.push(String(chunk));
      done();
    },
  });
  const environment = {
    cwd: root,
    stdout: new Writable({ write: (_chunk, _encoding, done) => done() }),
    stderr,
    env: {},
  };
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: [...new Set([...scenarios.keys()].map(pathOfKey))],
        import: [...options.supportPaths],
        publish: false,
        format: [],
      },
    },
    environment,
  );
  const handle = setInterval(() => {}, HANDLE_MS);
  setFeatureRun({ bench, scenarios });
  try {
    const support = await loadSupport(runConfiguration, environment);
    const plugins = { specifiers: [PLUGIN], options: {} };
    await runCucumber({ ...runConfiguration, plugins, support }, environment);
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

const PLUGIN = new URL('./cucumber-plugin.ts', import.meta.url).href;
