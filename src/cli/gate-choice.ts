/** Whether a run stands before the gate of its project. */
import type { GateRules } from '../base/gate-rules.ts';
import type { AttemptRule } from '../record/attempts.ts';
import { countWritten } from '../run/conformance.ts';
import { CONFIG_NAME, readConfig } from './config.ts';
import type { RunPlan } from './run-plan.ts';
import { UsageFault } from './usage-fault.ts';

/**
 * `asked`: true: it does; false: it does not; undefined: it does where all scenarios run, and where it does not that is told on
 * stderr. Throws UsageFault where it is asked for and there is none.
 */
export function chooseGate(asked: boolean | undefined, { plan, project, shard }: RunPlan): GateRules | null {
  if (asked === false) return null;
  const { gate } = readConfig();
  if (gate === null) {
    if (asked === undefined) return null;
    throw new UsageFault(
      `--gate needs a gate, and ${CONFIG_NAME} has none`,
      'write into it, for example: gate: { coverage: 95 }',
    );
  }
  const planned = new Set(shard?.whole ?? plan.starts.map(({ scenario }) => scenario.id));
  const count = countWritten({ scenarios: project.scenarios.filter(({ id }) => planned.has(id)) });
  const total = countWritten(project);
  if (asked === true || count >= total) return gate;
  console.error(
    `note: the gate of ${CONFIG_NAME} is for all ${total} scenarios, and this run is of ${count}: it is left out unless you add --gate`,
  );
  return null;
}

/** A gate that allows what is flaky does what --allow-flaky does. */
export function allowByGate(attempts: AttemptRule, gate: GateRules | null): AttemptRule {
  return gate?.flaky === 'allowed' && attempts.retry > 0 ? { ...attempts, allowsFlaky: true } : attempts;
}
