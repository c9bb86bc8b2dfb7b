import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEvents } from '../record/event-reader.ts';
import { runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE } from '../testing/project-folder.ts';

const LEFT_OPEN = `set: http
scenarios:
  - id: HTTPCPOST/left/open
    title: A scenario that only asks for the prompt leaves a data phase open
    proves: R-HTTPCPOST-01
    steps:
      - send: AT+HTTPCPOST="\${origin}/post",11
      - prompt: {}
      - payload: { text: hello=world, first: 5 }
      - received: no body
  - id: HTTPCPOST/left/next
    title: The next scenario finds a port that takes commands
    proves: R-HTTPCPOST-03
    steps:
      - send: AT+HTTPCPOST="\${origin}/post",5
      - prompt: {}
      - payload: hello
      - expect: SEND OK
      - received: { body: hello }
`;

test('a data phase that a scenario leaves open is completed for it, and its command gets its one final', async () => {
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: LEFT_OPEN });
  const end = await runConformanceCommand(['--profile', 'impatient', '--id', 'HTTPCPOST/*'], { cwd });
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
  assert.deepEqual(
    end.result?.scenarios.map(({ verdict, wire }) => [verdict, wire]),
    [
      ['pass', 'pass'],
      ['pass', 'pass'],
    ],
  );
  const { events } = readEvents(end.read('events.ndjson'));
  const told = events.flatMap((event) => (event.kind === 'control' ? [event.detail] : []));
  assert.ok(told.includes('complete the open data phase'), told.join());
  assert.ok(!told.some((detail) => detail.includes('AT+RST')), told.join());
});
