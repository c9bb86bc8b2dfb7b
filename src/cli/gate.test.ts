/** A gate from the config to the exit code. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { RunResult } from '../record/result.ts';
import { runCommandLine } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([10, 20]) });
const out = mkdtempSync(join(tmpdir(), 'atconform-gate-'));
after(() => {
  rmSync(cwd, { recursive: true });
  rmSync(out, { recursive: true });
});

const configure = (gate: string) => writeFileSync(join(cwd, 'atconform.config.yaml'), `gate: ${gate}\n`);

async function run(name: string, ...words: string[]) {
  const folder = join(out, name);
  const options = ['--id', 'HTTPCGET/fetch/*', '--seed', '9a7e', '--profile', 'impatient', '--out', folder];
  const end = await runCommandLine(['run', ...options, ...words], { cwd });
  const read = () => JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as RunResult;
  return { ...end, folder, read };
}

test('a run of all scenarios stands before the gate unasked, and the evidence alone decides the same', async () => {
  configure('{ coverage: 99 }');
  const { exitCode, stdout, folder, read } = await run('closed');
  assert.equal(exitCode, 1, stdout);
  assert.match(
    stdout,
    /^DOES NOT CONFORM: 1 rule of the gate not kept \(rule: the gate lets nothing through: /m,
  );
  assert.match(stdout, /BROKEN {2}coverage of every command at least 99 %: HTTPCLIENT 0 %/);
  assert.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /<failure type="gate" message="coverage of/);
  const before = read();
  assert.equal(before.gate?.rules.find(({ rule }) => rule === 'coverage')?.outcome, 'broken');
  rmSync(join(cwd, 'atconform.config.yaml'));
  const report = await runCommandLine(['report', join(folder, 'events.ndjson')], { cwd });
  assert.equal(report.exitCode, 1);
  assert.deepEqual(read(), before);
});

test('a part of the scenarios is let by with a note, and with --gate is told to be a part', async () => {
  configure('{ coverage: 1 }');
  const part = ['--id', 'HTTPCGET/fetch/10'];
  const options = ['run', '--seed', '9a7e', '--profile', 'impatient', ...part];
  const byDefault = await runCommandLine([...options, '--out', join(out, 'part')], { cwd });
  assert.equal(byDefault.exitCode, 0, byDefault.stdout);
  assert.match(byDefault.stderr, /^note: the gate of .* is for all 2 scenarios, and this run is of 1/m);
  const asked = await runCommandLine([...options, '--gate', '--out', join(out, 'asked')], { cwd });
  assert.equal(asked.exitCode, 1);
  assert.match(asked.stdout, /NOT TOLD .*only a part of the scenarios ran/);
});

test('the gate of a run in shards is that of the merged run', async () => {
  configure('{ coverage: 1, latency: profile }');
  const shards = await Promise.all([1, 2].map((n) => run(`shard-${n}`, '--shard', `${n}/2`)));
  assert.deepEqual(
    shards.map(({ exitCode }) => exitCode),
    [0, 0],
  );
  const paths = shards.map(({ folder }) => join(folder, 'events.ndjson'));
  const merged = await runCommandLine(['report', 'merge', ...paths, '--out', join(out, 'merged')], { cwd });
  assert.equal(merged.exitCode, 1);
  assert.match(merged.stdout, /the run's clock was virtual: no time is the module's own/);
});

test('--gate without a gate is wrong usage, and --no-gate asks for none', async () => {
  configure('{ coverage: 100 }');
  assert.equal((await run('none', '--no-gate')).exitCode, 0);
  rmSync(join(cwd, 'atconform.config.yaml'));
  const { exitCode, stderr } = await run('wrong', '--gate');
  assert.equal(exitCode, 2);
  assert.match(stderr, /--gate needs a gate, and atconform\.config\.yaml has none/);
});
