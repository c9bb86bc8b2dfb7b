import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';

const FETCH = writeFetchScenarios([1]);

/** `atconform run` refuses a project with `text` as its scenarios, and prints exactly this drawing of the mistake. */
async function assertDrawn(path: string, text: string, drawing: string): Promise<void> {
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: FETCH, [path]: text });
  const { exitCode, stderr, result } = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd });
  assert.equal(exitCode, 3, stderr);
  assert.ok(stderr.startsWith(`${drawing}\n\n`), stderr);
  assert.match(stderr, /error {2}nothing was run: a mistake in specs, scenarios or features\n {7}mend/);
  assert.equal(result, null, 'nothing was run');
}

test('a tab in YAML is shown where it stands', async () => {
  await assertDrawn(
    SCENARIO_FILE,
    FETCH.replace('    title:', '\ttitle:'),
    `${SCENARIO_FILE}:4:1  error YAML_TAB
    4 |     title: A body of 1 bytes is printed
      | ^^^^
   expected spaces, came a tab: YAML allows none in front of keys and items
   replace the tab by two spaces a level`,
  );
});

test('a wrong key is shown where it stands, with the nearest right one', async () => {
  await assertDrawn(
    SCENARIO_FILE,
    FETCH.replace('    title:', '    tag: [slow]\n    title:'),
    `${SCENARIO_FILE}:4:5  error UNKNOWN_KEY
    4 |     tag: [slow]
      |     ^^^
   unknown key "tag"; did you mean "tags"?`,
  );
});

test('an unknown variable is shown where it stands, with the nearest known one', async () => {
  await assertDrawn(
    SCENARIO_FILE,
    FETCH.replace('${origin}', '${origni}'),
    `${SCENARIO_FILE}:7:28  error UNKNOWN_VARIABLE
    7 |       - send: AT+HTTPCGET="\${origni}/bytes/1"
      |                            ^^^^^^^^^
   nothing has kept a variable "origni" before this step
   did you mean "origin"?`,
  );
});

test('a step that no phrase fits is shown where it stands, with the nearest phrase', async () => {
  await assertDrawn(
    'features/http/wrong.feature',
    `Feature: A feature with a step that nobody knows

  @id:HTTPCGET/wrong
  Scenario: Wrong
    When I sent AT
    Then the module answers OK [R-HTTPCGET-01]
`,
    `features/http/wrong.feature:5:5  error UNDEFINED_STEP
    5 |     When I sent AT
      |     ^^^^^^^^^^^^^^
   no phrase fits "I sent AT"
   did you mean "I send {line}"? for example: I send AT+HTTPCGET="\${origin}/get"`,
  );
});

test('a check of a project tells every mistake at once', async () => {
  const text = FETCH.replace('title:', 'titel:').replace('${origin}', '${origni}');
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: text });
  const { exitCode, stderr } = await runCommandLine(['check'], { cwd });
  assert.equal(exitCode, 3);
  assert.match(stderr, /UNKNOWN_KEY/);
  assert.match(stderr, /did you mean/);
  assert.match(stderr, /mistakes?\n$/);
});

test('a module of own steps that does not load is told with its error', async () => {
  const cwd = makeProjectFolder({
    [SCENARIO_FILE]: FETCH,
    'features/support/own.ts': 'throw new Error("torn");',
  });
  const { exitCode, stderr } = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd });
  assert.equal(exitCode, 3);
  assert.match(stderr, /error {2}the steps in features\/support could not be loaded: torn\n {7}\S/);
});

test('evidence that is none is refused by report', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'atconform-')), 'events.ndjson');
  writeFileSync(path, '{"kind":"rx"}\n');
  const { exitCode, stderr } = await runCommandLine(['report', path]);
  assert.equal(exitCode, 3);
  assert.match(stderr, /is no trustworthy evidence/);
});

test('a scenario that needs a number and gets a text is an error of its own, told with the step', async () => {
  const text = `set: http
scenarios:
  - id: HTTPCGET/count/captured
    title: A captured text is no number
    proves: R-HTTPCGET-01
    steps:
      - set: { length: many }
      - send: AT+HTTPCGET="\${origin}/bytes/1"
      - body: { bytes: '\${length}' }
      - expect: OK
  - id: HTTPCGET/count/unknown
    title: The profile does not know the number
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/1"
      - { body: { bytes: '\${profile.chead_bytes_max}' }, proves: R-HTTPCGET-01 }
      - { expect: OK, proves: R-HTTPCGET-01 }
`;
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: text });
  const end = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd });
  assert.equal(end.exitCode, 4, end.stdout + end.stderr);
  const reasons = end.result?.scenarios.map(({ reason }) => reason);
  assert.match(reasons?.[0] ?? '', /a number is needed where "many" stands: body/);
  assert.match(
    reasons?.[1] ?? '',
    /a number is needed for \$\{profile\.chead_bytes_max\}, which the profile winnermicro does not know: declare it/,
  );
});
