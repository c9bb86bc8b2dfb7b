import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunResult, ScenarioResult } from '../record/result.ts';
import { type EventWriter, planScenario, writeEvents } from '../testing/events.ts';
import { buildJudgement, buildResult, buildScenario } from '../testing/result-builder.ts';
import { compareRuns } from './compare-runs.ts';
import type { Change, ChangeCounts } from './comparison.ts';
import { foldResult } from './result.ts';

const TOOL = { name: 'atconform', version: '0.0.0' };
const REQUIREMENTS = ['R-A-01', 'R-A-02', 'R-A-03'].map((id) => ({
  ...({ id, command: 'A', level: 'must', state: 'stated', text: `Text of ${id}`, wire: false } as const),
  source: { document: 'Manual', section: 'A' },
}));

function scenario(
  id: string,
  verdict: ScenarioResult['verdict'],
  requirement: string,
  parts: Partial<ScenarioResult> = {},
): ScenarioResult {
  const judgements = [buildJudgement({ verdict, requirements: [requirement], evidence: [2] })];
  return buildScenario({ id, judgements, ...parts });
}

function result(scenarios: readonly ScenarioResult[], run: Partial<RunResult> = {}): RunResult {
  const commands = [{ command: 'A', title: 'Command A', coverage: 0.5 }];
  const questions = [{ id: 'Q-01', asks: 'Which?', observed: [], known: [], requirements: [] }];
  return buildResult({ scenarios, requirements: REQUIREMENTS, commands, questions, run });
}

function compare(...results: readonly RunResult[]) {
  const runs = results.map((each, index) => ({ name: `run${index}`, path: '', result: each, events: null }));
  return compareRuns(runs, 0, TOOL);
}

/** Changes that occur, with their counts. */
function tell(counts: ChangeCounts | undefined): Partial<Record<Change, number>> {
  return Object.fromEntries(Object.entries(counts ?? {}).filter(([change, n]) => n > 0 && change !== 'same'));
}

test('what is worse, fixed, new and gone is counted, of requirements and of scenarios', () => {
  const before = result([
    scenario('A/worse', 'pass', 'R-A-01'),
    scenario('A/fixed', 'fail', 'R-A-02'),
    scenario('A/gone', 'pass', 'R-A-01'),
    scenario('A/same', 'pass', 'R-A-01'),
  ]);
  const after = result([
    scenario('A/worse', 'fail', 'R-A-01'),
    scenario('A/fixed', 'pass', 'R-A-02'),
    scenario('A/same', 'pass', 'R-A-01'),
    scenario('A/new', 'fail', 'R-A-03'),
  ]);
  const { outcome, pairs, scenarios } = compare(before, after);
  assert.equal(outcome, 'worse');
  assert.deepEqual(tell(pairs[0]?.scenarios), { worse: 1, fixed: 1, gone: 1, 'new-broken': 1 });
  assert.deepEqual(tell(pairs[0]?.requirements), { worse: 1, fixed: 1, 'new-broken': 1 });
  assert.deepEqual(pairs[0]?.compared, { requirements: 2, scenarios: 3 });
  assert.equal(scenarios.find(({ id }) => id === 'A/worse')?.cells[1]?.reason, 'expected OK, received OK');
});

test('a run is better only where something is fixed and nothing is lost for it', () => {
  const broken = result([scenario('A/a', 'fail', 'R-A-01'), scenario('A/b', 'pass', 'R-A-02')]);
  const sound = result([scenario('A/a', 'pass', 'R-A-01'), scenario('A/b', 'pass', 'R-A-02')]);
  const part = result([scenario('A/a', 'pass', 'R-A-01')]);
  assert.equal(compare(broken, sound).outcome, 'better');
  assert.equal(compare(broken, part).outcome, 'different');
  assert.equal(compare(broken, broken).outcome, 'same');
  assert.equal(compare(broken, sound, part).outcome, 'different');
});

test('the wire channel counts as the scenario itself does', () => {
  const noisy = scenario('A/a', 'pass', 'R-A-01', { wire: 'fail' });
  const { pairs } = compare(result([scenario('A/a', 'pass', 'R-A-01')]), result([noisy]));
  assert.deepEqual(tell(pairs[0]?.scenarios), { worse: 1 });
  const added = compare(result([]), result([noisy, scenario('A/b', 'skip', 'R-A-02')]));
  assert.deepEqual(tell(added.pairs[0]?.scenarios), { 'new-broken': 1 });
});

test('what a baseline accepts is neither worse nor fixed, and shown as accepted', () => {
  const accepted = scenario('A/a', 'fail', 'R-A-01', { accepted: true });
  const { pairs, scenarios } = compare(result([scenario('A/a', 'fail', 'R-A-01')]), result([accepted]));
  assert.deepEqual(tell(pairs[0]?.scenarios), { changed: 1 });
  assert.equal(scenarios[0]?.cells[1]?.accepted, true);
});

test('a scenario whose steps are others is not compared, which a note says', () => {
  const other = scenario('A/a', 'fail', 'R-A-01', { hash: 'other steps' });
  const { pairs } = compare(result([scenario('A/a', 'pass', 'R-A-01')]), result([other]));
  assert.deepEqual(tell(pairs[0]?.scenarios), { other: 1 });
  assert.equal(pairs[0]?.compared.scenarios, 0);
  assert.match(pairs[0]?.notes.join('\n') ?? '', /1 scenario does other things in each run and cannot be/);
});

test('runs of different specs say so, and which requirements read otherwise', () => {
  const run = [scenario('A/a', 'pass', 'R-A-01')];
  const before = result(run);
  const requirements = before.requirements.map((each) =>
    each.id === 'R-A-01' ? { ...each, text: 'Reworded' } : each,
  );
  const after = result(run, { requirements, hashes: { ...before.hashes, set: 'f'.repeat(64) } });
  const { pairs, requirements: rows } = compare(before, after);
  assert.match(
    pairs[0]?.notes[0] ?? '',
    /different command sets \(http 3b7e01fa and http ffffffff\): what both have is compared, 1 requirement of/,
  );
  assert.deepEqual(
    rows.map(({ cells }) => cells[1]?.reworded),
    [true, false, false],
  );
});

test('profiles, tools, attempts, clocks, baselines and early ends that differ are noted', () => {
  const before = result([scenario('A/a', 'pass', 'R-A-01')]);
  const after = result([scenario('A/a', 'pass', 'R-A-01')], {
    device: { ...before.device, profile: 'esp-at' },
    tool: { name: 'atconform', version: '9.9.9' },
    attempts: { repeat: 1, retry: 2, allowsFlaky: false },
    ...{ clockScale: 1, stopped: 'the link was lost' },
    baseline: { path: 'b.yaml', hash: 'b', deviations: [], answers: [] },
  });
  assert.deepEqual(compare(before, after).pairs[0]?.notes, [
    'judged by different profiles (winnermicro and esp-at), which expect different things',
    'made by different versions of the tool (atconform 0.1.0 and atconform 9.9.9)',
    'tried differently often (1 attempt and 2 retries)',
    'made at clocks of different kinds, so that their times say nothing of each other',
    'held against different baselines (none and b.yaml)',
    'run1 was stopped before its end: the link was lost',
    'of run0 and run1 only the result is at hand, without events: no exchange was compared',
  ]);
});

test('answers are compared only between scenarios that both ran', () => {
  const answer = (id: string, observed: string, hash = id) =>
    buildScenario({
      ...{ id, hash },
      judgements: [buildJudgement({ verdict: 'info', questions: ['Q-01'], observed })],
    });
  const change = (before: readonly ScenarioResult[], after: readonly ScenarioResult[]) =>
    compare(result(before), result(after)).questions[0]?.cells[1]?.change;
  assert.equal(change([answer('A/a', 'yes')], [answer('A/a', 'no')]), 'changed');
  assert.equal(change([answer('A/a', 'after 12 ms')], [answer('A/a', 'after 15 ms')]), 'same');
  assert.equal(change([answer('A/a', 'yes'), answer('A/b', 'no')], [answer('A/a', 'yes')]), 'same');
  assert.equal(change([answer('A/a', 'yes')], [answer('A/a', 'no', 'other steps')]), 'other');
  assert.equal(change([], [answer('A/a', 'no')]), 'new');
  assert.equal(change([answer('A/a', 'no')], []), 'gone');
});

test('latencies stand beside each other with their ratio, and without one where they were not measured', () => {
  const withLatency = (p95Ms: number | null) => {
    const run = result([scenario('A/a', 'pass', 'R-A-01')], { clockScale: 1 });
    const figures = { count: 3, p50Ms: 1, maxMs: 200, limitMs: 500, histogram: [] };
    const latency = p95Ms === null ? null : { ...figures, p95Ms };
    return { ...run, commands: run.commands.map((command) => ({ ...command, latency })) };
  };
  const { commands } = compare(withLatency(40), withLatency(60), withLatency(null));
  assert.deepEqual(
    commands[0]?.cells.map(({ p95Ratio, latency }) => [latency?.p95Ms ?? null, p95Ratio]),
    [
      [40, 1],
      [60, 1.5],
      [null, null],
    ],
  );
});

function record(tell: (writer: EventWriter) => void, hash = 'h') {
  const plan = ['A/a', 'A/b'].map((id) => planScenario(id, { hash }));
  const writer = writeEvents({ plan });
  tell(writer);
  writer.finish();
  return { name: hash, path: '', result: foldResult(writer.events), events: writer.events };
}

const answering = (answer: string) => (writer: EventWriter) => {
  writer.start('A/a');
  writer.exchange('A/a', 'AT+A', `${answer}\r\n`);
  writer.end('A/a');
  writer.start('A/b');
  writer.exchange('A/b', 'AT+B', 'OK\r\n');
  writer.end('A/b');
};

test('answers to command lines are compared even where both pass', () => {
  const { pairs, outcome } = compareRuns([record(answering('OK')), record(answering('+A:1'))], 0, TOOL);
  assert.equal(outcome, 'different');
  assert.deepEqual(pairs[0]?.exchanges, {
    ...{ scenarios: 2, lines: 2 },
    differences: [
      { scenario: 'A/a', line: 'AT+A', reference: ['OK'], run: ['+A:1'], kind: '[["OK"],["+A:N"]]' },
    ],
  });
});

test('lines of scenarios that do other things are not compared', () => {
  const runs = [record(answering('OK')), record(answering('+A:1'), 'other')];
  assert.deepEqual(compareRuns(runs, 0, TOOL).pairs[0]?.exchanges, {
    scenarios: 0,
    lines: 0,
    differences: [],
  });
});

test('any run can be the reference', () => {
  const runs = [record(answering('+A:1')), record(answering('OK'))];
  const { pairs, reference } = compareRuns(runs, 1, TOOL);
  assert.equal(reference, 1);
  assert.deepEqual(
    pairs.map(({ run, exchanges }) => [run, exchanges?.differences[0]?.reference]),
    [[0, ['OK']]],
  );
});
