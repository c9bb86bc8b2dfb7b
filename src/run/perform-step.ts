/** Performs one step: puts in what its variables stand for, writes it down, and acts or judges. */
import { isExpectation } from '../engine/observe.ts';
import type { Step } from '../scenario/step.ts';
import type { Requirement } from '../spec/model.ts';
import type { BenchOptions } from './bench-options.ts';
import { findUncounted } from './count-check.ts';
import { performAct } from './perform-act.ts';
import { performExpectation } from './perform-expectation.ts';
import type { ScenarioRecord } from './scenario-record.ts';
import { ScenarioStopped } from './scenario-stopped.ts';
import { hashStep } from './step-hash.ts';

/** Throws ScenarioStopped where the scenario cannot go on after it. */
export async function performStep(
  written: Step,
  record: ScenarioRecord,
  options: BenchOptions,
  requirements: ReadonlyMap<string, Requirement>,
): Promise<void> {
  const step = resolveStep(written, record, options);
  const event = options.recorder.record({
    kind: 'step',
    scenario: record.scenario.id,
    text: step.text,
    place: step.place,
    role: step.role,
    hash: hashStep(step),
  });
  if (isExpectation(step)) await performExpectation(step, event, record, options, requirements);
  else await performAct(step, record, options);
}

/** `written` with its variables put in. What cannot be put in is the mistake of its author, an error. */
function resolveStep(written: Step, record: ScenarioRecord, { profile }: BenchOptions): Step {
  const { step, unknown, missing } = record.variables.resolve(written);
  const [first] = missing;
  if (first !== undefined)
    throw new ScenarioStopped('error', `nothing stands for \${${first}} in: ${written.text}`);
  const uncounted = findUncounted(step);
  if (uncounted === null) return step;
  const [name] = unknown;
  if (name === undefined)
    throw new ScenarioStopped('error', `a number is needed where "${uncounted}" stands: ${written.text}`);
  const needed = `a number is needed for \${${name}}, which the profile ${profile.name} does not know`;
  throw new ScenarioStopped('error', `${needed}: declare it there, or name it in needs: ${written.text}`);
}
