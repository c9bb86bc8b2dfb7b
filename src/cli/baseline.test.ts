/** A baseline from the first failure to the last. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { type CommandLineEnd, runCommandLine } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE } from '../testing/project-folder.ts';
import { chooseBaseline } from './baseline-choice.ts';
import { type BaselineOptions, updateBaseline } from './baseline-command.ts';
import type { RunPlan } from './run-plan.ts';
import { UsageFault } from './usage-fault.ts';

/** One scenario that passes, and one that sends and expects as it is told. */
function writeScenarios(sends: string, expects: string): string {
  return `set: http
scenarios:
  - id: HTTPCGET/kept/good
    title: A body is printed
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/5"
      - expect: OK
      - body: { as_served: true }
  - id: HTTPCGET/kept/bad
    title: A body is printed
    proves: R-HTTPCGET-01
    steps:
      - send: ${sends}
      - expect: ${expects}
`;
}

const FETCH = 'AT+HTTPCGET="${origin}/bytes/5"';
const GOOD = writeScenarios(FETCH, 'OK');
const FAILING = writeScenarios(FETCH, '{ final: SEND OK }');
/** It is refused, where the other one was served. */
const OTHERWISE = writeScenarios('AT+HTTPCGET="no url"', '{ final: SEND OK }');

let root = '';
const { CI } = process.env;
before(() => {
  root = makeProjectFolder({ [SCENARIO_FILE]: FAILING });
  // These tests are run in CI too.
  delete process.env.CI;
  mock.method(console, 'log', (line: string) => printed.push(line));
});
after(() => {
  mock.restoreAll();
  if (CI !== undefined) process.env.CI = CI;
  rmSync(root, { recursive: true });
});

const printed: string[] = [];
const at = (path: string) => join(root, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
const write = (path: string, text: string) => writeFileSync(at(path), text);

function run(...words: string[]): Promise<CommandLineEnd> {
  const selection = ['--profile', 'impatient', '--seed', 'ba5e', '--id', 'HTTPCGET/kept/*'];
  return runCommandLine(['run', '--out', 'out', ...selection, ...words], { cwd: root });
}

/** What it printed. */
function update(options: Partial<BaselineOptions> = {}): string {
  printed.length = 0;
  updateBaseline({ from: at('out'), baseline: at('baseline.yaml'), ...options });
  return printed.join('\n');
}

function faultOf(act: () => unknown): string {
  const quiet = mock.method(console, 'error', (line: string) => printed.push(line));
  printed.length = 0;
  try {
    act();
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    return `${error.exitCode} ${error.message}`;
  } finally {
    quiet.mock.restore();
  }
  return assert.fail('nothing was wrong');
}

test('what fails is written down, asked for its reason, accepted, and missed when it has gone', async (t) => {
  await t.test('a run that fails is written into a baseline that no run takes without reasons', async () => {
    assert.equal((await run()).exitCode, 1);
    assert.match(update(), /baseline\.yaml: written\n {2}HTTPCGET\/kept\/bad {2}new, without a reason yet\n/);
    assert.doesNotMatch(read('baseline.yaml'), /kept\/good/);
    const refused = await run('--baseline', 'baseline.yaml');
    assert.equal(refused.exitCode, 3);
    assert.match(
      refused.stderr,
      /^baseline\.yaml:\d+:\d+ {2}error BASELINE_WITHOUT_REASON\n.*\| {3}- reason: TODO\n.*\^{4}\n/m,
    );
  });

  await t.test('with a reason the run conforms but for it, and says so everywhere', async () => {
    write('baseline.yaml', read('baseline.yaml').replace('TODO', 'It sends nothing. # asked the vendor'));
    const { exitCode, stdout } = await run('--baseline', 'baseline.yaml');
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /^CONFORMS except 1 accepted deviation: /m);
    assert.match(stdout, /ACCEPTED {2}HTTPCGET\/kept\/bad: It sends nothing\./);
    assert.match(read('out/junit.xml'), /<skipped message="accepted: It sends nothing\."\/>/);
    assert.match(read('out/summary.md'), /^## CONFORMS except 1 accepted deviation: /);
    assert.match(read('out/index.html'), /<h1>.*CONFORMS except 1 accepted deviation<\/h1>/);
  });

  await t.test('the reports are made anew with the same verdict when the file is gone', async () => {
    const before = read('out/result.json');
    const kept = read('baseline.yaml');
    rmSync(at('baseline.yaml'));
    const report = await runCommandLine(['report', 'out/events.ndjson'], { cwd: root });
    write('baseline.yaml', kept);
    assert.equal(report.exitCode, 0);
    assert.equal(read('out/result.json'), before);
  });

  await t.test('on the day after its last it is red', async () => {
    write('expired.yaml', read('baseline.yaml').replace('reason:', 'expires: 2020-02-29\n    reason:'));
    const { exitCode, stdout } = await run('--baseline', 'expired.yaml');
    assert.equal(exitCode, 1);
    assert.match(stdout, /is accepted no longer: HTTPCGET\/kept\/bad/);
  });

  await t.test('another way of failing is red, and the reason is asked for anew', async () => {
    write(SCENARIO_FILE, OTHERWISE);
    const { exitCode, stdout } = await run('--baseline', 'baseline.yaml');
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /REWRITTEN {2}HTTPCGET\/kept\/bad: it has changed since the baseline pinned it: give it/,
    );
    mkdirSync(at('baselines'));
    write('baselines/kept.yaml', read('baseline.yaml'));
    const check = await runCommandLine(['check'], { cwd: root });
    rmSync(at('baselines'), { recursive: true });
    assert.match(check.stderr, /^baselines\/kept\.yaml:\d+:\d+ {2}error BASELINE_REWRITTEN$/m);
    const unpinned = read('baseline.yaml').replace(/^hashes:\n.*\n/m, '');
    write('unpinned.yaml', unpinned);
    const other = await run('--baseline', 'unpinned.yaml');
    assert.match(other.stdout, /fails otherwise than accepted: HTTPCGET\/kept\/bad/);
    write('other.yaml', read('baseline.yaml'));
    assert.match(update({ baseline: at('other.yaml') }), /fails otherwise than before/);
    assert.match(read('other.yaml'), /TODO: it fails otherwise now; it was: It sends nothing\./);
    assert.match(read('other.yaml'), /# asked the vendor/);
  });

  await t.test('a failure that has gone is red, and stays until it is asked to go', async () => {
    write(SCENARIO_FILE, GOOD);
    const { exitCode, stdout } = await run('--baseline', 'unpinned.yaml');
    assert.equal(exitCode, 1);
    assert.match(stdout, /no change against the baseline is allowed: fails no more: HTTPCGET\/kept\/bad/);
    assert.match(update(), /fails no more, stays until you take it away, or add --prune/);
    assert.match(read('baseline.yaml'), /kept\/bad/);
    update({ prune: true });
    assert.doesNotMatch(read('baseline.yaml'), /kept\/bad/);
  });
});

test('an entry of a scenario that does not exist is told by a run with the baseline of its config, and by check', async () => {
  write(SCENARIO_FILE, GOOD);
  write('atconform.config.yaml', 'baselines: [orphan.yaml]\n');
  write(
    'orphan.yaml',
    'set: http\nprofile: impatient\ndeviations:\n  - reason: Why.\n    scenarios: [HTTPCGET/lost]\n    fails: [{ verdict: fail, received: x }]\n',
  );
  const { exitCode, stdout } = await run();
  const check = await runCommandLine(['check'], { cwd: root });
  rmSync(at('atconform.config.yaml'));
  assert.equal(exitCode, 1);
  assert.match(stdout, /does not exist any more: HTTPCGET\/lost/);
  assert.match(check.stderr, /^orphan\.yaml:5:17 {2}error BASELINE_ORPHAN$/m);
});

test('a baseline is never written in CI, nor from a run that was killed', () => {
  process.env.CI = 'true';
  assert.equal(
    faultOf(() => update({ baseline: at('ci.yaml') })),
    '2 a baseline is never written in CI',
  );
  delete process.env.CI;
  const lines = read('out/events.ndjson').trim().split('\n');
  const folder = makeProjectFolder({ 'events.ndjson': `${lines.slice(0, -1).join('\n')}\n` });
  assert.match(
    faultOf(() => update({ from: folder, baseline: at('ci.yaml') })),
    /^2 the run in .* could not be judged: the run was interrupted/,
  );
  rmSync(folder, { recursive: true });
  assert.equal(existsSync(at('ci.yaml')), false);
});

test('a baseline of another set or profile is wrong usage, and one with a mistake is drawn', () => {
  const planned = {
    ...{ set: { name: 'http', requirements: [], questions: [] }, profile: { name: 'impatient' } },
    project: { scenarios: [] },
  } as unknown as RunPlan;
  const choose = (text: string) => {
    write('named.yaml', text);
    return faultOf(() => chooseBaseline(at('named.yaml'), planned));
  };
  assert.match(
    choose('set: v250\nprofile: iaxmodem\n'),
    /^2 .*named\.yaml is for the set v250 and the profile iaxmodem; this run is of http and impatient$/,
  );
  assert.match(choose('set: http\nprofile: impatient\ndeviation: []\n'), /^3 nothing was run: a mistake in/);
  assert.match(printed.join('\n'), /named\.yaml:3:1 {2}error UNKNOWN_KEY\n.*\| deviation: \[\]\n.*\^{9}\n/);
  assert.match(
    faultOf(() => chooseBaseline(at('missing.yaml'), planned)),
    /^2 --baseline .*missing\.yaml cannot be read: it is not there$/,
  );
});
