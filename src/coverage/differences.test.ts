import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventWriter, writeEvents } from '../testing/events.ts';
import { compareAnswers } from './differences.ts';

function makeRun(origin: string, tell: (writer: EventWriter) => void) {
  const writer = writeEvents({ variables: { origin, seed: '7f3a' } });
  tell(writer);
  writer.finish();
  return writer.events;
}

function makeScenario(origin: string, ...exchanges: (readonly [line: string, answer: string])[]) {
  return makeRun(origin, (writer) => {
    writer.start('A/b');
    for (const [line, answer] of exchanges) writer.exchange('A/b', line, answer);
    writer.end('A/b');
  });
}

const ONE = 'http://127.0.0.1:18080';
const OTHER = 'http://10.0.0.1:80';

test('the same answers are no difference, wherever the origin is', () => {
  const compared = compareAnswers(
    makeScenario(ONE, ['AT+A?', `${ONE}/x\r\nOK\r\n`]),
    makeScenario(OTHER, ['AT+A?', `${OTHER}/x\r\nOK\r\n`]),
  );
  assert.deepEqual(compared, { scenarios: 1, exchanges: 1, differences: [] });
});

test('a difference is told with both answers, the line, and both verdicts', () => {
  const { differences } = compareAnswers(
    makeScenario(ONE, ['AT+A=1', 'OK\r\n'], [`AT+B="${ONE}"`, '+B:5\r\nOK\r\n']),
    makeScenario(OTHER, ['AT+A=1', 'OK\r\n'], [`AT+B="${OTHER}"`, '+B:6\r\nOK\r\n']),
  );
  assert.deepEqual(differences, [
    {
      scenario: 'A/b',
      line: 'AT+B="${origin}"',
      device: ['+B:5', 'OK'],
      against: ['+B:6', 'OK'],
      verdicts: ['pass', 'pass'],
      kind: '[["+B:N"],["+B:N"]]',
    },
  ]);
});

test('differences that only their figures tell apart are of one kind', () => {
  const answers = (size: number) =>
    makeScenario(ONE, ['AT+A', `+A: ${size} bytes, sha256 ${size}\r\nOK\r\n`]);
  const kindOf = (left: number, right: number) =>
    compareAnswers(answers(left), answers(right)).differences[0]?.kind;
  assert.equal(kindOf(1, 2), kindOf(30, 40));
  assert.equal(kindOf(1, 2), '[["+A: data"],["+A: data"]]');
});

test('a line that one of them never got is a difference', () => {
  const { differences, exchanges } = compareAnswers(
    makeScenario(ONE, ['AT+A', 'OK\r\n'], ['AT+B', 'OK\r\n']),
    makeScenario(ONE, ['AT+A', 'OK\r\n']),
  );
  assert.equal(exchanges, 2);
  assert.deepEqual(differences[0]?.against, null);
  assert.deepEqual(differences[0]?.kind, '["not sent","not sent"]'.replace('"not sent",', '["OK"],'));
});

test('probing and cleaning are not compared, nor scenarios that only one of them ran', () => {
  const mine = makeRun(ONE, (writer) => {
    writer.start('A/b');
    writer.exchange('A/b', 'AT', 'OK\r\n', { purpose: 'probe' });
    writer.exchange('A/b', 'AT+A', 'OK\r\n', { purpose: 'given' });
    writer.end('A/b');
    writer.start('A/c');
    writer.exchange('A/c', 'AT+C', 'OK\r\n');
    writer.end('A/c');
  });
  const { scenarios, exchanges } = compareAnswers(mine, makeScenario(ONE, ['AT+A', 'OK\r\n']));
  assert.deepEqual([scenarios, exchanges], [1, 1]);
});

/** The module prints a body that repeats the origin's address, so long that its answer is told by a hash. */
const makeEcho = (origin: string, tail: string) =>
  makeRun(origin, (writer) => {
    writer.start('A/b');
    const body = `Host: ${origin.replace('http://', '')} ${origin}/x ${tail}`;
    const told = `+A: ${body.length} bytes, sha256 ${Buffer.from(body).toString('hex').slice(-16)}`;
    writer.exchange('A/b', 'AT+A', `${body}\r\nOK\r\n`, { answer: [told, 'OK'] });
    writer.end('A/b');
  });

test('long data that differs in the address of the origin alone is no difference', () => {
  const [one, other] = ['http://127.0.0.1:18080', 'http://127.0.0.1:18099'];
  assert.deepEqual(compareAnswers(makeEcho(one, 'end0'), makeEcho(other, 'end0')).differences, []);
  assert.equal(compareAnswers(makeEcho(one, 'aaaaaaaa'), makeEcho(other, 'bbbbbbbb')).differences.length, 1);
});

test('scenarios that are left out are not compared', () => {
  const [mine, other] = ['OK\r\n', 'ERROR\r\n'].map((answer) => makeScenario(ONE, ['AT+A', answer]));
  assert.ok(mine !== undefined && other !== undefined);
  const { scenarios, differences } = compareAnswers(mine, other, new Set(['A/b']));
  assert.deepEqual([scenarios, differences], [0, []]);
});
