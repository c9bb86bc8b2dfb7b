/** Holds a module's answers to the open questions of the manual against those that its baseline pins. */
import type { FoldedRun } from '../record/fold.ts';
import type { AnswerResult } from '../record/result.ts';
import { isWholeRun, type JudgedBaseline } from './judged-baseline.ts';
import { createMask } from './way-of-failing.ts';

/** A row for each question that is pinned or was answered; `questions` are the ids of those that the set asks. */
export function compareAnswers(
  run: FoldedRun,
  baseline: JudgedBaseline,
  questions: readonly string[],
): AnswerResult[] {
  const pinnedIds = Object.keys(baseline.answers);
  const ids = [...questions, ...pinnedIds.filter((id) => !questions.includes(id))];
  const isWhole = isWholeRun(run.header) && run.stop === null;
  return ids
    .map((question): AnswerResult => {
      const pinned = baseline.answers[question] ?? [];
      const came = listAnswers(run, question);
      const status = questions.includes(question) ? compare(pinned, came, isWhole) : 'orphan';
      return { question, status, pinned, came };
    })
    .filter(({ pinned, came }) => pinned.length + came.length > 0);
}

/** The answers to `question` that the run observed, as a baseline pins them, sorted. */
export function listAnswers({ questions, header }: FoldedRun, question: string): readonly string[] {
  const mask = createMask(header);
  return [...new Set((questions.get(question) ?? []).map(({ answer }) => mask(answer)))].sort();
}

/** A part of the suite asks in fewer scenarios: then an answer may be missing, and none may be another. */
function compare(
  pinned: readonly string[],
  came: readonly string[],
  isWhole: boolean,
): AnswerResult['status'] {
  if (came.length === 0) return 'not-run';
  if (pinned.length === 0) return 'new';
  const isKnown = came.every((answer) => pinned.includes(answer));
  const isComplete = !isWhole || pinned.every((answer) => came.includes(answer));
  return isKnown && isComplete ? 'same' : 'changed';
}
