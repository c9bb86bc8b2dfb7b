/** Performs one scenario on the bench, from its beginning to its end. */
import type { Scenario } from '../scenario/scenario.ts';
import type { Bench } from './bench.ts';
import { ScenarioStopped } from './scenario-stopped.ts';

/** `skipReason` null: it is to run. */
export async function performScenario(
  bench: Bench,
  scenario: Scenario,
  skipReason: string | null,
): Promise<void> {
  if (!(await bench.begin(scenario, skipReason))) return;
  try {
    for (const step of scenario.steps) await bench.perform(step);
  } catch (error) {
    if (!(error instanceof ScenarioStopped)) throw error;
  }
  await bench.end();
}
