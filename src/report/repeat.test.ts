import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSampleResult } from '../testing/sample-result.ts';
import { renderRepeatCommand } from './repeat.ts';

const ID = 'HTTPCPOST/data-phase/surplus';

test('the command names the device, the scenario and the seed', () => {
  assert.equal(
    renderRepeatCommand(buildSampleResult(), ID),
    `npm run conformance -- --device sim: --id ${ID} --seed 7f3a`,
  );
});

test('a seed that stands in the options is not said twice', () => {
  const command = renderRepeatCommand(buildSampleResult({ repeat: '--seed 7f3a --scale 10' }), ID);
  assert.equal(command, `npm run conformance -- --seed 7f3a --scale 10 --id ${ID}`);
});

test('words that a shell would take apart are quoted', () => {
  const command = renderRepeatCommand(buildSampleResult({ repeat: '', seed: "it's" }), 'A/b c');
  assert.equal(command, `npm run conformance -- --id 'A/b c' --seed 'it'\\''s'`);
});
