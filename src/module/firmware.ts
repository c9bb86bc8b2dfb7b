/** What runs on a simulated module: the family that it belongs to, and the commands that it knows. */
import type { Command } from './commands/command.ts';
import type { Personality } from './personality.ts';

export interface Firmware {
  readonly personality: Personality;
  /** By the name behind `AT`. */
  readonly commands: ReadonlyMap<string, Command>;
}
