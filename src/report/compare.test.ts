import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Comparison } from '../coverage/comparison.ts';
import { assertGolden } from '../testing/golden.ts';
import { readTags } from '../testing/html-reader.ts';
import { buildEvenComparison, buildSampleComparison } from '../testing/sample-comparison.ts';
import { renderComparisonHtml } from './compare-html.ts';
import { renderComparisonMarkdown } from './compare-markdown.ts';
import { renderComparison } from './compare-terminal.ts';
import { renderVerdict } from './compare-words.ts';

const MADE_AT = { madeAt: '2026-03-14T09:30:00.000Z' };
const golden = (name: string) => new URL(`./golden/${name}`, import.meta.url);

/** Style, script and policy are those of every page, which has a golden file of its own. */
function leaveOutCommon(page: string): string {
  return page.replace(/(<(style|script)>)[\s\S]*?(?=<\/\2>)/g, '$1').replace(/^<meta http-equiv.*\n/m, '');
}

describe('a comparison', () => {
  const sample = buildSampleComparison();

  test('in the terminal says what is worse in which run, and the verdict last', () => {
    assertGolden(`${renderComparison(sample, false)}\n`, golden('comparison.txt'));
  });

  test('as Markdown fits beside a CI run', () => {
    assertGolden(renderComparisonMarkdown(sample), golden('comparison.md'));
  });

  test('as a page stands on its own', () => {
    const page = renderComparisonHtml(sample, MADE_AT);
    assertGolden(leaveOutCommon(page), golden('comparison.html'));
    assert.ok(readTags(page).length > 100);
    assert.doesNotMatch(page, /(?:src|href)="(?!#|data:)/);
  });

  test('as JSON satisfies its published schema', () => {
    const schema = readFileSync(new URL('../../schemas/comparison.schema.json', import.meta.url), 'utf8');
    const validate = addFormats.default(new Ajv()).compile(JSON.parse(schema));
    for (const comparison of [sample, buildEvenComparison()])
      assert.ok(validate(JSON.parse(JSON.stringify(comparison))), JSON.stringify(validate.errors));
  });
});

test('runs without a difference are the same, in how much is said', () => {
  const even = buildEvenComparison();
  assert.match(
    renderVerdict(even),
    /^THE SAME: tuesday against monday: no difference in \d+ requirements, \d+ scenarios and 1 command line\.$/,
  );
  assert.match(renderComparisonHtml(even, MADE_AT), /No requirement differs\./);
});

test('Markdown keeps to 60 lines, however much differs', () => {
  const sample = buildSampleComparison();
  const many = <Row>(rows: readonly Row[]) => Array.from({ length: 40 }, () => rows).flat();
  const huge: Comparison = {
    ...sample,
    runs: many(sample.runs),
    pairs: many(sample.pairs),
    commands: many(sample.commands),
    requirements: many(sample.requirements),
    scenarios: many(sample.scenarios),
    questions: many(sample.questions),
  };
  const lines = renderComparisonMarkdown(huge).trimEnd().split('\n');
  assert.ok(lines.length <= 60, String(lines.length));
});
