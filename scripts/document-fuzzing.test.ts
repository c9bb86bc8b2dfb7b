import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DOCUMENTS, findBlocks } from '../src/testing/document.ts';
import { createSampleProject, type SampleProject } from '../src/testing/sample-project.ts';

const LINES = DOCUMENTS.flatMap((document) => findBlocks(document, 'sh'))
  .flatMap(({ text }) => text.trim().split('\n'))
  .filter((line) => line.startsWith('npx atconform fuzz '));

let project: SampleProject;
before(() => {
  project = createSampleProject('httpcget');
  project.write('network.at', 'AT+CWMODE=1\n');
});
after(() => project.remove());

test('the documents show how to fuzz', () => {
  assert.ok(LINES.length >= 2, LINES.join('\n'));
});

for (const line of new Set(LINES))
  test(`\`${line}\` finds what docs/fuzzing.md shows, or says that there is no such port`, async () => {
    const asked = line.replace('/dev/ttyUSB0', '/dev/no-such-port');
    const outcome = await project.run(asked.replace('npx atconform', 'node bin/atconform.js'));
    const isHere = line.includes('sim:');
    assert.equal(outcome.exitCode, isHere ? 1 : 4, outcome.stderr);
    const [shown] = findBlocks('docs/fuzzing.md', 'text');
    if (isHere) assert.ok(shown !== undefined && outcome.stdout.includes(shown.text), outcome.stdout);
  });
