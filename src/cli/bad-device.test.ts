import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunResult } from '../record/result.ts';
import { runConformanceCommand } from '../testing/command-line-run.ts';
import { assertGolden } from '../testing/golden.ts';

/** What is not kept, requirement by requirement. Each line is a deviation that the published source has. */
function renderFindings({ requirements }: RunResult): string {
  const broken = requirements.filter(
    ({ verdict }) => !['pass', 'info', 'skip', 'untested'].includes(verdict),
  );
  return broken.map(({ id, verdict }) => `${id} ${verdict}\n`).join('');
}

// The whole suite once: only a real bad device shows that a run survives one, finds what is wrong with it, and nothing else.
test('a run against a module that deviates as a real one does finds exactly its deviations', async () => {
  const { exitCode, result, stderr } = await runConformanceCommand(['--device', 'sim:gd32vw55x']);
  assert.equal(exitCode, 1, stderr);
  assert.ok(result !== null);
  assert.equal(result.stopped, null, 'it runs to its end');
  assert.equal(result.device.profile, 'gd32vw55x');
  assert.equal(result.counts.error, 0);
  assertGolden(renderFindings(result), new URL('./golden/gd32vw55x.txt', import.meta.url));
});
