/** What a step claims to prove and to answer, and whether it is judged for it or only recorded. */
import type { StepBody } from './compile-act.ts';
import { listOf, suggest } from './raw-value.ts';
import type { RawStep } from './scenarios.generated.ts';
import { EXPECTATION_KINDS, type Step } from './step.ts';
import type { FaultSink, StepContext } from './step-context.ts';

/** A compiled step before it has its place and its claims. */
export type AnyBody = StepBody<Step> & Pick<Step, 'kind'>;

export interface Claims {
  readonly proves: readonly string[];
  readonly answers: readonly string[];
  readonly role: 'given' | 'test';
}

/**
 * What an expectation proves: what it names, or the scenario's default. A prompt that neither names only prepares
 * the payload behind it, so its absence says nothing about what the scenario tests.
 */
export function readClaims(body: AnyBody, raw: RawStep, context: StepContext, fault: FaultSink): Claims {
  const proves = listOf(raw.proves);
  const answers = listOf(raw.answers);
  checkIds(proves, answers, raw, context, fault);
  const claimsSomething = proves.length + answers.length > 0;
  const key = raw.proves === undefined ? 'answers' : 'proves';
  if (!EXPECTATION_KINDS.has(body.kind)) {
    const message = `a ${body.kind} step expects nothing and can prove nothing`;
    if (claimsSomething)
      fault('PROOF_WITHOUT_EXPECTATION', [key], message, 'claim it in an expectation', 'key');
    return { proves: [], answers: [], role: context.role };
  }
  if (context.role === 'given') {
    const message = 'a given step only prepares and can prove nothing';
    if (claimsSomething)
      fault('PROOF_WITHOUT_EXPECTATION', [key], message, 'move it behind the given steps', 'key');
    return { proves: [], answers: [], role: 'given' };
  }
  if (claimsSomething) return { proves, answers, role: 'test' };
  if (context.defaultProves !== null) return { proves: [context.defaultProves], answers, role: 'test' };
  if (body.kind === 'prompt' && 'present' in body && body.present) return { proves, answers, role: 'given' };
  const hint =
    'add `proves` or `answers` (in Gherkin a suffix such as [R-GEN-08]); a precondition belongs into `given`';
  fault('EXPECTATION_WITHOUT_REQUIREMENT', [], 'an expectation names the requirement that it proves', hint);
  return { proves, answers, role: 'test' };
}

function checkIds(
  proves: readonly string[],
  answers: readonly string[],
  raw: RawStep,
  context: StepContext,
  fault: FaultSink,
): void {
  const { set } = context;
  const path = (key: 'proves' | 'answers', index: number) => (Array.isArray(raw[key]) ? [key, index] : [key]);
  const requirements = set.requirements.map((requirement) => requirement.id);
  for (const [index, id] of proves.entries())
    if (!requirements.includes(id))
      fault(
        'UNKNOWN_REQUIREMENT',
        path('proves', index),
        `the set ${set.name} has no requirement "${id}"`,
        suggest(id, requirements),
      );
  const questions = set.questions.map((question) => question.id);
  for (const [index, id] of answers.entries())
    if (!questions.includes(id))
      fault(
        'UNKNOWN_QUESTION',
        path('answers', index),
        `the set ${set.name} has no question "${id}"`,
        suggest(id, questions),
      );
}

/** Is what comes written down instead of judged? See `record` of step.ts. */
export function isRecorded(raw: RawStep, { proves, answers }: Claims, context: StepContext): boolean {
  if (raw.record === true || context.recordsOnly) return true;
  if (proves.length === 0) return answers.length > 0;
  const stateOf = (id: string) =>
    context.set.requirements.find((requirement) => requirement.id === id)?.state;
  return proves.every((id) => stateOf(id) === 'ambiguous');
}
