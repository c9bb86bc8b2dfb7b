/** One case of one parameter: something in its place, samples in all others. */
import type { Parameter } from '../spec/model.ts';
import { type Arguments, type CaseForm, type Given, rulesOf, sampleArguments } from './call.ts';
import { type GenerateContext, type GeneratedCase, type GenerateKind, nameCase } from './case.ts';
import { makeSteps, type SeenRequestParts } from './outcome.ts';
import type { CaseVerdict } from './verdict.ts';

/** The last part of an id, and the kind that it is of. */
export interface CasePart {
  readonly kind: GenerateKind;
  readonly name: string;
}

/** A case of `parameter` with `given` in its place. */
export function makeCase(
  at: CaseForm,
  parameter: Parameter,
  part: CasePart,
  given: Given | undefined,
  verdict: CaseVerdict,
  context: GenerateContext,
  extra: { readonly seen?: SeenRequestParts; readonly others?: Arguments } = {},
): GeneratedCase {
  const { command, form } = at;
  const samples = sampleArguments(form, verdict.with);
  const { [parameter.name]: _sample, ...others } = samples;
  const all = { ...others, ...extra.others, ...(given === undefined ? {} : { [parameter.name]: given }) };
  const what = describe(given);
  return {
    id: nameCase(command.name, part.kind, parameter.name, part.name),
    title: `${command.prefix}${command.name} with ${parameter.name} ${what} is ${verdict.outcome} (${part.name})`,
    reason: explain(verdict),
    place: rulesOf(parameter).place,
    ...makeSteps(at, all, verdict, context, extra.seen),
  };
}

/** Why, with the requirement that it is for. */
export function explain({ outcome, proves, answers, because }: CaseVerdict): string {
  const whom =
    outcome === 'recorded' ? [...answers, ...(answers.length === 0 ? [proves] : [])].join(', ') : proves;
  return `${outcome}, for ${whom}: ${because}`;
}

/** More of a value than this says nothing to a reader. */
const SHOWN_CHARACTERS_MAX = 40;

function describe(given: Given | undefined): string {
  if (given === undefined) return 'left out';
  if (given.kind === 'values') return `given ${given.values.length} times`;
  const text = given.kind === 'text' ? given.text : String(given.value);
  if (text === '') return 'empty';
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}…` : text;
}
