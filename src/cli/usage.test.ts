import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEvents } from '../record/event-reader.ts';
import { listVerdicts, runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { serveScript } from '../testing/scripted-module.ts';

const FAILING = `
  - id: HTTPCGET/wrong/expectation
    title: The module does not do what is expected here
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/1"
      - expect: SEND FAIL
`;

const RESETTING = `
  - id: HTTPCGET/reset/still-works
    title: After a reset the module answers again
    tags: [reset]
    proves: R-GEN-10
    steps:
      - reset: {}
      - send: AT
      - expect: OK
`;

const cwd = makeProjectFolder({
  [SCENARIO_FILE]:
    writeFetchScenarios([1]) + FAILING + writeFetchScenarios([2]).replace(/^.*\n.*\n/, '') + RESETTING,
});

async function assertUsage(words: readonly string[], message: RegExp): Promise<void> {
  const { exitCode, stdout, stderr } = await runCommandLine(words, { cwd });
  assert.equal(exitCode, 2, `${words.join(' ')}: ${stderr}`);
  assert.match(stderr, message);
  assert.equal(stdout, '');
}

const temporary = mkdtempSync(join(tmpdir(), 'atconform-usage-'));
writeFileSync(join(temporary, 'a-file'), '');

test('an option that cannot be meant ends with 2 and one thing to do', async () => {
  await assertUsage(
    ['run', '--scale', '20'],
    /^error {2}--scale takes a number from 1 to 10, not 20\n {7}leave it out/,
  );
  await assertUsage(['run', '--id', ''], /an empty glob fits nothing/);
  await assertUsage(['rum'], /unknown command 'rum'\n\(Did you mean run\?\)/);
});

test('a name that is unknown is told with the nearest known one', async () => {
  await assertUsage(
    ['run', '--profile', 'winermicro'],
    /no profile is called winermicro\n.*did you mean winnermicro\?/,
  );
  await assertUsage(['run', '--tags', '@rest'], /no scenario has the tag @rest\n.*did you mean "@reset"\?/);
  await assertUsage(
    ['run', '--id', 'HTTPCGET/fetch/l'],
    /no scenario has an id like "HTTPCGET\/fetch\/l"\n.*did you mean/,
  );
});

test('a folder or file that cannot be written is told before anything is run', async () => {
  const below = join(temporary, 'a-file', 'below');
  await assertUsage(
    ['run', '--id', 'HTTPCGET/fetch/1', '--out', below],
    /the output folder .* cannot be written: part of the path is a file\n {7}choose another one with --out/,
  );
  await assertUsage(
    ['run', '--id', 'HTTPCGET/fetch/1', '--out', temporary, '--record', below],
    /below cannot be written: part of the path is a file/,
  );
});

test('a list holds one id a line and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runCommandLine(
    ['run', '--list', '--generate', 'none', '--id', 'HTTPCGET/*'],
    { cwd },
  );
  assert.equal(exitCode, 0);
  assert.equal(stderr, '');
  const ids = [
    'HTTPCGET/fetch/1',
    'HTTPCGET/wrong/expectation',
    'HTTPCGET/fetch/2',
    'HTTPCGET/reset/still-works',
  ];
  assert.equal(stdout, ids.map((id) => `${id}\n`).join(''));
});

test('what failed can be run again alone, until nothing fails', async () => {
  const first = await runConformanceCommand(['--id', 'HTTPCGET/*'], { cwd });
  assert.equal(first.exitCode, 1, first.stdout + first.stderr);
  assert.equal(listVerdicts(first)['HTTPCGET/fetch/2'], 'pass');
  const again = await runConformanceCommand(['--rerun-failed', first.out], { cwd });
  assert.equal(again.exitCode, 1);
  assert.deepEqual(listVerdicts(again), { 'HTTPCGET/wrong/expectation': 'fail' });
  const good = await runConformanceCommand(['--id', 'HTTPCGET/fetch/1'], { cwd });
  await assertUsage(
    ['run', '--rerun-failed', good.out],
    /nothing failed in .*\n {7}there is nothing to run again/,
  );
});

test('the first failure ends the run where that is asked for', async () => {
  const end = await runConformanceCommand(['--fail-fast', '--id', 'HTTPCGET/*'], { cwd });
  assert.equal(end.exitCode, 1);
  assert.deepEqual(listVerdicts(end), {
    'HTTPCGET/fetch/1': 'pass',
    'HTTPCGET/wrong/expectation': 'fail',
    'HTTPCGET/fetch/2': 'inconclusive',
    'HTTPCGET/reset/still-works': 'inconclusive',
  });
  assert.match(end.result?.stopped ?? '', /stopped at the first failure, HTTPCGET\/wrong\/expectation/);
});

test('the evidence can be kept on its own, and can be read', async () => {
  const path = join(temporary, 'kept.ndjson');
  const end = await runConformanceCommand(['--record', path, '--id', 'HTTPCGET/fetch/1'], { cwd });
  assert.equal(end.exitCode, 0);
  const { events, faults } = readEvents(readFileSync(path, 'utf8'));
  assert.deepEqual(faults, []);
  assert.ok(events.some(({ kind }) => kind === 'tx'));
  assert.ok(!events.some(({ kind }) => kind === 'judgement'));
});

test('reports can be made anew from the evidence, elsewhere too', async () => {
  const end = await runConformanceCommand(['--id', 'HTTPCGET/fetch/1'], { cwd });
  const folder = join(temporary, 'anew');
  const again = await runCommandLine(['report', join(end.out, 'events.ndjson'), '--out', folder]);
  assert.equal(again.exitCode, 0);
  assert.equal(again.stdout, `${folder}/index.html\n`);
  assert.equal(readFileSync(join(folder, 'result.json'), 'utf8'), end.read('result.json'));
});

test('what resets a real module needs leave, and is announced', async (t) => {
  const served = await serveScript({});
  t.after(served.close);
  const words = ['--profile', 'impatient', '--device', served.device, '--id', 'HTTPCGET/reset/*'];
  const refused = await runConformanceCommand([...words, '--id', 'HTTPCGET/fetch/1'], { cwd });
  assert.equal(refused.exitCode, 0, refused.stdout);
  assert.deepEqual(listVerdicts(refused), {
    'HTTPCGET/fetch/1': 'pass',
    'HTTPCGET/reset/still-works': 'skip',
  });
  assert.match(refused.result?.scenarios[1]?.reason ?? '', /needs --allow-destructive/);
  assert.ok(!served.received.includes('AT+RST'));
  const allowed = await runConformanceCommand([...words, '--allow-destructive'], { cwd });
  assert.deepEqual(listVerdicts(allowed), { 'HTTPCGET/reset/still-works': 'pass' }, allowed.stdout);
  assert.match(
    allowed.stdout,
    /^These scenarios reset, restore, or write flash:\n {2}HTTPCGET\/reset\/still-works\n/,
  );
  assert.ok(served.received.includes('AT+RST'));
});
