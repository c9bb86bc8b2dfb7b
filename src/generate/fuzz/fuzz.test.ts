import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { encodeText } from '../../base/bytes.ts';
import { loadSetProfiles } from '../../run/set-profiles.ts';
import type { CommandSet } from '../../spec/model.ts';
import { compileCase } from '../compile-case.ts';
import { type FuzzAct, type FuzzSpace, openFuzzSpace } from './act.ts';
import { drawSequence } from './draw.ts';
import { followActs } from './follow.ts';
import { isHarmless } from './garbage.ts';

const loaded = loadSetProfiles(process.cwd(), 'http');
const set = loaded.set as CommandSet;

function openSpace(profileName: string, allowsDestructive = false): FuzzSpace {
  const profile = loaded.profiles.find(({ name }) => name === profileName);
  const space = profile === undefined ? null : openFuzzSpace(set, profile, allowsDestructive);
  assert.ok(space !== null);
  return space;
}

const draw = (space: FuzzSpace, seed: number, count: number) =>
  fc.sample(drawSequence(space), { seed, numRuns: count });

const follow = (acts: readonly FuzzAct[], space: FuzzSpace) =>
  followActs(acts, space, { id: 'GEN/fuzz/1', title: 'A sequence', restMs: 0 });

/** The write, clear and so on of the first state. */
function stateAct(space: FuzzSpace, kind: string): FuzzAct {
  const operation = space.operations.find((each) => each.kind === kind);
  assert.ok(operation !== undefined, kind);
  return { kind: 'state', operation, entry: { pieceBytes: null, body: 0 } };
}

const KINDS = ['state', 'value', 'garbage', 'busy'] as const;

test('the same seed draws the same sequences, another one others, and every kind of act comes', () => {
  const space = openSpace('winnermicro');
  const steps = (seed: number) => draw(space, seed, 40).map((acts) => follow(acts, space).steps);
  assert.deepEqual(steps(7), steps(7));
  assert.notDeepEqual(steps(7), steps(8));
  const kinds = new Set(draw(space, 7, 40).flatMap((acts) => acts.map(({ kind }) => kind)));
  for (const kind of KINDS) assert.ok(kinds.has(kind), kind);
});

test('the echo is switched where the profile knows that it can be, and nowhere else', () => {
  const hasEcho = (name: string) =>
    draw(openSpace(name), 1, 100).some((acts) => acts.some(({ kind }) => kind === 'echo'));
  assert.ok(hasEcho('esp-at'));
  assert.ok(!hasEcho('winnermicro'));
});

for (const profile of ['winnermicro', 'esp-at', 'gd32vw55x'])
  test(`every sequence for ${profile} compiles, and none is destructive unless that is allowed`, () => {
    for (const [allows, expected] of [
      [false, false],
      [true, true],
    ] as const) {
      const space = openSpace(profile, allows);
      const scenarios = draw(space, 3, 150).map((acts) =>
        compileCase(follow(acts, space), ['@fuzz'], space.context),
      );
      assert.equal(
        scenarios.some(({ destructive }) => destructive),
        expected,
      );
    }
  });

test('garbage may be no command that is destructive or that nobody knows, however it is disguised', () => {
  for (const text of ['AT+RST', 'at+restore', 'A\0T+RST', 'xAT&F', 'AT+FACTORY', 'ATZ', 'A/', 'AT', 'AT+'])
    assert.ok(!isHarmless(encodeText(text), set), text);
  for (const text of ['hello', 'AT+HTTPC', 'AT+HTTPURLCFG', 'AT+HTTPCGET="x', '+++'])
    assert.ok(isHarmless(encodeText(text), set), text);
});

test('garbage holds nothing that ends or edits a line, or stops one', () => {
  for (const acts of draw(openSpace('winnermicro'), 5, 300))
    for (const act of acts)
      if (act.kind === 'garbage')
        for (const byte of [0x08, 0x0a, 0x0d, 0x11, 0x13, 0x7f]) assert.ok(!act.bytes.includes(byte));
});

test('what was written is queried and used until it is cleared, also when a refused line came between', () => {
  const space = openSpace('winnermicro');
  const [write, refused, clear] = ['write', 'refused', 'clear'].map((kind) => stateAct(space, kind));
  const counts = (acts: readonly FuzzAct[]) =>
    follow(acts, space).steps.flatMap(({ expect }) =>
      typeof expect === 'object' && 'count' in expect ? [expect.count] : [],
    );
  assert.deepEqual(counts([write, refused] as FuzzAct[]), [1]);
  assert.deepEqual(counts([write, clear, refused] as FuzzAct[]), [0]);
});

test('a reset ends a sequence, since behind it there is no network', () => {
  const space = openSpace('winnermicro', true);
  const [write, reset] = ['write', 'reset'].map((kind) => stateAct(space, kind)) as FuzzAct[];
  const { steps } = follow([write, reset, write, write] as FuzzAct[], space);
  const behind = steps.slice(steps.findIndex((step) => step.reset !== undefined) + 1);
  assert.ok(behind.length > 0);
  assert.ok(behind.every(({ payload, received }) => payload === undefined && received === undefined));
});

test('a data phase is entered whole or in pieces, as the act says', () => {
  const space = openSpace('winnermicro');
  const target = space.targets.find(
    ({ parameter, at }) => parameter.name === 'length' && !at.form.destructive,
  );
  assert.ok(target !== undefined);
  const payloads = [null, 100].map((pieceBytes) => {
    const act: FuzzAct = { kind: 'value', target, value: 4000, entry: { pieceBytes, body: 2 } };
    return follow([act], space).steps.flatMap(({ payload }) => (payload === undefined ? [] : [payload]));
  });
  assert.deepEqual(payloads, [
    [{ random: 'fuzz-2', bytes: 4000 }],
    [{ random: 'fuzz-2', bytes: 4000, pieces: 250, gap: '20 ms' }],
  ]);
});

test('a set without rules for generated cases has nothing to draw from', () => {
  const other = loadSetProfiles(process.cwd(), 'v250');
  assert.ok(other.set !== null && other.profiles[0] !== undefined);
  assert.equal(openFuzzSpace(other.set, other.profiles[0], false), null);
});
