/** Makes a simulated module of a named personality, sound or with a named fault. */
import type { Clock } from '../base/clock.ts';
import { assertInvariant } from '../base/invariant.ts';
import { makeChatter } from './chatter.ts';
import { COMMANDS } from './commands/table.ts';
import { FAULT_BANK } from './faults/bank.ts';
import type { Fault } from './faults/fault.ts';
import type { Firmware } from './firmware.ts';
import type { ModuleOptions, SimulatedModule } from './module.ts';
import { ESP_AT } from './personalities/esp-at.ts';
import { createGd32vw55x, GD32VW55X_NAME } from './personalities/gd32vw55x.ts';
import { WINNERMICRO } from './personalities/winnermicro.ts';
import { RunningModule } from './running-module.ts';

const SOUND: readonly Firmware[] = [WINNERMICRO, ESP_AT].map((personality) => ({
  personality,
  commands: COMMANDS,
}));

/** How the firmware of a family comes to be; one that remembers anything is made anew for each module. */
const FAMILIES: ReadonlyMap<string, (clock: Clock) => Firmware> = new Map([
  ...SOUND.map((firmware) => [firmware.personality.name, () => firmware] as const),
  [GD32VW55X_NAME, createGd32vw55x],
]);

/** The names that `ModuleOptions.personality` takes; the first is the manual's own. */
export const PERSONALITY_NAMES: readonly string[] = [...FAMILIES.keys()];

/** What `ModuleOptions.fault` takes, and the defect in a sentence. */
export const FAULTS: readonly Pick<Fault, 'id' | 'title'>[] = [...FAULT_BANK.values()];

/** A module that has booted and waits for commands; it has printed nothing yet. Throws for a name or a fault that is none. */
export function createModule({
  personality: name,
  clock,
  net,
  fault = null,
  chatters = false,
}: ModuleOptions): SimulatedModule {
  const createFirmware = FAMILIES.get(name);
  assertInvariant(createFirmware, `no personality "${name}" among ${PERSONALITY_NAMES.join(', ')}`);
  const own = createFirmware(clock);
  const firmware = fault === null ? own : findFault(fault).spoil(own, clock);
  return new RunningModule(chatters ? makeChatter(firmware) : firmware, clock, net === 'up');
}

function findFault(id: string): Fault {
  const fault = FAULT_BANK.get(id);
  assertInvariant(fault, `no fault "${id}" in the bank`);
  return fault;
}
