/** `--setup FILE`: AT commands that join the network, one a line, with secrets from the environment. */
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface Setup {
  readonly lines: readonly string[];
  /** What stood for `${env.NAME}`: nobody may see it anywhere. */
  readonly secrets: readonly string[];
}

export const NO_SETUP: Setup = { lines: [], secrets: [] };

const FROM_ENVIRONMENT = /\$\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Empty lines and those that begin with # mean nothing. Throws UsageFault. */
export function readSetupFile(path: string, environment: Readonly<NodeJS.ProcessEnv>): Setup {
  const secrets = new Set<string>();
  const takeValue = (name: string) => {
    const value = environment[name];
    if (value === undefined)
      throw new UsageFault(
        `${path} asks for the environment variable ${name}, which is not set`,
        `set ${name}`,
      );
    secrets.add(value);
    return value;
  };
  const lines = readTextFile(path, '--setup')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(FROM_ENVIRONMENT, (_whole, name: string) => takeValue(name)));
  return { lines, secrets: [...secrets] };
}
