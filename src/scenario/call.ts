/** A structured call as a command line: parameters by name, put in the spec's order, omitted ones as the grammar has them. */
import type { CommandSet, Parameter } from '../spec/model.ts';
import { encodeCommandLine, type LineArgument } from '../wire/command-line.ts';
import type { ParameterArgument, SendStep } from './step.ts';

export type Call = Extract<SendStep['content'], { kind: 'call' }>;

/** The text of `call` without its terminator. Names that the spec does not know have been refused when the scenario was loaded. */
export function encodeCall(set: CommandSet, call: Call): string {
  const command = set.commands.find(({ name }) => name === call.command);
  const parameters = command?.forms.find(({ kind }) => kind === call.form)?.parameters ?? [];
  const prefix = command?.prefix === 'AT' ? 'AT' : 'AT+';
  const line = {
    prefix,
    name: call.command,
    form: call.form,
    arguments: orderArguments(parameters, call.parameters),
  } as const;
  return encodeCommandLine(line, call.escape);
}

/** Parameters that stand behind the last one given are dropped; the others that are not given keep their commas. */
function orderArguments(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, ParameterArgument>>,
): LineArgument[] {
  const last = parameters.findLastIndex(({ name }) => given[name] !== undefined);
  return parameters
    .slice(0, last + 1)
    .filter((parameter) => given[parameter.name] !== undefined || parameter.when === null)
    .flatMap((parameter) => encodeParameter(parameter, given[parameter.name] ?? null));
}

function encodeParameter(parameter: Parameter, argument: ParameterArgument): LineArgument[] {
  const values = Array.isArray(argument) ? argument : [argument as null | number | string];
  return values.map((value): LineArgument => {
    if (value === null) return { kind: 'omitted' };
    const isNumber = typeof value === 'number' || /^-?\d+$/.test(value);
    if (parameter.type === 'integer')
      return isNumber ? { kind: 'integer', value: Number(value) } : { kind: 'bare', text: String(value) };
    return typeof value === 'number' ? { kind: 'integer', value } : { kind: 'string', value };
  });
}
