import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { RunResult } from '../record/result.ts';
import { type RunEnd, runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';

/** Waits for a scenario of which another shard may be the owner. */
const WAITING = [60, 70]
  .map(
    (n) => `
  - id: HTTPCGET/after/${n}
    title: A body of ${n} bytes is printed after one of 10
    after: [HTTPCGET/fetch/10]
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/${n}"
      - expect: OK
      - body: { as_served: true }
`,
  )
  .join('');

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([10, 20, 30]) + WAITING });
const OPTIONS = ['--generate', 'none', '--id', 'HTTPCGET/*', '--seed', 'abcd'];

let whole: RunEnd;
let shards: readonly RunEnd[];
before(async () => {
  whole = await runConformanceCommand(OPTIONS, { cwd });
  shards = await Promise.all(
    [1, 2, 3].map((index) => runConformanceCommand([...OPTIONS, '--shard', `${index}/3`], { cwd })),
  );
});

async function merge(ends: readonly RunEnd[]) {
  const out = mkdtempSync(join(tmpdir(), 'atconform-merge-'));
  const paths = ends.map((end) => join(end.out, 'events.ndjson'));
  const end = await runCommandLine(['report', 'merge', ...paths, '--out', out], { cwd });
  return {
    ...end,
    out,
    read: (name: string) => JSON.parse(readFileSync(join(out, name), 'utf8')) as RunResult,
  };
}

/** What must be the same however the run was cut. */
function compareable({ scenarios, requirements, commands, questions, verdict, rule, counts }: RunResult) {
  return {
    ...{ verdict, rule, counts },
    scenarios: scenarios.map(({ id, title, verdict: each, wire }) => [id, title, each, wire]),
    requirements: requirements.map(({ id, verdict: each, scenarios: by }) => [id, each, by]),
    commands: commands.map(({ latency: _latency, ...command }) => command),
    questions: questions.map(({ id, observed }) => [id, observed.map(({ answer }) => answer)]),
  };
}

test('three shards, merged, are the run that was not cut', async () => {
  const ran = shards.map(({ result }) => result?.scenarios.length ?? 0);
  assert.ok(
    ran.every((count) => count > 0 && count < 5),
    ran.join(),
  );
  assert.ok(ran.reduce((sum, count) => sum + count, 0) > 5, 'a scenario ran in two shards');
  const merged = await merge([...shards].reverse());
  assert.equal(merged.exitCode, 0, merged.stdout + merged.stderr);
  assert.match(merged.stdout, /^CONFORMS: /);
  assert.deepEqual(
    compareable(merged.read('result.json')),
    compareable(whole.result ?? assert.fail('no result')),
  );
});

test('a shard that is missing leaves the run not judged, exit code 4, and says which', async () => {
  const merged = await merge(shards.slice(0, 2));
  assert.equal(merged.exitCode, 4, merged.stdout + merged.stderr);
  assert.match(merged.stdout, /^COULD NOT BE JUDGED: .*shard 3 of 3 is missing/);
  const { scenarios, verdict } = merged.read('result.json');
  assert.equal(verdict, 'not-judged');
  assert.equal(scenarios.length, 5);
  assert.ok(scenarios.some((scenario) => scenario.verdict === 'inconclusive'));
});

test('a shard twice, and a run that was not cut, are refused with exit code 3', async () => {
  const [first] = shards as readonly [RunEnd];
  const twice = await merge([first, first]);
  assert.equal(twice.exitCode, 3);
  assert.match(twice.stderr, /are both shard 1 of 3\nerror {2}these are not the shards of one run/);
  const uncut = await merge([first, whole]);
  assert.equal(uncut.exitCode, 3);
  assert.match(uncut.stderr, /is no shard: it was made without --shard/);
});

test('merged evidence cannot be played, its shards can', async () => {
  const { out } = await merge(shards);
  const played = await runConformanceCommand(['--device', `replay:${join(out, 'events.ndjson')}`], { cwd });
  assert.equal(played.exitCode, 3);
  assert.match(played.stderr, /was merged of 3 shards and cannot be played/);
  const audited = await runCommandLine(['audit', shards[0]?.out ?? ''], { cwd });
  assert.equal(audited.exitCode, 0, audited.stderr);
});

for (const [value, message] of [
  ['0/3', /--shard takes which part of how many, from 1\/1/],
  ['4/3', /not 4\/3\n.*for example: --shard 2\/3/],
  ['two', /not two/],
  ['9/9', /shard 9\/9 has no scenario: 5 are selected/],
] as const)
  test(`--shard ${value} is wrong usage`, async () => {
    const end = await runCommandLine(['run', '--generate', 'none', '--id', 'HTTPCGET/*', '--shard', value], {
      cwd,
    });
    assert.equal(end.exitCode, 2, end.stdout + end.stderr);
    assert.match(end.stderr, message);
  });
