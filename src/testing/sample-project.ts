/** A copy of the project's specs and features in a folder of its own, in which documented commands run as a reader types them. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a project changes, and what it only uses. */
const COPIED = ['package.json', 'specs', 'features/http', 'features/v250'];
const SCENARIO_FOLDERS = ['specs/http/scenarios', 'features/http'];
const LINKED = ['bin', 'src', 'schemas', 'node_modules', 'features/support'];

/** The longest that one command may take; a run of a few scenarios takes seconds. */
const COMMAND_MS_MAX = 120_000;

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SampleProject {
  readonly root: string;
  read(path: string): string;
  /** Makes the folders that the path needs. */
  write(path: string, text: string): void;
  /** Runs a line of shell in the project's folder. */
  run(line: string): Promise<Outcome>;
  remove(): void;
}

/** With `only` it has the scenarios of files of that name alone, which load faster: enough to run a part, too few for `check`. */
export function createSampleProject(only: string | null = null): SampleProject {
  const root = mkdtempSync(join(tmpdir(), 'atconform-project-'));
  const isCopied = (path: string) =>
    only === null || !SCENARIO_FOLDERS.includes(relative(ROOT, dirname(path))) || parse(path).name === only;
  for (const path of COPIED)
    cpSync(join(ROOT, path), join(root, path), { recursive: true, filter: isCopied });
  for (const path of LINKED) symlinkSync(join(ROOT, path), join(root, path));
  return {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    run: (line) => runShell(line, root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runShell(line: string, cwd: string): Promise<Outcome> {
  // The coverage of these runs would be written once more for every command, and shows nothing that other tests do not.
  const {
    NODE_V8_COVERAGE: _unused,
    GITHUB_ACTIONS: _ci,
    GITHUB_STEP_SUMMARY: _summary,
    ...env
  } = process.env;
  return new Promise((resolve) => {
    execFile('sh', ['-c', line], { cwd, env, timeout: COMMAND_MS_MAX }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
