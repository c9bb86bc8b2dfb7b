/** What a value in a parameter must lead to, and the steps that see whether it does. */
import type { RawStep } from '../../scenario/scenarios.generated.ts';
import type { CaseValue } from '../../spec/case-rules.ts';
import { type Arguments, fillCarried, type Given, rulesOf, sampleArguments } from '../call.ts';
import { carryRequest } from '../carried.ts';
import { makeSteps } from '../outcome.ts';
import { type CaseVerdict, judgeValue } from '../verdict.ts';
import type { FuzzSpace, ValueTarget } from './act.ts';

type Context = FuzzSpace['context'];

export function judgeAct({ at, parameter }: ValueTarget, value: CaseValue, context: Context): CaseVerdict {
  const { carries, with: needed } = rulesOf(parameter);
  if (!isCarried(parameter, carries)) return judgeValue(at, parameter, value, context.profile);
  const because = 'what a string holds reaches the origin unchanged';
  return { outcome: 'accepted', proves: context.cases.escape.special, answers: [], because, with: needed };
}

export function performValue(target: ValueTarget, value: CaseValue, context: Context): RawStep[] {
  const { at, parameter } = target;
  const verdict = judgeAct(target, value, context);
  const { carries } = rulesOf(parameter);
  const isText = isCarried(parameter, carries);
  const text = isText ? fillCarried(carries?.text ?? '', String(value), 1) : value;
  const given: Given = { kind: 'value', value: text };
  const all: Arguments = { ...sampleArguments(at.form, verdict.with), [parameter.name]: given };
  const seen = isText && carries !== null ? carryRequest(carries.request, [String(value)]) : {};
  const { given: before, steps } = makeSteps(at, all, verdict, context, seen);
  return [...before, ...steps];
}

function isCarried({ type, enumeration }: ValueTarget['parameter'], carries: unknown): boolean {
  return type === 'string' && enumeration === null && carries !== null;
}
