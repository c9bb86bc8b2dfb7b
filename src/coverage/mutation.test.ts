import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { buildSampleMatrix, cell, foldSample, row, SCENARIOS } from '../testing/sample-mutation.ts';
import type { foldMutation } from './mutation.ts';

const outcomeOf = (result: ReturnType<typeof foldMutation>, id: string) =>
  result.faults.find((fault) => fault.id === id);

test('a fault is caught by a scenario that is red with it and green without', () => {
  const result = foldSample();
  assert.equal(outcomeOf(result, 'seen')?.outcome, 'caught');
  assert.deepEqual(outcomeOf(result, 'seen')?.kills, ['HTTPCGET/a', 'HTTPCGET/b']);
  assert.equal(outcomeOf(result, 'unseen')?.outcome, 'survived');
  const red = new Map([['winnermicro', SCENARIOS.map(({ id }) => cell(id, 'fail', 'R-HTTPCGET-01'))]]);
  const blind = foldSample({ sound: red });
  assert.equal(outcomeOf(blind, 'seen')?.outcome, 'survived');
  assert.equal(blind.meetsBar, false);
  assert.equal(blind.blind.length, SCENARIOS.length);
});

test('an error, an inconclusive scenario, and one that did not run are no kills, and are listed apart', () => {
  const cells = [
    cell('HTTPCGET/a', 'error', 'R-HTTPCGET-01'),
    cell('HTTPCGET/b', 'inconclusive', 'R-HTTPCGET-01'),
    cell('HTTPURLCFG/c', 'not-run', null),
  ];
  const [fault] = foldSample({ rows: [row('dead', ['R-HTTPCGET-01'], cells)] }).faults;
  assert.equal(fault?.outcome, 'survived');
  assert.deepEqual(fault?.errors, ['HTTPCGET/a', 'HTTPURLCFG/c']);
  assert.deepEqual(fault?.inconclusive, ['HTTPCGET/b']);
});

test('a red wire channel is a kill, but it wakes no scenario', () => {
  const cells = SCENARIOS.map(({ id }) => cell(id, 'pass', 'R-GEN-08', 'fail'));
  const result = foldSample({ rows: [row('loud', ['R-GEN-08'], cells)] });
  assert.equal(result.total.caught, 1);
  assert.equal(result.total.right, 1);
  assert.deepEqual(
    result.idle?.map(({ id }) => id),
    ['HTTPCGET/a', 'HTTPCGET/b', 'HTTPURLCFG/c'],
  );
});

test('a broken should is told as nonstrict, and so it is seen', () => {
  const cells = [cell('HTTPCGET/a', 'nonstrict', 'R-HTTPCGET-19')];
  const [fault] = foldSample({ rows: [row('lax', ['R-HTTPCGET-19'], cells)] }).faults;
  assert.deepEqual([fault?.outcome, fault?.kills, fault?.isRight], ['caught', ['HTTPCGET/a'], true]);
});

test('the right requirement is that of the earliest red expectation', () => {
  const result = foldSample();
  assert.equal(outcomeOf(result, 'seen')?.isRight, true);
  assert.equal(outcomeOf(result, 'elsewhere')?.isRight, false);
  assert.deepEqual(outcomeOf(result, 'elsewhere')?.collateral, ['HTTPCGET/a']);
  assert.deepEqual(outcomeOf(result, 'elsewhere')?.kills, ['HTTPURLCFG/c']);
});

test('what only a generated case sees is not caught by the suite', () => {
  const generated = [cell('HTTPCGET/generated/x', 'fail', 'R-HTTPCGET-01')];
  const result = foldSample({ rows: [{ ...row('subtle', ['R-HTTPCGET-01'], []), generated }] });
  assert.equal(result.total.caughtGenerated, 1);
  assert.equal(result.total.caught, 0);
  assert.deepEqual(result.faults[0]?.generated, ['HTTPCGET/generated/x']);
});

test('an equivalent fault counts for nothing, and no fault at all proves nothing', () => {
  const equivalent = { ...row('same', [], []).fault, equivalent: 'nobody can tell' };
  const result = foldSample({ rows: [{ ...row('same', [], []), fault: equivalent }] });
  assert.deepEqual([result.total.faults, result.total.equivalent], [0, 1]);
  assert.match(result.shortfalls.join('\n'), /^no fault was tried: nothing is proved$/m);
});

test('a survivor is told with its defect, what that breaks, and who claims it and saw nothing', () => {
  const advice = outcomeOf(foldSample(), 'unseen')?.advice.join('\n');
  assert.equal(
    advice,
    [
      'no scenario turned red',
      'it breaks R-HTTPURLCFG-01 (must, stated): Text of R-HTTPURLCFG-01.',
      'HTTPURLCFG/c claim it and saw nothing; an expectation would have to look at what the module answers on its port (its final, its information responses, their fields and data, their order and time)',
    ].join('\n'),
  );
});

test('idle scenarios are known only where every fault ran; those that only record are none', () => {
  assert.deepEqual(
    foldSample().idle?.map(({ id }) => id),
    [],
  );
  const only = buildSampleMatrix().rows.slice(0, 1);
  assert.deepEqual(
    foldSample({ rows: only }).idle?.map(({ id }) => id),
    ['HTTPURLCFG/c'],
  );
  assert.equal(foldSample({ rows: only }, { sampled: 1 }).idle, null);
  assert.equal(foldSample().recording, 1);
});

test('the result is as its schema publishes it', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/mutation.schema.json', import.meta.url), 'utf8'),
  );
  const validate = addFormats.default(new Ajv({ allErrors: true, allowUnionTypes: true })).compile(schema);
  assert.ok(validate(JSON.parse(JSON.stringify(foldSample()))), JSON.stringify(validate.errors));
});
