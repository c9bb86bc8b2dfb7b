/** `atconform check`: says everything that is wrong in config, baselines, specs, scenarios and features, at once. */

import { GENERATE_KINDS } from '../generate/generate.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { drawFaultMistakes } from '../run/fault-check.ts';
import { loadProject, type Project } from '../run/project.ts';
import { drawBaselines } from './baseline-choice.ts';
import { drawConfig } from './config.ts';
import { findProjectRoot } from './project-root.ts';

/**
 * Checks every set with each of its profiles, since scenarios mean different things in each. Prints mistakes on stderr;
 * returns the exit code.
 */
export async function check(): Promise<number> {
  const root = findProjectRoot();
  const { setNames } = await loadProject(root, DEFAULT_SET, null);
  // A project without any set is told so by the default one.
  const names = setNames.length === 0 ? [DEFAULT_SET] : setNames;
  const bySet = await Promise.all(names.map((name) => loadWithProfiles(root, name)));
  const sets = bySet.flatMap(([first]) => first?.set ?? []);
  const drawn = new Set([
    ...drawConfig().mistakes,
    ...bySet.flat().flatMap(drawDiagnostics),
    ...drawFaultMistakes(root, sets),
    ...drawBaselines(bySet.flat()),
  ]);
  for (const text of drawn) console.error(`${text}\n`);
  if (drawn.size > 0) {
    console.error(drawn.size === 1 ? '1 mistake' : `${drawn.size} mistakes`);
    return 3;
  }
  for (const [first] of bySet) if (first !== undefined) console.log(describe(first, bySet.length > 1));
  return 0;
}

/** All kinds of cases, and any seed: what chance makes must hold as well as what is written. */
const GENERATED = { generate: { kinds: GENERATE_KINDS, seed: 'check' } } as const;

/** The set with its default profile, then with every other one. */
async function loadWithProfiles(root: string, setName: string): Promise<readonly Project[]> {
  const first = await loadProject(root, setName, null, GENERATED);
  const others = first.profileNames.filter((name) => name !== first.set?.defaultProfile);
  return [first, ...(await Promise.all(others.map((name) => loadProject(root, setName, name, GENERATED))))];
}

function describe({ set, scenarios, profileNames }: Project, isOneOfSeveral: boolean): string {
  const byNotation = (notation: string) =>
    scenarios.filter((scenario) => scenario.notation === notation).length;
  const name = isOneOfSeveral ? `${set?.name}: ` : '';
  return `${name}nothing wrong: ${set?.requirements.length} requirements, ${set?.questions.length} questions, ${profileNames.length} profiles, ${scenarios.length} scenarios (${byNotation('gherkin')} Gherkin, ${byNotation('yaml')} YAML${describeGenerated(byNotation('generated'))})`;
}

/** A set without rules for generated cases has none. */
function describeGenerated(count: number): string {
  return count === 0 ? '' : `, ${count} generated`;
}

export function drawDiagnostics(project: Project): string[] {
  return project.diagnostics.map(project.draw);
}
