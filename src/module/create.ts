/** Makes a simulated module of a named personality, sound or with a named fault. */
import { assertInvariant } from '../base/invariant.ts';
import { COMMANDS } from './commands/table.ts';
import { FAULT_BANK } from './faults/bank.ts';
import type { Fault } from './faults/fault.ts';
import type { ModuleOptions, SimulatedModule } from './module.ts';
import { ESP_AT } from './personalities/esp-at.ts';
import { WINNERMICRO } from './personalities/winnermicro.ts';
import type { Personality } from './personality.ts';
import { RunningModule } from './running-module.ts';

const PERSONALITIES: ReadonlyMap<string, Personality> = new Map(
  [WINNERMICRO, ESP_AT].map((personality) => [personality.name, personality]),
);

/** The names that `ModuleOptions.personality` takes; the first is the manual's own. */
export const PERSONALITY_NAMES: readonly string[] = [...PERSONALITIES.keys()];

/** What `ModuleOptions.fault` takes, and the defect in a sentence. */
export const FAULTS: readonly Pick<Fault, 'id' | 'title'>[] = [...FAULT_BANK.values()];

/** A module that has booted and waits for commands; it has printed nothing yet. Throws for a name or a fault that is none. */
export function createModule({
  personality: name,
  clock,
  net,
  fault = null,
}: ModuleOptions): SimulatedModule {
  const personality = PERSONALITIES.get(name);
  assertInvariant(personality, `no personality "${name}" among ${PERSONALITY_NAMES.join(', ')}`);
  const sound = { personality, commands: COMMANDS };
  const firmware = fault === null ? sound : findFault(fault).spoil(sound, clock);
  return new RunningModule(firmware, clock, net === 'up');
}

function findFault(id: string): Fault {
  const fault = FAULT_BANK.get(id);
  assertInvariant(fault, `no fault "${id}" in the bank`);
  return fault;
}
