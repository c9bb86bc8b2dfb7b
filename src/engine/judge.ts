/** From what an expectation found to verdicts: what it means for each requirement that it names. */
import type { Verdict } from '../record/verdict.ts';
import type { Step } from '../scenario/step.ts';
import type { Requirement } from '../spec/model.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly requirements: readonly string[];
}

/**
 * The verdicts of an expectation, requirements of the same verdict together.
 * Where it is met: pass. Where it only records: info. A broken `should` that the manual states or implies is nonstrict. Everything
 * else that is broken is a fail, also a `may` whose value the profile declares: a declaration is a promise.
 * A precondition, and an expectation that names nothing, is never the module's failure: inconclusive.
 */
export function judgeExpectation(
  step: Step,
  isMet: boolean,
  evidence: readonly number[],
  requirements: ReadonlyMap<string, Requirement>,
): Judgement[] {
  if (step.role === 'given' || (step.proves.length === 0 && !step.record))
    return isMet ? [{ verdict: 'pass', requirements: [] }] : [{ verdict: 'inconclusive', requirements: [] }];
  if (step.record) return [{ verdict: 'info', requirements: step.proves }];
  const groups = new Map<Verdict, string[]>();
  for (const id of step.proves) {
    const verdict = !isMet
      ? verdictOfBreach(requirements.get(id))
      : evidence.length === 0
        ? 'unverified'
        : 'pass';
    groups.set(verdict, [...(groups.get(verdict) ?? []), id]);
  }
  return [...groups].map(([verdict, ids]) => ({ verdict, requirements: ids }));
}

/** What breaking a requirement means. An ambiguous one cannot be broken. */
export function verdictOfBreach(requirement: Requirement | undefined): Verdict {
  if (requirement === undefined) return 'fail';
  if (requirement.state === 'ambiguous') return 'info';
  if (requirement.state === 'profile') return 'fail';
  return requirement.level === 'must' ? 'fail' : requirement.level === 'should' ? 'nonstrict' : 'info';
}
