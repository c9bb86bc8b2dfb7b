/** What two runs do not have in common besides the module: each a sentence, since a difference may be due to it. */
import type { HeaderEvent } from '../record/event.ts';
import type { RunResult } from '../record/result.ts';
import type { RequirementRow, ScenarioRow } from './comparison.ts';

/** A run that is compared. */
export interface ComparedRun {
  /** Short, and of this run alone. */
  readonly name: string;
  /** The file that it was read from. */
  readonly path: string;
  readonly result: RunResult;
  /** null where only the result is at hand. */
  readonly header: HeaderEvent | null;
}

export interface ComparedRows {
  readonly requirements: readonly RequirementRow[];
  readonly scenarios: readonly ScenarioRow[];
}

/** `run` is the place of `other` in the cells of `rows`. */
export function describeCommonGround(
  reference: ComparedRun,
  other: ComparedRun,
  rows: ComparedRows,
  run: number,
): readonly string[] {
  const results = [reference.result, other.result] as const;
  const differ = (pick: (result: RunResult) => string) => pick(results[0]) !== pick(results[1]);
  const both = (pick: (result: RunResult) => string) => `${pick(results[0])} and ${pick(results[1])}`;
  return [
    ...describeSpecs(results, rows, run),
    ...(differ(({ device }) => device.profile)
      ? [
          `judged by different profiles (${both(({ device }) => device.profile)}), which expect different things`,
        ]
      : differ(({ hashes }) => hashes.profile)
        ? [`the profile was changed between the runs (${both(({ hashes }) => shorten(hashes.profile))})`]
        : []),
    ...(differ(nameTool) ? [`made by different versions of the tool (${both(nameTool)})`] : []),
    ...(differ(nameAttempts) ? [`tried differently often (${both(nameAttempts)})`] : []),
    ...(differ(({ clockScale }) => String(clockScale))
      ? ['made at clocks of different kinds, so that their times say nothing of each other']
      : []),
    ...(differ(({ baseline }) => baseline?.hash ?? '')
      ? [`held against different baselines (${both(({ baseline }) => baseline?.path ?? 'none')})`]
      : []),
    ...[reference, other].flatMap(({ name, result }) =>
      result.stopped === null ? [] : [`${name} was stopped before its end: ${result.stopped}`],
    ),
    ...describeExchangeGap(reference, other),
  ];
}

/** Specs differ by their hash; what that comes to is told, since only what both have is compared. */
function describeSpecs(
  [before, now]: readonly [RunResult, RunResult],
  { requirements, scenarios }: ComparedRows,
  run: number,
): string[] {
  const isOther = before.hashes.set !== now.hashes.set || before.set.name !== now.set.name;
  const reworded = requirements.filter(({ cells }) => cells[run]?.reworded).length;
  const other = scenarios.filter(({ cells }) => cells[run]?.change === 'other').length;
  const name = ({ set, hashes }: RunResult) => `${set.name} ${shorten(hashes.set)}`;
  return [
    ...(isOther
      ? [
          `made with different command sets (${name(before)} and ${name(now)}): what both have is compared${reworded === 0 ? '' : `, ${count(reworded, 'requirement')} of it worded differently`}`,
        ]
      : []),
    ...(other > 0
      ? [
          `${count(other, 'scenario')} ${other === 1 ? 'does' : 'do'} other things in each run and cannot be compared`,
        ]
      : []),
  ];
}

/** Why not every exchange could be compared. */
function describeExchangeGap(reference: ComparedRun, other: ComparedRun): string[] {
  const [bare, merged] = [
    [reference, other].filter(({ header }) => header === null),
    [reference, other].filter(({ header }) => header?.mergedShards !== undefined),
  ].map((runs) => runs.map(({ name }) => name).join(' and '));
  if (bare !== '') return [`of ${bare} only the result is at hand, without events: no exchange was compared`];
  if (merged !== '')
    return [`${merged} was merged of shards, each with addresses of its own: no exchange was compared`];
  return describeAddresses(reference, other);
}

/** What repeats an address is as much longer as the address is, and so are the lengths that speak of it. */
function describeAddresses(reference: ComparedRun, other: ComparedRun): string[] {
  const [before, now] = [reference, other].map(({ header }) => header?.variables.origin ?? '');
  return before?.length === now?.length
    ? []
    : [
        `the origins' addresses have different lengths (${before} and ${now}): answers that count bytes of them differ`,
      ];
}

function nameTool({ tool }: RunResult): string {
  return `${tool.name} ${tool.version}`;
}

function nameAttempts({ attempts: { repeat, retry } }: RunResult): string {
  return retry > 0 ? `${count(retry, 'retry', 'retries')}` : count(repeat, 'attempt');
}

function count(figure: number, one: string, many = `${one}s`): string {
  return `${figure} ${figure === 1 ? one : many}`;
}

/** As people compare hashes. */
function shorten(hash: string): string {
  return hash.slice(0, 8);
}
