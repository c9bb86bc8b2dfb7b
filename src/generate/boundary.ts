/** Boundary cases: what stands at the edges of every parameter, and lines near the longest. */
import { listCountCases } from './boundary-count.ts';
import { listEscapeCases } from './boundary-escape.ts';
import { listEdgeCases, listOmissionCases } from './boundary-value.ts';
import { type CaseForm, renderLine, rulesOf, sampleArguments } from './call.ts';
import { type GenerateContext, type GeneratedCase, nameCase } from './case.ts';
import { makeSteps } from './outcome.ts';
import { explain } from './parameter-case.ts';
import type { CaseVerdict } from './verdict.ts';
import { listTypeCases } from './wrong-type.ts';

export function listBoundaryCases(at: CaseForm, context: GenerateContext): GeneratedCase[] {
  const { parameters } = at.form;
  return [
    ...parameters.flatMap((parameter) => [
      ...listEdgeCases(at, parameter, context),
      ...listOmissionCases(at, parameter, context),
      ...listTypeCases(at, parameter, 'boundary', context),
      ...listEscapeCases(at, parameter, context),
      ...listCountCases(at, parameter, context),
    ]),
    ...listLineCases(at, context),
  ];
}

/** Lines of exactly so many bytes around the limit and the landmarks, filled up in a parameter that works at any length. */
function listLineCases(at: CaseForm, context: GenerateContext): GeneratedCase[] {
  const { command, form } = at;
  const { set } = context;
  const filled = form.parameters.find((parameter) => rulesOf(parameter).fill !== null);
  if (filled === undefined || set.cases === undefined) return [];
  const { name } = filled;
  const start = rulesOf(filled).fill ?? '';
  const samples = sampleArguments(form);
  const rest = renderLine(at, { ...samples, [name]: { kind: 'text', text: '""' } }).length;
  return listLineLengths(context).map((bytes) => {
    const verdict = judgeLine(bytes, context);
    const given = { ...samples, [name]: { kind: 'text', text: '"${filled}"' } } as const;
    const { given: prepared, steps } = makeSteps(at, given, verdict, context, { target: '' });
    return {
      id: nameCase(command.name, 'boundary', 'line', String(bytes)),
      title: `A line of ${bytes} bytes with ${command.prefix}${command.name} is ${verdict.outcome}`,
      reason: explain(verdict),
      place: form.cases.place,
      given: [{ make: { filled: { fill: start, bytes: bytes - rest } } }, ...prepared],
      steps,
    };
  });
}

function listLineLengths({ set, profile }: GenerateContext): number[] {
  const { lineBytes } = set.cases ?? {};
  const bound = lineBytes?.limit == null ? null : profile.values[lineBytes.limit]?.value;
  const limits = [set.lineBytesMax, ...(typeof bound === 'number' ? [bound] : [])];
  const lengths = [...limits.flatMap((max) => [max - 1, max, max + 1]), ...(lineBytes?.landmarks ?? [])];
  return [...new Set(lengths)].sort((left, right) => left - right);
}

function judgeLine(bytes: number, { set, profile }: GenerateContext): CaseVerdict {
  const { limit = null, proves = '', answers = [] } = set.cases?.lineBytes ?? {};
  const bound = limit === null ? set.lineBytesMax : profile.values[limit]?.value;
  const promised = typeof bound === 'number' ? bound : set.lineBytesMax;
  const outcome = bytes > set.lineBytesMax ? 'refused' : bytes > promised ? 'recorded' : 'accepted';
  const because =
    outcome === 'recorded'
      ? `the profile ${profile.name} promises ${promised} bytes, the manual ${set.lineBytesMax}`
      : `a line has at most ${set.lineBytesMax} bytes`;
  return { outcome, proves, answers: outcome === 'recorded' ? answers : [], because, with: {} };
}
