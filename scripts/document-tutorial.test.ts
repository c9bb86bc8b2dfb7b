import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findBlocks, readDocument } from '../src/testing/document.ts';
import { createSampleProject, type SampleProject } from '../src/testing/sample-project.ts';
import { cutExcerpt, placeExcerpt } from './write-run-excerpt.ts';

const GUIDE = 'docs/writing-scenarios.md';

let whole: SampleProject;
/** Has the scenarios of AT+HTTPCGET alone. */
let project: SampleProject;
before(() => {
  whole = createSampleProject();
  project = createSampleProject('httpcget');
});
after(() => {
  whole.remove();
  project.remove();
});

/** The first block of `document` in that language. */
function firstBlock(document: string, language: string): string {
  const text = findBlocks(document, language)[0]?.text;
  assert.ok(text !== undefined, `${document} has no ${language}`);
  return text;
}

/** The paths of new files that the guide names, in the order of its text. */
function namedFiles(): string[] {
  return [...readDocument(GUIDE).matchAll(/into a new file, `([^`]+)`/g)].map(([, path = '']) => path);
}

/** The lines of the guide's shell: check, then run. */
const COMMANDS = firstBlock(GUIDE, 'sh').trim().split('\n');

test('a reader who follows the guide adds two files, checks them, and runs them', async () => {
  const [feature = '', yaml = ''] = namedFiles();
  whole.write(feature, firstBlock(GUIDE, 'gherkin'));
  whole.write(yaml, firstBlock(GUIDE, 'yaml'));
  const [check = '', run = ''] = COMMANDS;
  const checked = await whole.run(check);
  assert.equal(checked.exitCode, 0, checked.stderr);
  const { exitCode, stdout, stderr } = await whole.run(run);
  assert.equal(exitCode, 0, stdout + stderr);
  for (const id of ['hello', 'sizes/one', 'sizes/many'])
    assert.match(stdout, new RegExp(`^pass +HTTPCGET/my-first/${id} `, 'm'));
  const { requirements } = JSON.parse(whole.read('reports/latest/result.json'));
  const proved = requirements.filter(
    ({ verdict, scenarios }: { verdict: string; scenarios: string[] }) =>
      verdict === 'pass' && scenarios.some((id) => id.startsWith('HTTPCGET/my-first/')),
  );
  const ids = proved.map(({ id }: { id: string }) => id);
  assert.ok(ids.includes('R-HTTPCGET-01') && ids.includes('R-HTTPCGET-08'), ids.join(', '));
});

test("the README's five lines are a scenario that passes, and its reports can be made anew", async () => {
  const path = 'features/http/httpcget.feature';
  project.write(path, `${project.read(path)}\n${firstBlock('README.md', 'gherkin')}`);
  const { exitCode, stdout, stderr } = await project.run(COMMANDS[1] ?? '');
  assert.equal(exitCode, 0, stdout + stderr);
  assert.match(stdout, /^pass +HTTPCGET\/my-first\/hello /m);
  const readme = readDocument('README.md');
  const line = /`(npx atconform report [^`]+)`/.exec(readme)?.[1] ?? assert.fail('no report command');
  const before = project.read('reports/latest/result.json');
  const remade = await project.run(line);
  assert.equal(remade.exitCode, 0, remade.stderr);
  assert.equal(project.read('reports/latest/result.json'), before);
  for (const name of ['index.html', 'result.json', 'junit.xml', 'summary.md', 'events.ndjson']) {
    assert.ok(readme.includes(`\`${name}\``), name);
    assert.notEqual(project.read(`reports/latest/${name}`), '');
  }
});

test('a run that the README keeps can be replayed, and is judged again as it was', async () => {
  const block = findBlocks('README.md', 'sh').find(({ text }) => text.includes('--record'))?.text ?? '';
  const lines = block.trim().split('\n');
  assert.equal(lines.length, 3);
  for (const line of lines) {
    const { exitCode, stdout, stderr } = await project.run(line);
    assert.equal(exitCode, 0, `${line}\n${stdout}${stderr}`);
  }
});

/** What stays the same from run to run: times, seeds, counts and bars do not. */
function outline(line: string): string {
  return line
    .replace(/seed \S+/, 'seed 0')
    .replace(/\d+(?:\.\d+)?/g, '0')
    .replace(/ {3,}.*(?=coverage)/, ' ')
    .replace(/wire (?:pass|untested|recorded)/, 'wire')
    .replace(/ +/g, ' ')
    .trim();
}

test('the README shows what a run prints, in the form in which it prints it', async () => {
  const ids = "--id 'HTTPCGET/resource/ended-by-close/*'";
  const { stdout } = await project.run(`node bin/atconform.js run ${ids}`);
  const printed = cutExcerpt(stdout, 'no folder').split('\n');
  const shown = firstBlock('README.md', 'text').trimEnd().split('\n');
  const headOf = (lines: readonly string[]) => lines.slice(lines.indexOf('…'));
  const isSentence = (line: string) => /\(rule: /.test(line);
  const outlines = (lines: readonly string[]) =>
    headOf(lines)
      .filter((line) => !isSentence(line))
      .map(outline);
  assert.deepEqual(outlines(shown), outlines(printed));
  const [told, tells] = [shown, printed].map((lines) => lines.find(isSentence) ?? '');
  const counted = /\. (\d+ requirements): .*\. (\d+ questions): \d+ answered\.$/;
  assert.deepEqual(counted.exec(told ?? '')?.slice(1), counted.exec(tells ?? '')?.slice(1));
  assert.match(told ?? '', /^CONFORMS: no requirement broken \(rule: everything that ran conforms: /);
});

test('an excerpt is cut after its first scenarios and goes between its marks', () => {
  const run = 'note\npass  A/b  (0.1 s)\npass  A/c  (0.1 s)\npass  A/d  (0.1 s)\npass  A/e  (0.1 s)\n\n';
  const excerpt = cutExcerpt(`${run}atconform 0.1.0\nReport: /x/index.html\n`, '/x');
  assert.deepEqual(excerpt.split('\n').slice(2), [
    'pass  A/d  (0.1 s)',
    '…',
    'atconform 0.1.0',
    'Report: reports/latest/index.html',
  ]);
  assert.throws(() => cutExcerpt('error  no such device\n', '/x'), /printed no excerpt/);
  assert.throws(() => placeExcerpt('# A readme\n', excerpt), /has lost its marks/);
});
