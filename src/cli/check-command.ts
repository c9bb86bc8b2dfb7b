/** `atconform check`: says everything that is wrong in specs, scenarios and features, at once. */
import { loadProject, type Project } from '../run/project.ts';
import { findProjectRoot } from './project-root.ts';

/** The capability profile that a check uses where none is named. */
export const DEFAULT_PROFILE = 'winnermicro';
export const DEFAULT_SET = 'http';

/** Checks every profile, since scenarios mean different things in each. Prints mistakes on stderr; returns the exit code. */
export async function check(): Promise<number> {
  const root = findProjectRoot();
  const first = await loadProject(root, DEFAULT_SET, DEFAULT_PROFILE);
  const others = await Promise.all(
    first.profileNames
      .filter((name) => name !== DEFAULT_PROFILE)
      .map((name) => loadProject(root, DEFAULT_SET, name)),
  );
  const drawn = new Set([first, ...others].flatMap(drawDiagnostics));
  for (const text of drawn) console.error(`${text}\n`);
  const { set, scenarios } = first;
  if (drawn.size > 0) {
    console.error(drawn.size === 1 ? '1 mistake' : `${drawn.size} mistakes`);
    return 3;
  }
  const byNotation = (notation: string) =>
    scenarios.filter((scenario) => scenario.notation === notation).length;
  console.log(
    `nothing wrong: ${set?.requirements.length} requirements, ${set?.questions.length} questions, ${first.profileNames.length} profiles, ${scenarios.length} scenarios (${byNotation('gherkin')} Gherkin, ${byNotation('yaml')} YAML)`,
  );
  return 0;
}

export function drawDiagnostics(project: Project): string[] {
  return project.diagnostics.map(project.draw);
}
