/** The plugin by which our plan, and not cucumber's own filter, decides which pickles run and in which order. */
import type { CoordinatorContext } from '@cucumber/cucumber/api';
import { findFeatureRun } from './current-bench.ts';

export const type = 'plugin';

export function coordinator({ operation, transform }: CoordinatorContext<unknown>): void {
  if (operation !== 'runCucumber') return;
  transform('pickles:order', (pickles) => {
    const run = findFeatureRun();
    if (run === null) return pickles;
    const byKey = new Map(pickles.map((pickle) => [`${pickle.pickle.uri}:${pickle.location.line}`, pickle]));
    return [...run.scenarios].flatMap(([key, { times }]) => {
      const pickle = byKey.get(key);
      return pickle === undefined ? [] : Array.from({ length: times }, () => pickle);
    });
  });
}
