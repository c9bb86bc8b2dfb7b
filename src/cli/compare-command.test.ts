import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Comparison } from '../coverage/comparison.ts';
import { runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';

const POST = `
  - id: HTTPCPOST/send/whole
    title: A payload arrives whole
    proves: R-HTTPCPOST-14
    steps:
      - send: AT+HTTPCPOST="\${origin}/post",11
      - prompt: {}
      - payload: { text: hello=world }
      - expect: SEND OK
`;

/** Not in the working copy: what is compared may be anywhere. */
const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([1, 300]) + POST });
const runs = mkdtempSync(join(tmpdir(), 'atconform-runs-'));

async function record(name: string, device: string): Promise<void> {
  const ids = ['HTTPCGET/fetch/*', 'HTTPCPOST/*'].flatMap((glob) => ['--id', glob]);
  const end = await runConformanceCommand(['--device', device, '--generate', 'none', ...ids], { cwd });
  assert.ok(end.result !== null, end.stderr);
  mkdirSync(join(runs, name));
  for (const file of ['events.ndjson', 'result.json'])
    copyFileSync(join(end.out, file), join(runs, name, file));
}

before(async () => {
  await Promise.all([
    record('old', 'sim:'),
    record('new', 'sim:?fault=ok-for-send-ok'),
    record('other', 'sim:esp-at'),
  ]);
});

async function compare(...words: readonly string[]) {
  const out = join(mkdtempSync(join(tmpdir(), 'atconform-compared-')), 'comparison');
  const end = await runCommandLine(['compare', ...words, '--out', out], { cwd: runs });
  const read = (name: string) => readFileSync(join(out, name), 'utf8');
  return { ...end, read, readJson: () => JSON.parse(read('comparison.json')) as Comparison };
}

test('a firmware that got worse is told as worse, command by command and byte by byte', async () => {
  const { exitCode, stdout, read, readJson } = await compare('old', 'new');
  assert.equal(exitCode, 0, stdout);
  assert.match(
    stdout,
    /WORSE: new against old: \d+ requirements? worse.*; 1 scenario worse; 1 changed exchange\.\n\nComparison: /,
  );
  assert.match(stdout, /HTTPCPOST\/send\/whole\n {4}worse {3}pass → fail\n {4}expected SEND OK, received /);
  assert.match(stdout, /latencies of these runs were not measured: virtual clock/);
  assert.match(stdout, /old {2}OK · > · .*SEND OK\n +new {2}OK · > · .*OK\n/);
  const comparison = readJson();
  const schema = readFileSync(new URL('../../schemas/comparison.schema.json', import.meta.url), 'utf8');
  const validate = addFormats.default(new Ajv()).compile(JSON.parse(schema));
  assert.ok(validate(comparison), JSON.stringify(validate.errors));
  assert.deepEqual(comparison.pairs[0]?.exchanges?.lines, 3);
  assert.match(read('index.html'), /<h1>.*WORSE<\/h1>/);
  assert.match(read('comparison.md'), /^## WORSE: new against old/);
});

test('--fail-on makes an exit code of it, and only of what it names', async () => {
  assert.equal((await compare('old', 'new', '--fail-on', 'worse')).exitCode, 1);
  assert.equal((await compare('new', 'old', '--fail-on', 'worse')).exitCode, 0);
  assert.equal((await compare('new', 'old', '--fail-on', 'gone,different')).exitCode, 1);
});

test('the reference is the first, or the one that is named or numbered', async () => {
  const { stdout } = await compare('old', 'new', '--reference', '2');
  assert.match(stdout, /BETTER: old against new: \d+ requirements? fixed.*; 1 scenario fixed/);
  assert.match((await compare('old', 'new', '--reference', 'new')).stdout, /BETTER: old against new/);
});

test('several modules stand side by side, and profiles that differ are said', async () => {
  const { exitCode, stdout, readJson } = await compare('old', 'new', 'other');
  assert.equal(exitCode, 0, stdout);
  assert.match(stdout, /WORSE: \d of 2 runs, held against old/);
  assert.match(stdout, /note: other: judged by different profiles \(winnermicro and esp-at\)/);
  assert.deepEqual(
    readJson().runs.map(({ name, device }) => [name, device.address]),
    [
      ['old', 'sim:'],
      ['new', 'sim:?fault=ok-for-send-ok'],
      ['other', 'sim:esp-at'],
    ],
  );
});

test('a result without its events is compared, but for the exchanges', async () => {
  const { exitCode, stdout } = await compare('old', 'new/result.json');
  assert.equal(exitCode, 0, stdout);
  assert.match(stdout, /WORSE: new against old: .*1 scenario worse\./);
  assert.match(stdout, /of new only the result is at hand, without events: no exchange was compared/);
});

test('wrong usage ends with exit code 2 and says what to do', async () => {
  mkdirSync(join(runs, 'empty'));
  for (const [words, told] of [
    [['old'], /one run cannot be compared with anything\n {7}name two runs or more/],
    [['old', 'nowhere'], /nowhere is not there/],
    [['old', 'empty'], /empty holds no run: neither events\.ndjson nor result\.json is in it/],
    [['old', 'old'], /old\/events\.ndjson is given twice/],
    [['old', 'new', '--reference', '3'], /--reference 3 is none of the runs\n {7}they are 1 old, 2 new/],
    [['old', 'new', '--fail-on', 'wrose'], /--fail-on knows no wrose\n {7}did you mean worse\?/],
  ] as const) {
    const { exitCode, stderr } = await compare(...words);
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr, told);
  }
});

test('runs with nothing in common are refused, not found the same', async () => {
  const text = readFileSync(join(runs, 'old', 'result.json'), 'utf8');
  writeFileSync(join(runs, 'stranger.json'), text.replace(/"(?=[RW]-|HTTPC)/g, '"X'));
  const { exitCode, stderr } = await compare('old', 'stranger.json');
  assert.equal(exitCode, 2, stderr);
  assert.match(stderr, /stranger\.json and old have no requirement and no scenario in common/);
});

test('evidence that was altered, or is no result, ends with exit code 3', async () => {
  const text = readFileSync(join(runs, 'new', 'events.ndjson'), 'utf8');
  writeFileSync(join(runs, 'altered.ndjson'), text.replace('SEND', 'SENT'));
  writeFileSync(join(runs, 'bare.json'), '{"format":"atconform-result/1"}');
  writeFileSync(join(runs, 'torn.json'), '{"format":');
  for (const [path, told] of [
    ['altered.ndjson', /altered\.ndjson is no trustworthy evidence/],
    ['bare.json', /bare\.json is not the result of a run: \/ breaks the rule "required" of its schema/],
    ['torn.json', /torn\.json is not the result of a run: Unexpected end of JSON input/],
  ] as const) {
    const { exitCode, stderr } = await compare('old', path);
    assert.equal(exitCode, 3, stderr);
    assert.match(stderr, told);
  }
});
