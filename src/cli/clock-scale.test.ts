import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVerdicts, type RunEnd, runConformanceCommand } from '../testing/command-line-run.ts';

/** Every scenario that holds the module to a time; a few at a time, since at the real speed they mostly wait. */
const TIMED = ['HTTPCGET/timeout/*', 'HTTPCGET/slow/*', 'HTTPGETSIZE/timeout/*'];

function runTimed(ids: readonly string[], ...options: string[]): Promise<RunEnd> {
  const selection = ids.flatMap((id) => ['--id', id]);
  return runConformanceCommand([...selection, '--seed', '1', ...options]);
}

test('the timing scenarios have the same verdicts on the virtual clock and on one ten times as fast as on the real one', async () => {
  const [virtual, fast, ...real] = await Promise.all([
    runTimed(TIMED),
    runTimed(TIMED, '--scale', '10'),
    ...TIMED.map((id) => runTimed([id], '--scale', '1')),
  ]);
  assert.equal(virtual.exitCode, 0, virtual.stdout + virtual.stderr);
  assert.equal(virtual.result?.clockScale, null);
  assert.equal(fast.exitCode, 0, fast.stdout + fast.stderr);
  assert.equal(fast.result?.clockScale, 10);
  for (const { exitCode, stdout, result } of real) {
    assert.equal(exitCode, 0, stdout);
    assert.equal(result?.clockScale, 1);
  }
  const verdicts = Object.assign({}, ...real.map(listVerdicts));
  assert.ok(Object.keys(verdicts).length >= 15);
  assert.deepEqual(verdicts, listVerdicts(fast));
  assert.deepEqual(verdicts, listVerdicts(virtual));
});
