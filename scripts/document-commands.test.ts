import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { DOCUMENTS, findBlocks, readDocument } from '../src/testing/document.ts';
import { createSampleProject, type SampleProject } from '../src/testing/sample-project.ts';
import { buildConformingResult } from '../src/testing/sample-result.ts';
import { ROOT } from './test-files.ts';

const LINES = DOCUMENTS.flatMap((document) => findBlocks(document, 'sh'))
  .flatMap(({ text }) => text.trim().split('\n'))
  .flatMap((line) => line.split(' && '));
/** A replay needs a recording: the test of the tutorial makes one. */
const RUNS = [...new Set(LINES.filter((line) => /^npm run conformance\b(?!.*replay:)/.test(line)))];

/** A line of the doctor, run on the simulated module or on a port that is not there. */
const DOCTOR = /^npx atconform doctor --device /;

/** A line that compares runs, which are written for it. */
const COMPARE = /^npx atconform compare /;

const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(readDocument('package.json')).scripts;

let project: SampleProject;
before(() => {
  project = createSampleProject('httpcget');
  // What the documented lines name beside the project itself.
  const setup = findBlocks('README.md', 'at')[0]?.text;
  assert.ok(setup !== undefined, 'the README shows no setup file');
  project.write('network.at', setup);
  const failed = {
    scenarios: [{ id: 'HTTPCGET/resource/one-get', verdict: 'fail', wire: 'pass' }],
    seed: '7f3a',
  };
  project.write('reports/latest/result.json', JSON.stringify(failed));
  addScenarioOfTheDocuments(project);
});
after(() => project.remove());

/** Later lines of a tutorial speak of the scenario that its earlier part adds. */
function addScenarioOfTheDocuments({ read, write }: SampleProject): void {
  const path = 'features/http/httpcget.feature';
  const lines = findBlocks('README.md', 'gherkin')[0]?.text;
  assert.ok(lines !== undefined, 'the README shows no scenario');
  write(path, `${read(path)}\n${lines}`);
}

test('the documents show how to run the suite', () => {
  assert.ok(RUNS.length >= 8, RUNS.join('\n'));
});

/** The line as it lists what it selects; npm is left out, and the whole suite too, since both take their time. */
function asListing(line: string): string {
  const options = line.replace(/^npm run conformance(?: --)?/, '').replace('--list', '');
  const selection = /--(?:id|tags|rerun-failed|set) /.test(options) ? '' : "--id 'HTTPCGET/*'";
  return `${SCRIPTS.conformance}${options} ${selection} --list`;
}

for (const line of RUNS)
  test(`\`${line}\` means something and selects scenarios`, async () => {
    const secrets = 'WIFI_SSID=bench WIFI_PASSWORD=secret';
    const { exitCode, stdout, stderr } = await project.run(`${secrets} ${asListing(line)}`);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, line.includes('--set v250') ? /^V250\/\S+$/m : /^HTTPCGET\/\S+$/m);
  });

for (const document of DOCUMENTS)
  test(`every script that ${document} names exists`, () => {
    const named = [...readDocument(document).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(
      ([, name = '']) => name,
    );
    assert.deepEqual(
      named.filter((name) => SCRIPTS[name] === undefined),
      [],
    );
  });

test('the folder whose tests the documents run exists', () => {
  const folders = LINES.flatMap((line) => /^npm run test:files -- (\S+)$/.exec(line)?.[1] ?? []);
  assert.ok(folders.length > 0);
  for (const folder of folders) assert.ok(existsSync(`${ROOT}${folder}`), folder);
});

test('every other line is one that this suite knows', () => {
  const known = [
    /^npm (?:ci|test)$/,
    /^npx atconform audit /,
    /^npx atconform baseline update --from \S+ --baseline \S+$/,
    /^npx atconform faults(?: --long)?$/,
    DOCTOR,
    /^npx atconform fuzz --device /,
    COMPARE,
    /^npm run (?:conformance|simulate|check|mutate|typecheck|lint|imports|test:files)(?: -- .+)?$/,
  ];
  assert.deepEqual(
    LINES.filter((line) => !known.some((each) => each.test(line))),
    [],
  );
});

for (const line of new Set(LINES.filter((each) => DOCTOR.test(each))))
  test(`\`${line}\` means something`, async () => {
    const isHere = line.includes(' sim:');
    const asked = line.replace('/dev/ttyUSB0', '/dev/no-such-port');
    const outcome = await project.run(asked.replace('npx atconform', 'node bin/atconform.js'));
    assert.equal(outcome.exitCode, isHere ? 1 : 4, outcome.stderr);
    const [, json] = /--json (\S+)/.exec(line) ?? [];
    if (json !== undefined) assert.equal(JSON.parse(project.read(json)).exitCode, outcome.exitCode);
  });

for (const line of new Set(LINES.filter((each) => COMPARE.test(each))))
  test(`\`${line}\` compares the runs that it names`, async () => {
    const folders = [...line.matchAll(/ (reports\/(?!comparison)\S+)/g)].map(([, folder = '']) => folder);
    assert.ok(folders.length >= 2);
    for (const folder of folders)
      project.write(`${folder}/result.json`, JSON.stringify(buildConformingResult()));
    const { exitCode, stdout, stderr } = await project.run(
      line.replace('npx atconform', 'node bin/atconform.js'),
    );
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^THE SAME: [\s\S]*\nComparison: reports\/comparison\/index\.html$/m);
  });

/** What ends a run with which exit code, each as cheap as it gets. */
const ENDINGS: readonly (readonly [exitCode: number, line: string])[] = [
  [2, "node bin/atconform.js run --id 'HTTPCGET/no-such-scenario'"],
  [4, "node bin/atconform.js run --id 'HTTPCGET/my-first/hello' --device /dev/no-such-port"],
];

for (const [exitCode, line] of ENDINGS)
  test(`\`${line}\` ends with ${exitCode}, as docs/errors.md says`, async () => {
    const outcome = await project.run(line);
    assert.equal(outcome.exitCode, exitCode, outcome.stderr);
    assert.match(readDocument('docs/errors.md'), new RegExp(`^\\| ${exitCode} \\|`, 'm'));
  });

test('the mistake that docs/errors.md shows is shown so, and ends a run with 3', async () => {
  const shown = findBlocks('docs/errors.md', 'text')[0]?.text ?? '';
  const [, path = ''] = /^(\S+?):\d+:\d+ /.exec(shown) ?? [];
  const written = /^ +\d+ \| (.*)$/m.exec(shown)?.[1] ?? '';
  const head = [
    'set: http',
    'scenarios:',
    '  - id: HTTPCGET/my-first/sizes',
    '    title: A title',
    '    steps:',
  ];
  const tail = '      - { expect: OK, proves: R-HTTPCGET-01 }';
  project.write(path, [...head, written, tail, ''].join('\n'));
  const { exitCode, stderr } = await project.run("node bin/atconform.js run --id 'HTTPCGET/my-first/*'");
  project.write(path, 'set: http\nscenarios: []\n');
  assert.equal(exitCode, 3);
  assert.ok(stderr.startsWith(shown), stderr);
});
