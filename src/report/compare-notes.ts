/** What a difference between runs may be due to besides the module. */
import type { Comparison } from '../coverage/comparison.ts';
import { explainLatencies, nameRun } from './compare-words.ts';

/** With the run's name where there are several. */
export function listNotes(comparison: Comparison): readonly string[] {
  const { pairs } = comparison;
  return [
    ...pairs.flatMap(({ run, notes }) =>
      notes.map((note) => (pairs.length > 1 ? `${nameRun(comparison, run)}: ${note}` : note)),
    ),
    ...explainLatencies(comparison),
  ];
}
