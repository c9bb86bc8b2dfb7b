import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import type { AgainstReport } from '../coverage/differences.ts';
import type { DisturbanceReport } from '../coverage/fragility.ts';
import { runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';

const writePost = (id: string, payload: string) => `
  - id: HTTPCPOST/send/${id}
    title: A payload arrives whole
    proves: R-HTTPCPOST-14
    steps:
      - send: AT+HTTPCPOST="\${origin}/post",11
      - prompt: {}
      - payload: { text: hello=world${payload} }
      - expect: SEND OK
      - received: { requests: 1, body: { text: hello=world } }
`;
const SCENARIOS = `${writeFetchScenarios([1, 300])}${writePost('whole', '')}${writePost('pieces', ', pieces: 4, gap: 20 ms')}`;

function run(...words: readonly string[]) {
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: SCENARIOS });
  return runConformanceCommand(['--id', 'HTTPC*', ...words], { cwd });
}

function readJson<Report>(text: string, name: string): Report {
  const value: unknown = JSON.parse(text);
  const path = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  const validate = new Ajv().compile(JSON.parse(readFileSync(path, 'utf8')));
  assert.ok(validate(value), JSON.stringify(validate.errors));
  return value as Report;
}

test('a sound module and harness are steady in every disturbance', async () => {
  const { exitCode, stdout, read } = await run('--disturb', 'all');
  assert.equal(exitCode, 0, stdout);
  const { passes } = readJson<DisturbanceReport>(read('disturbance.json'), 'disturbance');
  assert.deepEqual(
    passes.map(({ name, compared, fragile }) => [name, compared, fragile.length]),
    ['split-sent', 'split-received', 'split-chance', 'pace-sent', 'burst-sent', 'burst-received', 'urc'].map(
      (name) => [name, 4, 0],
    ),
  );
  assert.match(stdout, /split-sent {6}steady {3}4 scenarios: every byte is written by itself/);
  assert.notEqual(read('disturb-urc.ndjson'), '');
});

test('a module that cares how its input is cut is fragile, which is its own fault', async () => {
  const device = ['--device', 'sim:?fault=second-write-loses-first-byte'];
  const { exitCode, stdout, read } = await run(
    ...device,
    '--id',
    'HTTPCPOST/send/whole',
    '--disturb',
    'split',
  );
  assert.equal(exitCode, 1, stdout);
  assert.match(
    stdout,
    /split-sent +fragile {2}\d of 4 scenarios, the module's: every byte is written by itself/,
  );
  assert.match(stdout, /HTTPCPOST\/send\/whole {2}pass → fail\n {6}expected /);
  const { passes } = readJson<DisturbanceReport>(read('disturbance.json'), 'disturbance');
  assert.equal(passes[0]?.blames, 'module');
});

test('answers are held against those of another module, kind by kind', async () => {
  const same = await run('--against', 'sim:');
  assert.equal(same.exitCode, 0, same.stderr);
  assert.match(same.stdout, /sim: against sim:: the same answers to 4 command lines in 4 scenarios/);
  const faulty = 'sim:?fault=second-write-loses-first-byte';
  const other = await run('--against', faulty);
  assert.equal(other.exitCode, 0, other.stderr);
  assert.match(other.stdout, /against sim:\?fault=\S+: 1 different answer to 4 command lines/);
  const { differences, against } = readJson<AgainstReport>(other.read('against.json'), 'against');
  assert.equal(against, faulty);
  assert.deepEqual(
    differences.map(({ scenario, verdicts }) => [scenario, verdicts]),
    [['HTTPCPOST/send/pieces', ['pass', 'fail']]],
  );
});

test('what cannot be disturbed or held against anything is refused', async () => {
  for (const [words, told] of [
    [['--disturb', 'splt'], /--disturb knows no splt\n {7}did you mean split\?/],
    [['--disturb', 'urc', '--device', 'tcp:127.0.0.1:1'], /--disturb urc needs the simulated module/],
    [['--against', 'replay:x.ndjson'], /a recording answers only what it was asked/],
    [['--device', 'tcp:127.0.0.1:1', '--against', 'tcp:127.0.0.1:1'], /is the device itself/],
  ] as const) {
    const { exitCode, stderr } = await run(...words);
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr, told);
  }
});
