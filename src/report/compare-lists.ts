/** The rows of a comparison that differ, the weightiest first, as every report shows them. */
import {
  CHANGES,
  type Comparison,
  type ExchangeDifference,
  type QuestionRow,
  type RequirementRow,
  type ScenarioRow,
} from '../coverage/comparison.ts';

type Row = RequirementRow | ScenarioRow;

/** Rows that differ in some run, by the weightiest of their changes, and the rest, each in the order of the specs. */
export function splitRows<Each extends Row>(
  rows: readonly Each[],
): { readonly differing: readonly Each[]; readonly same: readonly Each[] } {
  const differing = rows.filter((row) => weighRow(row) < CHANGES.indexOf('same'));
  return {
    differing: [...differing].sort((left, right) => weighRow(left) - weighRow(right)),
    same: rows.filter((row) => weighRow(row) === CHANGES.indexOf('same')),
  };
}

/** The place in CHANGES of the weightiest. */
function weighRow({ cells }: Row): number {
  return Math.min(...cells.map(({ change }) => CHANGES.indexOf(change)));
}

/** Questions of which some answer is another than the reference's, for whatever reason. */
export function listDifferingQuestions({ questions }: Comparison): readonly QuestionRow[] {
  return questions.filter(({ cells }) => new Set(cells.map(({ answers }) => answers.join('\n'))).size > 1);
}

/** Differences of one kind have most likely one cause: a group each, the largest first. */
export function groupDifferences(
  differences: readonly ExchangeDifference[],
): readonly (readonly ExchangeDifference[])[] {
  const groups = new Map<string, ExchangeDifference[]>();
  for (const each of differences) {
    const group = groups.get(each.kind);
    if (group === undefined) groups.set(each.kind, [each]);
    else group.push(each);
  }
  return [...groups.values()].sort((left, right) => right.length - left.length);
}
