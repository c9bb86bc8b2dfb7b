/** Finds the files of `src/`, `features/` and `scripts/` by a walk: Node 20 has no globs for its test runner. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, ending in a slash. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Paths of all files below `folder`, from the project's root, sorted; none where there is no such folder. */
export function listFiles(folder: string): readonly string[] {
  try {
    const entries = readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The test files whose path begins with one of `prefixes`; all of them where none is given. */
export function listTestFiles(prefixes: readonly string[]): readonly string[] {
  const all = ['src', 'features', 'scripts'].flatMap(listFiles).filter((path) => path.endsWith('.test.ts'));
  if (prefixes.length === 0) return all;
  return all.filter((path) => prefixes.some((prefix) => path.startsWith(prefix)));
}
