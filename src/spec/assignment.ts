/** Which argument of a command line belongs to which parameter of its form. */
import type { Argument } from './argument.ts';
import { type ConditionRecord, type ConditionValue, conditionHolds } from './condition.ts';
import type { Form, Parameter } from './model.ts';

export interface Assignment<Given extends Argument = Argument> {
  /**
   * The arguments of each parameter that exists in this line, by its name: one, or all of a repeated parameter. None where
   * the line ends before it. A parameter whose condition does not hold has no entry.
   */
  readonly arguments: ReadonlyMap<string, readonly Given[]>;
  /** What stands beyond the last parameter. */
  readonly surplus: readonly Given[];
  /** Every parameter's value for conditions: as given, else its default, else null. A repeated one: its number of arguments. */
  readonly values: ConditionRecord;
}

/** Assigns `given` by position. A parameter whose condition does not hold takes no place in the line. */
export function assignArguments<Given extends Argument>(
  form: Form,
  given: readonly Given[],
): Assignment<Given> {
  const assigned = new Map<string, readonly Given[]>();
  const values: Record<string, ConditionValue> = {};
  let next = 0;
  for (const parameter of form.parameters) {
    if (!conditionHolds(parameter.when, values)) continue;
    const taken = given.slice(next, parameter.repeats ? given.length : next + 1);
    next += taken.length;
    assigned.set(parameter.name, taken);
    values[parameter.name] = parameter.repeats ? taken.length : readValue(parameter, taken[0]);
  }
  return { arguments: assigned, surplus: given.slice(next), values };
}

function readValue(parameter: Parameter, argument: Argument | undefined): ConditionValue {
  if (argument === undefined || argument.kind === 'omitted') return parameter.defaultValue;
  return argument.kind === 'bare' ? argument.text : argument.value;
}
