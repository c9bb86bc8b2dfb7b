/** Requirements by what judged them. */
import type { JudgementResult } from './result.ts';
import { highestVerdict, type Verdict } from './verdict.ts';

/** A judgement with the scenario that it belongs to; null for one outside any scenario. */
export interface PlacedJudgement {
  readonly scenario: string | null;
  readonly judgement: JudgementResult;
}

export interface FoldedRequirement {
  readonly id: string;
  readonly verdict: Verdict;
  /** Ids of the scenarios that judged it, each once. */
  readonly scenarios: readonly string[];
  /** Numbers of the events that satisfied it, at most EVIDENCE_COUNT_MAX. */
  readonly evidence: readonly number[];
  /** Bytes were seen that speak for or against it: more than a claim, a skip or a failed precondition. */
  readonly isExercised: boolean;
  /** Is its red verdict due to accepted deviations alone? Events do not say; whoever compares with a baseline does. */
  readonly isAccepted: boolean;
}

/** A requirement of the wire channel is proved in every exchange; a reader wants examples, not thousands of numbers. */
const EVIDENCE_COUNT_MAX = 20;

/** The highest of `verdicts`, or `none`, except that a skip counts only where there is nothing else: it never hides a pass. */
export function combineVerdicts<None>(verdicts: readonly Verdict[], none: None): Verdict | None {
  const judged = verdicts.filter((verdict) => verdict !== 'skip');
  return highestVerdict(judged, verdicts.length > 0 ? 'skip' : none);
}

/** Every requirement that `judgements` name, by id. */
export function foldRequirements(
  judgements: readonly PlacedJudgement[],
): ReadonlyMap<string, FoldedRequirement> {
  const judgementsOf = new Map<string, PlacedJudgement[]>();
  for (const placed of judgements) {
    for (const id of new Set(placed.judgement.requirements)) {
      const known = judgementsOf.get(id);
      if (known === undefined) judgementsOf.set(id, [placed]);
      else known.push(placed);
    }
  }
  return new Map([...judgementsOf].map(([id, placed]) => [id, foldRequirement(id, placed)]));
}

function foldRequirement(id: string, placed: readonly PlacedJudgement[]): FoldedRequirement {
  const judgements = placed.map(({ judgement }) => judgement);
  const verdicts = judgements.map((judgement) => judgement.verdict);
  const verdict = combineVerdicts(withoutMereRecords(verdicts), 'unverified' as const);
  const scenarios = placed.flatMap(({ scenario }) => (scenario === null ? [] : [scenario]));
  const evidence = judgements
    .filter((judgement) => isSatisfied(judgement.verdict))
    .flatMap((one) => one.evidence);
  return {
    id,
    verdict,
    scenarios: [...new Set(scenarios)],
    evidence: [...new Set(evidence)].sort((left, right) => left - right).slice(0, EVIDENCE_COUNT_MAX),
    isExercised: judgements.some(isExercising),
    isAccepted: false,
  };
}

/** What one scenario only wrote down takes nothing from what another one proved. */
function withoutMereRecords(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.includes('pass') ? verdicts.filter((verdict) => verdict !== 'info') : verdicts;
}

function isSatisfied(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'info' || verdict === 'nonstrict';
}

function isExercising(judgement: JudgementResult): boolean {
  return judgement.evidence.length > 0 && (isSatisfied(judgement.verdict) || judgement.verdict === 'fail');
}
