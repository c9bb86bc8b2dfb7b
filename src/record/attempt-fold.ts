/** All attempts at one scenario as the one scenario that a report tells of. */
import { type AttemptRule, type AttemptRuling, ruleAttempts } from './attempts.ts';
import type { PlannedScenario } from './event.ts';
import type { AttemptResult, JudgementResult, ScenarioResult } from './result.ts';
import type { FoldedScenario } from './scenario-fold.ts';
import { isRed } from './verdict.ts';

/** `passes`, at least one, in the order in which they were made. */
export function foldAttempts(
  planned: PlannedScenario,
  passes: readonly FoldedScenario[],
  rule: AttemptRule,
): FoldedScenario {
  const accept = planned.accept ?? null;
  const results = passes.map(({ result }) => result);
  const ruling = ruleAttempts(results, rule, accept);
  const [first] = passes as readonly [FoldedScenario, ...FoldedScenario[]];
  const shown = passes[ruling.decisive] ?? first;
  const isAlone = passes.length === 1 && accept === null;
  return {
    isBegun: true,
    unjudged: passes.flatMap(({ unjudged }, index) =>
      ruling.counts[index]?.scenario === true ? unjudged : [],
    ),
    flakyRequirements: ruling.flaky ? listRed(results) : [],
    result: {
      ...shown.result,
      verdict: ruling.verdict,
      wire: ruling.wire,
      reason: ruling.reason,
      flaky: ruling.flaky,
      durationMs: results.reduce((sum, { durationMs }) => sum + durationMs, 0),
      judgements: listCounted(results, ruling),
      attempts: isAlone
        ? []
        : results.map((result, index) => describeAttempt(result, index, ruling.decisive)),
    },
  };
}

function listCounted(results: readonly ScenarioResult[], { counts }: AttemptRuling): JudgementResult[] {
  return results.flatMap(({ judgements }, index) =>
    judgements.filter(({ channel }) => counts[index]?.[channel] === true),
  );
}

function listRed(results: readonly ScenarioResult[]): string[] {
  return results.flatMap(({ judgements }) =>
    judgements.filter(({ verdict }) => isRed(verdict)).flatMap(({ requirements }) => requirements),
  );
}

function describeAttempt(
  { verdict, wire, reason, durationMs, judgements, ladder }: ScenarioResult,
  index: number,
  decisive: number,
): AttemptResult {
  return {
    attempt: index + 1,
    decisive: index === decisive,
    verdict,
    wire,
    reason,
    durationMs,
    judgements,
    ladder,
  };
}
