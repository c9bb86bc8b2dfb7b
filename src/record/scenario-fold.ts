/** One pass through a scenario as a report tells it: its verdicts, its judgements, its ladder. */
import type { Bracket } from './bracket.ts';
import type { JudgementEvent, PlannedScenario } from './event.ts';
import { buildLadder } from './ladder.ts';
import type { JudgementResult, ScenarioResult } from './result.ts';
import { highestVerdict, isRed, raiseVerdict, type Verdict } from './verdict.ts';

export interface FoldedScenario {
  readonly result: ScenarioResult;
  readonly isBegun: boolean;
  /** What is to be held against the requirements that the scenario claims and did not judge; empty where it never began. */
  readonly unjudged: readonly { readonly requirements: readonly string[]; readonly verdict: Verdict }[];
  /** Requirements that were broken in one attempt and not in another. */
  readonly flakyRequirements: readonly string[];
}

/** `judgement` as a report shows it. A pass without the bytes of an earlier event is no proof. */
export function foldJudgement(judgement: JudgementEvent): JudgementResult {
  const evidence = judgement.evidence.filter((n) => n >= 1 && n < judgement.n);
  const isUnproved = judgement.verdict === 'pass' && evidence.length === 0;
  return {
    channel: judgement.channel,
    verdict: isUnproved ? 'unverified' : judgement.verdict,
    requirements: judgement.requirements,
    questions: judgement.questions,
    evidence,
    expected: judgement.expected,
    received: isUnproved ? `${judgement.received} (no evidence)` : judgement.received,
    observed: judgement.observed,
    text: judgement.text,
    place: judgement.place,
    elapsedMs: judgement.elapsedMs,
    limitMs: judgement.limitMs,
  };
}

/** A planned scenario that the run did not come to. */
export function foldUnbegun(planned: PlannedScenario, reason: string): FoldedScenario {
  return {
    isBegun: false,
    unjudged: [],
    flakyRequirements: [],
    result: {
      ...describePlanned(planned),
      verdict: 'inconclusive',
      wire: 'inconclusive',
      durationMs: 0,
      reason,
      judgements: [],
      ladder: [],
      ...ONCE,
      accepted: false,
    },
  };
}

const ONCE = { flaky: false, attempts: [] } as const;

function describePlanned({ accept = undefined, ...planned }: PlannedScenario) {
  return { ...planned, accept: accept ?? null };
}

/** `cutReason` is told where the pass has no end. */
export function foldScenario(planned: PlannedScenario, bracket: Bracket, cutReason: string): FoldedScenario {
  const judged = bracket.judgements.map(foldJudgement);
  const ended = bracket.end ?? { verdict: 'inconclusive', wire: 'inconclusive', reason: cutReason };
  const missing = listUnjudged(planned, judged);
  const missingVerdict = verdictOfUnjudged(ended.verdict);
  const claims =
    missingVerdict === 'unverified'
      ? missing.map((requirement) => claimWithoutProof(requirement, planned))
      : [];
  const judgements = [...judged, ...claims];
  const verdict = raiseByJudgements(ended.verdict, judgements, 'scenario');
  const isVacuous = judgements.length === 0 && verdictOfUnjudged(verdict) === 'unverified';
  return {
    isBegun: true,
    unjudged: [{ requirements: missingVerdict === 'unverified' ? [] : missing, verdict: missingVerdict }],
    flakyRequirements: [],
    result: {
      ...describePlanned(planned),
      verdict: isVacuous ? 'unverified' : verdict,
      wire: raiseByJudgements(ended.wire, judgements, 'wire'),
      durationMs: bracket.end?.durationMs ?? lastMs(bracket) - bracket.start.t,
      reason: ended.reason ?? explain(judgements, isVacuous, verdict),
      judgements,
      ladder: buildLadder(bracket.events),
      ...ONCE,
      accepted: false,
    },
  };
}

function listUnjudged(planned: PlannedScenario, judgements: readonly JudgementResult[]): readonly string[] {
  const judged = new Set(judgements.flatMap((judgement) => judgement.requirements));
  return planned.requirements.filter((requirement) => !judged.has(requirement));
}

/**
 * A scenario that ran to a good end and left a claim unjudged proved nothing for it. One that was skipped skipped it;
 * one that failed or could not be judged may not have come to it.
 */
function verdictOfUnjudged(scenario: Verdict): Verdict {
  switch (scenario) {
    case 'pass':
    case 'info':
    case 'nonstrict':
    case 'unverified':
      return 'unverified';
    case 'skip':
      return 'skip';
    case 'inconclusive':
    case 'fail':
    case 'error':
      return 'inconclusive';
  }
}

function claimWithoutProof(requirement: string, planned: PlannedScenario): JudgementResult {
  return {
    channel: 'scenario',
    verdict: 'unverified',
    requirements: [requirement],
    questions: [],
    evidence: [],
    expected: `an expectation that judges ${requirement}`,
    received: 'none did',
    observed: null,
    text: `claims ${requirement}`,
    place: planned.place,
    elapsedMs: null,
    limitMs: null,
  };
}

/** A scenario is never greener than a red judgement of its own. */
function raiseByJudgements(
  verdict: Verdict,
  judgements: readonly JudgementResult[],
  channel: JudgementResult['channel'],
): Verdict {
  const red = judgements.filter((judgement) => judgement.channel === channel && isRed(judgement.verdict));
  return raiseVerdict(
    verdict,
    highestVerdict(
      red.map((judgement) => judgement.verdict),
      'pass',
    ),
  );
}

function explain(
  judgements: readonly JudgementResult[],
  isVacuous: boolean,
  verdict: Verdict,
): string | null {
  if (isVacuous) return 'nothing was judged';
  if (verdict !== 'unverified') return null;
  const unproved = judgements.find((judgement) => judgement.verdict === 'unverified');
  return unproved === undefined ? null : `${unproved.text}: no evidence`;
}

function lastMs(bracket: Bracket): number {
  return bracket.events.at(-1)?.t ?? bracket.start.t;
}
