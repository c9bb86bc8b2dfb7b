/** A project as it is loaded: command set, profile and scenarios, with every mistake in their files. */
import { encodeText, sha256Hex } from '../base/bytes.ts';
import type { Diagnostic, Span } from '../document/diagnostic.ts';
import { renderDiagnostic } from '../document/drawing.ts';
import { placeOf } from '../document/place.ts';
import { compileSchema, type SchemaValidator } from '../document/schema-validator.ts';
import { type GenerateOptions, generateScenarios } from '../generate/generate.ts';
import { checkScenarioSet, type SetMistake } from '../scenario/check-set.ts';
import { loadFeature } from '../scenario/load-feature.ts';
import { loadScenarios } from '../scenario/load-scenarios.ts';
import { createPhraseBook, type PhraseBook } from '../scenario/phrase-book.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { loadCommandSet } from '../spec/command-set.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { checkProfileSets, listProfilesOf, loadProfile } from '../spec/profile.ts';
import { nameOfFile, type SpecText } from '../spec/spec-file.ts';
import { type ProjectFiles, readProjectFiles, readSchemas } from './project-files.ts';
import { loadCustomSteps, type SupportPaths } from './support-library.ts';

export interface Project {
  readonly root: string;
  /** null where its files have mistakes; then there are no scenarios either. */
  readonly set: CommandSet | null;
  readonly profile: Profile | null;
  /** Of the profiles that are for this set. */
  readonly profileNames: readonly string[];
  /** All command sets of the project. */
  readonly setNames: readonly string[];
  /** All that could be loaded, features first, generated ones last. */
  readonly scenarios: readonly Scenario[];
  /** SHA-256 over all scenario and feature files. */
  readonly scenariosHash: string;
  readonly support: SupportPaths;
  /** Files of `baselines/`, for any command set. */
  readonly baselines: readonly SpecText[];
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** `diagnostic` drawn with its source line. */
  readonly draw: (diagnostic: Diagnostic) => string;
}

export interface LoadOptions {
  /** For a run inside cucumber, which itself tells of steps that it does not know: any other step is taken as the user's own. */
  readonly trustsSteps?: boolean;
  /** The kinds of cases that are generated out of the spec, and what chance is made from; by default none. */
  readonly generate?: GenerateOptions;
}

/** Loads everything under `root` for one set and one profile (null: the set's own default). Throws SupportFault for the user's own steps; nothing is thrown for a mistake in any other file. */
export async function loadProject(
  root: string,
  setName: string,
  profileName: string | null,
  { trustsSteps = false, generate = { kinds: [], seed: '' } }: LoadOptions = {},
): Promise<Project> {
  const files = readProjectFiles(root, setName);
  const schemas = readSchemas();
  const { set, diagnostics: ofSet } = loadCommandSet(files.spec, schemas);
  const { profile, diagnostics: ofProfile } =
    set === null
      ? { profile: null, diagnostics: [] }
      : loadProfile(profileName ?? set.defaultProfile, files.profiles, schemas, set);
  const ofProfileSets = checkProfileSets(files.setNames, files.profiles, schemas);
  const all = [...files.spec, ...files.profiles, ...files.scenarios, ...files.features];
  const texts: Texts = new Map(all.map(({ path, text }) => [path, text]));
  const isCustomStep = trustsSteps ? () => true : await loadCustomSteps(root, files.support);
  const loaded =
    set === null || profile === null
      ? NOTHING_LOADED
      : loadAllScenarios(files, { set, profile, isCustomStep }, schemas.scenarios);
  // Generated cases rest on the spec alone, which has no mistakes here.
  const generated = set === null || profile === null ? [] : generateScenarios(set, profile, generate);
  const scenarios = [...loaded.scenarios, ...generated];
  const ofWhole = set === null || profile === null ? [] : checkWhole({ ...loaded, scenarios }, set, texts);
  return {
    root,
    set,
    profile,
    profileNames: listProfilesOf(setName, files.profiles, schemas).map(({ path }) => nameOfFile(path)),
    setNames: files.setNames,
    scenarios,
    scenariosHash: hashTexts([...files.scenarios, ...files.features]),
    support: files.support,
    baselines: files.baselines,
    diagnostics: sortByPlace(
      [...ofSet, ...ofProfileSets, ...ofProfile, ...loaded.diagnostics, ...ofWhole],
      texts,
    ),
    draw: (diagnostic) => renderDiagnostic(diagnostic, texts.get(diagnostic.path) ?? ''),
  };
}

/** What the whole suite does not test yet. */
const OF_THE_WHOLE: readonly string[] = ['REQUIREMENT_WITHOUT_SCENARIO', 'EXAMPLE_WITHOUT_SCENARIO'];

/** Every mistake that forbids a run; but what the whole suite does not test yet is no reason to hold up a part of it. */
export function listHindrances(project: Project, isPart: boolean): readonly Diagnostic[] {
  return project.diagnostics.filter(({ code }) => !isPart || !OF_THE_WHOLE.includes(code));
}

/** Text of each file by its path. */
type Texts = ReadonlyMap<string, string>;

interface LoadedScenarios {
  readonly scenarios: readonly Scenario[];
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING_LOADED: LoadedScenarios = { scenarios: [], diagnostics: [] };

/** What reads scenarios of either notation; made once, since a check loads many projects. */
let scenarioReader: { readonly validator: SchemaValidator; readonly phrases: PhraseBook } | null = null;

function loadAllScenarios(
  files: ProjectFiles,
  context: {
    readonly set: CommandSet;
    readonly profile: Profile;
    readonly isCustomStep: (text: string) => boolean;
  },
  schema: object,
): LoadedScenarios {
  scenarioReader ??= { validator: compileSchema(schema), phrases: createPhraseBook() };
  const { validator, phrases } = scenarioReader;
  const results = [
    ...files.features.map(({ path, text }) => loadFeature(path, text, { ...context, phrases })),
    ...files.scenarios.map(({ path, text }) => loadScenarios(path, text, context, validator)),
  ];
  return {
    scenarios: results.flatMap(({ scenarios }) => scenarios),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}

function checkWhole(
  { scenarios, diagnostics }: LoadedScenarios,
  set: CommandSet,
  texts: Texts,
): Diagnostic[] {
  const isComplete = !diagnostics.some(({ severity }) => severity === 'error');
  return checkScenarioSet(scenarios, set, isComplete).map((mistake) =>
    placeMistake(mistake, texts, set.name),
  );
}

function hashTexts(files: readonly { readonly path: string; readonly text: string }[]): string {
  return sha256Hex(encodeText(files.map(({ path, text }) => `${path}\n${text}`).join('\0')));
}

/** A mistake that only the whole shows, as a diagnostic: at its place's word, or of the set's own file. */
function placeMistake({ code, place, message, hint }: SetMistake, texts: Texts, setName: string): Diagnostic {
  const common = { code, severity: 'error', message, hint } as const;
  if (place === null) return { ...common, path: `specs/${setName}`, span: null };
  return {
    ...common,
    path: place.path,
    span: spanOfPlace(texts.get(place.path) ?? '', place.line, place.column),
  };
}

/** From the place to the end of its line. */
function spanOfPlace(text: string, line: number, column: number): Span {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const rest = (lines[line - 1] ?? '').slice(column - 1).trimEnd();
  return { start, end: start + Math.max(1, rest.length) };
}

function sortByPlace(diagnostics: readonly Diagnostic[], texts: Texts): Diagnostic[] {
  const keyOf = ({ path, span }: Diagnostic) => {
    const { line, column } = placeOf(texts.get(path) ?? '', span);
    return [path, String(line).padStart(6, '0'), String(column).padStart(6, '0')].join('\0');
  };
  return [...diagnostics].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
