/** The shards of a run as the one run that they are parts of. */
import { isDeepStrictEqual } from 'node:util';
import { assertInvariant } from '../base/invariant.ts';
import type { HeaderEvent, Json, PlannedScenario, RecordedShard, RunEvent } from './event.ts';
import { findStop, type Stop } from './stop.ts';
import { isRed } from './verdict.ts';

/** The evidence of one shard. */
export interface ShardRecord {
  /** How messages name it. */
  readonly name: string;
  readonly header: HeaderEvent;
  readonly events: readonly RunEvent[];
}

/** A shard with what its header says of the others. */
interface KnownShard extends ShardRecord {
  readonly shard: RecordedShard;
}

export interface MergedRun {
  /** Numbered anew, without a footer. */
  readonly events: readonly RunEvent[];
  /** Shards of which there is no evidence, from 1. */
  readonly missing: readonly number[];
  /** The gravest reason for which one of the shards stopped, or null. */
  readonly stop: Stop | null;
  /** What is odd, and does not forbid to merge. */
  readonly notes: readonly string[];
}

/** Why `records` are not parts of one run, each a sentence; empty where they are. */
export function findMergeFaults(records: readonly ShardRecord[]): readonly string[] {
  const unknown = records.filter(({ header }) => header.shard === undefined);
  if (unknown.length > 0)
    return unknown.map(({ name }) => `${name} is no shard: it was made without --shard`);
  const shards = records.flatMap(knowShard);
  const [first, ...others] = shards;
  return first === undefined
    ? []
    : [...others.flatMap((other) => compareShards(first, other)), ...findTwice(shards)];
}

function knowShard(record: ShardRecord): KnownShard[] {
  const { shard } = record.header;
  return shard === undefined ? [] : [{ ...record, shard }];
}

/** What every shard of a run has in common. */
const COMMON: readonly (readonly [what: string, pick: (record: KnownShard) => unknown])[] = [
  ['number of shards', ({ shard }) => shard.count],
  ['command set', ({ header }) => header.hashes.set],
  ['profile', ({ header }) => header.hashes.profile],
  ['scenario files', ({ header }) => header.hashes.scenarios],
  ['selection of scenarios', ({ shard }) => shard.whole],
  ['rule for attempts', ({ header }) => header.attempts ?? null],
  ['baseline', ({ header }) => hashOf(header.baseline)],
  ['gate', ({ header }) => header.gate ?? 'none'],
  ['clock', ({ header }) => header.clockScale],
  ['module, by what it says of itself', readIdentity],
];

/** Of the file, which may stand elsewhere on another machine. */
function hashOf(baseline: Json | undefined): Json {
  return (baseline as { readonly hash?: Json } | undefined)?.hash ?? 'none';
}

function readIdentity({ events }: ShardRecord): readonly string[] | null {
  return events.findLast((event) => event.kind === 'identity')?.lines ?? null;
}

function compareShards(first: KnownShard, other: KnownShard): string[] {
  return COMMON.filter(([, pick]) => {
    const [left, right] = [pick(first), pick(other)];
    // A shard whose module never answered has no identity to compare.
    return left !== null && right !== null && !isDeepStrictEqual(left, right);
  }).map(([what]) => `${first.name} and ${other.name} differ in their ${what}`);
}

function findTwice(shards: readonly KnownShard[]): string[] {
  return shards.flatMap(({ name, shard }, at) => {
    const other = shards.slice(0, at).find((each) => each.shard.index === shard.index);
    return other === undefined
      ? []
      : [`${other.name} and ${name} are both shard ${shard.index} of ${shard.count}`];
  });
}

/** Merges `records`, in which `findMergeFaults` finds nothing; at least one. */
export function mergeShards(records: readonly ShardRecord[]): MergedRun {
  const shards = records.flatMap(knowShard).sort((left, right) => left.shard.index - right.shard.index);
  const [first] = shards;
  assertInvariant(first !== undefined, 'a merge of no shard');
  const present = new Set(shards.map(({ shard }) => shard.index));
  const missing = Array.from({ length: first.shard.count }, (_, at) => at + 1).filter((n) => !present.has(n));
  const header = mergeHeaders(first, shards);
  return {
    events: joinEvents(header, shards),
    missing,
    stop: findGravest(shards),
    notes: listNotes(shards),
  };
}

function mergeHeaders(first: KnownShard, shards: readonly KnownShard[]): HeaderEvent {
  const planned = new Map(shards.flatMap(({ header }) => header.plan.map((each) => [each.id, each])));
  const { shard: _shard, ...header } = first.header;
  return {
    ...header,
    plan: first.shard.whole.map((id) => planned.get(id) ?? describeUnknown(id)),
    mergedShards: first.shard.count,
  };
}

/** A scenario of a shard that is missing: all that the others know is its id. */
function describeUnknown(id: string): PlannedScenario {
  return {
    ...{ id, title: id, command: id.split('/')[0] ?? id, notation: 'yaml' },
    ...{ requirements: [], questions: [], tags: [], place: { path: '', line: 0, column: 0 }, hash: '' },
  };
}

function joinEvents(header: HeaderEvent, shards: readonly KnownShard[]): RunEvent[] {
  const owned = new Set(shards.flatMap(listOwned));
  const joined: RunEvent[] = [header];
  let startMs = 0;
  for (const shard of shards) {
    const dropped = findRepeated(shard, owned);
    const kept = shard.events.filter(
      ({ kind, n }) => kind !== 'header' && kind !== 'footer' && !dropped.has(n),
    );
    const offset = joined.length;
    const numberOf = (n: number) => offset + countNotAbove(kept, n);
    joined.push(...kept.map((event) => moveEvent(event, numberOf, startMs)));
    startMs += shard.events.at(-1)?.t ?? 0;
  }
  return joined;
}

function listOwned({ header, shard }: KnownShard): string[] {
  return header.plan.map(({ id }) => id).filter((id) => !shard.borrowed.includes(id));
}

/**
 * Numbers of the events of scenarios that ran here only for others' sake and passed, where their own shard answers for them: counted
 * twice they would be attempts. One that did not pass here stays, as an attempt that failed.
 */
function findRepeated({ events, shard }: KnownShard, owned: ReadonlySet<string>): ReadonlySet<number> {
  const red = new Set(
    events.flatMap((event) =>
      event.kind === 'scenario-end' && (isRed(event.verdict) || isRed(event.wire)) ? [event.scenario] : [],
    ),
  );
  const ended = new Set(events.flatMap((event) => (event.kind === 'scenario-end' ? [event.scenario] : [])));
  const repeated = new Set(shard.borrowed.filter((id) => owned.has(id) && ended.has(id) && !red.has(id)));
  const numbers = new Set<number>();
  let open: string | null = null;
  for (const event of events) {
    if (event.kind === 'scenario-start') open = event.scenario;
    const scenario = event.kind === 'judgement' ? event.scenario : open;
    if (scenario !== null && repeated.has(scenario)) numbers.add(event.n);
    if (event.kind === 'scenario-end') open = null;
  }
  return numbers;
}

/** How many of `events` have a number up to `n`. */
function countNotAbove(events: readonly RunEvent[], n: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.n ?? 0) <= n) low = middle + 1;
    else high = middle;
  }
  return low;
}

function moveEvent(event: RunEvent, numberOf: (n: number) => number, startMs: number): RunEvent {
  const moved = { ...event, n: numberOf(event.n), t: Math.round((event.t + startMs) * 1000) / 1000 };
  if (moved.kind === 'judgement') return { ...moved, evidence: moved.evidence.map(numberOf) };
  if (moved.kind === 'exchange')
    return { ...moved, events: [numberOf(moved.events[0]), numberOf(moved.events[1])] };
  return moved;
}

/** What outranks what, the gravest first. */
const STOPS: readonly Stop['kind'][] = ['killed', 'interrupted', 'bench', 'drift', 'early'];

function findGravest(shards: readonly KnownShard[]): Stop | null {
  const stops = shards.flatMap(({ name, events }): Stop[] => {
    const stop = findStop(events);
    return stop === null ? [] : [{ kind: stop.kind, reason: `${name}: ${stop.reason}` }];
  });
  return stops.sort((left, right) => STOPS.indexOf(left.kind) - STOPS.indexOf(right.kind))[0] ?? null;
}

function listNotes(shards: readonly KnownShard[]): string[] {
  const list = (pick: (header: HeaderEvent) => Json) => [
    ...new Set(shards.map(({ header }) => String(pick(header)))),
  ];
  const seeds = list(({ seed }) => seed);
  const addresses = list(({ device }) => device.address);
  const versions = list(({ tool }) => tool.version);
  return [
    ...(seeds.length > 1
      ? [
          `the shards have the seeds ${seeds.join(', ')}, and what repeats a failure names the first: give all of them the same --seed`,
        ]
      : []),
    ...(addresses.length > 1
      ? [`the shards ran at ${addresses.join(', ')}; the reports name the first`]
      : []),
    ...(versions.length > 1 ? [`the shards were made by the versions ${versions.join(', ')}`] : []),
  ];
}
