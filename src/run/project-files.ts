/** Reads the files of a project: the only place that knows where specs, scenarios, features and schemas stand. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnySchemaObject } from 'ajv';
import { SET_FILE_NAME } from '../spec/command-set.ts';
import type { SpecSchemas, SpecText } from '../spec/spec-file.ts';
import type { SupportPaths } from './support-library.ts';

/** Schemas and phrases belong to this package, not to the project that uses it. */
const PACKAGE = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SCHEMAS = join(PACKAGE, 'schemas');
const SUPPORT = ['world.ts', 'steps.ts'].map((name) => join(PACKAGE, 'features', 'support', name));

export interface ProjectFiles {
  /** Set and commands. */
  readonly spec: readonly SpecText[];
  readonly profiles: readonly SpecText[];
  readonly scenarios: readonly SpecText[];
  readonly features: readonly SpecText[];
  /** Of any command set. */
  readonly baselines: readonly SpecText[];
  readonly support: SupportPaths;
  /** All command sets of the project. */
  readonly setNames: readonly string[];
}

/** All paths but those of support from `root` with forward slashes, in alphabetical order. Folders that are not there hold nothing. */
export function readProjectFiles(root: string, setName: string): ProjectFiles {
  const setFolder = join(root, 'specs', setName);
  const isIn = (folder: string) => (path: string) => relative(setFolder, path).startsWith(folder + sep);
  const isScenario = isIn('scenarios');
  const ofSet = listFiles(setFolder, '.yaml');
  const features = join(root, 'features');
  return {
    spec: readTexts(
      root,
      ofSet.filter((path) => !isScenario(path)),
    ),
    baselines: readTexts(root, listFiles(join(root, 'baselines'), '.yaml')),
    profiles: readTexts(root, listFiles(join(root, 'specs', 'profiles'), '.yaml')),
    scenarios: readTexts(root, ofSet.filter(isScenario)),
    features: readTexts(root, [
      ...listFiles(join(features, setName), '.feature'),
      ...listFiles(features, '.feature', false),
    ]),
    setNames: listSetNames(join(root, 'specs')),
    support: { own: SUPPORT, custom: listCustomSupport(join(features, 'support')) },
  };
}

function listSetNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, SET_FILE_NAME)))
    .sort();
}

/** What is not this package's own, also where a link leads to that. */
function listCustomSupport(folder: string): string[] {
  const own = new Set(SUPPORT.map((path) => realpathSync(path)));
  return [...listFiles(folder, '.ts'), ...listFiles(folder, '.js')].filter(
    (path) => !own.has(realpathSync(path)),
  );
}

type Schemas = SpecSchemas & {
  readonly scenarios: object;
  readonly config: object;
  readonly baseline: object;
};

let schemas: Schemas | null = null;

/** The same objects each time: whoever compiles them, which takes longer than all else, need do so once. */
export function readSchemas(): Schemas {
  const read = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8'));
  schemas ??= {
    command: read('command'),
    set: read('set'),
    profile: read('profile'),
    scenarios: read('scenarios'),
    config: read('config'),
    baseline: read('baseline'),
  };
  return schemas;
}

/** specs/faults.yaml; null where the project has none. */
export function readFaultFile(root: string): SpecText | null {
  const path = join(root, 'specs', 'faults.yaml');
  return existsSync(path) ? { path: fromRoot(root, path), text: readFileSync(path, 'utf8') } : null;
}

export function readMutationSchema(): AnySchemaObject {
  return JSON.parse(readFileSync(join(SCHEMAS, 'mutation.schema.json'), 'utf8'));
}

export function readFaultSchema(): AnySchemaObject {
  return JSON.parse(readFileSync(join(SCHEMAS, 'faults.schema.json'), 'utf8'));
}

function listFiles(folder: string, ending: string, deep = true): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return deep ? listFiles(path, ending) : [];
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

function readTexts(root: string, paths: readonly string[]): SpecText[] {
  return paths.map((path) => ({ path: fromRoot(root, path), text: readFileSync(path, 'utf8') }));
}

function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
