/** Boundary cases of a repeated parameter: as many arguments as the limits are near to, and counts that do not fit them. */
import type { Parameter } from '../spec/model.ts';
import { type Arguments, type CaseForm, fillCarried, rulesOf } from './call.ts';
import { carryRequest } from './carried.ts';
import type { GenerateContext, GeneratedCase } from './case.ts';
import { makeCase } from './parameter-case.ts';
import { applyRule, type CaseVerdict, judgeValue } from './verdict.ts';

/** As many arguments of a repeated parameter as its landmarks, or those of the parameter that counts it, say. */
export function listCountCases(at: CaseForm, repeated: Parameter, context: GenerateContext): GeneratedCase[] {
  const { carries } = rulesOf(repeated);
  if (!repeated.repeats || carries === null) return [];
  const counter = at.form.parameters.find((each) => rulesOf(each).counts === repeated.name);
  const judging = counter ?? repeated;
  const make = (name: string, count: number, stated: number, verdict: CaseVerdict) => {
    const values = Array.from({ length: count }, (_, index) => fillCarried(carries.text, 'v', index + 1));
    const others: Arguments =
      counter === undefined ? {} : { [counter.name]: { kind: 'value', value: stated } };
    return makeCase(at, repeated, { kind: 'boundary', name }, { kind: 'values', values }, verdict, context, {
      others,
      seen: carryRequest(
        carries.request,
        values.map(() => 'v'),
      ),
    });
  };
  const counts = [1, ...rulesOf(judging).landmarks.filter((count) => count > 1)];
  const judge = (count: number) => judgeCount(at, judging, count, context);
  const even = counts.map((count) => make(`count-${count}`, count, count, judge(count)));
  const { mismatch } = rulesOf(judging);
  if (counter === undefined || mismatch === null) return even;
  return [
    ...even,
    ...(
      [
        [2, 1],
        [1, 2],
        [1, 0],
        [3, 2],
        [2, 3],
      ] as const
    ).map(([count, stated]) =>
      make(
        `count-${count}-stated-${stated}`,
        count,
        stated,
        applyRule(mismatch, { ...judge(1), because: 'the count and the arguments differ' }, context.profile),
      ),
    ),
  ];
}

function judgeCount(
  at: CaseForm,
  judging: Parameter,
  count: number,
  { profile }: GenerateContext,
): CaseVerdict {
  if (judging.type === 'integer') return judgeValue(at, judging, count, profile);
  const { limit, proves } = rulesOf(judging);
  const bound = limit === null ? null : profile.values[limit]?.value;
  const isKnown =
    bound === null || bound === 'unlimited' || (typeof bound === 'number' && count <= bound) || count <= 2;
  return {
    outcome: isKnown ? 'accepted' : 'recorded',
    proves: proves ?? at.form.cases.proves,
    answers: [],
    because: isKnown
      ? `${judging.name} may be repeated`
      : `the profile ${profile.name} promises less, or nothing`,
    with: rulesOf(judging).with,
  };
}
