import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunResult } from '../record/result.ts';
import { buildConformingResult, buildSampleResult } from '../testing/sample-result.ts';
import { describeMode, findMode, toWallMs } from './mode.ts';

function withAddress(address: string, link: string): RunResult {
  const result = buildConformingResult();
  return { ...result, device: { ...result.device, address, link, settings: {} } };
}

test('the address tells whether there was a module of flesh', () => {
  assert.equal(findMode(withAddress('sim:esp-at', 'pipe')), 'simulated');
  assert.equal(findMode(withAddress('replay:a.ndjson', 'replay')), 'replayed');
  assert.equal(findMode(withAddress('tcp:10.0.0.7:7000', 'tcp')), 'device');
});

test('a device names its link and its speed, a scaled clock its scale', () => {
  assert.equal(describeMode(buildConformingResult()), 'serial, 115200 baud');
  assert.equal(describeMode(withAddress('tcp:10.0.0.7:7000', 'tcp')), 'tcp');
  assert.equal(describeMode(buildSampleResult()), 'simulated, clock ×10');
  assert.equal(describeMode({ ...buildSampleResult(), clockScale: null }), 'simulated, virtual clock');
});

test('a time of a scaled clock is shorter on the wall', () => {
  assert.equal(toWallMs(buildSampleResult(), 5000), 500);
  assert.equal(toWallMs(buildConformingResult(), 5000), 5000);
  assert.equal(toWallMs({ ...buildSampleResult(), clockScale: null }, 5000), 5000);
});
