/** Makes an ordinary scenario of a case, through the one compiler that YAML and Gherkin go through too. */
import { assertInvariant } from '../base/invariant.ts';
import { assembleScenario, checkScenario, type ScenarioHead } from '../scenario/assemble-scenario.ts';
import { compileStep } from '../scenario/compile-step.ts';
import { renderFlow } from '../scenario/flow-text.ts';
import { resolveSteps } from '../scenario/resolve-step.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RawStep } from '../scenario/scenarios.generated.ts';
import type { Step } from '../scenario/step.ts';
import type { FaultSink } from '../scenario/step-context.ts';
import type { GenerateContext, GeneratedCase } from './case.ts';

/** `tags` beside that of its command. */
export function compileCase(
  generated: GeneratedCase,
  tags: readonly string[],
  context: GenerateContext,
): Scenario {
  const { set, profile } = context;
  const { id, title, place } = generated;
  const head: ScenarioHead = {
    id,
    title,
    notation: 'generated',
    place,
    tags,
    needs: [],
    after: [],
    destructive: false,
    defaultProves: null,
  };
  const steps = [
    ...compileSteps(generated, listGiven(generated), 'given', context),
    ...compileSteps(generated, generated.steps, 'test', context),
  ];
  const scenario = assembleScenario(head, { steps, opaque: false, inapplicable: null }, set);
  const mistakes = checkScenario(scenario, null, { set, profile, isWhole: true });
  assertInvariant(mistakes.length === 0, `the generated case ${id}: ${mistakes[0]?.message}`);
  return scenario;
}

/** What prepares a case, the reason for what it expects in front. */
export function listGiven({ reason, given }: GeneratedCase): readonly RawStep[] {
  return [{ note: reason }, ...given];
}

/** The spec was checked when it was loaded, so what does not compile is a mistake of the generator. */
function compileSteps(
  { id, place }: GeneratedCase,
  raws: readonly RawStep[],
  role: 'given' | 'test',
  { set, profile }: GenerateContext,
): Step[] {
  const fault: FaultSink = (code, _path, message) =>
    assertInvariant(false, `the generated case ${id} does not compile: ${code}, ${message}`);
  return resolveSteps(raws, [], role, { columns: {}, profile }, fault).flatMap((resolved) => {
    const text = renderFlow(resolved.raw);
    const { recordsOnly } = resolved;
    const compiled = compileStep(resolved.raw, {
      set,
      profile,
      place,
      text,
      role: resolved.role,
      defaultProves: null,
      recordsOnly,
    });
    for (const { code, path, message } of compiled.faults) fault(code, path, message);
    return compiled.steps;
  });
}
