import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadConfig, NO_CONFIG } from './config.ts';

const SCHEMA = JSON.parse(readFileSync(new URL('../../schemas/config.schema.json', import.meta.url), 'utf8'));

const load = (text: string) => loadConfig({ path: 'atconform.config.yaml', text }, SCHEMA);

test('a config says what it says, and the rest is as without one', () => {
  assert.deepEqual(load('secrets: [WIFI_PASSWORD, API_KEY_2]\n').config, {
    ...NO_CONFIG,
    secrets: ['WIFI_PASSWORD', 'API_KEY_2'],
  });
  assert.deepEqual(load('{}\n').config, NO_CONFIG);
});

test('of a gate what is not asked for is not asked', () => {
  const gateOf = (text: string) => load(text).config?.gate;
  assert.deepEqual(gateOf('gate: {}\n'), { coverage: null, latency: null, flaky: null });
  assert.deepEqual(gateOf('gate: { coverage: 97.5, latency: { HTTPCGET: 800 }, flaky: forbidden }\n'), {
    ...{ coverage: 97.5, latency: { HTTPCGET: 800 }, flaky: 'forbidden' },
  });
  assert.deepEqual(gateOf('gate: { coverage: baseline, latency: profile }\n'), {
    ...{ coverage: 'baseline', latency: 'profile', flaky: null },
  });
  assert.equal(gateOf('{}\n'), null);
});

test('a gate that would ask for nothing by mistake is refused', () => {
  const isRefused = (text: string) => load(text).config === null;
  for (const gate of ['{ coverage: 0 }', '{ coverage: 101 }', '{ coverage: high }', '{ latency: {} }'])
    assert.ok(isRefused(`gate: ${gate}\n`), gate);
  for (const gate of ['{ latency: { HTTPCGET: -1 } }', '{ flaky: yes }', '{ coverge: 95 }', '95'])
    assert.ok(isRefused(`gate: ${gate}\n`), gate);
});

test('a mistake in a config leaves nothing of it', () => {
  const codesOf = (text: string) => {
    const { config, diagnostics } = load(text);
    assert.equal(config, null);
    return diagnostics.map(({ code }) => code);
  };
  assert.deepEqual(codesOf('secret: [WIFI_PASSWORD]\n'), ['UNKNOWN_KEY']);
  assert.deepEqual(codesOf('secrets: WIFI_PASSWORD\n'), ['WRONG_TYPE']);
  assert.deepEqual(codesOf('secrets: ["pa$$ word"]\n'), ['WRONG_FORM']);
  assert.deepEqual(codesOf('secrets: [ONE_KEY, ONE_KEY]\n'), ['REPEATED_ITEM']);
  assert.deepEqual(codesOf('secrets: [\n'), ['YAML_SYNTAX']);
  assert.deepEqual(codesOf('# nothing\n'), ['WRONG_TYPE']);
});
