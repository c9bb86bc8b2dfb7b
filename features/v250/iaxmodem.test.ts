/** The set against a modem that nobody here wrote: what it breaks is known, and how. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareWithExpected, renderDisagreement } from '../../src/coverage/expected.ts';
import { loadExpectedFailures } from '../../src/spec/expected-failures.ts';
import { runConformanceCommand } from '../../src/testing/command-line-run.ts';
import { IAXMODEM_SKIP, startIaxmodem } from '../../src/testing/iaxmodem.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const EXPECTED = 'specs/v250/expected/iaxmodem.yaml';
const { expected, diagnostics } = loadExpectedFailures(
  { path: EXPECTED, text: read(EXPECTED) },
  JSON.parse(read('schemas/expected.schema.json')),
);

test('the known failures of iaxmodem are written without a mistake, each with its reason', () => {
  assert.deepEqual(diagnostics, []);
  assert.ok((expected?.failures.length ?? 0) > 0);
});

test('iaxmodem conforms to V.250 and T.31 but for its known failures, which fail as they are known to', {
  skip: IAXMODEM_SKIP ?? false,
}, async () => {
  assert.ok(expected !== null);
  const modem = await startIaxmodem();
  try {
    const run = await runConformanceCommand(['--set', 'v250', '--device', modem.path]);
    assert.ok(run.result !== null, run.stderr);
    assert.deepEqual(compareWithExpected(run.result, expected, true).map(renderDisagreement), []);
    assert.equal(run.exitCode, 1);
    const verdicts = run.result.scenarios.map(({ verdict }) => verdict);
    assert.ok(verdicts.filter((verdict) => verdict === 'pass').length > 100);
  } finally {
    await modem.dispose();
  }
});
