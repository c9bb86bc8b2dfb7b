/** Where the project is: the folder with the specs that a command works on, and this package's own version. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The current folder where it holds specs of its own, otherwise this package. Absolute. */
export function findProjectRoot(): string {
  return existsSync(join(process.cwd(), 'specs')) ? process.cwd() : PACKAGE_ROOT;
}

export function readTool(): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return { name, version };
}
