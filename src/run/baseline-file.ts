/** Baselines as files of a project. */
import type { Diagnostic } from '../document/diagnostic.ts';
import { renderDiagnostic } from '../document/drawing.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  type Baseline,
  type KnownProject,
  type LoadedBaseline,
  listNamed,
  loadBaseline,
} from '../spec/baseline.ts';
import type { CommandSet } from '../spec/model.ts';
import type { SpecText } from '../spec/spec-file.ts';
import { readSchemas } from './project-files.ts';
import { hashSteps } from './step-hash.ts';

export interface OpenedBaseline extends LoadedBaseline {
  readonly draw: (diagnostic: Diagnostic) => string;
}

/** `known` null: it may name anything. */
export function openBaseline(file: SpecText, known: KnownProject | null = null): OpenedBaseline {
  return {
    ...loadBaseline(file, readSchemas().baseline, known),
    draw: (diagnostic) => renderDiagnostic(diagnostic, file.text),
  };
}

/** What a baseline may name: scenarios, requirements and questions. */
export function listIds(
  { requirements, questions }: Pick<CommandSet, 'requirements' | 'questions'>,
  scenarios: readonly Pick<Scenario, 'id'>[],
): string[] {
  return [...scenarios, ...requirements, ...questions].map(({ id }) => id);
}

/** The ids in `baseline` that nothing has. */
export function listOrphans(baseline: Baseline, ...project: Parameters<typeof listIds>): string[] {
  const known = new Set(listIds(...project));
  return listNamed(baseline).filter((id) => !known.has(id));
}

/** What scenarios do, by id; generated ones are made anew for each run, and have no say in what they do. */
export function listHashes(scenarios: readonly Scenario[]): ReadonlyMap<string, string> {
  const written = scenarios.filter(({ notation }) => notation !== 'generated');
  return new Map(written.map(({ id, steps }) => [id, hashSteps(steps)]));
}
