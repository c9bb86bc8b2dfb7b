/** How a run fares at the gate of its project, in sentences. */
import { describeCame } from '../coverage/gate.ts';
import type { GateFigure, GateRuleResult, RunResult } from '../record/result.ts';
import { countNoun } from './words.ts';

/** One rule of the gate. */
export interface GateNote {
  readonly rule: GateRuleResult['rule'];
  /** `KEPT`, `BROKEN`, `NOT TOLD`. */
  readonly word: string;
  readonly text: string;
  readonly isKept: boolean;
}

const WORDS: Readonly<Record<GateRuleResult['outcome'], string>> = {
  kept: 'KEPT',
  broken: 'BROKEN',
  'not-evaluated': 'NOT TOLD',
};

/** Rules that let the run not through. */
export function countClosed({ gate }: RunResult): number {
  return (gate?.rules ?? []).filter(({ outcome }) => outcome !== 'kept').length;
}

/** `5 rules kept`, `1 of 5 rules not kept`. */
export function describeGate(result: RunResult): string {
  const [closed, total] = [countClosed(result), result.gate?.rules.length ?? 0];
  return closed === 0
    ? `${countNoun(total, 'rule')} kept`
    : `${closed} of ${countNoun(total, 'rule')} not kept`;
}

/** Every rule, in order; empty without a gate. */
export function listGateNotes({ gate }: RunResult): readonly GateNote[] {
  return (gate?.rules ?? []).map(({ rule, outcome, asks, unit, figures, why }) => {
    const came = why ?? describeFigures(figures, unit);
    return { rule, word: WORDS[outcome], text: `${asks}: ${came}`, isKept: outcome === 'kept' };
  });
}

/** What is not kept; otherwise the one that came nearest to its limit. */
function describeFigures(figures: readonly GateFigure[], unit: GateRuleResult['unit']): string {
  const broken = figures.filter(({ isKept }) => !isKept);
  if (broken.length > 0) return broken.map((figure) => describeFigure(figure, unit)).join(', ');
  if (unit === 'count') return figures.map((figure) => describeFigure(figure, unit)).join(', ');
  const [nearest] = [...figures].sort((left, right) => roomOf(left) - roomOf(right));
  return nearest === undefined ? 'nothing' : `at worst ${describeFigure(nearest, unit)}`;
}

function describeFigure(figure: GateFigure, unit: GateRuleResult['unit']): string {
  const { limit } = figure;
  return limit === null || unit === 'count'
    ? describeCame(figure, unit)
    : `${describeCame(figure, unit)} (limit ${limit} ${unit})`;
}

/** How far it is from its limit, whichever side is the right one. */
function roomOf({ came, limit }: GateFigure): number {
  return Math.abs(came - (limit ?? 0)) / Math.max(1, limit ?? 1);
}
