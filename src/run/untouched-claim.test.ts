import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE } from '../testing/project-folder.ts';

test('a requirement is unverified where its command never went out, whatever else was met', async () => {
  const scenario = (id: string, line: string) => `  - id: HTTPCGET/claim/${id}
    title: The line is known in the run alone
    proves: R-HTTPCGET-01
    steps:
      - set: { line: '${line}' }
      - send: \${line}
      - expect: OK
`;
  const text = `set: http\nscenarios:\n${scenario('empty', 'AT')}${scenario('true', 'AT+HTTPCGET="${origin}/bytes/1"')}`;
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: text });
  const { exitCode, result, stderr } = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd });
  assert.equal(exitCode, 1, stderr);
  const told = result?.scenarios.map(({ id, verdict, reason }) => [id, verdict, reason]);
  assert.deepEqual(told, [
    ['HTTPCGET/claim/empty', 'unverified', 'claimed, and the command was never sent: R-HTTPCGET-01'],
    ['HTTPCGET/claim/true', 'pass', null],
  ]);
});
