/** The command set and profile that a command is told to work by, as the project has them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../run/project.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { findProjectRoot } from './project-root.ts';
import { UsageFault } from './usage-fault.ts';

export interface ChosenSpecs {
  readonly set: CommandSet;
  readonly profile: Profile;
}

/** `profileName` null: the set's default. Throws UsageFault where one is unknown, or has mistakes, which are then on stderr. */
export async function loadChosenSpecs(setName: string, profileName: string | null): Promise<ChosenSpecs> {
  const root = findProjectRoot();
  if (!existsSync(join(root, 'specs', setName, 'set.yaml')))
    throw new UsageFault(
      `no command set is called ${setName}`,
      'each folder of specs/ with a set.yaml is one',
    );
  const project = await loadProject(root, setName, profileName);
  if (profileName !== null && !project.profileNames.includes(profileName))
    throw new UsageFault(
      `no profile is called ${profileName}`,
      `known are ${project.profileNames.join(', ')}`,
    );
  const { set, profile } = project;
  if (set !== null && profile !== null) return { set, profile };
  console.error(project.diagnostics.map(project.draw).join('\n\n'));
  throw new UsageFault('nothing was made: mistakes in specs', 'mend what is listed above', 3);
}
