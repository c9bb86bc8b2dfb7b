/** Makes a simulated module of a named personality. */
import { assertInvariant } from '../base/invariant.ts';
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

/** A module that has booted and waits for commands; it has printed nothing yet. Throws for a name that is none. */
export function createModule(options: ModuleOptions): SimulatedModule {
  const personality = PERSONALITIES.get(options.personality);
  assertInvariant(
    personality,
    `no personality "${options.personality}" among ${PERSONALITY_NAMES.join(', ')}`,
  );
  return new RunningModule(personality, options.clock, options.net === 'up');
}
