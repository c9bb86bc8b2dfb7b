import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededBytes } from '../base/random.ts';
import { type EventWriter, writeEvents } from '../testing/events.ts';
import { type EventFault, isTrustworthy, readEvents } from './event-reader.ts';
import { encodeRecordedBytes } from './recorded-bytes.ts';

function writeShortRun(): EventWriter {
  const writer = writeEvents();
  writer.record({ kind: 'identity', lines: ['sim 1.0'] });
  writer.start('A/b');
  writer.exchange('A/b', 'AT', '\r\nOK\r\n');
  writer.record({
    kind: 'tx',
    purpose: 'scenario',
    as: 'data',
    bytes: encodeRecordedBytes(seededBytes('s', 2000), 's'),
  });
  writer.end('A/b');
  writer.finish();
  return writer;
}

const kindsOf = (faults: readonly EventFault[]) => faults.map((fault) => fault.kind);

test('what was recorded reads back without a fault', () => {
  const writer = writeShortRun();
  const reading = readEvents(writer.text());
  assert.deepEqual(reading.faults, []);
  assert.deepEqual(reading.events, writer.events);
  assert.equal(isTrustworthy(reading.faults), true);
});

test('a checkout that changed the line ends to CR LF is still what was written', () => {
  assert.deepEqual(readEvents(writeShortRun().text().replaceAll('\n', '\r\n')).faults, []);
});

test('a run that was killed is readable and said to be unfinished', () => {
  const { text } = writeShortRun();
  const lines = text().split('\n');
  const whole = readEvents(`${lines.slice(0, 4).join('\n')}\n`);
  assert.deepEqual(whole.faults, [
    { kind: 'unfinished', line: 4, message: 'there is no footer: the run was killed before its end' },
  ]);
  const torn = readEvents(`${lines.slice(0, 4).join('\n')}\n{"n":5,"t":`);
  assert.deepEqual(torn.faults, [
    { kind: 'unfinished', line: 5, message: 'the last line is torn: the run was killed while it wrote' },
  ]);
  assert.equal(torn.events.length, 4);
  assert.equal(isTrustworthy(torn.faults), true);
});

test('a changed byte, a second footer event and a wrong count are alterations', () => {
  const writer = writeShortRun();
  const altered = readEvents(writer.text().replace('OK', 'KO'));
  assert.deepEqual(kindsOf(altered.faults), ['altered']);
  assert.match(altered.faults[0]?.message ?? '', /vouches for SHA-256/);
  assert.equal(isTrustworthy(altered.faults), false);

  const longer = readEvents(`${writer.text()}{"n":10,"t":9,"kind":"note","scenario":"","text":"x"}\n`);
  assert.deepEqual(kindsOf(longer.faults), ['altered']);
  assert.match(longer.faults[0]?.message ?? '', /nothing after the footer/);

  const miscounted = readEvents(writer.text().replace('"events":8', '"events":7'));
  assert.deepEqual(kindsOf(miscounted.faults), ['altered']);
  assert.match(miscounted.faults[0]?.message ?? '', /counts 7 events, 8 stand before it/);
});

test('a seeded body that does not have its hash is an alteration', () => {
  const { faults } = readEvents(writeShortRun().text().replace('"length":2000', '"length":2001'));
  assert.deepEqual(kindsOf(faults), ['altered', 'altered']);
  assert.match(faults[0]?.message ?? '', /seeded body/);
});

test('a missing line is a gap at the line after it', () => {
  const lines = writeShortRun().text().split('\n');
  const { faults } = readEvents([...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
  assert.deepEqual(faults[0], { kind: 'gap', line: 3, message: 'expected event 3, this is event 4' });
  assert.ok(kindsOf(faults).includes('altered'));
});

test('another format version is told by its name', () => {
  const { faults } = readEvents(writeShortRun().text().replace('atconform-events/1', 'atconform-events/9'));
  assert.equal(faults[0]?.kind, 'format');
  assert.match(
    faults[0]?.message ?? '',
    /expected the format atconform-events\/1, this file has "atconform-events\/9"/,
  );
});

test('an empty file has no header, and a file without one says so', () => {
  assert.deepEqual(kindsOf(readEvents('').faults), ['empty']);
  const headless = readEvents('{"n":1,"t":0,"kind":"note","scenario":"","text":"x"}\n');
  assert.equal(headless.faults[0]?.message, 'expected a header event first, this is note');
});

for (const [what, line, message] of [
  ['text that is no JSON', 'AT+HTTPCGET', /expected one JSON object on the line/],
  ['JSON that is no object', '[1]', /expected an object/],
  ['an unknown kind', '{"n":2,"t":0,"kind":"toString"}', /unknown event kind "toString"/],
  ['no number', '{"t":0,"kind":"note"}', /field n: expected a whole number from 1/],
  ['no time', '{"n":2,"kind":"note"}', /field t: expected a number/],
  [
    'a missing field',
    '{"n":2,"t":0,"kind":"note","scenario":"a"}',
    /note event, field text: expected a text/,
  ],
  [
    'a field of the wrong type',
    '{"n":2,"t":0,"kind":"rx","bytes":{"seed":"a","length":-1,"sha256":""}}',
    /rx event, field bytes: expected bytes as/,
  ],
  [
    'a word out of its set',
    '{"n":2,"t":0,"kind":"control","what":"dance","detail":""}',
    /field what: expected one of open, close/,
  ],
] as const) {
  test(`${what} in place of an event is named with its line`, () => {
    const header = writeEvents().text();
    const { faults, events } = readEvents(`${header}${line}\n`);
    assert.equal(faults[0]?.line, 2);
    assert.match(faults[0]?.message ?? '', message);
    assert.equal(events.length, 1);
  });
}

test('no change of one character in a finished run goes unnoticed', () => {
  const text = writeShortRun().text();
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'x', '"', '}', ' '), (offset, character) => {
      const changed = text.slice(0, offset) + character + text.slice(offset + 1);
      // The footer cannot vouch for itself, beyond its hash and its count.
      fc.pre(changed !== text && offset < text.lastIndexOf('{"n"'));
      assert.equal(isTrustworthy(readEvents(changed).faults), false);
    }),
  );
});
