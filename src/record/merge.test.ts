import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planScenario, writeEvents } from '../testing/events.ts';
import type { HeaderEvent, Unnumbered } from './event.ts';
import { readEvents } from './event-reader.ts';
import { foldRun } from './fold.ts';
import { findMergeFaults, mergeShards, type ShardRecord } from './merge.ts';
import { sealEvents } from './seal.ts';
import type { Verdict } from './verdict.ts';

const WHOLE = ['A/first', 'A/second', 'A/third'];

/** Shard `index` of 2, in which scenarios ended so; those of `borrowed` belong to the other one. */
function recordShard(
  index: number,
  ends: Readonly<Record<string, Verdict>>,
  borrowed: readonly string[] = [],
  given: Partial<Unnumbered<HeaderEvent>> = {},
): ShardRecord {
  const plan = Object.keys(ends).map((id) => planScenario(id, { requirements: ['R-A-01'] }));
  const writer = writeEvents({ plan, shard: { index, count: 2, whole: WHOLE, borrowed }, ...given });
  writer.record({ kind: 'identity', lines: ['version 1'] });
  for (const [scenario, verdict] of Object.entries(ends)) {
    writer.start(scenario);
    const evidence = writer.exchange(scenario, `AT+${scenario}`, 'OK\r\n');
    writer.judge({ scenario, verdict, requirements: ['R-A-01'], evidence });
    writer.end(scenario, verdict);
  }
  writer.finish();
  const header = writer.events[0] as HeaderEvent;
  return { name: `shard ${index}`, header, events: writer.events };
}

const FIRST = recordShard(1, { 'A/first': 'pass', 'A/third': 'info' });
const SECOND = recordShard(2, { 'A/first': 'pass', 'A/second': 'fail' }, ['A/first']);

test('shards in whatever order are one run in the order of its plan, whose evidence a reader trusts', () => {
  const { events, missing, stop, notes } = mergeShards([SECOND, FIRST]);
  assert.deepEqual([missing, stop, notes], [[], null, []]);
  const text = sealEvents(events, { exitCode: 1, rule: 'no fail', stopped: null }).join('\n');
  const read = readEvents(`${text}\n`);
  assert.deepEqual(read.faults, []);
  const run = foldRun(read.events);
  assert.deepEqual(
    run.scenarios.map(({ id, verdict }) => [id, verdict]),
    [
      ['A/first', 'pass'],
      ['A/second', 'fail'],
      ['A/third', 'info'],
    ],
  );
  for (const { judgements, ladder } of run.scenarios)
    assert.deepEqual(
      judgements.flatMap(({ evidence }) => evidence),
      ladder.map(({ n }) => n),
      'the evidence of each judgement is where it was before',
    );
});

test('what ran in two shards counts once, unless it did not pass where it was only needed', () => {
  const once = foldRun(mergeShards([FIRST, SECOND]).events, null);
  assert.equal(once.sent.length, 3);
  assert.deepEqual(once.scenarios[0]?.attempts, []);
  const failing = recordShard(2, { 'A/first': 'fail', 'A/second': 'inconclusive' }, ['A/first']);
  const twice = foldRun(mergeShards([FIRST, failing]).events, null);
  assert.deepEqual(
    twice.scenarios[0]?.attempts.map(({ verdict }) => verdict),
    ['pass', 'fail'],
  );
  assert.equal(twice.scenarios[0]?.verdict, 'fail');
});

test('a shard that is missing is named, and its scenarios have not run', () => {
  const { events, missing } = mergeShards([FIRST]);
  assert.deepEqual(missing, [2]);
  const { scenarios } = foldRun(events, { kind: 'early', reason: 'shard 2 of 2 is missing' });
  assert.deepEqual(
    scenarios.map(({ verdict, reason }) => [verdict, reason]),
    [
      ['pass', null],
      ['inconclusive', 'not run: shard 2 of 2 is missing'],
      ['info', null],
    ],
  );
});

test('the gravest reason for which a shard stopped stops the whole', () => {
  const cut = { ...SECOND, events: SECOND.events.slice(0, -3) };
  const { stop } = mergeShards([FIRST, cut]);
  assert.equal(stop?.kind, 'killed');
  assert.match(stop?.reason ?? '', /^shard 2: the record has no footer/);
});

test('parts of different runs are told apart by what differs', () => {
  const faultsWith = (given: Partial<Unnumbered<HeaderEvent>>) =>
    findMergeFaults([FIRST, recordShard(2, { 'A/second': 'pass' }, [], given)]);
  assert.deepEqual(findMergeFaults([FIRST, SECOND]), []);
  const hashes = { set: 'other', profile: 'b2', scenarios: 'c3' };
  assert.deepEqual(faultsWith({ hashes }), ['shard 1 and shard 2 differ in their command set']);
  assert.deepEqual(faultsWith({ hashes: { set: 'a1', profile: 'x', scenarios: 'y' } }), [
    'shard 1 and shard 2 differ in their profile',
    'shard 1 and shard 2 differ in their scenario files',
  ]);
  assert.deepEqual(faultsWith({ clockScale: 10 }), ['shard 1 and shard 2 differ in their clock']);
  const shard = { index: 2, count: 3, whole: ['A/first'], borrowed: [] };
  assert.deepEqual(faultsWith({ shard }), [
    'shard 1 and shard 2 differ in their number of shards',
    'shard 1 and shard 2 differ in their selection of scenarios',
  ]);
  assert.deepEqual(findMergeFaults([FIRST, FIRST]), ['shard 1 and shard 1 are both shard 1 of 2']);
});

test('another firmware, and a run that was no shard, are refused; another address or seed is noted', () => {
  const events = SECOND.events.map((event) =>
    event.kind === 'identity' ? { ...event, lines: ['version 2'] } : event,
  );
  assert.deepEqual(findMergeFaults([FIRST, { ...SECOND, events }]), [
    'shard 1 and shard 2 differ in their module, by what it says of itself',
  ]);
  const { shard: _shard, ...header } = SECOND.header;
  assert.deepEqual(findMergeFaults([{ ...SECOND, header }]), [
    'shard 2 is no shard: it was made without --shard',
  ]);
  const device = { address: 'COM3', link: 'serial', settings: {} };
  const { notes } = mergeShards([
    FIRST,
    recordShard(2, { 'A/second': 'pass' }, [], { device, seed: 'ffff' }),
  ]);
  assert.match(notes.join('\n'), /seeds 7f3a, ffff.*\n.*ran at sim:, COM3/);
});
