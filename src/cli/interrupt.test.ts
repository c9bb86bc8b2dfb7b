import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { test } from 'node:test';
import { listVerdicts, type RunEnd, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { execScript } from '../testing/scripted-module.ts';

const SLOW = `set: http
scenarios:
  - id: HTTPCGET/slow/wait
    title: Nothing happens for ten minutes
    proves: R-HTTPCGET-01
    steps:
      - wait: 10 min
      - send: AT+HTTPCGET="\${origin}/bytes/1"
      - expect: OK
`;

const HANGING_FEATURE = `Feature: A step of one's own

  @id:HTTPCGET/own/hangs
  Scenario: It hangs
    When I look out of the window for ever
    Then the module answers OK [R-HTTPCGET-01]

  @id:HTTPCGET/own/after
  Scenario: It comes after
    When I send AT+HTTPCGET="\${origin}/get"
    Then the module answers OK [R-HTTPCGET-01]
`;

const HANGING_STEPS = `import { When } from '@cucumber/cucumber';

When('I look out of the window for ever', () => {
  console.log('looking');
  return new Promise(() => setInterval(() => {}, 1000));
});
`;

/** The scenarios of a file without what stands in front of them. */
function withoutHead(text: string): string {
  return text.replace(/^.*\n.*\n/, '');
}

/** Interrupts the run once it has printed \`sign\`. */
function interruptAt(sign: RegExp): (printed: string, child: ChildProcess) => void {
  let isDone = false;
  return (printed, child) => {
    if (isDone || !sign.test(printed)) return;
    isDone = true;
    child.kill('SIGINT');
  };
}

function assertReported(end: RunEnd): void {
  assert.equal(end.exitCode, 130, end.stdout + end.stderr);
  assert.match(end.stderr, /interrupted: closing the scenario that runs; once more ends at once/);
  assert.equal(end.result?.stopped, 'interrupted by the user');
  for (const name of ['index.html', 'junit.xml', 'summary.md']) assert.notEqual(end.read(name), '', name);
}

test('an interrupted run reports what ran, and the rest as inconclusive', async () => {
  const scenarios = writeFetchScenarios([1]) + withoutHead(SLOW) + withoutHead(writeFetchScenarios([2]));
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: scenarios });
  const end = await runConformanceCommand(['--id', 'HTTPCGET/*'], {
    cwd,
    onOutput: interruptAt(/pass +HTTPCGET\/fetch\/1/),
  });
  assertReported(end);
  assert.deepEqual(listVerdicts(end), {
    'HTTPCGET/fetch/1': 'pass',
    'HTTPCGET/slow/wait': 'inconclusive',
    'HTTPCGET/fetch/2': 'inconclusive',
  });
});

test('a step of the user that hangs does not hold up the end of an interrupted run', async () => {
  const cwd = makeProjectFolder({
    'features/http/own.feature': HANGING_FEATURE,
    'features/support/own.ts': HANGING_STEPS,
  });
  const end = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd, onOutput: interruptAt(/looking/) });
  assertReported(end);
  assert.deepEqual(listVerdicts(end), {
    'HTTPCGET/own/hangs': 'inconclusive',
    'HTTPCGET/own/after': 'inconclusive',
  });
});

test('a second interrupt ends the process at once, without reports', async () => {
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([1]) + withoutHead(SLOW) });
  // The link waits a second for a program that does not want to end: time enough for the second interrupt.
  const device = execScript({}).replace('exec:', 'exec:trap "" TERM; ');
  const first = interruptAt(/pass +HTTPCGET\/fetch\/1/);
  const second = interruptAt(/once more ends at once/);
  const end = await runConformanceCommand(['--id', 'HTTPCGET/*', '--device', device], {
    cwd,
    onOutput(printed, child) {
      first(printed, child);
      second(printed, child);
    },
  });
  assert.equal(end.exitCode, 130, end.stdout + end.stderr);
  assert.equal(end.result, null);
});
