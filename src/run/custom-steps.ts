/** Steps of the user's own TypeScript: cucumber knows them, we only need to know that they exist. */
import { Writable } from 'node:stream';
import { loadConfiguration, loadSupport } from '@cucumber/cucumber/api';

/** Modules that this package brings; every other one in features/support is the user's. */
const OUR_MODULES: ReadonlySet<string> = new Set(['features/support/steps.ts', 'features/support/world.ts']);

/** The part of cucumber's support library that its types leave out. */
interface StepLibrary {
  readonly stepDefinitions: readonly { readonly uri: string; matchesStepName(text: string): boolean }[];
}

/** Tells whether a step's text is taken by a step of the user's own. Loads the modules only where there are any. */
export async function loadCustomSteps(
  root: string,
  supportPaths: readonly string[],
): Promise<(text: string) => boolean> {
  const custom = supportPaths.filter((path) => !OUR_MODULES.has(path));
  if (custom.length === 0) return () => false;
  const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const environment = { cwd: root, stdout: silent(), stderr: silent(), env: {} };
  const { runConfiguration } = await loadConfiguration(
    { file: false, provided: { import: [...supportPaths], paths: [] } },
    environment,
  );
  const { stepDefinitions } = (await loadSupport(runConfiguration, environment)) as unknown as StepLibrary;
  const theirs = stepDefinitions.filter(({ uri }) => custom.some((path) => uri.endsWith(path)));
  return (text) => theirs.some((definition) => definition.matchesStepName(text));
}
