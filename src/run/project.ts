/** A project as it is loaded: command set, profile and scenarios, with every mistake in their files. */
import { encodeText, sha256Hex } from '../base/bytes.ts';
import type { Diagnostic, Span } from '../document/diagnostic.ts';
import { renderDiagnostic } from '../document/drawing.ts';
import { placeOf } from '../document/place.ts';
import { compileSchema } from '../document/schema-validator.ts';
import { checkScenarioSet, type SetMistake } from '../scenario/check-set.ts';
import { loadFeature } from '../scenario/load-feature.ts';
import { loadScenarios } from '../scenario/load-scenarios.ts';
import { createPhraseBook } from '../scenario/phrase-book.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { loadCommandSet } from '../spec/command-set.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { loadProfile } from '../spec/profile.ts';
import { loadCustomSteps } from './custom-steps.ts';
import { type ProjectFiles, readProjectFiles, readSchemas } from './project-files.ts';

export interface Project {
  readonly root: string;
  /** null where its files have mistakes; then there are no scenarios either. */
  readonly set: CommandSet | null;
  readonly profile: Profile | null;
  readonly profileNames: readonly string[];
  /** All that could be loaded, features first. */
  readonly scenarios: readonly Scenario[];
  /** SHA-256 over all scenario and feature files. */
  readonly scenariosHash: string;
  readonly supportPaths: readonly string[];
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** `diagnostic` drawn with its source line. */
  readonly draw: (diagnostic: Diagnostic) => string;
}

/** Loads everything under `root` for one set and one profile. Nothing is thrown for a mistake in a file. */
export async function loadProject(root: string, setName: string, profileName: string): Promise<Project> {
  const files = readProjectFiles(root, setName);
  const schemas = readSchemas();
  const { set, diagnostics: ofSet } = loadCommandSet(files.spec, schemas);
  const { profile, diagnostics: ofProfile } = loadProfile(profileName, files.profiles, schemas);
  const texts = new Map(
    [...files.spec, ...files.profiles, ...files.scenarios, ...files.features].map(({ path, text }) => [
      path,
      text,
    ]),
  );
  const loaded =
    set === null || profile === null
      ? { scenarios: [], diagnostics: [] }
      : await loadAllScenarios(root, files, set, profile, schemas.scenarios);
  const isComplete = !loaded.diagnostics.some(({ severity }) => severity === 'error');
  const ofWhole =
    set === null || profile === null
      ? []
      : checkScenarioSet(loaded.scenarios, set, isComplete).map((mistake) =>
          placeMistake(mistake, texts, setName),
        );
  return {
    root,
    set,
    profile,
    profileNames: files.profiles.map(({ path }) => path.replace(/^.*\/|\.yaml$/g, '')),
    scenarios: loaded.scenarios,
    scenariosHash: sha256Hex(
      encodeText(
        [...files.scenarios, ...files.features].map(({ path, text }) => `${path}\n${text}`).join('\0'),
      ),
    ),
    supportPaths: files.supportPaths,
    diagnostics: sortByPlace([...ofSet, ...ofProfile, ...loaded.diagnostics, ...ofWhole], texts),
    draw: (diagnostic) => renderDiagnostic(diagnostic, texts.get(diagnostic.path) ?? ''),
  };
}

async function loadAllScenarios(
  root: string,
  files: ProjectFiles,
  set: CommandSet,
  profile: Profile,
  schema: object,
): Promise<{ scenarios: Scenario[]; diagnostics: Diagnostic[] }> {
  const validator = compileSchema(schema);
  const phrases = createPhraseBook();
  const isCustomStep = await loadCustomSteps(root, files.supportPaths);
  const results = [
    ...files.features.map(({ path, text }) =>
      loadFeature(path, text, { set, profile, phrases, isCustomStep }),
    ),
    ...files.scenarios.map(({ path, text }) => loadScenarios(path, text, { set, profile }, validator)),
  ];
  return {
    scenarios: results.flatMap(({ scenarios }) => scenarios),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** A mistake that only the whole shows, as a diagnostic: at its place's word, or of the set's own file. */
function placeMistake(
  { code, place, message, hint }: SetMistake,
  texts: ReadonlyMap<string, string>,
  setName: string,
): Diagnostic {
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

function sortByPlace(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>): Diagnostic[] {
  const keyOf = ({ path, span }: Diagnostic) => {
    const { line, column } = placeOf(texts.get(path) ?? '', span);
    return [path, String(line).padStart(6, '0'), String(column).padStart(6, '0')].join('\0');
  };
  return [...diagnostics].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
