import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { encodeText, unescapeBytes } from '../../base/bytes.ts';
import { seededBytes } from '../../base/random.ts';
import { compileSchema } from '../../document/schema-validator.ts';
import type { Json, RecordedBytes, RunEvent, SentAs, Unnumbered } from '../../record/event.ts';
import { importTranscript } from '../../record/import/import.ts';
import { encodeRecordedBytes } from '../../record/recorded-bytes.ts';
import { loadProject } from '../../run/project.ts';
import { readSchemas } from '../../run/project-files.ts';
import { loadScenarios } from '../../scenario/load-scenarios.ts';
import { replayScenarios } from '../../testing/draft-replay.ts';
import { type EventWriter, planScenario, writeEvents } from '../../testing/events.ts';
import { type Draft, draftScenarios } from './draft.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FIXTURES = new URL('../../record/import/fixtures/', import.meta.url);
const project = await loadProject(ROOT, 'http', 'winnermicro');
assert.ok(project.set !== null && project.profile !== null);
const { set, profile } = project as typeof project & {
  readonly set: NonNullable<typeof project.set>;
  readonly profile: NonNullable<typeof project.profile>;
};
const schema = compileSchema(readSchemas().scenarios);

function draft(events: readonly RunEvent[], proves: string | null = null): Draft {
  return draftScenarios(events, { set, profile, name: 'bench', proves });
}

function load(text: string) {
  return loadScenarios('draft.yaml', text, { set, profile }, schema);
}

/** What is wrong with the draft of `events` besides unnamed requirements, and what its replay does not meet. */
function findProblems(events: readonly RunEvent[]): string[] {
  const problems: string[] = [];
  for (const proves of [null, 'R-GEN-08']) {
    const { text, scenarios } = draft(events, proves);
    const loaded = load(text);
    const other = loaded.diagnostics.filter(
      ({ code }) => proves !== null || code !== 'EXPECTATION_WITHOUT_REQUIREMENT',
    );
    problems.push(...other.map(({ code, message }) => `${code}: ${message}`));
    if (loaded.scenarios.length !== scenarios)
      problems.push(`${loaded.scenarios.length} of ${scenarios} loaded`);
    problems.push(...replayScenarios(loaded.scenarios, events, set, profile));
  }
  return problems;
}

/** The lines of the steps of `text`, without their indent. */
function stepsOf({ text }: Draft): string[] {
  const lines = text.slice(text.indexOf('steps:')).split('\n').slice(1);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function importFixture(name: string, channel: string | null): readonly RunEvent[] {
  const { events, faults } = importTranscript(readFileSync(new URL(name, FIXTURES)), {
    name,
    format: null,
    channel,
    terminator: profile.framing.terminator,
    startedAt: '2026-01-02T03:04:05.000Z',
    tool: { name: 'atconform', version: '0.0.0' },
    set: {},
    profile: {},
    hashes: { set: '', profile: '' },
  });
  assert.deepEqual(faults, []);
  return events;
}

function send(
  writer: EventWriter,
  as: SentAs,
  bytes: RecordedBytes,
  purpose: 'scenario' | 'given' = 'scenario',
) {
  writer.record({ kind: 'tx', purpose, as, bytes });
  writer.advance(5);
}

function answer(writer: EventWriter, text: string, afterMs = 5) {
  writer.advance(afterMs);
  writer.receive(text);
  writer.advance(20);
}

for (const name of readdirSync(FIXTURES).filter((file) => file !== 'README.md'))
  for (const channel of name.includes('_call') ? ['A', 'B'] : [null])
    test(`the draft of ${name}${channel === null ? '' : ` (${channel})`} asks for requirements alone, and a replay meets all of it`, () => {
      const events = importFixture(name, channel);
      const { scenarios, unnamed, empty, text } = draft(events);
      assert.deepEqual([scenarios, unnamed.length, empty], [1, 1, []]);
      assert.ok(load(text).diagnostics.length > 0, 'an expectation without a requirement is told');
      assert.deepEqual(findProblems(events), []);
    });

test('a recording with marks gives a scenario for each, as the bench performed it', () => {
  const writer = recordMarked();
  const drafted = draft(writer.events);
  assert.deepEqual(drafted.unnamed, ['HTTPCGET/sized/recorded', 'HTTPCGET/sized/recorded-2']);
  assert.deepEqual(drafted.empty, ['HTTPCGET/nothing']);
  assert.equal(
    drafted.text,
    `# yaml-language-server: $schema=../../../schemas/scenarios.schema.json

set: http
scenarios:
  - id: HTTPURLCFG/kept/recorded
    title: Title of HTTPURLCFG/kept, as recorded
    proves: R-HTTPURLCFG-01
    steps:
      - given:
          - set: { entered: "\${origin}/kept" }
          - send: AT+HTTPURLCFG=\${entered.length}
          - prompt: present
          - payload: \${entered}
          - expect: SET OK
          - clean: [ configured_url ]
      - send: AT+HTTPURLCFG?
      - body: { bytes: 27 }
      - expect: OK

  # Name what this proves: \`proves: R-...\` below the title where it is one requirement,
  # otherwise \`proves: R-...\` beside each expectation. What proves nothing belongs under \`given\`.
  # Perhaps: R-HTTPCGET-01, R-HTTPCGET-10
  - id: HTTPCGET/sized/recorded
    title: Title of HTTPCGET/sized, as recorded
    steps:
      - origin: { status: 404, headers: { X-A: [ "1", "2" ] }, body: hello, framing: chunked, chunk_bytes: 2, delay: 10 ms, trickle: { bytes: 1, every: 5 ms } }
      - send: AT+HTTPGETSIZE="\${origin}/a"
      - expect: { information: +HTTPGETSIZE, fields: { size: { min: 0 } }, which: next, capture: { size: size } }
      - expect: OK
      - send: AT+HTTPCGET="\${origin}/a"
      - urc: WIFI CONNECTED
      - wait: 20 ms
      - send: AT
      - expect: busy
      - body: { bytes: "\${size}" }
      - expect: OK
      - send: AT+HTTPCPOST="\${origin}/p",2000
      - prompt: present
      - payload: { random: "4711", bytes: 2000 }
      # also came, and is not expected here: "OK"
      - expect: SEND OK

  # Name what this proves: \`proves: R-...\` below the title where it is one requirement,
  # otherwise \`proves: R-...\` beside each expectation. What proves nothing belongs under \`given\`.
  # Perhaps: R-HTTPCGET-01, R-HTTPCGET-10
  - id: HTTPCGET/sized/recorded-2
    title: Title of HTTPCGET/sized, as recorded
    steps:
      - send: { line: AT, terminator: "\\r" }
      - silence: 500 ms
      - raw: { hex: fffe }
      - silence: 1000 ms
`,
  );
  assert.deepEqual(findProblems(writer.events), []);
});

/** Two scenarios, one of them twice, and one behind whose mark nothing came; with all that the bench does around them. */
function recordMarked(): EventWriter {
  const origin = 'http://127.0.0.1:18080';
  const writer = writeEvents({
    variables: { origin, origin_https: '', origin_host: '', closed: 'http://127.0.0.1:9', seed: '7f3a' },
    plan: [
      planScenario('HTTPURLCFG/kept', { requirements: ['R-HTTPURLCFG-01'] }),
      planScenario('HTTPCGET/sized', { requirements: ['R-HTTPCGET-01', 'R-HTTPCGET-10'] }),
      planScenario('HTTPCGET/nothing'),
    ],
  });
  const housekeep = (line: string, purpose: 'setup' | 'probe' | 'clean', reply = 'OK\r\n') => {
    writer.send(line, purpose);
    answer(writer, reply);
  };
  housekeep('AT', 'setup');
  writer.start('HTTPURLCFG/kept');
  send(writer, 'command', { text: 'AT+HTTPURLCFG=27\\r\\n' }, 'given');
  answer(writer, 'OK\r\n>\r\n');
  send(writer, 'data', { text: `${origin}/kept` }, 'given');
  answer(writer, 'SET OK\r\n');
  housekeep('AT+HTTPURLCFG=0', 'clean');
  housekeep('AT+HTTPURLCFG?', 'clean');
  send(writer, 'command', { text: 'AT+HTTPURLCFG?\\r\\n' });
  answer(writer, `+HTTPURLCFG:27,${origin}/kept\r\nOK\r\n`);
  housekeep('AT', 'probe');
  housekeep('AT+HTTPURLCFG=0', 'clean');
  writer.start('HTTPCGET/sized');
  writer.record(originScript());
  send(writer, 'command', { text: `AT+HTTPGETSIZE="${origin}/a"\\r\\n` });
  answer(writer, '+HTTPGETSIZE:12\r\nOK\r\n');
  send(writer, 'command', { text: `AT+HTTPCGET="${origin}/a"\\r\\n` });
  answer(writer, 'WIFI CONNECTED\r\n');
  answer(writer, '+HTTPCGET:5,hello\r\n', 0);
  send(writer, 'command', { text: 'AT\\r\\n' });
  answer(writer, 'busy p...\r\n+HTTPCGET:7, world!\r\nOK\r\n');
  send(writer, 'command', { text: `AT+HTTPCPOST="${origin}/p",2000\\r\\n` });
  answer(writer, 'OK\r\n>\r\n');
  send(writer, 'data', encodeRecordedBytes(seededBytes('4711', 2000), '4711'));
  answer(writer, 'SEND OK\r\nOK\r\n');
  housekeep('AT', 'probe');
  writer.start('HTTPCGET/nothing');
  writer.start('HTTPCGET/sized');
  send(writer, 'command', { text: 'AT\\r' });
  writer.advance(495);
  send(writer, 'raw', encodeRecordedBytes(Uint8Array.of(255, 254)));
  writer.advance(3000);
  writer.record({ kind: 'note', scenario: 'HTTPCGET/sized', text: 'the end' });
  return writer;
}

function originScript(): Unnumbered {
  const script: Json = {
    method: null,
    path: null,
    status: 404,
    reason: null,
    headers: [
      ['X-A', '1'],
      ['X-A', '2'],
    ],
    body: { kind: 'bytes', bytes: { base64: Buffer.from('hello').toString('base64') } },
    framing: 'chunked',
    chunkBytes: 2,
    claimedBytes: null,
    delayMs: 10,
    trickle: { bytes: 1, everyMs: 5 },
    stall: 'none',
    end: 'normal',
    atBytes: null,
    times: 1,
  };
  return { kind: 'origin', what: 'script', connection: 0, tls: false, summary: '404', script };
}

test('one byte that is altered, on either side, is seen by the replay of the draft', () => {
  const events = importFixture('socat-xv.dump', null);
  const { scenarios } = load(draft(events, 'R-GEN-08').text);
  const altered = (from: string, to: string) =>
    events.map((event) =>
      (event.kind === 'tx' || event.kind === 'rx') && 'text' in event.bytes
        ? { ...event, bytes: { text: event.bytes.text.replace(from, to) } }
        : event,
    );
  for (const [from, to] of [
    ['AT+NOPE', 'AT+NOPF'],
    ['CMD FORMAT ERR', 'CMD FORMAT ERX'],
    ['Build:', 'build:'],
    ['+HTTPCGET:23,h', '+HTTPCGET:22,'],
    ['Range: bytes', 'Range: bytez'],
  ] as const)
    assert.notDeepEqual(replayScenarios(scenarios, altered(from, to), set, profile), [], from);
});

test('text that a scenario cannot write stands as hex or as an expression', () => {
  const writer = writeEvents();
  send(writer, 'command', encodeRecordedBytes(encodeText('AT+X="${a}"\r\n')));
  answer(writer, '+X: ${b}+\r\nOK\r\n');
  send(writer, 'command', encodeRecordedBytes(unescapeBytes('AT+\\xff\\r\\n')));
  answer(writer, 'ERROR\r\n');
  const steps = stepsOf(draft(writer.events));
  assert.deepEqual(steps, [
    '- raw: { hex: 41542b583d22247b617d220d0a }',
    String.raw`- expect: { lines: { matches: '\+X: \$\{b\}\+' } }`,
    '- expect: OK',
    '- raw: { hex: 41542bff0d0a }',
    '- expect: ERROR',
  ]);
  assert.deepEqual(findProblems(writer.events), []);
});

test('a payload with more bytes than declared has a surplus, and one in pieces is put together', () => {
  const writer = writeEvents();
  send(writer, 'command', { text: 'AT+HTTPCHEAD=5\\r\\n' });
  answer(writer, 'OK\r\n>\r\n');
  send(writer, 'data', { text: 'a: ' });
  send(writer, 'data', { text: 'bc$x' });
  answer(writer, 'OK\r\n');
  assert.ok(
    stepsOf(draft(writer.events)).includes(String.raw`- payload: { text: "a: bc", surplus: '\x24x' }`),
  );
  assert.deepEqual(findProblems(writer.events), []);
});

test('what comes behind the final must have come before the next line is sent', () => {
  const writer = writeEvents();
  send(writer, 'command', { text: 'AT\\r\\n' });
  answer(writer, 'OK\r\n');
  answer(writer, 'OK\r\n', 300);
  send(writer, 'command', { text: 'AT+NOPE\\r\\n' });
  answer(writer, 'ERROR\r\n', 6000);
  assert.deepEqual(stepsOf(draft(writer.events)), [
    '- send: AT',
    '- expect: OK',
    '# also came, and is not expected here: "OK"',
    '- wait: 320 ms',
    '- send: AT+NOPE',
    '- { expect: ERROR, within: 13 s }',
  ]);
  assert.deepEqual(findProblems(writer.events), []);
});

test('the OK of a prompting command that prompts for nothing is its final', () => {
  const writer = writeEvents();
  send(writer, 'command', { text: 'AT+HTTPCHEAD=0\\r\\n' });
  answer(writer, 'OK\r\n', 0);
  send(writer, 'command', { text: 'AT\\r\\n' });
  answer(writer, 'OK\r\n');
  assert.deepEqual(stepsOf(draft(writer.events)), [
    '- send: AT+HTTPCHEAD=0',
    '- expect: OK',
    '- send: AT',
    '- expect: OK',
  ]);
  assert.deepEqual(findProblems(writer.events), []);
});

test('what is sent last and answered by nothing readable only keeps the recording whole', () => {
  const writer = writeEvents();
  send(writer, 'command', { text: 'AT\\r\\n' });
  answer(writer, 'OK\r\n');
  send(writer, 'raw', { text: '+++' });
  answer(writer, 'no line end');
  assert.deepEqual(stepsOf(draft(writer.events)), ['- send: AT', '- expect: OK', '- given:', '- raw: +++']);
  assert.deepEqual(findProblems(writer.events), []);
});

test('a transcript in which nothing came that could be expected gives no scenario', () => {
  const writer = writeEvents();
  writer.receive('garbage without an end');
  const { scenarios, empty, text } = draft(writer.events);
  assert.deepEqual([scenarios, empty], [0, ['bench']]);
  assert.deepEqual(load(text).scenarios, []);
});

test('a lost link and a reset in the middle end nothing but the exchange', () => {
  const writer = writeEvents();
  send(writer, 'command', { text: 'AT\\r\\n' });
  writer.record({ kind: 'control', what: 'link-lost', detail: 'unplugged' });
  writer.record({ kind: 'control', what: 'reset', detail: 'AT+RST' });
  send(writer, 'command', { text: 'AT\\r\\n' });
  answer(writer, 'OK\r\nready\r\n');
  assert.deepEqual(stepsOf(draft(writer.events)), [
    '- send: AT',
    '- send: AT',
    '- expect: OK',
    '- urc: ready',
  ]);
});

const line = fc.constantFrom(
  'AT',
  'AT+GMR',
  'AT+NOPE=${x}',
  'AT+HTTPCGET="http://127.0.0.1:18080/get"',
  'AT+HTTPGETSIZE="http://127.0.0.1:18080/get"',
  'AT+HTTPCPOST="http://127.0.0.1:18080/post",6',
  'AT+HTTPURLCFG?',
  'AT+HTTPCHEAD?',
);
const reply = fc.oneof(
  fc.constantFrom(
    'OK\r\n',
    '\r\nERROR\r\n',
    'OK\r\n>\r\n',
    '+HTTPCGET:5,hello\r\n\r\nOK\r\n',
    '+HTTPGETSIZE:123\r\nOK\r\n',
    '+HTTPGETSIZE:x\r\nOK\r\n',
    '+HTTPCHEAD:0,"Range: a,b"\r\n+HTTPCHEAD:1,"B: ${c}"\r\nOK\r\n',
    'WIFI CONNECTED\r\n',
    'busy p...\r\n',
    'SEND OK\r\n',
    '+HTTPCGET:500,cut',
  ),
  fc.string({ maxLength: 20 }).map((text) => `${text}\r\n`),
);
const exchange = fc.record({
  bytes: fc.oneof(
    line.map((text) => encodeText(`${text}\r\n`)),
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
  ),
  as: fc.constantFrom<SentAs>('command', 'data', 'raw'),
  replies: fc.array(fc.record({ text: reply, afterMs: fc.nat(300) }), { maxLength: 3 }),
});

test('whatever was recorded, its draft loads', () => {
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 6 }), (exchanges) => {
      const writer = writeEvents();
      for (const { bytes, as, replies } of exchanges) {
        send(writer, as, encodeRecordedBytes(bytes));
        for (const { text, afterMs } of replies) answer(writer, text, afterMs);
      }
      const loaded = load(draft(writer.events, 'R-GEN-08').text);
      assert.deepEqual(
        loaded.diagnostics.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
    }),
    { numRuns: 200 },
  );
});
