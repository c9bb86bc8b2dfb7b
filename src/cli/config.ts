/** The project's config file: what holds for every run, without an option. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { renderDiagnostic } from '../document/drawing.ts';
import { readSchemas } from '../run/project-files.ts';
import { type Config, loadConfig, NO_CONFIG } from '../spec/config.ts';
import { maskTerminal } from './masked-terminal.ts';
import { findProjectRoot } from './project-root.ts';
import { type Environment, readSecret } from './secret-variable.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export const CONFIG_NAME = 'atconform.config.yaml';

export interface DrawnConfig {
  /** null where the file has a mistake. */
  readonly config: Config | null;
  /** Each mistake with its source line. */
  readonly mistakes: readonly string[];
}

/** Throws UsageFault where the file cannot be read, or stands there under a name that nobody would read. */
export function drawConfig(): DrawnConfig {
  const folder = findConfigFolder();
  refuseOtherNames(folder);
  const path = join(folder, CONFIG_NAME);
  if (!existsSync(path)) return { config: NO_CONFIG, mistakes: [] };
  const text = readTextFile(path, 'the config');
  const { config, diagnostics } = loadConfig({ path: CONFIG_NAME, text }, readSchemas().config);
  return { config, mistakes: diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, text)) };
}

/** For a command that cannot begin with a mistake: prints it on stderr and throws UsageFault. */
export function readConfig(): Config {
  const { config, mistakes } = drawConfig();
  if (config !== null) return config;
  for (const mistake of mistakes) console.error(`${mistake}\n`);
  throw new UsageFault(
    `nothing was done: ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`} in ${CONFIG_NAME}`,
    'mend what is listed above; `npm run check` shows it again',
    3,
  );
}

/**
 * The values of the variables that `config` names. An empty one is told on stderr. `isRecorded`: they were masked when the run was
 * recorded, so those that are not set are not missed. Throws UsageFault.
 */
export function readConfigSecrets(config: Config, environment: Environment, isRecorded: boolean): string[] {
  const asked = config.secrets.filter((name) => !isRecorded || environment[name] !== undefined);
  return asked.flatMap((name) => {
    const value = readSecret(name, CONFIG_NAME, environment);
    if (value !== '') return [value];
    console.error(`note: the environment variable ${name} is empty, so nothing is masked for it`);
    return [];
  });
}

/** What no command may show: the values that the config names, masked in all that is printed from now on. Throws UsageFault. */
export function openSecrets(isRecorded: boolean): string[] {
  const secrets = readConfigSecrets(readConfig(), process.env, isRecorded);
  maskTerminal(secrets);
  return secrets;
}

/** Where the paths in the config begin. */
export function resolveConfigPath(path: string): string {
  return relative(process.cwd(), join(findConfigFolder(), path));
}

/** The current folder where it has a config, though the specs may be this package's; otherwise the project's root. */
function findConfigFolder(): string {
  return existsSync(join(process.cwd(), CONFIG_NAME)) ? process.cwd() : findProjectRoot();
}

/** Whoever believes that `atconform.config.yml` masks his password would publish it. */
function refuseOtherNames(folder: string): void {
  const other = readdirSync(folder).find(
    (name) => name !== CONFIG_NAME && /^\.?atconform\.(config\.)?(ya?ml|json)$/i.test(name),
  );
  if (other === undefined) return;
  throw new UsageFault(
    `${other} is not read: the config is ${CONFIG_NAME}`,
    `rename it to ${CONFIG_NAME}`,
    3,
  );
}
