/** `--mutation FILE`: what `atconform mutate` found the suite to see, to be shown beside a run of it. */
import { compileSchema } from '../document/schema-validator.ts';
import type { MutationResult } from '../record/mutation.ts';
import { readMutationSchema } from '../run/project-files.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

/** null where none was asked for. Throws UsageFault where the file is none, or of a campaign with another command set. */
export function readMutation(path: string | undefined, setName: string): MutationResult | null {
  if (path === undefined) return null;
  const result = parseResult(readTextFile(path, '--mutation'));
  if (result === null)
    throw new UsageFault(
      `--mutation ${path} is not the result of a mutation campaign`,
      'make one: npm run mutate',
    );
  if (result.set !== setName)
    throw new UsageFault(
      `--mutation ${path} is of the command set ${result.set}, this run is of ${setName}`,
      `make one: npm run mutate -- --set ${setName}`,
    );
  return result;
}

/** null where `text` does not fit schemas/mutation.schema.json. */
function parseResult(text: string): MutationResult | null {
  try {
    const value: unknown = JSON.parse(text);
    return compileSchema(readMutationSchema()).findFaults(value).length === 0
      ? (value as MutationResult)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
