import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULTS } from '../module/create.ts';
import { runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';

const SETTING = `set: http
scenarios:
  - id: HTTPURLCFG/set/final
    title: The last byte of a URL brings SET OK
    proves: R-HTTPURLCFG-01
    steps:
      - send: AT+HTTPURLCFG=8
      - prompt: {}
      - payload: http://a
      - expect: SET OK
`;
const cwd = makeProjectFolder({ [SCENARIO_FILE]: SETTING });

test('the faults are listed one id a line, or with what they do and break', async () => {
  const { exitCode, stdout } = await runCommandLine(['faults']);
  assert.equal(exitCode, 0);
  assert.deepEqual(
    stdout.trimEnd().split('\n'),
    FAULTS.map(({ id }) => id),
  );
  const long = await runCommandLine(['faults', '--long']);
  assert.equal(long.exitCode, 0);
  assert.match(long.stdout, /^ok-after-send-ok\n {2}SEND OK is followed by an OK\n {2}breaks R-GEN-08\n$/m);
});

test('a module with a fault is run like any other, and does not conform', async () => {
  const run = (fault: string) =>
    runConformanceCommand(['--device', `sim:?fault=${fault}`, '--id', 'HTTPURLCFG/*'], { cwd });
  const faulty = await run('ok-for-set-ok');
  assert.equal(faulty.exitCode, 1, faulty.stderr);
  assert.match(faulty.stdout, /R-HTTPURLCFG-01/);
  const unknown = await run('ok-for-set-okay');
  assert.equal(unknown.exitCode, 2);
  assert.match(unknown.stderr, /no fault ok-for-set-okay\n.*did you mean ok-for-set-ok\?/);
});

test('a project whose word on faults is wrong is told where', async () => {
  const wrong = makeProjectFolder({
    [SCENARIO_FILE]: writeFetchScenarios([1]),
    'specs/faults.yaml': 'set: http\nfaults:\n  - { id: ok-after-send-ok, breaks: [R-GEN-88] }\n',
  });
  const { exitCode, stderr } = await runCommandLine(['check'], { cwd: wrong });
  assert.equal(exitCode, 3);
  assert.match(stderr, /specs\/faults\.yaml:3:38 {2}error UNKNOWN_REQUIREMENT/);
  assert.match(stderr, /error FAULT_WITHOUT_ROW/);
});
