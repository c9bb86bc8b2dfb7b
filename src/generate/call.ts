/** A command line of the spec with an argument for each parameter that is given, and what it means. */
import { assertInvariant } from '../base/invariant.ts';
import type { CaseArguments, CaseValue } from '../spec/case-rules.ts';
import { conditionHolds } from '../spec/condition.ts';
import type { Command, Form, Parameter, Reply } from '../spec/model.ts';

/** What stands in a parameter's place. A parameter without any is dropped with those behind it, or keeps its comma before others. */
export type Given =
  | { readonly kind: 'value'; readonly value: CaseValue }
  /** All arguments of a repeated parameter. */
  | { readonly kind: 'values'; readonly values: readonly CaseValue[] }
  /** Exactly this text, which the parameter may not even allow. */
  | { readonly kind: 'text'; readonly text: string };

export type Arguments = Readonly<Record<string, Given>>;

/** A form of a command that has rules for cases. */
export interface CaseForm {
  readonly command: Command;
  readonly form: Form & { readonly cases: NonNullable<Form['cases']> };
}

/** The parameter's rules; a form that has cases has them for all of its parameters. */
export function rulesOf(parameter: Parameter): NonNullable<Parameter['cases']> {
  assertInvariant(parameter.cases !== undefined, `the parameter ${parameter.name} has no rules for cases`);
  return parameter.cases;
}

/** A value of `parameter` that works where the others have their samples too; null: the spec knows none. */
export function sampleOf(parameter: Parameter): CaseValue | null {
  const { sample, carries } = rulesOf(parameter);
  const [range] = parameter.values?.slice(-1) ?? [];
  return (
    sample ??
    (carries === null ? null : fillCarried(carries.text, '1', 1)) ??
    parameter.defaultValue ??
    parameter.enumeration?.[0]?.value ??
    range?.min ??
    (parameter.type === 'integer' ? 1 : null)
  );
}

/** `text` with the value that it carries, and the number of the argument where it is repeated. */
export function fillCarried(text: string, value: string, number: number): string {
  return text.replaceAll('${value}', value).replaceAll('${n}', String(number));
}

/** The samples of all parameters that must be given, and of `extra`, which also may be others' values. */
export function sampleArguments(form: Form, extra: CaseArguments = {}): Arguments {
  const values: Record<string, Given> = {};
  for (const parameter of form.parameters) {
    const value = extra[parameter.name] ?? (parameter.omission === 'none' ? sampleOf(parameter) : null);
    if (value !== null) values[parameter.name] = { kind: 'value', value };
  }
  return values;
}

/** Each parameter's value for conditions: as given, else its default; a repeated one's number of arguments. */
export function valuesOf(form: Form, given: Arguments): Record<string, CaseValue | null> {
  return Object.fromEntries(
    form.parameters.map((parameter) => {
      const argument = given[parameter.name];
      return [parameter.name, valueGiven(parameter, argument)];
    }),
  );
}

function valueGiven(parameter: Parameter, argument: Given | undefined): CaseValue | null {
  if (parameter.repeats)
    return argument === undefined ? 0 : argument.kind === 'values' ? argument.values.length : 1;
  if (argument === undefined || argument.kind === 'values') return parameter.defaultValue;
  return argument.kind === 'value' ? argument.value : argument.text || parameter.defaultValue;
}

/** The arguments' texts in the order of the line. */
export function renderArguments(form: Form, given: Arguments): string[] {
  const values = valuesOf(form, given);
  const present = form.parameters.filter(({ when }) => conditionHolds(when, values));
  const last = present.findLastIndex(({ name }) => given[name] !== undefined);
  return present.slice(0, last + 1).flatMap((parameter) => renderGiven(parameter, given[parameter.name]));
}

export function renderLine({ command, form }: CaseForm, given: Arguments): string {
  const start = `${command.prefix}${command.name}`;
  if (form.kind === 'query') return `${start}?`;
  if (form.kind === 'test') return `${start}=?`;
  return form.kind === 'execute' ? start : `${start}=${renderArguments(form, given).join(',')}`;
}

function renderGiven(parameter: Parameter, given: Given | undefined): string[] {
  if (given === undefined) return [''];
  if (given.kind === 'text') return [given.text];
  const values = given.kind === 'value' ? [given.value] : given.values;
  return values.map((value) => renderValue(parameter, value));
}

/** Strings in quotes with backslashes where they are needed, integers as they are. */
export function renderValue({ type }: Parameter, value: CaseValue): string {
  return type === 'integer' ? String(value) : `"${String(value).replace(/[\\",]/g, '\\$&')}"`;
}

/** The reply that an accepted line gets. */
export function replyOf(form: Form, given: Arguments): Reply {
  const values = valuesOf(form, given);
  const reply = form.replies.find(({ when }) => conditionHolds(when, values));
  assertInvariant(reply !== undefined, `no reply of the form applies to ${JSON.stringify(values)}`);
  return reply;
}
