import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../record/event.ts';
import { writeEvents } from '../testing/events.ts';
import { listSentCommands } from './sent-command.ts';

function list(events: readonly RunEvent[]) {
  return listSentCommands(
    events.filter((event) => event.kind === 'tx'),
    events.filter((event) => event.kind === 'exchange'),
  ).map(({ line, outcome, durationMs }) => [line.name, line.form, outcome, durationMs]);
}

test('a command line counts with its form and with how its final answered', () => {
  const writer = writeEvents();
  writer.exchange('A/b', 'AT+HTTPCGET="u"', 'OK\r\n', { durationMs: 12 });
  writer.exchange('A/b', 'AT+HTTPCGET="u",-1', 'ERROR\r\n', { durationMs: 3 });
  writer.exchange('A/b', 'AT+HTTPCHEAD?', '', { final: null, accepted: null, durationMs: null });
  assert.deepEqual(list(writer.events), [
    ['HTTPCGET', 'set', 'accepted', 12],
    ['HTTPCGET', 'set', 'refused', 3],
    ['HTTPCHEAD', 'query', 'unknown', null],
  ]);
});

test('a line that was prompted for is accepted, whatever becomes of its data', () => {
  const writer = writeEvents();
  writer.exchange('A/b', 'AT+HTTPCPOST="u",4', 'SEND FAIL\r\n', { accepted: false, prompted: true });
  assert.deepEqual(list(writer.events), [['HTTPCPOST', 'set', 'accepted', 1]]);
});

test('only lines of scenarios count, not preconditions, cleaning, probes, setup or recovery', () => {
  const writer = writeEvents();
  for (const purpose of ['setup', 'probe', 'clean', 'given', 'recovery'] as const)
    writer.exchange('A/b', 'AT+HTTPCHEAD=0', 'OK\r\n', { purpose });
  assert.deepEqual(list(writer.events), []);
});

test('payloads, raw bytes and lines that are no commands do not count, even where they look like one', () => {
  const writer = writeEvents();
  writer.record({
    kind: 'tx',
    purpose: 'scenario',
    as: 'data',
    bytes: { text: 'AT+HTTPCGET=\\"u\\"\\r\\n' },
  });
  writer.record({ kind: 'tx', purpose: 'scenario', as: 'raw', bytes: { text: 'AT+HTTPCGET?\\r\\n' } });
  writer.send('BT+HTTPCGET?');
  assert.deepEqual(list(writer.events), []);
});

test('the same line twice has two answers, in order, and a cleaning exchange answers for neither', () => {
  const writer = writeEvents();
  writer.exchange('A/b', 'AT+X?', 'OK\r\n', { purpose: 'clean' });
  writer.exchange('A/b', 'AT+X?', 'ERROR\r\n');
  writer.exchange('A/b', 'AT+X?', 'OK\r\n');
  assert.deepEqual(
    list(writer.events).map(([, , outcome]) => outcome),
    ['refused', 'accepted'],
  );
});

test('a line sent while another one runs is answered for by no exchange of that other one', () => {
  const writer = writeEvents();
  const first = writer.send('AT+X=1');
  writer.send('AT+Y=2');
  const last = writer.receive('busy p...\r\nOK\r\n');
  writer.record({
    kind: 'exchange',
    scenario: 'A/b',
    purpose: 'scenario',
    line: 'AT+X=1',
    final: 'OK',
    accepted: true,
    prompted: false,
    answer: [],
    phases: ['replying', 'settled'],
    oddities: ['command-while-busy'],
    durationMs: 1,
    events: [first, last],
  });
  assert.deepEqual(list(writer.events), [
    ['X', 'set', 'accepted', 1],
    ['Y', 'set', 'unknown', null],
  ]);
});
