import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadExpectedFailures } from './expected-failures.ts';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../schemas/expected.schema.json', import.meta.url), 'utf8'),
);

const TEXT = `set: v250
profile: iaxmodem
failures:
  - because: It takes everything.
    breaks: [R-V250-16]
    received: OK
    scenarios: [V250/a, V250/b]
  - because: It says nothing.
    wire: [R-GEN-08]
    scenarios: [V250/c]
`;

function load(text: string) {
  return loadExpectedFailures({ path: 'specs/v250/expected/iaxmodem.yaml', text }, SCHEMA);
}

test('each scenario of a deviation is a failure of its own, and what is not said is nothing', () => {
  const { expected, diagnostics } = load(TEXT);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual([expected?.set, expected?.profile], ['v250', 'iaxmodem']);
  const own = { because: 'It takes everything.', breaks: ['R-V250-16'], received: 'OK', wire: [] };
  assert.deepEqual(expected?.failures, [
    { scenario: 'V250/a', ...own },
    { scenario: 'V250/b', ...own },
    { scenario: 'V250/c', because: 'It says nothing.', breaks: [], received: null, wire: ['R-GEN-08'] },
  ]);
});

test('every mistake in the file is told, and then nothing is expected', () => {
  const codesOf = (text: string) => {
    const { expected, diagnostics } = load(text);
    assert.equal(expected, null);
    return diagnostics.map(({ code }) => code);
  };
  assert.deepEqual(codesOf(TEXT.replace('V250/c', 'V250/a')), ['DUPLICATE_ID']);
  assert.deepEqual(codesOf(TEXT.replace('  - because: It says nothing.\n    wire', '  - wire')), [
    'MISSING_KEY',
  ]);
  assert.deepEqual(codesOf(TEXT.replace('breaks', 'brakes')), ['UNKNOWN_KEY']);
  assert.deepEqual(codesOf('failures: [\n'), ['YAML_SYNTAX']);
});
