/** How a value of a parameter is judged: by a rule of its own, by the profile where that decides, else by the class that it falls into. */
import { assertInvariant } from '../base/invariant.ts';
import type { CaseArguments, CaseRule, CaseValue } from '../spec/case-rules.ts';
import { evaluateCondition, namesOf, parseCondition } from '../spec/condition.ts';
import type { Parameter, Profile } from '../spec/model.ts';
import { classifyArgument, listParameterClasses } from '../spec/parameter-class.ts';
import { type CaseForm, rulesOf, sampleOf } from './call.ts';

export interface CaseVerdict {
  readonly outcome: 'accepted' | 'refused' | 'recorded';
  readonly proves: string;
  readonly answers: readonly string[];
  /** What decided: for the reader of a report. */
  readonly because: string;
  readonly with: CaseArguments;
}

/** Does a condition on the profile hold? null: the profile does not know. */
export function askProfile(profile: Profile, text: string): boolean | null {
  const condition = parseCondition(text);
  assertInvariant(condition.ok, `the condition "${text}" was not checked when it was loaded`);
  const values = Object.fromEntries(
    namesOf(condition.value).map(({ name }) => [name, profile.values[name]?.value]),
  );
  if (Object.values(values).some((value) => value === undefined || value === 'unknown')) return null;
  return evaluateCondition(condition.value, values);
}

/** What `rule` says, or where it says nothing of the outcome, what `otherwise` does. */
export function applyRule(rule: CaseRule | null, otherwise: CaseVerdict, profile: Profile): CaseVerdict {
  if (rule === null) return otherwise;
  const proves = rule.proves ?? otherwise.proves;
  const common = { proves, answers: rule.answers, with: { ...otherwise.with, ...rule.with } };
  if (rule.acceptedIf !== null) {
    const holds = askProfile(profile, rule.acceptedIf);
    const because = `the profile ${profile.name} ${holds === null ? 'does not know whether' : holds ? 'says that' : 'denies that'} ${rule.acceptedIf}`;
    return { ...common, outcome: holds === null ? 'recorded' : holds ? 'accepted' : 'refused', because };
  }
  const because = rule.outcome === null ? otherwise.because : 'the spec has a rule for exactly this';
  return { ...common, outcome: rule.outcome ?? otherwise.outcome, because };
}

/** How `value` of `parameter` is judged where all other parameters have their samples. */
export function judgeValue(
  { form }: CaseForm,
  parameter: Parameter,
  value: CaseValue,
  profile: Profile,
): CaseVerdict {
  const rules = rulesOf(parameter);
  const kind = typeof value === 'number' ? 'integer' : 'string';
  const name = classifyArgument(parameter, { kind, value } as Parameters<typeof classifyArgument>[1]);
  const found = listParameterClasses(parameter).find((each) => each.name === name);
  const outcome = found?.valid === true ? 'accepted' : found?.valid === false ? 'refused' : 'recorded';
  const byClass: CaseVerdict = {
    outcome: outcome === 'accepted' && isBeyondLimit(parameter, value, profile) ? 'recorded' : outcome,
    proves:
      (outcome === 'refused' ? rules.refusedBy : rules.proves) ??
      (outcome === 'refused' ? form.cases.refusedBy : form.cases.proves),
    answers: [],
    because: explainClass(parameter, name, outcome),
    with: rules.with,
  };
  return applyRule(rules.values.find((each) => each.value === value) ?? null, byClass, profile);
}

function explainClass(parameter: Parameter, name: string, outcome: CaseVerdict['outcome']): string {
  if (outcome === 'recorded') return `the manual does not say what ${name} of ${parameter.name} does`;
  const allowed = describeValues(parameter);
  return `${parameter.name} takes ${allowed}, and the value is of the class "${name}"`;
}

function describeValues({ enumeration, values, type }: Parameter): string {
  if (enumeration !== null) return enumeration.map(({ value }) => value).join(', ');
  if (values === null) return type === 'string' ? 'a string' : 'a number above 0';
  return values.map(({ min, max }) => (min === max ? min : `${min}..${max}`)).join(', ');
}

/** Is the value more than the profile promises? Where it promises nothing, more than what surely works. */
function isBeyondLimit(parameter: Parameter, value: CaseValue, profile: Profile): boolean {
  const { limit } = rulesOf(parameter);
  if (limit === null || typeof value !== 'number') return false;
  const bound = profile.values[limit]?.value;
  if (typeof bound === 'number') return value > bound;
  const sample = sampleOf(parameter);
  return bound === 'unknown' && typeof sample === 'number' && value > Math.max(sample, SURE_MAX);
}

/** Where the profile does not know a limit: so little fits everywhere. */
const SURE_MAX = 2;
