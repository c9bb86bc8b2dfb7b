/** All faults, in the order in which they are listed. */
import { DATA_PHASE_FAULTS } from './data-phase.ts';
import type { Fault, FaultGroup } from './fault.ts';
import { FINAL_FAULTS } from './finals.ts';
import { HEADER_FAULTS } from './header-configuration.ts';
import { LINE_FAULTS } from './lines.ts';
import { PROMPT_FAULTS } from './prompt.ts';
import { REFUSAL_FAULTS } from './refusals.ts';
import { REQUEST_FAULTS } from './request.ts';
import { RESPONSE_FAULTS } from './response.ts';
import { STATE_FAULTS } from './state.ts';
import { TIMING_FAULTS } from './timing.ts';
import { URL_FAULTS } from './url-configuration.ts';
import { WHOLE_MODULE_FAULTS } from './whole-modules.ts';

const GROUPS: readonly FaultGroup[] = [
  FINAL_FAULTS,
  PROMPT_FAULTS,
  DATA_PHASE_FAULTS,
  URL_FAULTS,
  HEADER_FAULTS,
  REQUEST_FAULTS,
  RESPONSE_FAULTS,
  REFUSAL_FAULTS,
  LINE_FAULTS,
  TIMING_FAULTS,
  STATE_FAULTS,
  WHOLE_MODULE_FAULTS,
];

/** By id. */
export const FAULT_BANK: ReadonlyMap<string, Fault> = new Map(
  GROUPS.flatMap((group) =>
    Object.entries(group).map(([id, [title, spoil]]) => [id, { id, title, spoil }] as const),
  ),
);
