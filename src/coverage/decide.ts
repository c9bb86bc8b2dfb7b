/** The rule that decides a run: its verdict, its exit code, and why in one sentence. */
import { assertNever } from '../base/invariant.ts';
import type { FooterEvent } from '../record/event.ts';
import type { FoldedRun } from '../record/fold.ts';
import type { FoldedRequirement } from '../record/requirement-fold.ts';
import type { BaselineResult, DeviationStatus, GateResult, RunResult } from '../record/result.ts';
import { highestVerdict, isRed, VERDICTS, type Verdict } from '../record/verdict.ts';
import { describeGateRule } from './gate.ts';

export interface Decision {
  readonly verdict: RunResult['verdict'];
  /** 0 conforms, 1 does not, 2 nothing ran, 3 drift, 4 bench or error, 5 our bug, 130 interrupted. */
  readonly exitCode: number;
  /** Which rule decided, in words. */
  readonly rule: string;
}

type Ruling = Omit<Decision, 'verdict'>;

/** Exit codes by what they outrank, the highest first. */
const EXIT_CODES: readonly number[] = [5, 130, 4, 3, 2, 1, 0];

/**
 * Decides `run`, in which accepted deviations are marked, by its evidence, its baseline and its gate. A footer may know more (a bug
 * of ours): where its exit code ranks as high or higher, it decides; where it claims better than the evidence, the evidence does.
 */
export function decideRun(
  run: FoldedRun,
  baseline: BaselineResult | null = null,
  gate: GateResult | null = null,
): Decision {
  const own = ruleByEvidence(run, baseline, gate);
  const told = run.footer === null ? own : ruleByFooter(run.footer);
  const ruling = rankOf(told.exitCode) <= rankOf(own.exitCode) ? told : own;
  return { ...ruling, verdict: verdictOf(ruling.exitCode) };
}

/** The one of `exitCodes` that outranks the others; 0 where there is none. */
export function highestExitCode(exitCodes: readonly number[]): number {
  return exitCodes.reduce((highest, code) => (rankOf(code) < rankOf(highest) ? code : highest), 0);
}

/** Place in EXIT_CODES. */
function rankOf(exitCode: number): number {
  return EXIT_CODES.indexOf(exitCode);
}

/** A code that is none of ours can only come from a bug of ours. */
function ruleByFooter({ exitCode, rule }: FooterEvent): Ruling {
  return { exitCode: EXIT_CODES.includes(exitCode) ? exitCode : 5, rule };
}

function verdictOf(exitCode: number): RunResult['verdict'] {
  if (exitCode === 0) return 'conforms';
  return exitCode === 1 ? 'does-not-conform' : 'not-judged';
}

function ruleByEvidence(run: FoldedRun, baseline: BaselineResult | null, gate: GateResult | null): Ruling {
  const rulings = [
    ruleByStop(run),
    ruleByErrors(run),
    ruleByScope(run),
    ruleByBaseline(run, baseline),
    ruleByVerdicts(run),
    ruleByFlakes(run),
    ruleByGate(gate),
  ];
  return rulings
    .filter((ruling) => ruling !== null)
    .reduce((highest, ruling) => (rankOf(ruling.exitCode) < rankOf(highest.exitCode) ? ruling : highest), {
      exitCode: 0,
      rule: `${describeConforming(run)}${describePassed(gate)}`,
    });
}

function describeConforming(run: FoldedRun): string {
  const { counts, wireCounts, accepted } = run;
  const isAnyAccepted = accepted.scenarios + accepted.wire > 0;
  const head = `everything that ran conforms${isAnyAccepted ? ' or is accepted' : ''}`;
  const part = (each: typeof counts, count: number) =>
    count === 0 ? describeCounts(each) : `${describeCounts(each)}, ${count} accepted`;
  return `${head}: ${part(counts, accepted.scenarios)}; wire channel: ${part(wireCounts, accepted.wire)}${describeAllowed(run)}`;
}

function ruleByStop({ stop, counts }: FoldedRun): Ruling | null {
  if (stop === null) return null;
  const found = counts.fail === 0 ? '' : `; before that: ${counts.fail} fail`;
  switch (stop.kind) {
    case 'interrupted':
    case 'killed':
      return { exitCode: 130, rule: `the run was interrupted: ${stop.reason}${found}` };
    case 'bench':
      return { exitCode: 4, rule: `module, link or origin could not be used: ${stop.reason}${found}` };
    case 'drift':
      return { exitCode: 3, rule: `what was run is not what was recorded: ${stop.reason}${found}` };
    case 'early':
      return null;
    default:
      return assertNever(stop.kind, 'stop');
  }
}

function ruleByErrors(run: FoldedRun): Ruling | null {
  const isError = highestOf(run) === 'error';
  return isError
    ? { exitCode: 4, rule: `no error is allowed, it is never the module's: ${describeRed(run)}` }
    : null;
}

/** A run in which nothing was put to the module says nothing about it. */
function ruleByScope({ scenarios, begunCount, counts }: FoldedRun): Ruling | null {
  if (scenarios.length === 0) return { exitCode: 2, rule: 'nothing ran: no scenario was selected' };
  if (begunCount === 0)
    return { exitCode: 2, rule: `nothing ran: none of ${scenarios.length} selected scenarios began` };
  if (counts.skip === scenarios.length)
    return { exitCode: 2, rule: `nothing ran: the profile skips all ${scenarios.length} selected scenarios` };
  return null;
}

/** Why a case of a deviation is red, in the order in which they are told. */
const BREACHES: readonly (readonly [DeviationStatus, string])[] = [
  ['changed', 'fails otherwise than accepted'],
  ['expired', 'is accepted no longer'],
  ['gone', 'fails no more'],
  ['orphan', 'does not exist any more'],
  ['rewritten', 'does something else than when it was pinned'],
];

/** Is a case of a deviation with this status red? */
export function isBreach(status: DeviationStatus): boolean {
  return BREACHES.some(([each]) => each === status);
}

/** Ids written out for each of them; the reports list all. */
const IDS_MAX = 3;

/** What was accepted must be as it was, and so must the answers to open questions. */
function ruleByBaseline(run: FoldedRun, baseline: BaselineResult | null): Ruling | null {
  if (baseline === null) return null;
  const cases = baseline.deviations.flatMap((deviation) => deviation.cases);
  const pick = (status: string, all: readonly { readonly status: string; readonly id: string }[]) =>
    all.filter((each) => each.status === status).map(({ id }) => id);
  const answers = baseline.answers.map(({ question: id, status }) => ({ id, status }));
  const breaches = [
    ...BREACHES.flatMap(([status, words]) => describeBreach(pick(status, cases), words)),
    ...describeBreach(pick('changed', answers), 'is answered otherwise'),
    ...describeBreach(pick('orphan', answers), 'is no question any more'),
  ];
  if (breaches.length === 0) return null;
  const red = describeRed(run);
  const also = red === '' ? '' : `; not accepted: ${red}`;
  return { exitCode: 1, rule: `no change against the baseline is allowed: ${breaches.join('; ')}${also}` };
}

/** `fails no more: HTTPCGET/a, HTTPCGET/b and 2 more`. */
function describeBreach(ids: readonly string[], words: string): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > IDS_MAX ? ` and ${ids.length - IDS_MAX} more` : '';
  return [`${words}: ${ids.slice(0, IDS_MAX).join(', ')}${more}`];
}

function ruleByVerdicts(run: FoldedRun): Ruling | null {
  const highest = highestOf(run);
  return isRed(highest)
    ? { exitCode: 1, rule: `no fail, unverified or inconclusive is allowed: ${describeRed(run)}` }
    : null;
}

/** Scenarios that the rule tells by their ids; of more it tells the number. */
const FLAKY_NAMED_MAX = 5;

/** A pass that came only when a failure was tried again is no pass. */
function ruleByFlakes(run: FoldedRun): Ruling | null {
  const flaky = listForgiven(run);
  if (flaky.length === 0 || run.attempts.allowsFlaky) return null;
  const named = flaky.slice(0, FLAKY_NAMED_MAX).join(', ');
  const more = flaky.length > FLAKY_NAMED_MAX ? ` and ${flaky.length - FLAKY_NAMED_MAX} more` : '';
  return { exitCode: 1, rule: `no flaky scenario is allowed without --allow-flaky: ${named}${more}` };
}

function describeAllowed(run: FoldedRun): string {
  const count = listForgiven(run).length;
  const by = run.header.gate?.flaky === 'allowed' ? 'the gate' : '--allow-flaky';
  return count === 0 ? '' : `; ${count} flaky, allowed by ${by}`;
}

/** What the project asks for beyond that nothing is red. */
function ruleByGate(gate: GateResult | null): Ruling | null {
  const open = (gate?.rules ?? []).filter(({ outcome }) => outcome !== 'kept');
  if (open.length === 0) return null;
  return { exitCode: 1, rule: `the gate lets nothing through: ${open.map(describeGateRule).join('; ')}` };
}

function describePassed(gate: GateResult | null): string {
  return gate === null ? '' : `; gate: ${gate.rules.map(({ rule }) => rule).join(', ')} kept`;
}

/** Ids of what is not red, and flaky. */
function listForgiven({ scenarios }: FoldedRun): readonly string[] {
  return scenarios.filter((one) => one.flaky && !isRed(one.verdict) && !isRed(one.wire)).map(({ id }) => id);
}

function highestOf(run: FoldedRun): Verdict {
  const present = VERDICTS.filter((verdict) => run.counts[verdict] + run.wireCounts[verdict] > 0);
  const required = listOpenRequirements(run).map((requirement) => requirement.verdict);
  return highestVerdict([...present, ...required], 'pass');
}

/** The red verdicts of `run`; those of requirements where neither scenarios nor the wire channel show any. */
function describeRed(run: FoldedRun): string {
  const parts = [describePart('scenarios', run.counts), describePart('wire channel', run.wireCounts)].filter(
    (part) => part !== null,
  );
  if (parts.length > 0) return parts.join('; ');
  const red = listOpenRequirements(run).filter((requirement) => isRed(requirement.verdict));
  return red.map((requirement) => `${requirement.id} ${requirement.verdict}`).join(', ');
}

function listOpenRequirements({ requirements }: FoldedRun): FoldedRequirement[] {
  return [...requirements.values()].filter(({ isAccepted }) => !isAccepted);
}

function describePart(what: string, counts: Readonly<Record<Verdict, number>>): string | null {
  const described = describeCounts(counts, isRed);
  return described === '' ? null : `${what} ${described}`;
}

/** `2 fail, 1 error`: the verdicts that occur, of those that `isTold`. */
function describeCounts(
  counts: Readonly<Record<Verdict, number>>,
  isTold: (verdict: Verdict) => boolean = () => true,
): string {
  return VERDICTS.filter((verdict) => counts[verdict] > 0 && isTold(verdict))
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ');
}
