/** How many attempts at a scenario its requirements ask for. */
import type { Acceptance } from '../base/acceptance.ts';
import type { CommandSet } from '../spec/model.ts';
import type { Scenario } from './scenario.ts';

/** The rule of the first of its requirements that has one, or null. `check` sees that all of them have the same. */
export function findAcceptance(
  { requirements }: Pick<Scenario, 'requirements'>,
  set: Pick<CommandSet, 'requirements'>,
): Acceptance | null {
  for (const { id, accept } of set.requirements)
    if (accept !== undefined && requirements.includes(id)) return accept;
  return null;
}
