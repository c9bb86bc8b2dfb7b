/** All faults, in the order in which they are listed. */

import { DATA_PHASE_FAULTS } from './data-phase.ts';
import type { Fault, FaultGroup } from './fault.ts';
import { FINAL_FAULTS } from './finals.ts';

const GROUPS: readonly FaultGroup[] = [FINAL_FAULTS, DATA_PHASE_FAULTS];

/** By id. */
export const FAULT_BANK: ReadonlyMap<string, Fault> = new Map(
  GROUPS.flatMap((group) =>
    Object.entries(group).map(([id, [title, spoil]]) => [id, { id, title, spoil }] as const),
  ),
);
