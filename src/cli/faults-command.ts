/** `atconform faults`: the defects that the simulated module can be given. */
import { FAULTS } from '../module/create.ts';
import { listFaults } from '../run/fault-check.ts';
import { findProjectRoot } from './project-root.ts';

export interface FaultsOptions {
  readonly long?: true;
}

/** Prints one id a line; with `long` the defect in a sentence, and what it breaks where the project says so. */
export function printFaults({ long }: FaultsOptions): number {
  if (long !== true) for (const { id } of FAULTS) console.log(id);
  else
    for (const { id, title, consequence } of listFaults(findProjectRoot()))
      console.log(`${id}\n  ${title}\n  ${consequence}\n`);
  return 0;
}
