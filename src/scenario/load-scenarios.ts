/** Loads a YAML scenario file: text to scenarios, with every mistake at its place. */
import type { Diagnostic } from '../document/diagnostic.ts';
import { findSchemaMistakes } from '../document/schema-check.ts';
import type { SchemaValidator } from '../document/schema-validator.ts';
import { loadYaml } from '../document/yaml-document.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import {
  assembleScenario,
  checkScenario,
  findMissingOutcome,
  needsUnknown,
  type ScenarioMistake,
} from './assemble-scenario.ts';
import { compileStep, STEP_KEYS } from './compile-step.ts';
import { collectDocumentFaults, compareSpans } from './document-faults.ts';
import { type FileContext, readColumns, readHead, resolveAll } from './example-row.ts';
import { renderFlow } from './flow-text.ts';
import type { ResolvedStep, Surroundings } from './resolve-step.ts';
import type { Scenario } from './scenario.ts';
import type { ExampleRow, RawScenario, RawStep, ScenarioFile } from './scenarios.generated.ts';
import type { Step } from './step.ts';
import type { RawPath } from './step-context.ts';
import { VariableCheck } from './variable-check.ts';

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
  const variables = new VariableCheck(Object.keys(surroundings.columns));
  for (const step of resolved) variables.follow(step.raw, step.path, faults.fault);
  const compiled = compileAll(resolved, head.defaultProves, needsUnknown(head.needs, profile), file);
  const inapplicable = compiled.inapplicable ?? findHollow(raw, compiled.steps, profile);
  const scenario = assembleScenario(head, { steps: compiled.steps, inapplicable, opaque: false }, set);
  const isWhole =
    inapplicable === null &&
    faults.count() === countBefore &&
    !resolved.some(({ raw }) => hasUnknownKey(raw));
  const provesPath = row?.proves === undefined ? path : place;
  for (const mistake of checkScenario(scenario, head.defaultProves, { set, profile, isWhole })) {
    const at = mistake.at.part === 'step' ? 'key' : 'value';
    const where = pathOf(mistake, path, provesPath, compiled.paths);
    faults.fault(mistake.code, where, mistake.message, mistake.hint, at);
  }
  return scenario;
}

/** Conditions on the profile may leave nothing to expect: then the scenario does not apply, and nothing is wrong with it. */
function findHollow(raw: RawScenario, steps: readonly Step[], profile: Profile): string | null {
  if (findMissingOutcome(steps) === null) return null;
  const asksProfile = /"when":"[^"]*profile\./.test(JSON.stringify(raw.steps));
  return !asksProfile ? null : `with the profile ${profile.name} there is nothing to expect`;
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
