/** A sequence as a scenario file of its own, which anybody can run. */
import { encodeText, escapeBytes } from '../../base/bytes.ts';
import { renderScenarioFile } from '../../engine/draft/draft-text.ts';
import type { GeneratedCase } from '../../generate/case.ts';
import { listGiven } from '../../generate/compile-case.ts';
import type { FuzzSpace } from '../../generate/fuzz/act.ts';
import type { Failure } from './failure.ts';

/** More of an answer than this is for the evidence, not for a comment. */
const TEXT_LENGTH_MAX = 200;

export function writeSequence(
  generated: GeneratedCase,
  failure: Failure,
  { context }: FuzzSpace,
  repeat: string,
): string {
  const { id, title, steps } = generated;
  const of = (role: 'given' | 'test') => (step: (typeof steps)[number]) => ({ step, role, remark: null });
  // What would have come behind the failure shows nothing of it.
  const performed = steps.slice(0, failure.steps ?? steps.length);
  const comment = [
    `Found by ${repeat}`,
    `broken    ${failure.requirements.join(', ') || failure.text}`,
    `expected  ${failure.expected}`,
    `received  ${failure.received}`,
  ];
  return renderScenarioFile(context.set.name, [
    {
      id,
      title,
      proves: null,
      comment: comment.map((line) => ` ${flatten(line)}`).join('\n'),
      steps: [...listGiven(generated).map(of('given')), ...performed.map(of('test'))],
    },
  ]);
}

function flatten(text: string): string {
  const flat = escapeBytes(encodeText(text));
  return flat.length > TEXT_LENGTH_MAX ? `${flat.slice(0, TEXT_LENGTH_MAX)}…` : flat;
}
