import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listVerdicts, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder } from '../testing/project-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CUCUMBER = join(ROOT, 'node_modules/@cucumber/cucumber/bin/cucumber.js');

/** Plain cucumber-js, without anything of ours around it. */
function runCucumber(
  words: readonly string[],
  cwd: string,
): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CUCUMBER, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}

const FEATURE = `Feature: Steps of one's own

  @id:HTTPCGET/own/step
  Scenario: A step of one's own stands beside phrases
    Given I have counted to 3
    When I send AT+HTTPCGET="\${origin}/bytes/3"
    Then the module answers OK [R-HTTPCGET-01]
    And I have sent 1 step of my own

  @id:HTTPCGET/own/throws
  Scenario: A step of one's own throws
    When I send AT+HTTPCGET="\${origin}/bytes/3"
    Then the module answers OK [R-HTTPCGET-01]
    And I have counted to 99

  @id:HTTPCGET/wrong
  Scenario: The module does not do what is expected here
    When I send AT+HTTPCGET="\${origin}/bytes/3"
    Then the module answers SEND FAIL [R-HTTPCGET-01]
`;

const STEPS = `import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';

Given('I have counted to {int}', (count: number) => {
  assert.ok(count < 10, 'nobody counts that far');
});

Then('I have sent {int} step(s) of my own', async function (count: number) {
  const place = { path: 'features/support/own.ts', line: 1, column: 1 };
  const common = { place, text: 'my own', role: 'test', proves: [], answers: [], record: false, withinMs: null };
  for (let sent = 0; sent < count; sent += 1)
    await this.bench.perform({ ...common, kind: 'note', note: 'sent by a step of my own' });
});
`;

const CONFIGURATION = JSON.stringify({
  default: {
    import: [
      join(ROOT, 'features/support/register.mjs'),
      join(ROOT, 'features/support/*.ts'),
      'features/support/*.ts',
    ],
    publishQuiet: true,
  },
});

const project = makeProjectFolder({
  'features/http/own.feature': FEATURE,
  'features/support/own.ts': STEPS,
  'cucumber.json': CONFIGURATION,
});

test('plain cucumber-js performs features on the simulated module and exits 0', async () => {
  const { exitCode, output } = await runCucumber(
    ['features/http/httpgetsize.feature', '--name', 'size'],
    ROOT,
  );
  assert.equal(exitCode, 0, output);
  assert.match(output, /^\d+ scenarios \(\d+ passed\)$/m);
});

test('plain cucumber-js exits 1 where a scenario fails, and says what was expected', async () => {
  const { exitCode, output } = await runCucumber([], project);
  assert.equal(exitCode, 1, output);
  assert.match(output, /3 scenarios \(2 failed, 1 passed\)/);
  assert.match(output, /expected .*SEND FAIL.*; received .*OK/);
  assert.match(output, /nobody counts that far/);
});

test('plain cucumber-js says what is wrong with a project instead of running it', async () => {
  const broken = makeProjectFolder({
    'features/http/own.feature': FEATURE.replace('R-HTTPCGET-01', 'R-HTTPCGET-99'),
    'cucumber.json': CONFIGURATION,
  });
  const { exitCode, output } = await runCucumber([], broken);
  assert.equal(exitCode, 1);
  assert.match(output, /features\/http\/own\.feature:7:\d+ {2}error UNKNOWN_REQUIREMENT/);
});

test('steps of the user run on the bench beside ours, and what they throw is an error of theirs', async () => {
  const end = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd: project });
  assert.equal(end.exitCode, 4, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), {
    'HTTPCGET/own/step': 'pass',
    'HTTPCGET/own/throws': 'error',
    'HTTPCGET/wrong': 'fail',
  });
  assert.match(end.read('events.ndjson'), /sent by a step of my own/);
  const reason = end.result?.scenarios.find(({ id }) => id === 'HTTPCGET/own/throws')?.reason;
  assert.match(reason ?? '', /nobody counts that far/);
});
