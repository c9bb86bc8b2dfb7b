import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ScenarioResult } from '../record/result.ts';
import {
  listVerdicts,
  type RunEnd,
  runCommandLine,
  runConformanceCommand,
} from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { type Misconduct, serveScript } from '../testing/scripted-module.ts';

const FEATURE = `@HTTPCGET
Feature: Fetching

  @id:HTTPCGET/feature/fifty @R-HTTPCGET-01
  Scenario: Fifty bytes arrive
    When I send AT+HTTPCGET="\${origin}/bytes/50"
    Then the module answers OK
`;

const FILES = { [SCENARIO_FILE]: writeFetchScenarios([30, 40]), 'features/http/fetch.feature': FEATURE };
const cwd = makeProjectFolder(FILES);

/** The same project, in which two of three attempts are enough for what is fetched. */
const SPEC = 'specs/http/commands/httpcget.yaml';
const accepting = makeProjectFolder({
  ...FILES,
  [SPEC]: readFileSync(join(cwd, SPEC), 'utf8').replace(
    /( *)- id: R-HTTPCGET-01\n/,
    '$&$1  accept: { passes: 2, of: 3 }\n',
  ),
});

async function run(
  t: TestContext,
  misconducts: readonly Misconduct[],
  words: readonly string[],
  folder = cwd,
): Promise<RunEnd> {
  const served = await serveScript({ misconducts });
  t.after(served.close);
  const device = [
    '--profile',
    'impatient',
    '--device',
    served.device,
    '--generate',
    'none',
    '--id',
    'HTTPCGET/*',
  ];
  return runConformanceCommand([...device, ...words], { cwd: folder });
}

function scenarioOf({ result }: RunEnd, id: string): ScenarioResult {
  return result?.scenarios.find((scenario) => scenario.id === id) ?? assert.fail(`${id} did not run`);
}

function attemptsOf(end: RunEnd, id: string): readonly string[] {
  return scenarioOf(end, id).attempts.map(({ verdict }) => verdict);
}

const YAML = 'HTTPCGET/fetch/30';
const GHERKIN = 'HTTPCGET/feature/fifty';
/** Both notations lose one answer each. */
const ONCE: readonly Misconduct[] = ['/bytes/30', '/bytes/50'].map((on) => ({ kind: 'hang', on, times: 1 }));

test('a pass after a retry is flaky and red, in every report, and its replay and audit see every attempt', async (t) => {
  const end = await run(t, ONCE, ['--retry', '2']);
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  for (const id of [YAML, GHERKIN]) {
    assert.deepEqual(attemptsOf(end, id), ['fail', 'pass']);
    assert.equal(scenarioOf(end, id).flaky, true);
    assert.equal(scenarioOf(end, id).verdict, 'pass');
  }
  assert.deepEqual(attemptsOf(end, 'HTTPCGET/fetch/40'), []);
  assert.match(end.result?.rule ?? '', /no flaky scenario is allowed without --allow-flaky: .*fifty, .*30$/);
  const requirement = end.result?.requirements.find(({ id }) => id === 'R-HTTPCGET-01');
  assert.deepEqual([requirement?.verdict, requirement?.flaky], ['pass', true]);
  assert.match(
    end.stdout,
    /FLAKY {2}HTTPCGET\/fetch\/30\n +attempt 1 fail, wire channel fail \(expected OK; .*\), attempt 2 pass/,
  );
  assert.match(end.read('summary.md'), /\*\*FLAKY\*\* `HTTPCGET\/fetch\/30`: attempt 1 fail/);
  assert.match(end.read('index.html'), /attempt 1: <b>✗ fail/);
  assert.match(
    end.read('junit.xml'),
    /<failure type="flaky" message="flaky: attempt 1 fail, wire channel fail, attempt 2 pass"/,
  );

  const evidence = join(end.out, 'events.ndjson');
  const audited = await runCommandLine(['audit', end.out], { cwd });
  assert.equal(audited.exitCode, 0, audited.stderr);
  const replayed = await runConformanceCommand(['--device', `replay:${evidence}`], { cwd });
  assert.equal(replayed.exitCode, 1, replayed.stdout + replayed.stderr);
  assert.deepEqual(attemptsOf(replayed, YAML), ['fail', 'pass']);
  const part = ['--device', `replay:${evidence}?order=scenario`, '--id', YAML];
  assert.deepEqual(attemptsOf(await runConformanceCommand(part, { cwd }), YAML), ['fail', 'pass']);
  const again = await runCommandLine(['run', '--rerun-failed', end.out, '--list'], { cwd });
  assert.equal(again.stdout, `${GHERKIN}\n${YAML}\n`);
});

test('--allow-flaky lets a pass after a retry count, and the rule says how many did', async (t) => {
  const end = await run(t, ONCE, ['--retry', '1', '--allow-flaky']);
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
  assert.match(end.result?.rule ?? '', /2 flaky, allowed by --allow-flaky$/);
  assert.equal(scenarioOf(end, YAML).flaky, true);
  assert.doesNotMatch(end.read('junit.xml'), /<failure/);
});

test('repeated, one failure of three is a failure', async (t) => {
  const end = await run(t, ONCE, ['--repeat', '3']);
  assert.equal(end.exitCode, 1);
  assert.deepEqual(attemptsOf(end, YAML), ['fail', 'pass', 'pass']);
  assert.deepEqual(attemptsOf(end, GHERKIN), ['fail', 'pass', 'pass']);
  assert.deepEqual(listVerdicts(end), { [GHERKIN]: 'fail', [YAML]: 'fail', 'HTTPCGET/fetch/40': 'pass' });
  assert.match(end.result?.repeat ?? '', /--repeat 3/);
});

test('a requirement that accepts two of three has its scenarios run three times, whatever the options say', async (t) => {
  const end = await run(t, ONCE, ['--retry', '1'], accepting);
  for (const id of [YAML, GHERKIN]) {
    assert.deepEqual(attemptsOf(end, id), ['fail', 'pass', 'pass']);
    assert.equal(scenarioOf(end, id).verdict, 'pass');
    assert.equal(scenarioOf(end, id).reason, '2 of 3 attempts passed, 2 are enough');
  }
  const requirement = end.result?.requirements.find(({ id }) => id === 'R-HTTPCGET-01');
  assert.deepEqual([requirement?.verdict, requirement?.flaky], ['pass', false]);
  // No final came in the failed attempts, and that has to hold every time.
  assert.equal(scenarioOf(end, YAML).wire, 'fail');
  assert.match(end.stdout, /ACCEPTED 2 of 3 {2}HTTPCGET\/fetch\/30/);
});

test('a requirement that accepts two of three is broken where only one attempt passes', async (t) => {
  const end = await run(t, [{ kind: 'hang', on: '/bytes/30', times: 2 }], [], accepting);
  assert.equal(end.exitCode, 1);
  assert.equal(scenarioOf(end, YAML).verdict, 'fail');
  assert.match(scenarioOf(end, YAML).reason ?? '', /^1 of 3 attempts passed, 2 are needed; attempt 1: /);
});

for (const [words, message] of [
  [['--repeat', '0'], /--repeat takes a whole number from 1 to 1000, not 0/],
  [['--retry', 'twice'], /--retry takes a whole number from 0 to 1000, not twice/],
  [['--repeat', '2', '--retry', '1'], /both together mean nothing\n.*choose one/],
  [['--fail-fast', '--retry', '1'], /--fail-fast ends the run before --retry/],
  [['--allow-flaky'], /nothing is tried again\n.*add --retry 1/],
] as const)
  test(`${words.join(' ')} is wrong usage`, async () => {
    const end = await runCommandLine(['run', ...words], { cwd });
    assert.equal(end.exitCode, 2, end.stdout + end.stderr);
    assert.match(end.stderr, message);
  });
