import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { measure, renderTable } from './bench.ts';
import { CONTENDERS } from './bench-contenders.ts';

const hasCompiler = spawnSync('cc', ['--version']).status === 0;

test('every contender of the benchmark that is installed gets all of its OKs', {
  skip: hasCompiler ? false : 'cc is missing: `apt-get install gcc` enables this',
}, async () => {
  const rows = await measure([5], 1);
  const able = CONTENDERS.filter(({ problem }) => problem === null);
  assert.deepEqual(
    rows.map(({ contender }) => contender.name),
    able.map(({ name }) => name),
  );
  assert.ok(rows.every(({ timesMs }) => timesMs.every((ms) => ms > 0)));
  assert.equal(renderTable(rows, 5).split('\n').length, able.length + 2);
});
