import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOfFirmware, parseFirmwareRange } from './firmware-range.ts';

const IDENTITY = ['AT version:2.4.0.1(simulated)', 'SDK version:v1.00.08', 'Build:Jan 01 2025'];

test('a range is held against the first version that the module names, or the one behind a label', () => {
  const within = [
    '2.4',
    '=2.4.0',
    '>=2.4',
    '>=2.2 <2.5',
    '<=2.4.0.1',
    'AT version 2.4',
    'sdk version: >=1.0.8 <1.1',
  ];
  for (const range of within) assert.equal(isOfFirmware(range, IDENTITY), true, range);
  const outside = ['2.5', '2.4.1', '>2.4.0.1', '<2.4', 'SDK version 2.4', '>=2.2 <2.4'];
  for (const range of outside) assert.equal(isOfFirmware(range, IDENTITY), false, range);
});

test('what is for some firmware only is not for a module that does not say its version', () => {
  assert.equal(isOfFirmware('>=1.0', []), false);
  assert.equal(isOfFirmware('>=1.0', ['ready']), false);
  assert.equal(isOfFirmware('Boot version >=1.0', IDENTITY), false);
});

test('numbers are compared one by one, and those that are missing are 0', () => {
  assert.equal(isOfFirmware('>=1.9', ['v1.10']), true);
  assert.equal(isOfFirmware('>=1.10.0', ['v1.10']), true);
  assert.equal(isOfFirmware('1.10.0', ['v1.10']), true);
});

test('what is no range is told from one', () => {
  for (const text of ['', 'any', 'v', '~2.4', '>=', 'a > b 2.4', 'TODO'])
    assert.equal(parseFirmwareRange(text), null, text);
  assert.deepEqual(parseFirmwareRange('AT version >=2.2 <3'), {
    label: 'AT version',
    bounds: [
      { operator: '>=', version: [2, 2] },
      { operator: '<', version: [3] },
    ],
  });
});
