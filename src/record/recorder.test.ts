import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { InternalError } from '../base/invariant.ts';
import { seededBytes } from '../base/random.ts';
import { writeEvents } from '../testing/events.ts';
import { encodeRecordedBytes } from './recorded-bytes.ts';

test('events are numbered from 1 without gaps and carry the time since the start to a thousandth', () => {
  const writer = writeEvents();
  writer.advance(12.34567);
  assert.equal(writer.send('AT'), 2);
  writer.advance(1);
  assert.equal(writer.receive('\r\nOK\r\n'), 3);
  assert.deepEqual(
    writer.events.map(({ n, t }) => [n, t]),
    [
      [1, 0],
      [2, 12.346],
      [3, 13.346],
    ],
  );
});

test('the fields of a line stand in the same order whatever order they came in', () => {
  const writer = writeEvents();
  writer.record({ bytes: { text: 'AT' }, as: 'raw', purpose: 'probe', kind: 'tx' });
  writer.record({ kind: 'tx', purpose: 'probe', as: 'raw', bytes: { text: 'AT' } });
  assert.equal(
    writer.lines[1],
    '{"n":2,"t":0,"kind":"tx","purpose":"probe","as":"raw","bytes":{"text":"AT"}}',
  );
  assert.equal(writer.lines[2], (writer.lines[1] as string).replace('"n":2', '"n":3'));
});

test('the sink gets the event exactly as the line holds it', () => {
  const writer = writeEvents();
  writer.exchange('A/b', 'AT', 'OK\r\n');
  writer.finish();
  assert.deepEqual(
    writer.lines.map((line) => JSON.parse(line)),
    writer.events,
  );
});

test('the footer counts the events before it and vouches for their lines', () => {
  const writer = writeEvents();
  writer.exchange('A/b', 'AT', 'OK\r\n');
  const text = writer.text();
  writer.finish({ exitCode: 1, rule: 'no fail', stopped: 'fail-fast' });
  const footer = writer.events.at(-1);
  assert.ok(footer?.kind === 'footer');
  assert.equal(footer.events, 4);
  assert.equal(footer.sha256, createHash('sha256').update(text).digest('hex'));
  assert.equal(footer.stopped, 'fail-fast');
});

test('nothing may be recorded after the footer', () => {
  const writer = writeEvents();
  writer.finish();
  assert.throws(() => writer.send('AT'), InternalError);
});

test('every text of an event passes the mask, in lists and nested objects too', () => {
  const writer = writeEvents(
    { variables: { password: 'hunter2' }, repeat: '--setup hunter2' },
    { maskText: (text) => text.replaceAll('hunter2', '***') },
  );
  writer.record({ kind: 'identity', lines: ['hunter2', 'ok'] });
  writer.send('AT+WJAP="net","hunter2"');
  assert.equal(writer.text().includes('hunter2'), false);
  assert.equal(writer.text().match(/\*\*\*/g)?.length, 4);
});

test('received bytes beyond the limit are counted, and their number is that of the event which says so', () => {
  const writer = writeEvents({}, { receivedBytesMax: 10 });
  writer.start('A/b');
  assert.equal(writer.receive('12345678'), 3);
  assert.equal(writer.receive('abcdef'), 5);
  assert.equal(writer.receive('xyz'), 5);
  assert.equal(writer.receive('xyz'), 5);
  writer.end('A/b');
  assert.deepEqual(
    writer.events.slice(2).map((event) => {
      if (event.kind === 'rx') return event.bytes;
      return event.kind === 'control' ? `${event.what}: ${event.detail}` : event.kind;
    }),
    [
      { text: '12345678' },
      { text: 'ab' },
      'evidence-cut: more than 10 bytes received; what follows is counted, not kept',
      'evidence-cut: 10 bytes were not kept',
      'scenario-end',
    ],
  );
});

test('each scenario has its own room for received bytes', () => {
  const writer = writeEvents({}, { receivedBytesMax: 4 });
  writer.start('A/b');
  writer.receive('1234');
  assert.equal(writer.receive('5'), 4);
  writer.end('A/b');
  writer.start('A/c');
  const n = writer.receive('1234');
  assert.equal(writer.events[n - 1]?.kind, 'rx');
  writer.finish();
});

test('a flood at the end is told of before the footer', () => {
  const writer = writeEvents({}, { receivedBytesMax: 4 });
  writer.record({ kind: 'rx', bytes: encodeRecordedBytes(seededBytes('a', 2000), 'a') });
  writer.finish();
  assert.deepEqual(
    writer.events.map((event) => event.kind),
    ['header', 'rx', 'control', 'control', 'footer'],
  );
});
