import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readEvents } from '../record/event-reader.ts';
import { RECEIVED_BYTES_MAX } from '../record/recorder.ts';
import {
  countReceivedBytes,
  listVerdicts,
  type RunEnd,
  runConformanceCommand,
} from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { type MisconductKind, type Script, serveScript } from '../testing/scripted-module.ts';

const ECHO_SCENARIO = `
  - id: HTTPCGET/echo/switched
    title: The echo can be switched
    proves: R-GEN-08
    steps:
      - send: \${switch}
      - expect: OK
    examples:
      - { id: off, switch: ATE0 }
      - { id: on, switch: ATE1 }
`;

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([20, 30, 40]) + ECHO_SCENARIO });

async function runAgainst(t: TestContext, script: Script, ...words: readonly string[]): Promise<RunEnd> {
  const served = await serveScript(script);
  t.after(served.close);
  const selection = words.length > 0 ? words : ['--id', 'HTTPCGET/fetch/*'];
  return runConformanceCommand(['--profile', 'impatient', '--device', served.device, ...selection], { cwd });
}

/** The module does this in the second of three scenarios. */
function misbehave(t: TestContext, kind: MisconductKind): Promise<RunEnd> {
  return runAgainst(t, { misconducts: [{ kind, on: '/bytes/30' }] });
}

function wireBreaches({ result }: RunEnd): string[] {
  const judgements = (result?.scenarios ?? []).flatMap((scenario) => scenario.judgements);
  return judgements
    .filter(({ channel, verdict }) => channel === 'wire' && verdict === 'fail')
    .flatMap(({ requirements }) => requirements);
}

const SECOND_FAILED = {
  'HTTPCGET/fetch/20': 'pass',
  'HTTPCGET/fetch/30': 'fail',
  'HTTPCGET/fetch/40': 'pass',
};

test('a module that behaves conforms, in whatever pieces its answers come', async (t) => {
  const end = await runAgainst(t, { pieceBytes: 1, echo: true });
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
});

test('a counted length above the truth is a failure of its scenario, not a hang', async (t) => {
  const end = await misbehave(t, 'count-more');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), SECOND_FAILED);
  assert.ok(wireBreaches(end).includes('W-COUNT'), wireBreaches(end).join());
});

test('a counted length below the truth is a failure of its scenario', async (t) => {
  const end = await misbehave(t, 'count-less');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), SECOND_FAILED);
  assert.ok(wireBreaches(end).includes('W-COUNT'), wireBreaches(end).join());
});

test('a module that restarts in a scenario fails it, and the run goes on', async (t) => {
  const end = await misbehave(t, 'restart');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), SECOND_FAILED);
  const failed = end.result?.scenarios.find(({ verdict }) => verdict === 'fail');
  assert.match(failed?.reason ?? '', /restarted/);
});

test('a module that leaves one command unanswered fails that scenario, and the run goes on', async (t) => {
  const end = await misbehave(t, 'hang');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), SECOND_FAILED);
});

test('a module that cannot be brought back ends the run, which says why', async (t) => {
  const end = await misbehave(t, 'freeze');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), {
    'HTTPCGET/fetch/20': 'pass',
    'HTTPCGET/fetch/30': 'fail',
    'HTTPCGET/fetch/40': 'inconclusive',
  });
  assert.match(end.result?.stopped ?? '', /could not be brought back/);
  const { events } = readEvents(end.read('events.ndjson'));
  const means = events.flatMap((event) =>
    event.kind === 'control' && event.what === 'recovery' ? [event.detail] : [],
  );
  assert.deepEqual(means, ['end the line and probe', 'reset by AT+RST']);
});

test('a module that never stops sending fails its scenario, and no later one passes; the evidence is bounded', async (t) => {
  const end = await misbehave(t, 'flood');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  const [first, second, third] = Object.values(listVerdicts(end));
  assert.deepEqual([first, second], ['pass', 'fail']);
  assert.ok(third === 'fail' || third === 'inconclusive', third);
  const kept = countReceivedBytes(end);
  assert.ok(kept <= 4 * RECEIVED_BYTES_MAX, `${kept} bytes kept`);
});

test('the echo is put back as the module had it, only after a scenario that changed it', async (t) => {
  for (const echo of [true, false]) {
    const served = await serveScript({ echo });
    t.after(served.close);
    const words = ['--profile', 'impatient', '--device', served.device, '--id', 'HTTPCGET/echo/*'];
    const end = await runConformanceCommand(words, { cwd });
    assert.equal(end.exitCode, 0, end.stdout + end.stderr);
    const switches = served.received.filter((line) => line.startsWith('ATE'));
    assert.deepEqual(switches, echo ? ['ATE0', 'ATE1', 'ATE1'] : ['ATE0', 'ATE1', 'ATE0']);
  }
});
