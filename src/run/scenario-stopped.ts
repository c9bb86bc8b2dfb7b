/** A step after which its scenario cannot go on. cucumber sees it as the step's failure. */
import type { Verdict } from '../record/verdict.ts';

export class ScenarioStopped extends Error {
  override readonly name = 'ScenarioStopped';
  /** What this means for the scenario. */
  readonly verdict: Verdict;
  constructor(verdict: Verdict, message: string) {
    super(message);
    this.verdict = verdict;
  }
}
