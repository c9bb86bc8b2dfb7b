/** Open questions by what the module answered. */
import type { RunEvent } from './event.ts';
import { describeRecordedBytes } from './recorded-bytes.ts';
import type { PlacedJudgement } from './requirement-fold.ts';
import type { QuestionResult } from './result.ts';

export type ObservedAnswer = QuestionResult['observed'][number];

/** An answer rests on few rows; a reader wants to see it, not a body. */
const BYTES_ROWS_MAX = 6;
const BYTES_TEXT_MAX = 160;

/** The answers that `judgements` observed, by question; the same words are told once, with the first evidence for them. */
export function foldQuestions(
  judgements: readonly PlacedJudgement[],
  events: readonly RunEvent[],
): ReadonlyMap<string, readonly ObservedAnswer[]> {
  const answersOf = new Map<string, ObservedAnswer[]>();
  const eventOf = new Map(events.map((event) => [event.n, event]));
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
        bytes: judgement.evidence.flatMap((n) => drawBytes(eventOf.get(n))).slice(0, BYTES_ROWS_MAX),
      });
    }
  }
  return answersOf;
}

/** What went over the link; what happened at the origin is told by its row. */
function drawBytes(event: RunEvent | undefined): string[] {
  if (event === undefined || (event.kind !== 'tx' && event.kind !== 'rx')) return [];
  const text = describeRecordedBytes(event.bytes);
  const cut = text.length > BYTES_TEXT_MAX ? `${text.slice(0, BYTES_TEXT_MAX - 1)}…` : text;
  return [`${event.kind === 'tx' ? '→' : '←'} ${cut}`];
}
