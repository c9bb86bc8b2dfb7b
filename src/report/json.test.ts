import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSampleResult } from '../testing/sample-result.ts';
import { renderJson } from './json.ts';

const SAMPLE = buildSampleResult();

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reverseKeys(each)]),
  );
}

test('the whole result is there, and a newline ends it', () => {
  const text = renderJson(SAMPLE);
  assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(SAMPLE)));
  assert.ok(text.endsWith('}\n'));
});

test('the order of keys does not depend on how the result was made', () => {
  assert.equal(renderJson(reverseKeys(SAMPLE) as typeof SAMPLE), renderJson(SAMPLE));
});

test('what is read first stands first', () => {
  const text = renderJson(SAMPLE);
  assert.match(text, /^\{\n "format": "atconform-result\/1",\n "tool": \{\n {2}"name": "atconform"/);
  const keys = Object.keys(JSON.parse(text));
  assert.deepEqual(keys.slice(0, 8), [
    ...['format', 'tool', 'startedAt', 'durationMs', 'verdict', 'exitCode', 'rule', 'stopped'],
  ]);
});
