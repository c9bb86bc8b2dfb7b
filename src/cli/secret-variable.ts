/** Environment variables whose values nobody may read: those that the project's config names, and those that setup lines take. */
import { UsageFault } from './usage-fault.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A mask of fewer characters would hide half of what a run writes. */
const SECRET_CHARACTERS_MIN = 4;

/** The value of `name`, empty where it is set to nothing. `asker` is the file that names it. Throws UsageFault. */
export function readSecret(name: string, asker: string, environment: Environment): string {
  const value = environment[name];
  if (value === undefined)
    throw new UsageFault(
      `${asker} asks for the environment variable ${name}, which is not set`,
      `set ${name}, or set it to nothing where this run has no such secret`,
    );
  const characters = [...value.trim()].length;
  if (value !== '' && characters < SECRET_CHARACTERS_MIN)
    throw new UsageFault(
      `${asker} makes the environment variable ${name} a secret, whose value is too short to be masked: it takes ${SECRET_CHARACTERS_MIN} characters, ${name} has ${characters}`,
      'choose a longer secret; what is none can be written into the file that uses it',
    );
  return value;
}
