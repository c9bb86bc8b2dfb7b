/** The id of a fault, as it is given to `--fault` and in `sim:?fault=`. */
import { findNearest } from '../base/nearest.ts';
import { FAULTS } from '../module/create.ts';
import { UsageFault } from './usage-fault.ts';

/** Throws a UsageFault for an id that is none; null is no fault at all. */
export function checkFaultId(id: string | null): void {
  const ids = FAULTS.map((fault) => fault.id);
  if (id === null || ids.includes(id)) return;
  const nearest = findNearest(id, ids);
  throw new UsageFault(
    `the simulated module has no fault ${id}`,
    nearest === null
      ? '`atconform faults` lists all'
      : `did you mean ${nearest}? \`atconform faults\` lists all`,
  );
}
