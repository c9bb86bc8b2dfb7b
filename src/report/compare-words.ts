/** A comparison in words: its verdict, what became of things in each run, and how a cell of the matrix reads. */
import {
  CHANGES,
  type Change,
  type ChangeCounts,
  type Comparison,
  type PairComparison,
} from '../coverage/comparison.ts';
import type { Verdict } from '../record/verdict.ts';
import { isRed } from '../record/verdict.ts';
import { describeClock } from './mode.ts';
import { countNoun, formatCount, formatTime, VERDICT_WORDS } from './words.ts';

export const OUTCOME_WORDS: Readonly<Record<Comparison['outcome'], string>> = {
  worse: 'WORSE',
  different: 'DIFFERENT',
  better: 'BETTER',
  same: 'THE SAME',
};

export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  worse: 'worse',
  unjudged: 'not judged any more',
  'new-broken': 'new and broken',
  gone: 'gone',
  changed: 'changed',
  fixed: 'fixed',
  new: 'new',
  other: 'not comparable',
  same: 'the same',
};

/** `WORSE: 1 of 2 runs is worse than before.`, or of a single pair what it says. */
export function renderVerdict(comparison: Comparison): string {
  const { outcome, pairs } = comparison;
  const word = OUTCOME_WORDS[outcome];
  const [only] = pairs;
  if (pairs.length === 1 && only !== undefined) return `${word}: ${describePair(comparison, only)}.`;
  const count = pairs.filter((pair) => pair.outcome === outcome).length;
  return `${word}: ${formatCount(count)} of ${formatCount(pairs.length)} runs, held against ${nameRun(comparison, comparison.reference)}.`;
}

/** `after against before: 2 requirements worse, 1 fixed; 3 scenarios worse; 2 changed answers; 14 changed exchanges`. */
export function describePair(comparison: Comparison, pair: PairComparison): string {
  const names = `${nameRun(comparison, pair.run)} against ${nameRun(comparison, comparison.reference)}`;
  const differences = pair.exchanges?.differences.length ?? 0;
  const parts = [
    ...describeChanges(pair.requirements, 'requirement'),
    ...describeChanges(pair.scenarios, 'scenario'),
    ...(pair.changedAnswers > 0 ? [countNoun(pair.changedAnswers, 'changed answer')] : []),
    ...(differences > 0 ? [countNoun(differences, 'changed exchange')] : []),
  ];
  return `${names}: ${parts.length > 0 ? parts.join('; ') : `no difference in ${describeCompared(pair)}`}`;
}

/** `155 requirements, 1,147 scenarios and 1,748 command lines`. */
export function describeCompared({ compared, exchanges }: PairComparison): string {
  const parts = [countNoun(compared.requirements, 'requirement'), countNoun(compared.scenarios, 'scenario')];
  if (exchanges === null) return parts.join(' and ');
  return `${parts.join(', ')} and ${countNoun(exchanges.lines, 'command line')}`;
}

/** One entry, or none where nothing changed. */
function describeChanges(counts: ChangeCounts, noun: string): string[] {
  const changes = CHANGES.filter((change) => change !== 'same' && counts[change] > 0);
  const told = changes.map((change, index) =>
    index === 0
      ? `${countNoun(counts[change], noun)} ${CHANGE_WORDS[change]}`
      : `${formatCount(counts[change])} ${CHANGE_WORDS[change]}`,
  );
  return told.length === 0 ? [] : [told.join(', ')];
}

export function nameRun({ runs }: Comparison, index: number): string {
  return runs[index]?.name ?? '';
}

interface Told {
  readonly verdict: Verdict | 'untested' | 'absent';
  readonly accepted: boolean;
  readonly flaky: boolean;
  readonly wire?: Verdict | 'absent';
  readonly attempts?: number;
}

/** `pass`, `fail, accepted`, `pass, wire fail`, `pass, flaky in 3 attempts`; `–` where the run has nothing of it. */
export function describeCell({ verdict, wire, accepted, flaky, attempts = 1 }: Told): string {
  if (verdict === 'absent') return '–';
  const isWireTold = wire !== undefined && wire !== 'absent' && (isRed(wire) || wire === 'nonstrict');
  const isAccepted = accepted && (isWireTold || (verdict !== 'untested' && isRed(verdict)));
  return [
    VERDICT_WORDS[verdict],
    ...(isWireTold ? [`wire ${VERDICT_WORDS[wire]}`] : []),
    ...(isAccepted ? ['accepted'] : []),
    ...(flaky ? [attempts > 1 ? `flaky in ${countNoun(attempts, 'attempt')}` : 'flaky'] : []),
  ].join(', ');
}

type Latency = Comparison['commands'][number]['cells'][number];

/** `80 ms, ×1.95`; null where nothing was measured. */
export function describeLatency({ latency, p95Ratio }: Latency, isReference: boolean): string | null {
  if (latency === null) return null;
  return `${formatTime(latency.p95Ms)}${p95Ratio === null || isReference ? '' : `, ×${p95Ratio.toFixed(2)}`}`;
}

/** Which runs have no times of their own, and why; nothing where all were measured. */
export function explainLatencies({ runs }: Comparison): readonly string[] {
  const clocks = new Set(runs.map(({ clockScale }) => clockScale).filter((scale) => scale !== 1));
  return [...clocks].map((clock) => {
    const names = runs.filter(({ clockScale }) => clockScale === clock).map(({ name }) => name);
    const whose = names.length === runs.length ? 'of these runs' : `of ${names.join(', ')}`;
    return `latencies ${whose} were not measured: ${describeClock(clock)}`;
  });
}

/** What each run answered that not all of them did, and how much they have in common; in the order of the runs. */
export function tellAnswers({ cells }: Comparison['questions'][number]): readonly string[] {
  const asked = cells.map(({ answers }) => answers).filter((answers) => answers.length > 0);
  const shared = new Set(asked[0]?.filter((answer) => asked.every((answers) => answers.includes(answer))));
  const common = shared.size === 0 ? '' : `${formatCount(shared.size)} in common`;
  return cells.map(({ answers }) => {
    if (answers.length === 0) return '(not asked)';
    const own = answers.filter((answer) => !shared.has(answer)).join(' · ');
    if (own === '') return `(only the ${common})`;
    return common === '' ? own : `${own} (and ${common})`;
  });
}
