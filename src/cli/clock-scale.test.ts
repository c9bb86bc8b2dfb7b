import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVerdicts, type RunEnd, runConformanceCommand } from '../testing/command-line-run.ts';

/** Every scenario that holds the module to a time; a few at a time, since at the real speed they mostly wait. */
const TIMED = ['HTTPCGET/timeout/*', 'HTTPCGET/slow/*', 'HTTPGETSIZE/timeout/*'];

function runTimed(ids: readonly string[], scale: string): Promise<RunEnd> {
  const selection = ids.flatMap((id) => ['--id', id]);
  return runConformanceCommand([...selection, '--seed', '1', '--scale', scale]);
}

test('the timing scenarios have the same verdicts on a clock ten times as fast as on the real one', async () => {
  const [fast, ...real] = await Promise.all([
    runTimed(TIMED, '10'),
    ...TIMED.map((id) => runTimed([id], '1')),
  ]);
  assert.equal(fast.exitCode, 0, fast.stdout + fast.stderr);
  assert.equal(fast.result?.clockScale, 10);
  for (const { exitCode, stdout, result } of real) {
    assert.equal(exitCode, 0, stdout);
    assert.equal(result?.clockScale, 1);
  }
  const verdicts = Object.assign({}, ...real.map(listVerdicts));
  assert.ok(Object.keys(verdicts).length >= 15);
  assert.deepEqual(verdicts, listVerdicts(fast));
});
