import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Attempt, ONE_ATTEMPT } from '../record/attempts.ts';
import type { Verdict } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { FeatureScenario } from './current-bench.ts';
import { countAttempts, type Pass, type PassSettings, planNextPass } from './passes.ts';

function planned(id: string, times = 1, skipReason: string | null = null): FeatureScenario {
  return { scenario: { id } as Scenario, skipReason, times };
}

const WHOLE: Pass = {
  features: new Map([
    ['a.feature:1', planned('A/feature')],
    ['a.feature:9', planned('A/skipped', 1, 'no')],
  ]),
  others: [planned('A/yaml'), planned('A/own-rule', 5)],
};

function attempts(...verdicts: readonly Verdict[]): readonly Attempt[] {
  return verdicts.map((verdict) => ({ verdict, wire: verdict === 'skip' ? 'skip' : 'pass', reason: null }));
}

function next(madeCount: number, given: Partial<PassSettings>): string[] | null {
  const fared: Record<string, readonly Attempt[]> = {
    'A/feature': attempts('pass'),
    'A/skipped': attempts('skip'),
    'A/yaml': attempts('fail'),
    'A/own-rule': attempts('fail', 'fail'),
  };
  const settings = {
    rule: ONE_ATTEMPT,
    listAttempts: (id: string) => fared[id] ?? [],
    canAttempt: () => true,
    ...given,
  };
  const pass = planNextPass(WHOLE, madeCount, settings);
  return pass && [...pass.features.values(), ...pass.others].map(({ scenario }) => scenario.id);
}

test('a plan without repeat or retry is one pass', () => {
  assert.equal(next(1, {}), null);
});

test('a repeat takes all again, but for what was skipped and what has a rule of its own', () => {
  const rule = { ...ONE_ATTEMPT, repeat: 2 };
  assert.deepEqual(next(1, { rule }), ['A/feature', 'A/yaml']);
  assert.equal(next(2, { rule }), null);
});

test('a retry takes what was red in either channel, as often as it is told', () => {
  const rule = { ...ONE_ATTEMPT, retry: 1 };
  assert.deepEqual(next(1, { rule }), ['A/yaml']);
  assert.equal(next(2, { rule }), null);
  const wire = [{ verdict: 'pass', wire: 'fail', reason: null } as const];
  assert.deepEqual(next(1, { rule, listAttempts: () => wire }), ['A/feature', 'A/skipped', 'A/yaml']);
  assert.equal(next(1, { rule, listAttempts: () => attempts('pass') }), null);
});

test('what is replayed is tried as often as it was recorded', () => {
  const rule = { ...ONE_ATTEMPT, retry: 1 };
  assert.equal(next(1, { rule, canAttempt: (_id, attempt) => attempt < 2 }), null);
});

test('attempts are counted as they will be made', () => {
  assert.equal(countAttempts(WHOLE), 1 + 1 + 1 + 5);
  assert.equal(countAttempts(WHOLE, 3), 3 + 1 + 3 + 5);
});
