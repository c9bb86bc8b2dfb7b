/** Loads a YAML scenario file: text to scenarios, with every mistake at its place. */
import type { Diagnostic } from '../document/diagnostic.ts';
import { findSchemaMistakes } from '../document/schema-check.ts';
import type { SchemaValidator } from '../document/schema-validator.ts';
import { loadYaml, type YamlDocument } from '../document/yaml-document.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import {
  assembleScenario,
  checkScenario,
  needsUnknown,
  type ScenarioHead,
  type ScenarioMistake,
} from './assemble-scenario.ts';
import { compileStep, STEP_KEYS } from './compile-step.ts';
import { collectDocumentFaults, compareSpans, type DocumentFaults } from './document-faults.ts';
import { renderFlow } from './flow-text.ts';
import { listOf } from './raw-value.ts';
import { needsRun, type ResolvedStep, resolveSteps, type Surroundings, substitute } from './resolve-step.ts';
import type { Scenario } from './scenario.ts';
import type { Cell, ExampleRow, RawScenario, RawStep, ScenarioFile } from './scenarios.generated.ts';
import type { Step } from './step.ts';
import type { RawPath } from './step-context.ts';
import { namesUsed, VariableCheck } from './variable-check.ts';

export interface LoadedScenarios {
  readonly scenarios: readonly Scenario[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadingContext {
  readonly set: CommandSet;
  readonly profile: Profile;
}

/**
 * Scenarios that break the schema are left out; all others are there, whatever else is wrong with them.
 * `schema` is made of schemas/scenarios.schema.json.
 */
export function loadScenarios(
  path: string,
  text: string,
  context: LoadingContext,
  schema: SchemaValidator,
): LoadedScenarios {
  const document = loadYaml(path, text);
  const mistakes = findSchemaMistakes(document, schema);
  const broken = [...document.diagnostics, ...mistakes.map((mistake) => mistake.diagnostic)];
  const unfit = mistakes.flatMap((mistake) => mistake.unfit);
  const isUnfit = (index: number) =>
    unfit.some(
      ([first, second]) => first === 'scenarios' && (second === undefined || Number(second) === index),
    );
  const file = document.value as Partial<ScenarioFile> | null;
  if (!Array.isArray(file?.scenarios)) return { scenarios: [], diagnostics: broken };
  const faults = collectDocumentFaults(document);
  if (typeof file.set === 'string' && file.set !== context.set.name)
    faults.fault('UNKNOWN_SET', ['set'], `expected the command set ${context.set.name}, got "${file.set}"`);
  const scenarios = file.scenarios.flatMap((raw, index) =>
    isUnfit(index) ? [] : loadRows(raw, index, { ...context, document, faults }),
  );
  return { scenarios, diagnostics: [...broken, ...faults.list()].sort(compareSpans) };
}

interface FileContext extends LoadingContext {
  readonly document: YamlDocument;
  readonly faults: DocumentFaults;
}

function loadRows(raw: RawScenario, index: number, file: FileContext): Scenario[] {
  const path: RawPath = ['scenarios', index];
  if (raw.examples === undefined) return [loadRow(raw, null, path, path, file)];
  return raw.examples.map((row, number) => loadRow(raw, row, path, [...path, 'examples', number], file));
}

/** One scenario: `path` leads to it in the document, `place` to the row that it is made from. */
function loadRow(
  raw: RawScenario,
  row: ExampleRow | null,
  path: RawPath,
  place: RawPath,
  file: FileContext,
): Scenario {
  const { set, profile, faults } = file;
  const countBefore = faults.count();
  const surroundings: Surroundings = { columns: readColumns(row, place, file), profile };
  const head = readHead(raw, row, path, place, surroundings, file);
  const resolved = resolveAll(raw, path, surroundings, file);
  const variables = new VariableCheck();
  for (const step of resolved) variables.follow(step.raw, step.path, faults.fault);
  const compiled = compileAll(resolved, head.defaultProves, needsUnknown(head.needs, profile), file);
  const scenario = assembleScenario(head, { ...compiled, opaque: false }, set);
  const isWhole = faults.count() === countBefore && !resolved.some(({ raw }) => hasUnknownKey(raw));
  const provesPath = row?.proves === undefined ? path : place;
  for (const mistake of checkScenario(scenario, head.defaultProves, { set, profile, isWhole })) {
    const at = mistake.at.part === 'step' ? 'key' : 'value';
    const where = pathOf(mistake, path, provesPath, compiled.paths);
    faults.fault(mistake.code, where, mistake.message, mistake.hint, at);
  }
  return scenario;
}

/** A key that the schema refuses, so that nobody knows what the step was to do. */
function hasUnknownKey(raw: RawStep): boolean {
  return !STEP_KEYS.some((key) => raw[key] !== undefined);
}

function pathOf(
  { at }: ScenarioMistake,
  path: RawPath,
  provesPath: RawPath,
  steps: readonly RawPath[],
): RawPath {
  switch (at.part) {
    case 'id':
    case 'whole':
      return [...path, 'id'];
    case 'proves':
      return [...provesPath, 'proves'];
    case 'needs':
      return [...path, 'needs', at.index];
    case 'step':
      return steps[at.index] ?? path;
  }
}

/** Values of the row; those that hold profile values have them put in. */
function readColumns(row: ExampleRow | null, place: RawPath, file: FileContext): Record<string, Cell> {
  const surroundings: Surroundings = { columns: {}, profile: file.profile };
  const columns = Object.entries(row ?? {}).map(([name, value]) => {
    const resolved = substitute(value, [...place, name], surroundings, file.faults.fault);
    return [name, typeof value === 'string' ? ((resolved ?? null) as Cell) : (value ?? null)] as const;
  });
  return Object.fromEntries(columns);
}

function readHead(
  raw: RawScenario,
  row: ExampleRow | null,
  path: RawPath,
  place: RawPath,
  surroundings: Surroundings,
  { document, faults }: FileContext,
): ScenarioHead {
  const needs = substitute(listOf(raw.needs), [...path, 'needs'], surroundings, faults.fault);
  return {
    id: row === null ? raw.id : `${raw.id}/${row.id}`,
    title: String(substitute(raw.title, [...path, 'title'], surroundings, faults.fault)),
    notation: 'yaml',
    place: document.placeOf(place),
    tags: listOf(raw.tags).map((tag) => `@${tag.replace(/^@/, '')}`),
    needs: needs as string[],
    after: listOf(raw.after),
    destructive: raw.destructive === true,
    defaultProves: row?.proves ?? raw.proves ?? null,
  };
}

function resolveAll(
  raw: RawScenario,
  path: RawPath,
  surroundings: Surroundings,
  file: FileContext,
): ResolvedStep[] {
  const { fault } = file.faults;
  const given = resolveSteps(raw.given ?? [], [...path, 'given'], 'given', surroundings, fault);
  const steps = resolveSteps(raw.steps, [...path, 'steps'], 'test', surroundings, fault);
  return [...keepMeasuredColumns([...given, ...steps], surroundings.columns, path), ...given, ...steps];
}

/** A column whose length is asked for and only known in the run is kept as a variable first. */
function keepMeasuredColumns(
  resolved: readonly ResolvedStep[],
  columns: Readonly<Record<string, Cell>>,
  path: RawPath,
): ResolvedStep[] {
  const used = new Set(namesUsed(JSON.stringify(resolved.map(({ raw }) => raw))));
  return Object.entries(columns)
    .filter(([name, value]) => needsRun(value) && used.has(`${name}.length`))
    .map(([name, value]) => {
      const raw: RawStep = { set: { [name]: String(value) } };
      return { raw, path: [...path, 'examples'], role: 'given', recordsOnly: false } as const;
    });
}

interface CompiledScenario {
  readonly steps: readonly Step[];
  /** Of each step, where it is written. */
  readonly paths: readonly RawPath[];
  readonly inapplicable: string | null;
}

function compileAll(
  resolved: readonly ResolvedStep[],
  defaultProves: string | null,
  scenarioRecords: boolean,
  { set, profile, document, faults }: FileContext,
): CompiledScenario {
  const compiled = resolved.map((step) => {
    const place = document.placeOf(step.path);
    const recordsOnly = step.recordsOnly || scenarioRecords;
    const text = renderFlow(step.raw);
    return compileStep(step.raw, { set, profile, place, text, role: step.role, defaultProves, recordsOnly });
  });
  for (const [index, { faults: found }] of compiled.entries())
    for (const { code, path, message, hint, atKey } of found)
      faults.fault(code, [...(resolved[index]?.path ?? []), ...path], message, hint, atKey ? 'key' : 'value');
  return {
    steps: compiled.flatMap(({ steps }) => steps),
    paths: compiled.flatMap(({ steps }, index) => steps.map(() => resolved[index]?.path ?? [])),
    inapplicable: compiled.find((each) => each.inapplicable !== null)?.inapplicable ?? null,
  };
}
