import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildJudgement, buildLadder, type RowParts } from '../testing/result-builder.ts';
import { findNearestMiss } from './nearest-miss.ts';

function nearestOf(
  expected: string,
  rows: readonly RowParts[],
  received = 'nothing',
  evidence = [1],
): string | null {
  const miss = findNearestMiss(buildJudgement({ expected, received, evidence }), buildLadder(1, rows));
  return miss === null
    ? null
    : `${miss.line.slice(0, miss.from)}[${miss.line.slice(miss.from, miss.to)}]${miss.line.slice(miss.to)} ${miss.n}`;
}

test('the line most like the expected one is found, with the part that differs', () => {
  const rows: RowParts[] = [
    [0, 'tx', 'AT+X\\r\\n'],
    [1, 'rx', '\\r\\nSEND FAIL\\r\\n\\r\\nSEND 0K\\r\\n'],
  ];
  assert.equal(nearestOf('SEND OK', rows), 'SEND [0]K 2');
  assert.equal(
    nearestOf('the line "+X:12,abc" (9 bytes)', [...rows, [2, 'rx', '+X:12,abd\\r\\n']]),
    '+X:12,ab[d] 3',
  );
});

test('lines that are only a little like it are no miss, and short ones resemble everything', () => {
  assert.equal(nearestOf('SEND OK', [[1, 'rx', '+HTTPCGET:5,hello\\r\\n']]), null);
  assert.equal(nearestOf('OK', [[1, 'rx', '0K\\r\\n']]), null);
});

test('what was received is no nearer for being said twice', () => {
  assert.equal(nearestOf('SEND OK', [[1, 'rx', 'SEND 0K\\r\\n']], 'the line "SEND 0K"'), null);
});

test('what came before the command that is judged does not count, what the origin saw does', () => {
  const rows: RowParts[] = [
    [0, 'tx', 'AT+A\\r\\n'],
    [1, 'rx', 'X-Header: 12\\r\\n'],
    [2, 'tx', 'AT+B\\r\\n'],
    [3, 'origin', 'GET /', 'GET / HTTP/1.1\\r\\nX-Header: 13\\r\\n\\r\\n'],
  ];
  assert.equal(nearestOf('"X-Header: 12" (12 bytes)', rows, 'no such header', [4]), 'X-Header: 1[3] 4');
});

test('the fields of a command line in a message are not what was expected', () => {
  const rows: RowParts[] = [[1, 'rx', 'http://127.0.0.1:18080/get\\r\\n']];
  assert.equal(nearestOf('exactly one final after AT+X="http://127.0.0.1:18081/get"', rows), null);
});
