/** The steps of a case: the line, what it must be answered with, and what else shows that it was acted upon, or was not. */

import type { RawStep } from '../scenario/scenarios.generated.ts';
import type { CaseEffect, CaseRequest, CaseValue } from '../spec/case-rules.ts';
import { conditionHolds } from '../spec/condition.ts';
import type { CommandSet, Form, Profile } from '../spec/model.ts';
import { type Arguments, type CaseForm, renderLine, replyOf, valuesOf } from './call.ts';
import type { GenerateContext } from './case.ts';
import type { CaseVerdict } from './verdict.ts';

/** What a case knows of the request beyond the form's own effects. A target of `''`: the form's own does not hold, and what comes instead is not known. */
export type SeenRequestParts = Partial<CaseRequest>;

export interface CaseSteps {
  readonly given: readonly RawStep[];
  readonly steps: readonly RawStep[];
}

/** The steps for `given` with this verdict. `line`: instead of the one that the spec makes of `given`. */
export function makeSteps(
  at: CaseForm,
  given: Arguments,
  verdict: CaseVerdict,
  context: GenerateContext,
  seen: SeenRequestParts = {},
): CaseSteps {
  const line = renderLine(at, given);
  switch (verdict.outcome) {
    case 'accepted':
      return expectAccepted(at, given, line, verdict, context.profile, seen);
    case 'refused':
      return { given: [], steps: expectRefused(line, at.form, verdict.proves, verdict.answers, context.set) };
    case 'recorded':
      return { given: [], steps: recordAnswer(line, verdict.proves, verdict.answers) };
  }
}

function expectAccepted(
  { form }: CaseForm,
  given: Arguments,
  line: string,
  { proves, answers }: CaseVerdict,
  profile: Profile,
  seen: SeenRequestParts,
): CaseSteps {
  const reply = replyOf(form, given);
  const values = valuesOf(form, given);
  const claims = { proves, ...(answers.length > 0 ? { answers: [...answers] } : {}) };
  const data = reply.phases.find((phase) => phase.kind === 'data');
  const length = data === undefined ? null : Number(values[data.countedBy]);
  const effects = form.cases.effects.filter(({ when }) => conditionHolds(when, values));
  const [inside, after] = [
    effects.filter(({ send }) => send === null),
    effects.filter(({ send }) => send !== null),
  ];
  const fill = (text: string) => fillText(text, form, values);
  return {
    given: length === null || length === 0 ? [] : [makePayload(form, length)],
    steps: [
      { send: line },
      ...(length === null ? [] : [{ prompt: {}, ...claims }]),
      ...(length === null || length === 0 ? [] : [{ payload: '${payload}' }]),
      ...inside.flatMap((effect) => expectInformation(effect, fill)),
      { expect: successFinals(reply.phases, profile), ...claims },
      ...expectRequest(inside, seen, fill),
      ...after.flatMap((effect) => expectShown(effect, fill)),
    ],
  };
}

/** The reply's finals but those that mean failure. */
function successFinals(phases: ReturnType<typeof replyOf>['phases'], profile: Profile): string[] {
  const finals = phases.flatMap((phase) => (phase.kind === 'final' ? phase.finals : []));
  return finals.filter((final) => !profile.framing.errorFinals.includes(final));
}

function makePayload({ cases }: CaseForm['form'], bytes: number): RawStep {
  const start = cases.payload.findLast(({ from }) => from <= bytes)?.start;
  return { make: { payload: start === undefined ? { repeat: 'x', bytes } : { fill: start, bytes } } };
}

function expectInformation({ information, proves }: CaseEffect, fill: (text: string) => string): RawStep[] {
  if (information === null) return [];
  const fields = mapTexts(information.fields, fill);
  return [
    {
      expect: {
        information: information.prefix,
        ...(Object.keys(fields).length > 0 ? { fields } : {}),
        count: information.count,
      },
      proves,
    },
  ];
}

/** All that the effects know of the one request, and what the case adds, as one expectation. */
function expectRequest(
  effects: readonly CaseEffect[],
  seen: SeenRequestParts,
  fill: (text: string) => string,
): RawStep[] {
  const asking = effects.filter(({ request }) => request !== null);
  if (asking.length === 0) return [];
  const merged = mergeRequests([...asking.map(({ request }) => request ?? {}), seen]);
  return [
    { received: renderRequest(merged, fill), proves: [...new Set(asking.map(({ proves }) => proves))] },
  ];
}

function mergeRequests(requests: readonly Partial<CaseRequest>[]): Partial<CaseRequest> {
  let merged: Partial<CaseRequest> = {};
  for (const request of requests) {
    const known = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));
    merged = { ...merged, ...known, headers: { ...merged.headers, ...request.headers } };
  }
  return merged;
}

function renderRequest(
  { method, target, headers = {}, headerLine, body, bodyAsEntered }: Partial<CaseRequest>,
  fill: (text: string) => string,
): NonNullable<RawStep['received']> {
  return {
    ...(method == null ? {} : { method: fill(method) }),
    ...(target == null || target === '' ? {} : { target: fill(target) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers: mapTexts(headers, fill) }),
    ...(headerLine == null ? {} : { header_lines: fill(headerLine) }),
    ...(body == null ? {} : { body: fill(body) }),
    ...(bodyAsEntered === true ? { body_as_entered: true as const } : {}),
  };
}

/** Another line, which shows what the first one did. */
function expectShown(effect: CaseEffect, fill: (text: string) => string): RawStep[] {
  return [
    { send: fill(effect.send ?? '') },
    ...expectInformation(effect, fill),
    { expect: 'success', proves: effect.proves },
    ...expectRequest([effect], {}, fill),
  ];
}

/** An error final and nothing more: no prompt, no request, and the module takes the next command. */
export function expectRefused(
  line: RawStep['send'] & {},
  form: Form,
  proves: string,
  answers: readonly string[],
  set: CommandSet,
): RawStep[] {
  const claims = { proves, ...(answers.length > 0 ? { answers: [...answers] } : {}) };
  const prompts = form.replies.some(({ phases }) => phases.some(({ kind }) => kind === 'data'));
  const asks = form.cases?.effects.some(({ request, send }) => request !== null && send === null) === true;
  return [
    { send: line },
    ...(prompts ? [{ prompt: 'none', ...claims }] : []),
    { expect: 'error', ...claims },
    ...(asks ? [{ received: 'nothing', proves }] : []),
    { send: set.housekeeping.probe },
    { expect: 'success', proves: set.cases?.liveness ?? proves },
  ];
}

/** Whatever comes is written down. */
export function recordAnswer(
  line: RawStep['send'] & {},
  proves: string,
  answers: readonly string[],
): RawStep[] {
  const claims = answers.length > 0 ? { answers: [...answers] } : { proves };
  return [{ send: line }, { expect: 'any', ...claims, record: true }];
}

/** `${parameter}` and `${parameter.means}` put in; what else stands in `${}` is for the run. */
function fillText(
  text: string,
  { parameters }: Form,
  values: Readonly<Record<string, CaseValue | null>>,
): string {
  return text.replace(/\$\{(\w+)(\.means)?\}/g, (written, name: string, means: string | undefined) => {
    const parameter = parameters.find((each) => each.name === name);
    const value = values[name];
    if (parameter === undefined || value === undefined || value === null) return written;
    if (means === undefined) return String(value);
    return parameter.enumeration?.find((each) => each.value === value)?.means ?? written;
  });
}

function mapTexts(
  texts: Readonly<Record<string, string>>,
  fill: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
}
