/**
 * The gate: rules of a project that a run must keep before it is let through. Each says what it asks and what the run shows; one
 * that the run cannot answer is not kept.
 */
import type { GateRules } from '../base/gate-rules.ts';
import { isGood } from '../record/attempts.ts';
import type { FoldedRun } from '../record/fold.ts';
import type { CommandResult, GateFigure, GateResult, GateRuleResult } from '../record/result.ts';
import type { Verdict } from '../record/verdict.ts';
import { isWholeRun, type JudgedBaseline } from './judged-baseline.ts';

/** What a gate looks at. */
export interface GatedRun {
  /** Accepted deviations are marked in it. */
  readonly run: FoldedRun;
  readonly commands: readonly CommandResult[];
  readonly baseline: JudgedBaseline | null;
  /** The profile's limit for replies. */
  readonly replyMs: number;
}

/** null where the run has no gate, and for a shard: the merged run is what stands before the gate. */
export function passGate(gated: GatedRun): GateResult | null {
  const { gate, shard } = gated.run.header;
  if (gate === undefined || shard !== undefined) return null;
  return { rules: listRules(gate, gated).map((rule) => holdBackStopped(rule, gated.run)) };
}

function listRules(gate: GateRules, gated: GatedRun): GateRuleResult[] {
  const { coverage, latency, flaky } = gate;
  return [
    ruleByVerdict('no-new-fail', 'fail', gated),
    ruleByVerdict('no-unverified', 'unverified', gated),
    ...(coverage === null ? [] : [ruleByCoverage(coverage, gated)]),
    ...(latency === null ? [] : [ruleByLatency(latency, gated)]),
    ...(flaky === null ? [] : [ruleByFlaky(flaky, gated)]),
  ];
}

/** What a run that was cut short did not break it may have broken later. */
function holdBackStopped(rule: GateRuleResult, { stop, begunCount }: FoldedRun): GateRuleResult {
  if (rule.outcome !== 'kept') return rule;
  if (stop !== null) return { ...rule, outcome: 'not-evaluated', why: 'the run did not come to its end' };
  return begunCount > 0 ? rule : { ...rule, outcome: 'not-evaluated', why: 'nothing ran' };
}

type Told = Pick<GateRuleResult, 'rule' | 'asks' | 'unit'>;

function judgeFigures(told: Told, figures: readonly GateFigure[]): GateRuleResult {
  const isKept = figures.every((figure) => figure.isKept);
  return { ...told, outcome: isKept ? 'kept' : 'broken', figures, why: null };
}

function refuse(told: Told, why: string, figures: readonly GateFigure[] = []): GateRuleResult {
  return { ...told, outcome: 'not-evaluated', figures, why };
}

/** By scenarios in either channel, and by requirements, since something outside the scenarios may break one. */
function ruleByVerdict(rule: Told['rule'], verdict: Verdict, { run, baseline }: GatedRun): GateRuleResult {
  const beyond = baseline === null ? '' : ' beyond the baseline';
  const open = run.scenarios.filter(({ accepted }) => !accepted);
  const scenarioCount = open.filter((each) => each.verdict === verdict || each.wire === verdict).length;
  const requirementCount = [...run.requirements.values()].filter(
    (each) => !each.isAccepted && each.verdict === verdict,
  ).length;
  return judgeFigures({ rule, asks: `no ${verdict}${beyond}`, unit: 'count' }, [
    noneOf('scenarios', scenarioCount),
    noneOf('requirements', requirementCount),
  ]);
}

function noneOf(of: string, came: number): GateFigure {
  return { of, came, limit: 0, isKept: came === 0 };
}

/** Sums of shares are not exact in binary. */
const SHARE_TOLERANCE = 1e-9;

function ruleByCoverage(least: number | 'baseline', { run, commands, baseline }: GatedRun): GateRuleResult {
  const what = least === 'baseline' ? 'what the baseline recorded' : `${least} %`;
  const told = { rule: 'coverage', asks: `coverage of every command at least ${what}`, unit: '%' } as const;
  if (!isWholeRun(run.header)) return refuse(told, 'only a part of the scenarios ran');
  if (commands.length === 0) return refuse(told, 'the command set has no command');
  if (least !== 'baseline')
    return judgeFigures(
      told,
      commands.map(({ command, coverage }) => compareShare(command, coverage, least / 100)),
    );
  if (baseline === null) return refuse(told, 'the run has no baseline');
  const limits = Object.entries(baseline.coverage ?? {});
  if (limits.length === 0)
    return refuse(told, `${baseline.path} records no coverage: update it from a whole run`);
  const cameOf = new Map(commands.map(({ command, coverage }) => [command, coverage]));
  return judgeFigures(
    told,
    limits.map(([command, limit]) => compareShare(command, cameOf.get(command) ?? 0, limit)),
  );
}

/** Shares in, per cent out. */
function compareShare(of: string, came: number, limit: number): GateFigure {
  const isKept = came >= limit - SHARE_TOLERANCE;
  return { of, came: toPercent(came), limit: toPercent(limit), isKept };
}

/** To a tenth, rounded down, so that 100 is only said of everything. */
function toPercent(share: number): number {
  return Math.floor(share * 1000 + SHARE_TOLERANCE) / 10;
}

function ruleByLatency(most: NonNullable<GateRules['latency']>, gated: GatedRun): GateRuleResult {
  const { commands, replyMs, run } = gated;
  const asks =
    most === 'profile'
      ? `95 % of the exchanges of every command within the profile's ${replyMs} ms`
      : `95 % of the exchanges of a command within its limit`;
  const told = { rule: 'latency', asks, unit: 'ms' } as const;
  const { clockScale } = run.header;
  if (clockScale !== 1)
    return refuse(
      told,
      `the run's clock was ${clockScale === null ? 'virtual' : `${clockScale} times as fast as the wall`}: no time is the module's own`,
    );
  const measurable = commands.filter(({ forms }) => forms.length > 0);
  const limits =
    most === 'profile' ? measurable.map(({ command }) => [command, replyMs] as const) : Object.entries(most);
  const figures: GateFigure[] = [];
  const missing: string[] = [];
  for (const [name, limit] of limits) {
    const p95Ms = measurable.find(({ command }) => command === name)?.latency?.p95Ms;
    if (p95Ms === undefined) missing.push(name);
    else figures.push({ of: name, came: p95Ms, limit, isKept: p95Ms <= limit });
  }
  const judged = judgeFigures(told, figures);
  if (judged.outcome === 'broken') return judged;
  if (limits.length === 0) return refuse(told, 'the command set has no command');
  return missing.length === 0 ? judged : refuse(told, `not measured: ${missing.join(', ')}`, figures);
}

/** Counts what is flaky and not red: what is red does not pass anyway. */
function ruleByFlaky(flaky: 'allowed' | 'forbidden', { run }: GatedRun): GateRuleResult {
  const came = run.scenarios.filter((scenario) => scenario.flaky && isGood(scenario)).length;
  const asks = flaky === 'allowed' ? 'flaky scenarios are allowed' : 'no flaky scenario';
  const figure = { of: 'scenarios', came, limit: flaky === 'allowed' ? null : 0 };
  return judgeFigures({ rule: 'flaky', asks, unit: 'count' }, [
    { ...figure, isKept: flaky === 'allowed' || came === 0 },
  ]);
}

/** Figures told of a rule in a sentence; the reports list all. */
const FIGURES_TOLD_MAX = 3;

/** A rule that is not kept, in words: `coverage of every command at least 99 %: HTTPCPUT 97 %`. */
export function describeGateRule({ asks, unit, figures, why }: GateRuleResult): string {
  if (why !== null) return `${asks}: cannot be told, ${why}`;
  const broken = figures.filter(({ isKept }) => !isKept);
  const told = broken.slice(0, FIGURES_TOLD_MAX).map((figure) => describeCame(figure, unit));
  const more = broken.length - told.length;
  return `${asks}: ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `HTTPCPUT 97 %`, `2 scenarios`. */
export function describeCame({ of, came }: GateFigure, unit: GateRuleResult['unit']): string {
  return unit === 'count' ? `${came} ${came === 1 ? of.replace(/s$/, '') : of}` : `${of} ${came} ${unit}`;
}
