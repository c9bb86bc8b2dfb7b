import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateRules } from '../base/gate-rules.ts';
import type { HeaderEvent, Json, Unnumbered } from '../record/event.ts';
import type { GateRuleResult, RunResult } from '../record/result.ts';
import type { Stop } from '../record/stop.ts';
import type { Verdict } from '../record/verdict.ts';
import { planScenario, writeEvents } from '../testing/events.ts';
import { SMALL_PROFILE, SMALL_SET } from '../testing/small-set.ts';
import type { JudgedBaseline } from './judged-baseline.ts';
import { foldResult } from './result.ts';

const A = 'HTTPCGET/a';
const NO_RULES: GateRules = { coverage: null, latency: null, flaky: null };
const BASELINE: JudgedBaseline = {
  ...{
    path: 'baseline.yaml',
    hash: 'h',
    set: '',
    profile: '',
    deviations: [],
    hashes: {},
    answers: {},
    orphans: [],
  },
  coverage: null,
};

interface Given {
  readonly gate?: Partial<GateRules>;
  readonly verdicts?: readonly Verdict[];
  readonly header?: Partial<Unnumbered<HeaderEvent>>;
  readonly baseline?: Partial<JudgedBaseline>;
  readonly stop?: Stop;
}

/** A run of all scenarios, one, in which both commands answer after 40 ms; `verdicts` are those of its attempts. */
function run({ gate = {}, verdicts = ['pass'], header = {}, baseline, stop }: Given): RunResult {
  const writer = writeEvents({
    ...{ set: SMALL_SET as unknown as Json, profile: SMALL_PROFILE as unknown as Json },
    ...{ plan: [planScenario(A, { requirements: ['R-HTTPCGET-01'] })], scenarioCount: 1 },
    gate: { ...NO_RULES, ...gate },
    ...(baseline === undefined ? {} : { baseline: { ...BASELINE, ...baseline } as unknown as Json }),
    ...header,
  });
  for (const [index, verdict] of verdicts.entries()) {
    writer.record({ kind: 'scenario-start', scenario: A, attempt: index + 1 });
    const evidence = writer.exchange(A, 'AT+HTTPCGET="u",1000', 'OK\r\n', { durationMs: 40 });
    writer.exchange(A, 'AT+HTTPURLCFG=0', 'SET OK\r\n', { durationMs: 40 });
    writer.judge({ scenario: A, verdict, requirements: ['R-HTTPCGET-01'], evidence });
    writer.end(A, verdict);
  }
  return foldResult(writer.events, stop ?? null);
}

function ruleOf(result: RunResult, rule: GateRuleResult['rule']): GateRuleResult {
  const found = result.gate?.rules.find((each) => each.rule === rule);
  assert.ok(found !== undefined, rule);
  return found;
}

test('a run without a gate has none, and a shard leaves it to the merged run', () => {
  assert.equal(run({ header: { gate: undefined } as never }).gate, null);
  const shard = { index: 1, count: 2, whole: [A, 'HTTPCGET/b'], borrowed: [] };
  const { gate, verdict } = run({ gate: { coverage: 100 }, header: { shard } });
  assert.deepEqual({ gate, verdict }, { gate: null, verdict: 'conforms' });
});

test('an empty gate asks for what every gate asks, and says so where it is kept', () => {
  const { gate, verdict, rule } = run({});
  assert.deepEqual(
    gate?.rules.map((each) => [each.rule, each.outcome]),
    [
      ['no-new-fail', 'kept'],
      ['no-unverified', 'kept'],
    ],
  );
  assert.equal(verdict, 'conforms');
  assert.match(rule, /; gate: no-new-fail, no-unverified kept$/);
});

test('a fail is none of the gate alone: the verdicts decide, and the gate counts it', () => {
  const result = run({ verdicts: ['fail'] });
  assert.match(result.rule, /^no fail, unverified or inconclusive is allowed/);
  assert.deepEqual(
    ruleOf(result, 'no-new-fail').figures.map(({ of, came }) => `${came} ${of}`),
    ['1 scenarios', '1 requirements'],
  );
  assert.equal(ruleOf(result, 'no-unverified').outcome, 'kept');
  assert.equal(ruleOf(run({ verdicts: ['unverified'] }), 'no-unverified').outcome, 'broken');
});

test('a fail that the baseline accepts is no new one', () => {
  const fails = [
    ...[{ channel: 'scenario', verdict: 'fail', breaks: ['R-HTTPCGET-01'], received: 'OK' } as const],
  ];
  const facts = { reason: 'Known.', issue: null, owner: null, firmware: null, expires: null };
  const deviations = [{ ...facts, scenarios: [A], requirement: null, fails }];
  const result = run({ verdicts: ['fail'], baseline: { deviations } });
  assert.equal(ruleOf(result, 'no-new-fail').outcome, 'kept');
  assert.match(ruleOf(result, 'no-new-fail').asks, /beyond the baseline/);
  assert.equal(result.exitCode, 0);
});

test('coverage below the gate is red, with the commands and their figures', () => {
  const { rule, exitCode, gate } = run({ gate: { coverage: 60 } });
  assert.equal(exitCode, 1);
  assert.match(rule, /^the gate lets nothing through: coverage of every command at least 60 %: HTTPCGET \d/);
  const figures = gate?.rules[2]?.figures ?? [];
  assert.ok(figures.length > 1 && figures.every(({ limit }) => limit === 60));
  assert.ok(figures.some(({ isKept }) => !isKept));
});

test('coverage as the baseline recorded it is held command by command', () => {
  const came = run({}).commands.find(({ command }) => command === 'HTTPCGET')?.coverage ?? 0;
  assert.ok(came > 0);
  const coverageOf = (least: Record<string, number> | null) =>
    ruleOf(run({ gate: { coverage: 'baseline' }, baseline: { coverage: least } }), 'coverage');
  assert.equal(coverageOf({ HTTPCGET: Math.floor(came * 1000) / 1000 }).outcome, 'kept');
  assert.equal(coverageOf({ HTTPCGET: came + 0.01 }).outcome, 'broken');
  assert.deepEqual(coverageOf({ HTTPLOST: 0.5 }).figures, [
    { of: 'HTTPLOST', came: 0, limit: 50, isKept: false },
  ]);
  assert.match(coverageOf(null).why ?? '', /records no coverage/);
  assert.equal(ruleOf(run({ gate: { coverage: 'baseline' } }), 'coverage').why, 'the run has no baseline');
});

test('the coverage of a part of the suite cannot be told, and is red', () => {
  const result = run({ gate: { coverage: 1 }, header: { scenarioCount: 2 } });
  assert.equal(ruleOf(result, 'coverage').outcome, 'not-evaluated');
  assert.equal(result.exitCode, 1);
  assert.match(result.rule, /at least 1 %: cannot be told, only a part of the scenarios ran$/);
});

test('latency is held by command or by the profile, on the clock of the wall alone', () => {
  const latencyOf = (latency: GateRules['latency'], clockScale: number | null = 1) =>
    ruleOf(run({ gate: { latency }, header: { clockScale } }), 'latency');
  assert.deepEqual(latencyOf({ HTTPCGET: 40 }).figures, [
    { of: 'HTTPCGET', came: 40, limit: 40, isKept: true },
  ]);
  assert.equal(latencyOf({ HTTPCGET: 39 }).outcome, 'broken');
  assert.equal(latencyOf('profile').outcome, 'kept');
  assert.deepEqual(latencyOf({ HTTPLOST: 40 }).why, 'not measured: HTTPLOST');
  assert.match(latencyOf('profile', null).why ?? '', /clock was virtual/);
  assert.match(latencyOf('profile', 10).why ?? '', /10 times as fast/);
});

test('what passes only when it is tried again is let through by a gate that allows it, and by no other', () => {
  const flaky = (given: GateRules['flaky'], allowsFlaky: boolean) =>
    run({
      gate: { flaky: given },
      verdicts: ['fail', 'pass'],
      header: { attempts: { repeat: 1, retry: 1, allowsFlaky } },
    });
  assert.match(flaky('allowed', true).rule, /1 flaky, allowed by the gate; gate: .*flaky kept$/);
  assert.match(
    flaky('forbidden', true).rule,
    /^the gate lets nothing through: no flaky scenario: 1 scenario$/,
  );
  assert.equal(flaky('forbidden', true).exitCode, 1);
});

test('a run that was cut short keeps no rule', () => {
  const result = run({ stop: { kind: 'early', reason: 'stopped at the first failure' } });
  assert.deepEqual(
    result.gate?.rules.map(({ outcome }) => outcome),
    ['not-evaluated', 'not-evaluated'],
  );
  assert.equal(result.exitCode, 1);
});
