/** What each run answers to the open questions of the manual, where the same scenarios asked it of both. */
import type { HeaderEvent } from '../record/event.ts';
import type { RunResult } from '../record/result.ts';
import { gather } from './compare-rows.ts';
import type { QuestionCell, QuestionRow, ScenarioRow } from './comparison.ts';
import { createMask, type Mask } from './way-of-failing.ts';

/** A run's result, and its header where its events are at hand. */
interface AnsweredRun {
  readonly result: RunResult;
  readonly header: HeaderEvent | null;
}

/** `scenarios` are the rows that say which scenarios are the same ones in which run. */
export function compareQuestions(
  runs: readonly AnsweredRun[],
  reference: number,
  scenarios: readonly ScenarioRow[],
): QuestionRow[] {
  const masks = runs.map(({ result, header }) => createMask(header ?? { variables: {}, seed: result.seed }));
  const rows = gather(
    runs.map(({ result }) => result),
    reference,
    ({ questions }) => questions,
    ({ id }) => id,
  );
  const shared = runs.map((_, run) => listShared(scenarios, reference, run));
  const answers = runs.map(({ result }, run) => collectAnswers(result, masks[run]));
  return rows.map(({ first: { id, asks } }) => {
    const before = answers[reference]?.get(id) ?? [];
    return { id, asks, cells: answers.map((own, run) => makeCell(before, own.get(id) ?? [], shared[run])) };
  });
}

interface Answer {
  readonly answer: string;
  readonly scenario: string;
}

/** By question. Of every scenario: a result names only the first that got an answer. */
function collectAnswers(
  { scenarios }: RunResult,
  mask: Mask = (text) => text,
): ReadonlyMap<string, readonly Answer[]> {
  const answersOf = new Map<string, Answer[]>();
  for (const { id, judgements } of scenarios)
    for (const { observed, questions } of judgements)
      for (const question of observed === null ? [] : questions)
        answersOf.set(question, [
          ...(answersOf.get(question) ?? []),
          { answer: mask(observed ?? ''), scenario: id },
        ]);
  return answersOf;
}

/** Scenarios that ran in both and do the same. */
function listShared(scenarios: readonly ScenarioRow[], reference: number, run: number): ReadonlySet<string> {
  const isShared = ({ cells }: ScenarioRow) =>
    [cells[reference], cells[run]].every((cell) => cell !== undefined && cell.verdict !== 'absent') &&
    cells[run]?.change !== 'other';
  return new Set(scenarios.filter(isShared).map(({ id }) => id));
}

function makeCell(
  reference: readonly Answer[],
  run: readonly Answer[],
  shared: ReadonlySet<string> = new Set(),
): QuestionCell {
  return { answers: list(run), change: compareAnswers(reference, run, shared) };
}

function compareAnswers(
  reference: readonly Answer[],
  run: readonly Answer[],
  shared: ReadonlySet<string>,
): QuestionCell['change'] {
  if (reference.length === 0) return run.length === 0 ? 'same' : 'new';
  if (run.length === 0) return 'gone';
  const [before, now] = [reference, run].map((answers) =>
    list(answers.filter(({ scenario }) => shared.has(scenario))),
  ) as [string[], string[]];
  if (before.length === 0 && now.length === 0) return 'other';
  return before.join('\n') === now.join('\n') ? 'same' : 'changed';
}

/** Each answer once. */
function list(answers: readonly Answer[]): string[] {
  return [...new Set(answers.map(({ answer }) => answer))].sort();
}
