import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPhase, PHASES, TRANSITIONS } from '../record/phase.ts';
import { makeProfile, makeStep } from '../testing/session-rig.ts';
import { SMALL_SET } from '../testing/small-set.ts';
import { judgeExpectation, verdictOfBreach } from './judge.ts';
import { describePattern, matchPattern, toCount } from './pattern.ts';
import { Variables } from './variables.ts';

const note = (text: string) => makeStep('note', { note: text });

test('variables stand for what the bench, a capture, or the profile says', () => {
  const variables = new Variables(makeProfile(), { origin: 'http://a' });
  variables.set('url', 'http://ä');
  const { step, unknown, missing } = variables.resolve(note('${origin}/x ${url.length} ${profile.known}'));
  assert.deepEqual([step.kind === 'note' && step.note, unknown, missing], ['http://a/x 9 20', [], []]);
});

test('a profile value that is unknown makes the step record, and a name that nothing stands for is told', () => {
  const variables = new Variables(makeProfile(), {});
  const open = variables.resolve(note('${profile.open}'));
  assert.deepEqual([open.unknown, open.step.record], [['profile.open'], true]);
  assert.deepEqual(variables.resolve(note('${nope} ${profile.nope}')).missing, ['nope', 'profile.nope']);
});

test('variables reach into every value of a step, and leave its place and words alone', () => {
  const variables = new Variables(makeProfile(), { n: '5' });
  const written = makeStep('payload', {
    source: { kind: 'repeat', text: '${n}', bytes: '${n}' },
    first: null,
    pieceBytes: null,
    gapMs: 0,
    surplus: null,
    text: 'I enter ${n}',
  });
  const { step } = variables.resolve(written);
  assert.deepEqual(step.kind === 'payload' && step.source, { kind: 'repeat', text: '5', bytes: '5' });
  assert.equal(step.text, 'I enter ${n}');
});

test('patterns compare exactly, as numbers, or by expression over the whole value', () => {
  assert.equal(matchPattern({ kind: 'exact', value: 'a' }, 'a').isMet, true);
  assert.equal(matchPattern({ kind: 'number', min: 1, max: '3' }, '3').isMet, true);
  assert.equal(matchPattern({ kind: 'number', min: 1, max: null }, '0').isMet, false);
  assert.equal(matchPattern({ kind: 'number', min: null, max: 3 }, 'x').isMet, false);
  assert.deepEqual(matchPattern({ kind: 'matches', pattern: '(?<n>\\d+)a' }, '12a'), {
    isMet: true,
    captures: { n: '12' },
  });
  assert.equal(matchPattern({ kind: 'matches', pattern: '\\d' }, '12').isMet, false);
  const described = (
    [
      [1, 2],
      [1, null],
      [null, 2],
      [null, null],
    ] as const
  ).map(([min, max]) => describePattern({ kind: 'number', min, max }));
  assert.deepEqual(described, [
    'a number from 1 to 2',
    'a number of at least 1',
    'a number of at most 2',
    'a number',
  ]);
  assert.equal(describePattern({ kind: 'matches', pattern: 'x' }), '/x/');
  assert.throws(() => toCount('${n}'), /unresolved/);
});

const REQUIREMENTS = new Map(SMALL_SET.requirements.map((requirement) => [requirement.id, requirement]));

test('an expectation that is met passes only with evidence', () => {
  const step = makeStep('silence', { forMs: 1, proves: ['R-GEN-01'] });
  assert.deepEqual(judgeExpectation(step, true, [3], REQUIREMENTS), [
    { verdict: 'pass', requirements: ['R-GEN-01'] },
  ]);
  assert.deepEqual(judgeExpectation(step, true, [], REQUIREMENTS), [
    { verdict: 'unverified', requirements: ['R-GEN-01'] },
  ]);
});

test('a broken expectation means what its requirements are', () => {
  const [must] = SMALL_SET.requirements;
  assert.ok(must !== undefined);
  assert.equal(verdictOfBreach(must), 'fail');
  assert.equal(verdictOfBreach({ ...must, level: 'should' }), 'nonstrict');
  assert.equal(verdictOfBreach({ ...must, level: 'may' }), 'info');
  assert.equal(verdictOfBreach({ ...must, level: 'may', state: 'profile' }), 'fail');
  assert.equal(verdictOfBreach({ ...must, state: 'ambiguous' }), 'info');
  assert.equal(verdictOfBreach(undefined), 'fail');
});

test('a precondition that fails is inconclusive, a recording one is information', () => {
  const given = makeStep('silence', { forMs: 1, role: 'given' });
  assert.deepEqual(judgeExpectation(given, false, [1], REQUIREMENTS), [
    { verdict: 'inconclusive', requirements: [] },
  ]);
  assert.deepEqual(judgeExpectation(given, true, [1], REQUIREMENTS), [{ verdict: 'pass', requirements: [] }]);
  const recording = makeStep('silence', { forMs: 1, record: true });
  assert.deepEqual(judgeExpectation(recording, false, [1], REQUIREMENTS), [
    { verdict: 'info', requirements: ['R-GEN-01'] },
  ]);
});

test('every transition leads to a phase, and one that the table lacks is our bug', () => {
  for (const phase of PHASES)
    for (const next of Object.values(TRANSITIONS[phase])) assert.ok(PHASES.includes(next));
  assert.throws(() => nextPhase('idle', 'payload-complete'), /no transition from idle by payload-complete/);
});
