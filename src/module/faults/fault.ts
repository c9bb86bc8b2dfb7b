/** A fault is one defect of the simulated module under a name, for a suite to prove that it sees it. */
import type { Clock } from '../../base/clock.ts';
import type { Firmware } from '../firmware.ts';

/** Makes a module with a defect of a sound one; called once for each module, so that a defect may remember what it has seen. */
export type Spoil = (sound: Firmware, clock: Clock) => Firmware;

export interface Fault {
  /** Lower case with hyphens; it names the defect and no scenario. */
  readonly id: string;
  /** The defect in one sentence, with the condition under which it shows. */
  readonly title: string;
  readonly spoil: Spoil;
}

/** A fault's title and how it is made, by its id. */
export type FaultGroup = Readonly<Record<string, readonly [title: string, spoil: Spoil]>>;
