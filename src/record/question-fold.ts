/** Open questions by what the module answered. */
import type { PlacedJudgement } from './requirement-fold.ts';
import type { QuestionResult } from './result.ts';

export type ObservedAnswer = QuestionResult['observed'][number];

/** The answers that `judgements` observed, by question; the same words are told once, with the first evidence for them. */
export function foldQuestions(
  judgements: readonly PlacedJudgement[],
): ReadonlyMap<string, readonly ObservedAnswer[]> {
  const answersOf = new Map<string, ObservedAnswer[]>();
  for (const { scenario, judgement } of judgements) {
    if (judgement.observed === null) continue;
    for (const question of judgement.questions) {
      const answers = answersOf.get(question) ?? [];
      answersOf.set(question, answers);
      if (answers.some((known) => known.answer === judgement.observed)) continue;
      answers.push({
        answer: judgement.observed,
        scenario: scenario ?? '',
        evidence: judgement.evidence,
      });
    }
  }
  return answersOf;
}
