/** Hooks and steps as cucumber loads them: ours, and the user's own TypeScript beside the feature files. */
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { type IRunEnvironment, loadConfiguration, loadSupport } from '@cucumber/cucumber/api';
import { SupportFault } from './support-fault.ts';

type RunConfiguration = Awaited<ReturnType<typeof loadConfiguration>>['runConfiguration'];
export type SupportLibrary = Awaited<ReturnType<typeof loadSupport>>;

/** The part of cucumber's support library that its types leave out. */
interface StepLibrary {
  readonly stepDefinitions: readonly { readonly uri: string; matchesStepName(text: string): boolean }[];
}

/** Absolute paths of modules with hooks and steps. */
export interface SupportPaths {
  /** This package's. */
  readonly own: readonly string[];
  /** The user's. */
  readonly custom: readonly string[];
}

/** Where cucumber works and what it prints to: nowhere, but for what it complains of. */
export function createEnvironment(
  root: string,
  onComplaint: (text: string) => void = () => {},
): IRunEnvironment {
  const to = (take: (text: string) => void) =>
    new Writable({
      write(chunk, _encoding, done) {
        take(String(chunk));
        done();
      },
    });
  return { cwd: root, stdout: to(() => {}), stderr: to(onComplaint), env: {} };
}

/** `features` are paths from the root. */
export async function configureCucumber(
  features: readonly string[],
  support: SupportPaths,
  environment: IRunEnvironment,
): Promise<RunConfiguration> {
  const provided = {
    paths: [...features],
    import: [...support.own, ...support.custom],
    publish: false,
    format: [],
  };
  return (await loadConfiguration({ file: false, provided }, environment)).runConfiguration;
}

/** A module registers its steps only when it is first loaded, so a second library of the same modules would be empty. */
const libraries = new Map<string, Promise<SupportLibrary>>();

export function loadSupportLibrary(root: string, support: SupportPaths): Promise<SupportLibrary> {
  const key = [root, ...support.own, ...support.custom].join('\0');
  const known = libraries.get(key);
  if (known !== undefined) return known;
  const library = loadAnew(root, support);
  libraries.set(key, library);
  return library;
}

async function loadAnew(root: string, support: SupportPaths): Promise<SupportLibrary> {
  const environment = createEnvironment(root);
  const configuration = await configureCucumber([], support, environment);
  try {
    return await loadSupport(configuration, environment);
  } catch (error) {
    throw new SupportFault(
      `the steps in features/support could not be loaded: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Tells whether a step's text is taken by a step of the user's own. Loads the modules only where there are any. */
export async function loadCustomSteps(
  root: string,
  support: SupportPaths,
): Promise<(text: string) => boolean> {
  if (support.custom.length === 0) return () => false;
  const { stepDefinitions } = (await loadSupportLibrary(root, support)) as unknown as StepLibrary;
  const theirs = stepDefinitions.filter(({ uri }) => support.custom.includes(resolve(root, uri)));
  return (text) => theirs.some((definition) => definition.matchesStepName(text));
}
