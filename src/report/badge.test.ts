import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertGolden } from '../testing/golden.ts';
import { buildSampleResult } from '../testing/sample-result.ts';
import { readXml } from '../testing/xml-reader.ts';
import { renderBadge } from './badge.ts';

test('the sample looks as it did', () => {
  assertGolden(renderBadge(buildSampleResult()), new URL('./golden/badge.svg', import.meta.url));
});

test('the badge says verdict and set in a title that a screen reader reads', () => {
  const result = buildSampleResult();
  const titleOf = (verdict: typeof result.verdict) =>
    readXml(renderBadge({ ...result, verdict })).children[0]?.text;
  assert.match(titleOf('conforms') ?? '', /^http AT conformance: conforms, \d+ of \d+ proved$/);
  assert.match(titleOf('does-not-conform') ?? '', /: does not conform, \d+ broken$/);
  assert.equal(titleOf('not-judged'), 'http AT conformance: could not be judged');
});

test('the name of a set is text, whatever it is', () => {
  const result = buildSampleResult();
  const svg = renderBadge({ ...result, set: { ...result.set, name: '<b>&"' } });
  assert.match(readXml(svg).children[0]?.text ?? '', /^<b>&" AT conformance/);
});
