/** `--setup FILE`: AT commands that join the network, one a line, with secrets from the environment. */
import { type Environment, readSecret } from './secret-variable.ts';
import { readTextFile } from './text-file.ts';

export interface Setup {
  readonly lines: readonly string[];
  /** What stood for `${env.NAME}`: nobody may see it anywhere. */
  readonly secrets: readonly string[];
}

export const NO_SETUP: Setup = { lines: [], secrets: [] };

const FROM_ENVIRONMENT = /\$\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Secrets were masked when they were recorded, and are sent masked again, so that they compare. */
const RECORDED_SECRET = '***';

/** Empty lines and those that begin with # mean nothing. `environment` is null for a replay. Throws UsageFault. */
export function readSetupFile(path: string, environment: Environment | null): Setup {
  const secrets = new Set<string>();
  const takeValue = (name: string) => {
    if (environment === null) return RECORDED_SECRET;
    const value = readSecret(name, path, environment);
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
