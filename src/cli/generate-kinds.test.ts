import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVerdicts, runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { DEFAULT_KINDS, kindsOfIds, readKinds, renderKinds } from './generate-kinds.ts';

test('kinds are given by name, several at once or again and again, all or none', () => {
  assert.deepEqual(readKinds(['pairwise,boundary']), ['boundary', 'pairwise']);
  assert.deepEqual(readKinds(['pairwise', 'boundary']), ['boundary', 'pairwise']);
  assert.deepEqual(readKinds(['none']), []);
  assert.equal(readKinds(['all']).length, 4);
});

test('what repeats a run names the kinds only where they are not the usual ones', () => {
  assert.equal(renderKinds(DEFAULT_KINDS), undefined);
  assert.equal(renderKinds([]), 'none');
  assert.equal(renderKinds(readKinds(['all'])), 'all');
  assert.equal(renderKinds(['boundary', 'sequence']), 'boundary,sequence');
});

test('the kinds of an earlier run are known by its ids', () => {
  const ids = ['HTTPCGET/status/200', 'HTTPCGET/generated/pairwise/a.b', 'GEN/x'];
  assert.deepEqual(kindsOfIds(ids), ['pairwise']);
});

test('a kind that there is not is told with the nearest one, and none goes with no other', async () => {
  const wrong = await runCommandLine(['run', '--generate', 'boundry', '--list']);
  assert.equal(wrong.exitCode, 2);
  assert.match(wrong.stderr, /--generate knows no cases of the kind "boundry"[\s\S]*did you mean boundary\?/);
  const both = await runCommandLine(['run', '--generate', 'none,pairwise', '--list']);
  assert.equal(both.exitCode, 2);
});

test('generated cases run like others, are selected by id and tag, and pass on the simulated module', async () => {
  const selection = ['--generate', 'all', '--seed', '7', '--tags', '@generated and @HTTPURLCFG'];
  const end = await runConformanceCommand(selection);
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
  const ids = Object.keys(listVerdicts(end));
  assert.ok(ids.includes('HTTPURLCFG/generated/boundary/url_length/above-8192'));
  assert.deepEqual([...kindsOfIds(ids)], ['boundary', 'malformed', 'sequence']);
  const replayed = await runConformanceCommand(['--device', `replay:${end.out}/events.ndjson`]);
  assert.deepEqual(listVerdicts(replayed), listVerdicts(end));
});
