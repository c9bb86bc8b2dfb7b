/** Which classes of each parameter went over the wire, and how the module took them. */
import type { ParameterResult } from '../record/result.ts';
import { assignArguments } from '../spec/assignment.ts';
import type { Form, Parameter } from '../spec/model.ts';
import { classifyArgument, listParameterClasses, type ParameterClass } from '../spec/parameter-class.ts';
import type { Outcome, SentCommand } from './sent-command.ts';
import { tallyOutcomes } from './tally.ts';

/** One class of one parameter, as one line carried it. */
interface Carried {
  readonly parameter: string;
  readonly className: string;
  readonly outcome: Outcome;
}

/**
 * The parameters of `form` with every class that they have. A class counts in a line only where no other argument of that
 * line is wrong: a module that refuses `-1,99` may never have looked at the 99.
 */
export function measureParameters(form: Form, sent: readonly SentCommand[]): readonly ParameterResult[] {
  const carried = sent
    .filter(({ line }) => line.form === form.kind)
    .flatMap((command) => listCarried(form, command));
  return form.parameters.map((parameter) => ({
    form: form.kind,
    name: parameter.name,
    classes: listParameterClasses(parameter).map((parameterClass) => ({
      name: nameClass(parameterClass),
      valid: parameterClass.valid,
      ...tallyOutcomes(
        carried.filter((one) => one.parameter === parameter.name && one.className === parameterClass.name),
      ),
    })),
  }));
}

/** An enumerated value by its meaning too: `1 (HEAD)`. */
function nameClass({ name, means }: ParameterClass): string {
  return means === null ? name : `${name.replace(/^value /, '')} (${means})`;
}

function listCarried(form: Form, { line, outcome }: SentCommand): readonly Carried[] {
  const assignment = assignArguments(form, line.arguments);
  if (assignment.surplus.length > 0) return [];
  const classified = form.parameters.flatMap((parameter) => {
    const given = assignment.arguments.get(parameter.name);
    if (given === undefined) return [];
    const names = given.length === 0 ? ['omitted'] : given.map((one) => classifyArgument(parameter, one));
    return [...new Set(names)].map((className) => ({
      parameter: parameter.name,
      className,
      isWrong: isWrongClass(parameter, className),
    }));
  });
  return classified
    .filter((one) => !classified.some((other) => other !== one && other.isWrong))
    .map(({ parameter, className }) => ({ parameter, className, outcome }));
}

function isWrongClass(parameter: Parameter, className: string): boolean {
  return listParameterClasses(parameter).find(({ name }) => name === className)?.valid === false;
}
