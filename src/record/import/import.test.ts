import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, concatBytes, decodeLatin1, encodeText } from '../../base/bytes.ts';
import type { RunEvent } from '../event.ts';
import { isTrustworthy, readEvents } from '../event-reader.ts';
import { decodeRecordedBytes } from '../recorded-bytes.ts';
import { createTranscriptWriter } from '../transcript.ts';
import {
  detectFormat,
  IMPORT_BYTES_MAX,
  IMPORT_FORMATS,
  type ImportOptions,
  importTranscript,
} from './import.ts';
import { FAULTS_MAX } from './traffic.ts';

const OPTIONS: ImportOptions = {
  name: 'bench.dump',
  format: null,
  channel: null,
  terminator: '\r\n',
  startedAt: '2026-01-02T03:04:05.000Z',
  tool: { name: 'atconform', version: '0.0.0' },
  set: { name: 'http' },
  profile: { name: 'winnermicro' },
  hashes: { set: 'a1', profile: 'b2' },
};

function fixture(name: string): Bytes {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

function importText(text: string, options: Partial<ImportOptions> = {}) {
  return importTranscript(Buffer.from(text, 'latin1'), { ...OPTIONS, ...options });
}

/** `tx command AT\r\n` of every event that carries bytes. */
function show(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'tx') return [`${event.as} ${decodeLatin1(decodeRecordedBytes(event.bytes))}`];
    return event.kind === 'rx' ? [`rx ${decodeLatin1(decodeRecordedBytes(event.bytes))}`] : [];
  });
}

function join(events: readonly RunEvent[], kind: 'tx' | 'rx'): string {
  return decodeLatin1(
    concatBytes(events.flatMap((event) => (event.kind === kind ? [decodeRecordedBytes(event.bytes)] : []))),
  );
}

function commandsOf(events: readonly RunEvent[]): string[] {
  return show(events)
    .filter((line) => line.startsWith('command '))
    .map((line) => line.slice('command '.length));
}

interface RecordedLine {
  readonly t: number;
  readonly dir: string;
  readonly data: string;
  readonly ch?: string;
}

function joinRecorded(lines: readonly RecordedLine[], dir: string): string {
  return decodeLatin1(
    concatBytes(lines.filter((line) => line.dir === dir).map(({ data }) => Buffer.from(data, 'base64'))),
  );
}

const RECORDINGS: readonly (readonly [name: string, channel: string | null, terminator: string])[] = [
  ['espsim_basic', null, '\r\n'],
  ['iaxmodem_basic', null, '\r'],
  ['iaxmodem_call', 'A', '\r'],
  ['iaxmodem_call', 'B', '\r'],
  ['modememul_basic', null, '\r'],
  ['tcpser_basic', null, '\r'],
  ['tcpser_call', 'A', '\r'],
  ['tcpser_call', 'B', '\r'],
];

for (const [name, channel, terminator] of RECORDINGS) {
  test(`${name}${channel === null ? '' : `, end ${channel},`} is imported byte for byte, every command line whole`, () => {
    const bytes = fixture(`${name}.jsonl`);
    const lines = decodeLatin1(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RecordedLine)
      .filter(({ ch }) => channel === null || ch === channel);
    const { events, faults, format } = importTranscript(bytes, { ...OPTIONS, channel });
    assert.deepEqual(faults, []);
    assert.equal(format, 'ndjson');
    for (const dir of ['tx', 'rx'] as const) assert.equal(join(events, dir), joinRecorded(lines, dir));
    const commands = commandsOf(events);
    assert.ok(commands.length >= 3, commands.join());
    for (const line of commands) assert.match(line, new RegExp(`^at[^\r\n]*${terminator}$`, 'i'));
    const received = events.filter(({ kind }) => kind === 'rx');
    assert.deepEqual(
      received.map(({ t }) => t),
      lines.filter(({ dir }) => dir === 'rx').map(({ t }) => t),
    );
  });
}

test('an import with its footer is a transcript that reads back as it was', () => {
  const { events } = importTranscript(fixture('socat-xv.dump'), OPTIONS);
  const lines: string[] = [];
  const writer = createTranscriptWriter((line) => lines.push(line));
  for (const event of events) writer.take(event);
  writer.finish();
  const read = readEvents(`${lines.join('\n')}\n`);
  assert.deepEqual(read.faults, []);
  assert.ok(isTrustworthy(read.faults));
  assert.deepEqual(read.events.slice(0, -1), events);
});

test('the header says where the recording is from, by what it is to be read, and no more than is known', () => {
  const [header] = importTranscript(fixture('iaxmodem_call.jsonl'), { ...OPTIONS, channel: 'B' }).events;
  assert.ok(header?.kind === 'header');
  assert.deepEqual(header.device, {
    address: 'import:bench.dump',
    link: 'import',
    settings: { format: 'ndjson', terminator: '\\r', channel: 'B' },
  });
  assert.equal(header.startedAt, OPTIONS.startedAt);
  assert.deepEqual(header.variables, {});
  assert.deepEqual(header.set, OPTIONS.set);
  assert.deepEqual(header.hashes, { set: 'a1', profile: 'b2', scenarios: '' });
});

test('of a recording of two ends one must be named', () => {
  const bytes = fixture('tcpser_call.jsonl');
  const [fault] = importTranscript(bytes, OPTIONS).faults;
  assert.equal(
    fault?.message,
    'expected one end of the line, the recording has the channels A, B: say which',
  );
  const [unknown] = importTranscript(bytes, { ...OPTIONS, channel: 'C' }).faults;
  assert.equal(unknown?.message, 'expected the channel "C", the recording has A, B');
});

test('hex, text, and both of socat give the same conversation where all bytes are printable', () => {
  const [both, hex, text] = ['socat-xv.dump', 'socat-x.dump', 'socat-v.dump'].map((name) =>
    importTranscript(fixture(name), OPTIONS),
  );
  assert.deepEqual([both?.faults, hex?.faults, text?.faults], [[], [], []]);
  assert.equal(
    join(both?.events ?? [], 'tx'),
    join(text?.events ?? [], 'tx').replace('hello .\\.you', 'hello \0\\\xffyou'),
  );
  assert.ok(join(both?.events ?? [], 'tx').startsWith(join(hex?.events ?? [], 'tx')));
  assert.ok(
    text?.remarks.some((remark) => remark.includes('shows every byte that is not printable as a dot')),
  );
  assert.ok(!both?.remarks.some((remark) => remark.includes('dot')));
});

test('the bytes of a socat dump are those on the wire, with their times in milliseconds', () => {
  const { events } = importTranscript(fixture('socat-xv.dump'), OPTIONS);
  const get = join(events, 'rx');
  const binary = Buffer.from(Array.from({ length: 48 }, (_, byte) => byte)).toString('latin1');
  assert.ok(get.includes(`+HTTPCGET:62,${binary}\r\nOK\r\n> tail\xff\x80\r\nOK\r\n`));
  const sent = events.filter((event) => event.kind === 'tx');
  assert.deepEqual(
    sent.slice(0, 3).map(({ t }) => t),
    [0, 401.812, 803.241],
  );
  const [header] = events;
  assert.equal(
    header?.kind === 'header' && header.startedAt,
    '2026-11-24T01:03:05.265Z'.replace('01:03:05', '00:53:34'),
  );
});

test('what follows a prompt is data, whatever it looks like', () => {
  const { events } = importTranscript(fixture('socat-xv.dump'), OPTIONS);
  const data = show(events).filter((line) => line.startsWith('data '));
  assert.deepEqual(data, ['data hello \0\\\xffyou', 'data http://127.0.0.1:18123/cfg', 'data Range: bytes']);
});

test('a line typed key by key is one command line, and its echo comes behind it', () => {
  const { events, faults } = importTranscript(fixture('socat-typed.dump'), OPTIONS);
  assert.deepEqual(faults, []);
  assert.deepEqual(commandsOf(events), ['ATE1\r\n', 'AT+GMR\r\n', 'AT+HTTPURLCFG?\r\n']);
  assert.deepEqual(show(events).slice(0, 4), [
    'command ATE1\r\n',
    'rx ATE1\r\nOK\r\n',
    'command AT+GMR\r\n',
    'rx AT+GMR\r\n',
  ]);
});

test('a dump whose module is the first address is turned round', () => {
  const turned = decodeLatin1(fixture('socat-xv.dump')).replace(/^[<>](?= \d{4}\/)/gm, (mark) =>
    mark === '<' ? '>' : '<',
  );
  const { events, remarks } = importText(turned);
  assert.deepEqual(show(events), show(importTranscript(fixture('socat-xv.dump'), OPTIONS).events));
  assert.ok(remarks.some((remark) => remark.includes('< was taken for sent')));
});

test('a dump that is cut anywhere loses at most its last transfer', () => {
  const text = decodeLatin1(fixture('socat-xv.dump'));
  const whole = show(importText(text).events);
  for (let length = 400; length < 1200; length += 1) {
    const { events, faults } = importText(text.slice(0, length));
    assert.deepEqual(faults, [], `cut at ${length}`);
    const came = show(events);
    assert.deepEqual(came, whole.slice(0, came.length), `cut at ${length}`);
  }
});

test('socat may speak of itself between transfers, and nothing else may stand there', () => {
  const text = decodeLatin1(fixture('socat-x.dump'));
  const notice = '2026/11/24 00:53:43 socat[4711] N starting data transfer loop with FDs [5,5] and [7,7]\n';
  assert.deepEqual(show(importText(notice + text).events), show(importText(text).events));
  const { faults } = importText(text.replace('\n> ', '\nwhat is this?\n> '));
  assert.deepEqual(
    faults.map(({ line }) => line),
    [7],
  );
  assert.match(
    faults[0]?.message ?? '',
    /^expected the head of a transfer such as .*, got "what is this\?"$/,
  );
});

test('fewer bytes than the head of a transfer declares are a fault on its line', () => {
  const { faults, events } = importText(
    decodeLatin1(fixture('socat-x.dump')).replace(' 41 54 0d 0a\n', ' 41 54 0d\n'),
  );
  assert.deepEqual(events, []);
  assert.deepEqual(faults, [{ line: 1, message: 'expected 4 bytes behind the head, got fewer or more' }]);
});

test('the echo in a picocom log tells what was sent, and counted data is not searched for it', () => {
  const { events, format, remarks } = importTranscript(fixture('picocom.log'), OPTIONS);
  assert.equal(format, 'picocom');
  assert.deepEqual(commandsOf(events), [
    'AT\r\n',
    'AT+GMR\r\n',
    'AT+HTTPURLCFG?\r\n',
    'AT+HTTPCGET="http://127.0.0.1:18123/get"\r\n',
    'AT+HTTPCGET="http://127.0.0.1:18123/bin"\r\n',
    'AT+HTTPCPOST="http://127.0.0.1:18123/post",5\r\n',
    'AT+NOPE\r\n',
    'ATE0\r\n',
  ]);
  assert.equal(join(events, 'rx'), decodeLatin1(fixture('picocom.log')));
  assert.ok(remarks.includes('a prompt asks for data: what was entered behind it is not in the log'));
  const hidden = importText('AT+GET\r\n+GET:11,\r\nAT+RST\r\nx\r\nOK\r\n');
  assert.deepEqual(commandsOf(hidden.events), ['AT+GET\r\n']);
});

test('a line of a log that a module says of itself is no echo', () => {
  const { events } = importText('AT+GMR\r\nAT version:1.0\r\nattached\r\nat+x\bx\r\nOK\r\nati3\r\nOK\r\n');
  assert.deepEqual(commandsOf(events), ['AT+GMR\r\n', 'ati3\r\n']);
  const behindPrompt = importText('AT+SEND=8\r\nOK\r\n>\r\nAT+ABC\r\nSEND OK\r\n');
  assert.deepEqual(commandsOf(behindPrompt.events), ['AT+SEND=8\r\n']);
});

test('an echo of CR alone, and a reply that begins with a line end of its own, tell how lines were ended', () => {
  const { events } = importText('ATE1\r\r\nOK\r\nATI\r\r\n123\r\n\r\nOK\r\n');
  assert.deepEqual(commandsOf(events), ['ATE1\r', 'ATI\r']);
});

test('a log without any echo cannot be imported', () => {
  const { events, faults } = importText('OK\r\nOK\r\n');
  assert.deepEqual(events, []);
  assert.match(faults[0]?.message ?? '', /expected at least one echoed command line/);
});

test('in a minicom log carriage returns are put back, and it is said that other bytes are lost', () => {
  const { events, format, remarks } = importTranscript(fixture('minicom.log'), OPTIONS);
  assert.equal(format, 'minicom');
  assert.deepEqual(show(events).slice(1, 3), ['command AT\r\n', 'rx AT\r\nOK\r\n']);
  assert.ok(join(events, 'rx').includes('+HTTPCGET:23,hello from the origin\r\n\r\nOK\r\n'));
  assert.ok(remarks.some((remark) => remark.startsWith('minicom leaves carriage returns')));
});

test('every kind of time stamp of minicom is read and taken out of the lines', () => {
  const { events, format } = importTranscript(fixture('minicom-stamped.log'), OPTIONS);
  assert.equal(format, 'minicom');
  assert.doesNotMatch(join(events, 'rx'), /\[/);
  const sent = events.filter((event) => event.kind === 'tx');
  assert.deepEqual(
    sent.map(({ t }) => t),
    [0, 1000, 2792, 2792, 3996, 4597, 5198],
  );
  const [header] = events;
  assert.equal(header?.kind === 'header' && header.startedAt, '2026-11-24T00:59:21.000Z');
});

test('lines sent in one write are taken apart, and what is no command line is not called one', () => {
  const line = (t: number, dir: string, text: string) =>
    JSON.stringify({ t, dir, data: Buffer.from(text).toString('base64') });
  const { events } = importText(
    [line(1, 'tx', 'AT\r\nAT+GMR\r\nhello\r\nAT+'), line(2, 'rx', 'OK\r\n')].join('\n'),
  );
  assert.deepEqual(show(events), [
    'command AT\r\n',
    'command AT+GMR\r\n',
    'raw hello\r\n',
    'raw AT+',
    'rx OK\r\n',
  ]);
});

test('keys between which something else than their echo comes stay as they were', () => {
  const line = (dir: string, text: string) =>
    JSON.stringify({ t: 0, dir, data: Buffer.from(text).toString('base64') });
  const sent = [line('tx', '++'), line('tx', '+'), line('rx', '\r\nOK\r\n'), line('tx', 'ATH\r\n')];
  assert.deepEqual(show(importText(sent.join('\n')).events), [
    'raw ++',
    'raw +',
    'rx \r\nOK\r\n',
    'command ATH\r\n',
  ]);
});

test('everything wrong in a recording is told with its line', () => {
  const text = [
    '{"t":1,"dir":"tx","data":"QVQNCg=="}',
    'nothing of the kind',
    '[]',
    '7',
    '{"t":"1","dir":"tx","data":""}',
    '{"t":-1,"dir":"tx","data":""}',
    '{"t":0,"dir":"tx","data":""}',
    '{"t":2,"dir":"up","data":""}',
    '{"t":2,"dir":"rx","data":"QVQNC"}',
    '{"t":2,"dir":"rx"}',
    '{"t":2,"dir":"rx","data":"","ch":1}',
    '{"n":1,"t":0,"kind":"header"}',
    '',
  ].join('\n');
  const { faults, events } = importText(text);
  assert.deepEqual(events, []);
  assert.deepEqual(
    faults.map(({ line, message }) => `${line}: ${message}`),
    [
      '2: expected one JSON object on the line, got "nothing of the kind"',
      '3: field t: expected milliseconds from 0, got nothing',
      '4: expected an object, got "7"',
      '5: field t: expected milliseconds from 0, got "\\"1\\""',
      '6: field t: expected milliseconds from 0, got "-1"',
      '7: field t: expected a time not before 1, got 0',
      '8: field dir: expected "tx" or "rx", got "\\"up\\""',
      '9: field data: expected base64, got "\\"QVQNC\\""',
      '10: field data: expected base64, got nothing',
      '11: field ch: expected a text, got "1"',
      '12: expected a recording, this is a transcript already: it needs no import',
    ],
  );
});

test('a torn last line of a recording is left out and told', () => {
  const { faults, remarks, events } = importText('{"t":1,"dir":"tx","data":"QVQNCg=="}\n{"t":2,"di');
  assert.deepEqual(faults, []);
  assert.match(remarks[0] ?? '', /^line 2 is torn/);
  assert.deepEqual(show(events), ['command AT\r\n']);
});

test('an empty file, one without bytes, and one that is too large are refused', () => {
  assert.equal(importText('').faults[0]?.message, 'expected a recording, the file is empty');
  assert.equal(
    importText('{"t":1,"dir":"tx","data":""}\n').faults[0]?.message,
    'expected bytes in at least one direction, got none',
  );
  const large = importTranscript(new Uint8Array(IMPORT_BYTES_MAX + 1), OPTIONS);
  assert.match(large.faults[0]?.message ?? '', /^expected at most \d+ bytes/);
});

test('a file of another kind has no more faults than anybody reads', () => {
  const { faults } = importText('not a recording\n'.repeat(1000), { format: 'ndjson' });
  assert.equal(faults.length, FAULTS_MAX);
});

test('the format is told by what the file contains, and can be given', () => {
  const names = ['tcpser_basic.jsonl', 'socat-v.dump', 'picocom.log', 'minicom.log', 'minicom-stamped.log'];
  assert.deepEqual(
    names.map((name) => detectFormat(fixture(name))),
    ['ndjson', 'socat', 'picocom', 'minicom', 'minicom'],
  );
  assert.equal(importTranscript(fixture('minicom.log'), { ...OPTIONS, format: 'picocom' }).format, 'picocom');
});

/** Bytes that look like recordings for a while: pieces of real ones, shuffled, cut, and mixed with anything. */
const PIECES = [
  'socat-xv.dump',
  'socat-v.dump',
  'picocom.log',
  'minicom-stamped.log',
  'tcpser_basic.jsonl',
].map((name) => decodeLatin1(fixture(name)));
const piece = fc
  .tuple(fc.constantFrom(...PIECES), fc.nat(3000), fc.nat(400))
  .map(([text, start, length]) => text.slice(start, start + length));
const noise = fc.uint8Array({ maxLength: 60 }).map((bytes) => decodeLatin1(bytes));
const hostile = fc.constantFrom(
  '> 2026/13/99 99:99:99.000000000  length=999999999 from=0 to=1\n',
  '< 2026/11/24 00:53:34.1  length=0 from=0 to=0\n',
  '+A:999999999,',
  '[999999999.999] ',
  '\r\n>\r\n',
  '{"t":1e308,"dir":"rx","data":"QQ=="}\n',
  'AT\r',
  '\\',
);
const recording = fc.array(fc.oneof(piece, noise, hostile), { maxLength: 12 }).map((parts) => parts.join(''));

for (const format of IMPORT_FORMATS)
  test(`whatever a file called ${format} contains, its import ends in events or faults`, () => {
    fc.assert(
      fc.property(recording, (text) => {
        const { events, faults } = importText(text, { format });
        assert.ok(faults.length <= FAULTS_MAX);
        assert.equal(events.length === 0, faults.length > 0);
        const lines = text.split('\n').length;
        for (const { line } of faults) assert.ok(line >= 1 && line <= lines);
        const times = events.map(({ t }) => t);
        assert.ok(times.every((t, index) => Number.isFinite(t) && t >= (times[index - 1] ?? 0)));
        // Bounded memory: no importer makes more bytes than the file has, but for the echo, which counts twice, and CR put back.
        assert.ok(join(events, 'rx').length + join(events, 'tx').length <= 3 * text.length);
      }),
      { numRuns: 150 },
    );
  });

test('any conversation comes back from a recording, from a dump as hex, and from a picocom log', () => {
  const exchange = fc.record({
    line: fc.stringMatching(/^AT\+[A-Z]{1,8}(=[0-9a-z",]{0,20})?$/),
    reply: fc.stringMatching(/^\+[A-Z]{1,6}: [ -~]{0,30}$/),
  });
  fc.assert(
    fc.property(fc.array(exchange, { minLength: 1, maxLength: 8 }), (exchanges) => {
      const traffic = exchanges.flatMap(({ line, reply }) => [
        { dir: 'tx', text: `${line}\r\n` },
        { dir: 'rx', text: `${line}\r\n${reply}\r\n\r\nOK\r\n` },
      ]);
      const expected = traffic.map(({ dir, text }) => `${dir === 'tx' ? 'command' : 'rx'} ${text}`);
      const ndjson = traffic.map(({ dir, text }, t) =>
        JSON.stringify({ t, dir, data: Buffer.from(text).toString('base64') }),
      );
      const dump = traffic.map(({ dir, text }) => {
        const hex = [...encodeText(text)].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('');
        return `${dir === 'tx' ? '>' : '<'} 2026/01/02 03:04:05.000006  length=${text.length} from=0 to=${text.length - 1}\n${hex}\n`;
      });
      const log = traffic.filter(({ dir }) => dir === 'rx').map(({ text }) => text);
      assert.deepEqual(show(importText(ndjson.join('\n')).events), expected);
      assert.deepEqual(show(importText(dump.join('')).events), expected);
      assert.deepEqual(show(importText(log.join('')).events), expected);
    }),
    { numRuns: 100 },
  );
});
