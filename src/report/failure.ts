/** What made a run red, one failure per broken thing of a scenario, grouped by cause. */
import type { JudgementResult, RequirementResult, RunResult, ScenarioResult } from '../record/result.ts';
import { isRed, VERDICTS, type Verdict } from '../record/verdict.ts';

export interface Failure {
  readonly scenario: ScenarioResult;
  /** The scenario's own expectations, or the checks that hold for every exchange. */
  readonly channel: 'scenario' | 'wire';
  /** inconclusive, unverified, fail or error; nonstrict where deviations were asked for. */
  readonly verdict: Verdict;
  /** What was judged; null where the scenario never came that far. */
  readonly judgement: JudgementResult | null;
  /** The first requirement that it broke; null for a precondition or an error of the bench. */
  readonly requirement: RequirementResult | null;
  /** Further requirements of the same judgement. */
  readonly alsoRequirements: readonly string[];
}

/** Failures that have the same cause: the same requirement, and messages that differ in figures and quotations alone. */
export interface FailureGroup {
  readonly first: Failure;
  readonly others: readonly Failure[];
}

const CHANNELS = ['scenario', 'wire'] as const;

/** Every failure of a run that no baseline accepts, in the order of its scenarios. */
export function findFailures(result: RunResult): readonly Failure[] {
  return findJudged(result, isRed, ({ accepted }) => !accepted);
}

/** Every place where a should was not kept or a tolerated variant was used. */
export function findDeviations(result: RunResult): readonly Failure[] {
  return findJudged(result, (verdict) => verdict === 'nonstrict');
}

function findJudged(
  result: RunResult,
  isWanted: (verdict: Verdict) => boolean,
  isTold: (scenario: ScenarioResult) => boolean = () => true,
): readonly Failure[] {
  const requirements = new Map(result.requirements.map((requirement) => [requirement.id, requirement]));
  return result.scenarios
    .filter(isTold)
    .flatMap((scenario) =>
      CHANNELS.flatMap((channel) => findInChannel(scenario, channel, isWanted, requirements)),
    );
}

function findInChannel(
  scenario: ScenarioResult,
  channel: 'scenario' | 'wire',
  isWanted: (verdict: Verdict) => boolean,
  requirements: ReadonlyMap<string, RequirementResult>,
): Failure[] {
  const verdict = channel === 'wire' ? scenario.wire : scenario.verdict;
  const judged = scenario.judgements.filter((each) => each.channel === channel && isWanted(each.verdict));
  const failures = judged.map((judgement) => makeFailure(scenario, channel, judgement, requirements));
  const isTold = judged.some((judgement) => judgement.verdict === verdict) || isEcho(scenario, channel);
  if (isWanted(verdict) && !isTold)
    failures.unshift({
      ...{ scenario, channel, verdict },
      ...{ judgement: null, requirement: null, alsoRequirements: [] },
    });
  return keepFirstOfCause(failures);
}

/** A scenario that never came to an exchange is inconclusive in both channels for one reason, told once. */
function isEcho({ verdict, wire }: ScenarioResult, channel: Failure['channel']): boolean {
  return channel === 'wire' && wire === 'inconclusive' && isRed(verdict);
}

/** A check that fails in every exchange of a scenario is told once. */
function keepFirstOfCause(failures: readonly Failure[]): Failure[] {
  const byCause = new Map<string, Failure>();
  for (const failure of failures) {
    const cause = describeCause(failure);
    if (!byCause.has(cause)) byCause.set(cause, failure);
  }
  return [...byCause.values()];
}

function makeFailure(
  scenario: ScenarioResult,
  channel: 'scenario' | 'wire',
  judgement: JudgementResult,
  requirements: ReadonlyMap<string, RequirementResult>,
): Failure {
  const [main, ...alsoRequirements] = judgement.requirements;
  const requirement = main === undefined ? null : (requirements.get(main) ?? null);
  return { scenario, channel, verdict: judgement.verdict, judgement, requirement, alsoRequirements };
}

/**
 * Groups in falling order of verdict (an error of the bench explains what follows it), those of scenarios before those
 * of the wire channel, then in order of first appearance.
 */
export function groupFailures(failures: readonly Failure[]): readonly FailureGroup[] {
  const groups = new Map<string, { first: Failure; others: Failure[] }>();
  for (const failure of failures) {
    const cause = describeCause(failure);
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, { first: failure, others: [] });
    else group.others.push(failure);
  }
  const rank = ({ first }: FailureGroup) =>
    2 * VERDICTS.indexOf(first.verdict) + (first.channel === 'scenario' ? 1 : 0);
  return [...groups.values()].sort((left, right) => rank(right) - rank(left));
}

/** The same text for failures with the same cause. */
export function describeCause(failure: Failure): string {
  const { judgement, scenario } = failure;
  const messages = judgement === null ? [scenario.reason ?? ''] : [judgement.expected, judgement.received];
  const about = judgement?.requirements.join(' ') ?? '';
  return [failure.verdict, failure.channel, about, ...messages.map(removeParticulars)].join('\n');
}

/** The shape of a message: quotations and figures are what differs between scenarios with one cause. */
function removeParticulars(message: string): string {
  return message
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\b[0-9a-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#');
}

/** In one line what is wrong, for lists and summaries. */
export function summarizeFailure(failure: Failure): string {
  const { judgement, scenario } = failure;
  if (judgement === null) return scenario.reason ?? 'no reason was recorded';
  return `expected ${judgement.expected}, received ${judgement.received}`;
}

/** `R-HTTPCPOST-15 must (implied)`, or null where no requirement is concerned. */
export function labelRequirement(failure: Failure): string | null {
  const { requirement, judgement, alsoRequirements } = failure;
  const id = judgement?.requirements[0];
  if (id === undefined) return null;
  const also = alsoRequirements.length > 0 ? ` +${alsoRequirements.length}` : '';
  return requirement === null ? `${id}${also}` : `${id}${also} ${requirement.level} (${requirement.state})`;
}
