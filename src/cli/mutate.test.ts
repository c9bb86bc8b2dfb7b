import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MutationResult } from '../record/mutation.ts';
import { createSampleProject, type SampleProject } from '../testing/sample-project.ts';

let project: SampleProject;
before(() => {
  project = createSampleProject('httpcput');
});
after(() => project.remove());

const MUTATE = 'node bin/atconform.js mutate --workers 1';

test('a fault that the scenarios see is caught, by the requirement that it breaks, and the result is written', async () => {
  const { exitCode, stdout, stderr } = await project.run(`${MUTATE} --fault error-for-send-fail`);
  assert.equal(exitCode, 0, stdout + stderr);
  assert.match(
    stdout,
    /^THE SUITE SEES: 1 of 1 fault caught \(100 %\), 1 first by what they break \(100 %\)\.$/m,
  );
  const result = JSON.parse(project.read('reports/mutation.json')) as MutationResult;
  const [fault] = result.faults;
  assert.deepEqual([fault?.outcome, fault?.isRight, fault?.errors], ['caught', true, []]);
  assert.deepEqual(fault?.first?.requirements, ['R-HTTPCPUT-04']);
  assert.ok(fault?.kills.every((id) => id.startsWith('HTTPCPUT/')) && fault.kills.length >= 2);
});

test('the page of a run, or of its evidence, shows what the suite sees', async () => {
  const options = '--mutation reports/mutation.json';
  const id = 'HTTPCPUT/data-phase/exact-length';
  const ran = await project.run(`node bin/atconform.js run --id ${id} --out ran ${options}`);
  assert.equal(ran.exitCode, 0, ran.stdout + ran.stderr);
  assert.match(project.read('ran/index.html'), /What the suite sees <span>1 of 1 fault caught/);
  await project.run('node bin/atconform.js report ran/events.ndjson --out again');
  assert.match(project.read('again/index.html'), /What the suite sees <span>not measured/);
  await project.run(`node bin/atconform.js report ran/events.ndjson --out again ${options}`);
  assert.match(project.read('again/index.html'), /What the suite sees <span>1 of 1 fault caught/);
});

test('what is no result of a campaign, or of another set, is refused', async () => {
  const run = (file: string) =>
    project.run(`node bin/atconform.js report ran/events.ndjson --mutation ${file}`);
  const { exitCode, stderr } = await run('ran/result.json');
  assert.match(
    stderr,
    /^error {2}--mutation ran\/result\.json is not the result of a mutation campaign\n {7}make one: npm run mutate/,
  );
  assert.equal(exitCode, 2);
  project.write(
    'other.json',
    project.read('reports/mutation.json').replace('"set": "http"', '"set": "v250"'),
  );
  const other = await run('other.json');
  assert.match(
    other.stderr,
    /^error {2}--mutation other\.json is of the command set v250, this run is of http\n/,
  );
});

test('a fault that only a generated case sees is told with what is missing, and ends with 1', async () => {
  const { exitCode, stdout } = await project.run(`${MUTATE} --fault ok-for-set-ok --out seen.json`);
  assert.equal(exitCode, 1, stdout);
  assert.match(stdout, /^GENERATED ok-for-set-ok: .*\n +only a generated case turned red: /m);
  assert.match(
    stdout,
    /it breaks R-HTTPURLCFG-01 \(must, stated\): .*\n +no scenario claims it: one would have to look at /,
  );
  assert.match(stdout, /^THE SUITE DOES NOT SEE ENOUGH: 0 of 1 fault caught/m);
});

test('what cannot be meant is refused before anything runs', async () => {
  for (const [options, message] of [
    [
      '--fault ok-for-set-okay',
      /^error {2}the simulated module has no fault ok-for-set-okay\n {7}did you mean ok-for-set-ok\?/,
    ],
    ['--sample 0', /^error {2}--sample takes a whole number from 1, not 0\n/],
    ['--workers x', /^error {2}--workers takes a whole number from 1, not x\n/],
    ['--set v250', /^error {2}specs\/faults\.yaml says nothing of the set v250\n/],
  ] as const) {
    const { exitCode, stderr } = await project.run(`${MUTATE} ${options}`);
    assert.match(stderr, message);
    assert.equal(exitCode, options.startsWith('--set') ? 3 : 2);
  }
});
