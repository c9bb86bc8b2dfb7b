/** A scenario of a YAML file with one row of its examples put in: its head, and its steps without conditions. */
import type { YamlDocument } from '../document/yaml-document.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { ScenarioHead } from './assemble-scenario.ts';
import type { DocumentFaults } from './document-faults.ts';
import { listOf } from './raw-value.ts';
import { needsRun, type ResolvedStep, resolveSteps, type Surroundings, substitute } from './resolve-step.ts';
import type { Cell, ExampleRow, RawScenario, RawStep } from './scenarios.generated.ts';
import type { RawPath } from './step-context.ts';
import { namesUsed } from './variable-check.ts';

export interface FileContext {
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly document: YamlDocument;
  readonly faults: DocumentFaults;
}

/** Values of the row; those that hold profile values have them put in. */
export function readColumns(row: ExampleRow | null, place: RawPath, file: FileContext): Record<string, Cell> {
  const surroundings: Surroundings = { columns: {}, profile: file.profile };
  const columns = Object.entries(row ?? {}).map(([name, value]) => {
    const resolved = substitute(value, [...place, name], surroundings, file.faults.fault);
    return [name, typeof value === 'string' ? ((resolved ?? null) as Cell) : (value ?? null)] as const;
  });
  return Object.fromEntries(columns);
}

export function readHead(
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

export function resolveAll(
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
