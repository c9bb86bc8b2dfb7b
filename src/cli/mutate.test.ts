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

test('a fault of which the scenarios see nothing is told with what is missing, and ends with 1', async () => {
  const { exitCode, stdout } = await project.run(`${MUTATE} --fault ok-for-set-ok --out seen.json`);
  assert.equal(exitCode, 1, stdout);
  assert.match(stdout, /^SURVIVED {2}ok-for-set-ok: /m);
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
