import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSampleResult } from '../testing/sample-result.ts';
import { renderReports } from './reports.ts';

test('the same result gives the same bytes, and the time of making stands in the page alone', () => {
  const first = renderReports(buildSampleResult(), { madeAt: '2026-03-14T09:30:00.000Z' });
  const second = renderReports(buildSampleResult(), { madeAt: '2027-01-01T00:00:00.000Z' });
  assert.deepEqual(
    [...first.keys()],
    ['index.html', 'result.json', 'junit.xml', 'summary.md', 'badge.svg', 'messages.ndjson'],
  );
  for (const [name, text] of first) {
    if (name === 'index.html') assert.notEqual(second.get(name), text);
    else assert.equal(second.get(name), text, name);
    assert.ok(text.endsWith('\n'), name);
  }
});
