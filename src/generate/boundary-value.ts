/** Boundary cases of one parameter: both sides of its edges, and its absence. */
import type { Parameter } from '../spec/model.ts';
import { type Arguments, type CaseForm, rulesOf, sampleOf } from './call.ts';
import type { GenerateContext, GeneratedCase } from './case.ts';
import { listEdges } from './edge.ts';
import { makeCase } from './parameter-case.ts';
import { applyRule, type CaseVerdict, judgeValue } from './verdict.ts';

export function listEdgeCases(at: CaseForm, parameter: Parameter, context: GenerateContext): GeneratedCase[] {
  const { counts } = rulesOf(parameter);
  const edges = listEdges(parameter).filter(({ value }) => counts === null || Number(value) <= 0);
  return edges.map(({ name, value }) =>
    makeCase(
      at,
      parameter,
      { kind: 'boundary', name },
      { kind: 'value', value },
      judgeValue(at, parameter, value, context.profile),
      context,
    ),
  );
}

/** The parameter left out: with its comma, and with all that stand behind it. */
export function listOmissionCases(
  at: CaseForm,
  parameter: Parameter,
  context: GenerateContext,
): GeneratedCase[] {
  const { form } = at;
  const index = form.parameters.indexOf(parameter);
  const verdict = judgeOmission(at, parameter, context);
  const following = form.parameters.slice(index + 1).find(({ when, repeats }) => when === null && !repeats);
  const sample = following === undefined ? null : sampleOf(following);
  const others: Arguments =
    following === undefined || sample === null ? {} : { [following.name]: { kind: 'value', value: sample } };
  const cases: GeneratedCase[] = [];
  if (
    following !== undefined &&
    following.name !== form.parameters.find((each) => rulesOf(each).counts)?.name
  )
    cases.push(
      makeCase(at, parameter, { kind: 'boundary', name: 'omitted-inside' }, undefined, verdict, context, {
        others,
      }),
    );
  if (parameter.omission === 'end' || following === undefined)
    cases.push(
      makeCase(at, parameter, { kind: 'boundary', name: 'omitted-at-end' }, undefined, verdict, context),
    );
  return cases;
}

function judgeOmission(
  { form }: CaseForm,
  parameter: Parameter,
  { set, profile }: GenerateContext,
): CaseVerdict {
  const { omission, defaultValue, name } = parameter;
  const rules = rulesOf(parameter);
  const outcome = omission !== 'none' ? 'accepted' : defaultValue === null ? 'refused' : 'recorded';
  const byManual: CaseVerdict = {
    outcome,
    proves:
      outcome === 'accepted'
        ? (set.cases?.omission ?? form.cases.proves)
        : (rules.refusedBy ?? form.cases.refusedBy),
    answers: [],
    because:
      outcome === 'accepted'
        ? `${name} is optional`
        : outcome === 'refused'
          ? `${name} must be given`
          : `${name} must be given and yet has a default`,
    with: withoutCounter(form, parameter),
  };
  return applyRule(rules.omitted, byManual, profile);
}

/** What the parameter needs of others, but for the number of its arguments, of which there are none. */
function withoutCounter({ parameters }: CaseForm['form'], parameter: Parameter): CaseVerdict['with'] {
  const counter = parameters.find((each) => rulesOf(each).counts === parameter.name)?.name;
  const needed = Object.entries(rulesOf(parameter).with).filter(([name]) => name !== counter);
  return Object.fromEntries(needed);
}
