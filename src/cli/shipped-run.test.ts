import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runConformanceCommand } from '../testing/command-line-run.ts';

/** Every kind of step of both notations, on both families of modules that are simulated. */
const SELECTION = [
  'HTTPCPOST/data-phase/*',
  'HTTPCPOST/writing/*',
  'HTTPURLCFG/*',
  'HTTPCHEAD/*',
  'HTTPCGET/failure/*',
  'GEN/busy/*',
  'GEN/no-network/*',
];

for (const device of ['sim:', 'sim:esp-at'])
  test(`a selection of the shipped scenarios conforms on ${device}`, async () => {
    const end = await runConformanceCommand(['--device', device, ...SELECTION.flatMap((id) => ['--id', id])]);
    assert.equal(end.exitCode, 0, end.stdout + end.stderr);
    const { counts, wireCounts } = end.result ?? assert.fail('no result');
    for (const verdict of ['fail', 'unverified', 'inconclusive', 'error'] as const)
      assert.equal(counts[verdict] + wireCounts[verdict], 0, verdict);
    assert.match(end.stdout, /^CONFORMS: no requirement broken/m);
  });
