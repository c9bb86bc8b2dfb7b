/** `--repeat N`, `--retry N`, `--allow-flaky`: how often scenarios run, and what a pass after a failure is worth. */
import type { AttemptRule } from '../record/attempts.ts';
import type { TypedRunOptions } from './run-options.ts';
import { UsageFault } from './usage-fault.ts';

/** More would be a test of endurance, and events by the gigabyte. */
const ATTEMPTS_MAX = 1000;

/** `otherwise` holds where an option was not given: what a recording was made with. Throws UsageFault for what cannot be meant. */
export function readAttemptRule(typed: TypedRunOptions, otherwise: AttemptRule): AttemptRule {
  const isAsked = typed.repeat !== undefined || typed.retry !== undefined;
  const repeat = readCount('--repeat', typed.repeat, 1) ?? (isAsked ? 1 : otherwise.repeat);
  const retry = readCount('--retry', typed.retry, 0) ?? (isAsked ? 0 : otherwise.retry);
  if (repeat > 1 && retry > 0)
    throw new UsageFault(
      '--repeat shows how often a scenario fails, --retry forgives that it does: both together mean nothing',
      'choose one of them',
    );
  if (typed.failFast === true && retry > 0)
    throw new UsageFault('--fail-fast ends the run before --retry could try again', 'choose one of them');
  if (typed.allowFlaky === true && retry === 0)
    throw new UsageFault(
      '--allow-flaky lets a pass after a failure count, and nothing is tried again',
      'add --retry 1',
    );
  return { repeat, retry, allowsFlaky: typed.allowFlaky ?? (isAsked ? false : otherwise.allowsFlaky) };
}

function readCount(option: string, text: string | undefined, min: number): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= min && count <= ATTEMPTS_MAX) return count;
  throw new UsageFault(
    `${option} takes a whole number from ${min} to ${ATTEMPTS_MAX}, not ${text}`,
    `for example: ${option} 2`,
  );
}
