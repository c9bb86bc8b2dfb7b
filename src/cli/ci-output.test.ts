import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE } from '../testing/project-folder.ts';

const cwd = makeProjectFolder({
  [SCENARIO_FILE]: `set: http
scenarios:
  - id: HTTPCGET/wrong/expectation
    title: The module does not do what is expected here
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/1"
      - expect: SEND FAIL
`,
});
const WORDS = ['--generate', 'none', '--id', 'HTTPCGET/*'];
const ERROR =
  /^::error file=specs\/http\/scenarios\/test\.yaml,line=\d+,title=fail%3A HTTPCGET\/wrong\/expectation%2C R-HTTPCGET-01 .*SEND FAIL/m;

function nameSummary(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'atconform-summary-')), 'summary');
  writeFileSync(path, 'what an earlier command wrote\n');
  return path;
}

test('in GitHub Actions a failed scenario is marked, and the summary of the step goes on with that of the run', async () => {
  const summary = nameSummary();
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const end = await runConformanceCommand(WORDS, { cwd, env });
  assert.equal(end.exitCode, 1, end.stderr);
  assert.match(end.stdout, ERROR);
  assert.equal(readFileSync(summary, 'utf8'), `what an earlier command wrote\n${end.read('summary.md')}`);
});

test('elsewhere only where it is asked for, and in GitHub Actions not where it is refused', async () => {
  assert.doesNotMatch((await runConformanceCommand(WORDS, { cwd })).stdout, /^::/m);
  const asked = await runConformanceCommand([...WORDS, '--annotations', 'github'], { cwd });
  assert.match(asked.stdout, ERROR);
  const summary = nameSummary();
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const refused = await runConformanceCommand([...WORDS, '--annotations', 'none'], { cwd, env });
  assert.doesNotMatch(refused.stdout, /^::/m);
  assert.equal(readFileSync(summary, 'utf8'), 'what an earlier command wrote\n');
});

test('a summary that cannot be written changes nothing about the run', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/no/such/folder/summary' };
  const end = await runConformanceCommand(WORDS, { cwd, env });
  assert.equal(end.exitCode, 1);
  assert.match(end.stderr, /note: the summary of the step cannot be written/);
});

test('another kind of annotations is wrong usage', async () => {
  const end = await runCommandLine(['run', ...WORDS, '--annotations', 'gitlab'], { cwd });
  assert.equal(end.exitCode, 2);
  assert.match(end.stderr, /--annotations takes github or none, not gitlab/);
});
