import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { LadderRow } from '../record/result.ts';
import { buildJudgement, buildLadder } from '../testing/result-builder.ts';
import { describeRow, windowRows } from './ladder.ts';

function row(parts: Partial<LadderRow>): LadderRow {
  return { n: 1, t: 0, kind: 'rx', text: '', bytes: null, ...parts };
}

test('bytes are shown escaped, whole where they fit', () => {
  assert.equal(describeRow(row({ bytes: { text: '\\r\\nOK\\r\\n' } }), 40), '\\r\\nOK\\r\\n');
  assert.equal(describeRow(row({ bytes: { base64: 'AP8NCg==' } }), 40), '\\x00\\xff\\r\\n');
});

test('bytes that do not fit are cut before an escape and counted', () => {
  const bytes = { text: `${'a'.repeat(20)}${'\\x00'.repeat(20)}` };
  assert.equal(describeRow(row({ bytes }), 36), `${'a'.repeat(20)}\\x00… (40 bytes)`);
});

test('bytes of which the row holds only a part say how many there were', () => {
  assert.equal(describeRow(row({ bytes: { text: 'abc' }, size: 5000 }), 40), 'abc… (5,000 bytes)');
  const body = row({ kind: 'origin', text: 'body', bytes: { text: 'abc' }, size: 5000 });
  assert.equal(describeRow(body, 60), 'body   "abc… (5,000 bytes)');
});

test('a seeded body is named, not made', () => {
  const bytes = { seed: 'body:1', length: 1_048_576, sha256: '0'.repeat(64) };
  assert.equal(describeRow(row({ bytes }), 80), '1,048,576 bytes of seed "body:1"');
  assert.equal(
    describeRow(row({ kind: 'origin', text: 'body', bytes }), 80),
    'body   1,048,576 bytes of seed "body:1"',
  );
});

test('commands that are not the scenario\u2019s own say what they were for', () => {
  assert.equal(
    describeRow(row({ kind: 'tx', bytes: { text: 'AT\\r\\n' }, purpose: 'clean' }), 40),
    '(clean) AT\\r\\n',
  );
});

test('a request shows its header lines, a body its bytes in quotation marks', () => {
  const head = { text: 'POST /post HTTP/1.1\\r\\nContent-Length: 2\\r\\nX-A: 1\\r\\n\\r\\n' };
  const request = row({ kind: 'origin', text: 'POST /post', bytes: head });
  assert.equal(describeRow(request, 80), 'POST /post   Content-Length: 2   X-A: 1');
  assert.equal(describeRow(request, 30), 'POST /post   Content-Length: …');
  assert.equal(describeRow(request, 12), 'POST /post');
  assert.equal(describeRow(row({ kind: 'origin', text: 'body', bytes: { text: 'ok' } }), 80), 'body   "ok"');
});

test('text for people cannot break the line or command the terminal', () => {
  assert.equal(describeRow(row({ kind: 'note', text: 'a\nb\u001b[31mc\u009b' }), 40), 'a\\nb\\x1b[31mc\\x9b');
});

test('no row is longer than it may be, whatever it holds', () => {
  const kinds = fc.constantFrom('tx' as const, 'rx' as const, 'origin' as const);
  const parts = fc.record({ kind: kinds, bytes: fc.uint8Array({ maxLength: 300 }), text: fc.string() });
  fc.assert(
    fc.property(parts, fc.integer({ min: 40, max: 200 }), ({ kind, bytes, text }, lengthMax) => {
      const described = describeRow(row({ kind, text, bytes: encodeRecordedBytes(bytes) }), lengthMax);
      assert.ok(described.length <= lengthMax, described);
      assert.doesNotMatch(described, /[\0-\x1f\x7f]/);
    }),
  );
});

const LONG = buildLadder(
  1,
  Array.from({ length: 40 }, (_, index) => [index, 'rx', `row ${index + 1}`] as const),
);

test('a short ladder is shown whole', () => {
  const shown = windowRows(LONG.slice(0, 5), null, 10);
  assert.deepEqual([shown.earlier, shown.rows.length, shown.later], [0, 5, 0]);
});

test('a long ladder is shown around the last row that the judgement rests on', () => {
  const shown = windowRows(LONG, buildJudgement({ evidence: [2, 20] }), 10);
  assert.deepEqual([shown.earlier, shown.rows.at(-1)?.n, shown.later], [14, 24, 16]);
});

test('evidence in an event that was joined to the row before it is found there', () => {
  const sparse = LONG.filter(({ n }) => n % 4 === 1);
  const shown = windowRows(sparse, buildJudgement({ evidence: [7] }), 6);
  assert.ok(shown.rows.some(({ n }) => n === 5));
  assert.equal(shown.earlier, 0);
});

test('a long ladder ends with its last rows where nothing is named', () => {
  const shown = windowRows(LONG, null, 10);
  assert.deepEqual([shown.earlier, shown.later], [30, 0]);
});

test('probing, cleaning and recovery around a failure are left out, but what it rests on never is', () => {
  const ladder = buildLadder(1, [
    [0, 'tx', 'AT+HTTPURLCFG=0\\r\\n'],
    [1, 'rx', 'OK\\r\\n'],
    [2, 'tx', 'AT+HTTPCGET="u"\\r\\n'],
    [3, 'rx', 'ERROR\\r\\n'],
    [4, 'tx', 'AT\\r\\n'],
    [5, 'rx', 'OK\\r\\n'],
  ]).map((each, index): LadderRow => {
    if (index === 0) return { ...each, purpose: 'clean' };
    return index === 4 ? { ...each, purpose: 'probe' } : each;
  });
  const numbers = (evidence: number[]) =>
    windowRows(ladder, buildJudgement({ evidence }), 10).rows.map(({ n }) => n);
  assert.deepEqual(numbers([4]), [3, 4]);
  assert.deepEqual(numbers([2, 4]), [3, 4]);
  assert.deepEqual(numbers([6]), [3, 4, 5, 6]);
  assert.deepEqual(windowRows(ladder.slice(4), null, 10).rows.length, 2);
});
