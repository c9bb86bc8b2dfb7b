/** Which examples of the manual work on the module. */
import type { FoldedRun } from '../record/fold.ts';
import type { ExampleResult, ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import type { Example } from '../spec/model.ts';

/** Each of `examples` by the verdicts of its scenarios, its line on the wire included; an accepted deviation does not work. */
export function foldExamples(examples: readonly Example[], run: FoldedRun): ExampleResult[] {
  const found = new Map(run.scenarios.map((scenario) => [scenario.id, scenario]));
  return examples.map(({ id, command, source, lines, scenarios }) => {
    const tried = scenarios.flatMap((each) => found.get(each) ?? []);
    const facts = {
      id,
      command,
      source: { document: source.document, section: source.section },
      lines,
      scenarios,
    };
    return { ...facts, works: judge(tried, scenarios.length) };
  });
}

function judge(tried: readonly ScenarioResult[], wantedCount: number): ExampleResult['works'] {
  if (tried.some((scenario) => isBroken(scenario))) return 'no';
  const isWhole = tried.length === wantedCount && wantedCount > 0;
  return isWhole && tried.every(isPassed) ? 'yes' : 'not-run';
}

/** What was not begun, or could not be judged, is no failure of the example. */
function isBroken({ verdict, wire }: ScenarioResult): boolean {
  return verdict === 'fail' || wire === 'fail';
}

function isPassed({ verdict, wire }: ScenarioResult): boolean {
  return (verdict === 'pass' || verdict === 'nonstrict') && !isRed(wire);
}
