import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededBytes } from '../base/random.ts';
import { writeEvents } from '../testing/events.ts';
import { buildLadder } from './ladder.ts';
import { countRecordedBytes, encodeRecordedBytes } from './recorded-bytes.ts';

test('rows are readable, in order, and the first one is t = 0', () => {
  const writer = writeEvents();
  writer.advance(500);
  writer.record({
    kind: 'step',
    scenario: 'A/b',
    text: 'send AT',
    place: { path: 'a.yaml', line: 1, column: 1 },
    role: 'test',
    hash: 'h',
  });
  writer.advance(1);
  writer.exchange('A/b', 'AT', '\r\nOK\r\n', { durationMs: 10.5 });
  writer.record({
    kind: 'origin',
    what: 'request',
    connection: 1,
    tls: false,
    summary: 'POST /post',
    bytes: { text: 'POST /post HTTP/1.1\\r\\n' },
  });
  writer.record({
    kind: 'origin',
    what: 'script',
    connection: 0,
    tls: false,
    summary: '404 Not Found',
    script: {},
  });
  writer.record({ kind: 'control', what: 'reset', detail: 'AT+RST' });
  writer.record({ kind: 'note', scenario: 'A/b', text: 'seen' });
  assert.deepEqual(
    buildLadder(writer.events).map(({ n, t, kind, text }) => [n, t, kind, text]),
    [
      [2, 0, 'step', 'send AT'],
      [3, 1, 'tx', 'AT\\r\\n'],
      [4, 11.5, 'rx', '\\r\\nOK\\r\\n'],
      [6, 11.5, 'origin', 'POST /post'],
      [7, 11.5, 'origin', 'next answer: 404 Not Found'],
      [8, 11.5, 'control', 'reset: AT+RST'],
      [9, 11.5, 'note', 'seen'],
    ],
  );
});

test('chunks of one direction within 5 ms of each other are one row, also across a judgement', () => {
  const writer = writeEvents();
  writer.receive('\r\nO');
  writer.advance(5);
  writer.judge({ scenario: 'A/b', verdict: 'pass', evidence: [2] });
  writer.receive('K\r\n');
  writer.advance(5.5);
  writer.receive('ready\r\n');
  const rows = buildLadder(writer.events);
  assert.deepEqual(
    rows.map(({ n, t, text, bytes }) => [n, t, text, bytes]),
    [
      [2, 0, '\\r\\nOK\\r\\n', { text: '\\r\\nOK\\r\\n' }],
      [5, 10.5, 'ready\\r\\n', { text: 'ready\\r\\n' }],
    ],
  );
});

test('chunks that were sent for different reasons, or in different directions, stay apart', () => {
  const writer = writeEvents();
  writer.send('AT', 'probe');
  writer.send('AT');
  writer.record({ kind: 'tx', purpose: 'scenario', as: 'data', bytes: { text: 'a' } });
  writer.record({ kind: 'tx', purpose: 'scenario', as: 'data', bytes: { text: 'b' } });
  writer.receive('AT');
  assert.deepEqual(
    buildLadder(writer.events).map(({ kind, text, purpose }) => [kind, text, purpose]),
    [
      ['tx', 'AT\\r\\n', 'probe'],
      ['tx', 'AT\\r\\n', undefined],
      ['tx', 'ab', undefined],
      ['rx', 'AT', undefined],
    ],
  );
});

test('a long row is cut and says how many bytes there were; a seeded one keeps its name', () => {
  const writer = writeEvents();
  writer.receive('x'.repeat(9000));
  writer.send('y');
  writer.record({
    kind: 'tx',
    purpose: 'scenario',
    as: 'data',
    bytes: encodeRecordedBytes(seededBytes('7f3a', 100_000), '7f3a'),
  });
  writer.record({
    kind: 'origin',
    what: 'body',
    connection: 1,
    tls: true,
    summary: '9000 bytes',
    bytes: { text: 'z'.repeat(9000) },
  });
  const [first, second, third, fourth] = buildLadder(writer.events);
  assert.equal(first?.size, 9000);
  assert.equal(countRecordedBytes(first?.bytes ?? { text: '' }), 8192);
  assert.match(first?.text ?? '', /^x{240}… \(9000 bytes\)$/);
  assert.equal(second !== undefined && 'size' in second, false);
  assert.equal(third?.text, '100000 bytes of the seed "7f3a"');
  assert.equal(fourth?.size, 9000);
});

test('a flood of rows keeps the beginning of each once the ladder has its fill', () => {
  const writer = writeEvents();
  for (let row = 0; row < 20; row += 1) {
    writer.receive('x'.repeat(8000));
    writer.advance(100);
  }
  const rows = buildLadder(writer.events);
  assert.equal(rows.length, 20);
  assert.equal(rows[0]?.size, undefined);
  assert.deepEqual(rows[19]?.bytes, { text: 'x'.repeat(64) });
  assert.equal(rows[19]?.size, 8000);
});
