import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRig, makeStep, type SessionRig } from '../testing/session-rig.ts';
import type { Observation, View } from './observation.ts';
import { type Expectation, observe } from './observe.ts';

function look(
  rig: SessionRig,
  step: Expectation,
  given: Partial<View> = {},
  content: Uint8Array | null = null,
): Observation {
  return observe(step, rig.view(given), rig.session.classify, content);
}

/** `met …` or `broken …` with what came; `wait`. */
function say(observation: Observation): string {
  return observation.kind === 'wait'
    ? 'wait'
    : `${observation.isMet ? 'met' : 'broken'} ${observation.received}`;
}

function sent(line: string, answer = ''): SessionRig {
  const rig = createRig();
  rig.send(line);
  rig.receive(answer);
  return rig;
}

const final = (...choices: string[]) =>
  makeStep('final', {
    choices: choices.map((text) =>
      ['success', 'error', 'any', 'busy'].includes(text)
        ? ({ kind: 'class', class: text as 'any' } as const)
        : ({ kind: 'exact', text } as const),
    ),
  });

test('a final is waited for, compared, and proved by its bytes', () => {
  assert.equal(say(look(sent('AT'), final('OK'))), 'wait');
  const observation = look(sent('AT', 'OK\r\n'), final('OK'));
  assert.equal(say(observation), 'met OK');
  assert.deepEqual(observation.kind === 'found' && observation.evidence, [2]);
  assert.equal(say(look(sent('AT', 'ERROR\r\n'), final('OK', 'SEND OK'))), 'broken ERROR');
});

test("classes of finals are the profile's", () => {
  assert.equal(say(look(sent('AT', 'ERROR\r\n'), final('error'))), 'met ERROR');
  assert.equal(say(look(sent('AT', 'OK\r\n'), final('error'))), 'broken OK');
  assert.equal(say(look(sent('AT', 'OK\r\n'), final('success'))), 'met OK');
  assert.equal(say(look(sent('AT', 'SEND FAIL\r\n'), final('any'))), 'met SEND FAIL');
});

test('a busy refusal is found while the command still runs', () => {
  const rig = sent('AT+GET=1');
  rig.send('AT');
  assert.equal(say(look(rig, final('busy'))), 'wait');
  rig.receive('busy p...\r\n');
  assert.equal(say(look(rig, final('busy'))), 'met busy p...');
});

test('a final that has been claimed is not claimed again', () => {
  const rig = sent('AT', 'OK\r\n');
  const observation = look(rig, final('OK'));
  assert.ok(observation.kind === 'found');
  for (const item of observation.taken) item.isTaken = true;
  assert.equal(say(look(rig, final('OK'))), 'wait');
  assert.equal(say(look(rig, final('OK'), { isExpired: true })), 'broken no further final after OK');
});

test('a prompt where a final was expected is told at once', () => {
  assert.match(say(look(sent('AT+POST=3', 'OK\r\n>'), final('error'))), /^broken OK and the prompt/);
});

test('silence until the limit says what came so far', () => {
  const rig = sent('AT+GET=1', '+GET:1,a\r\nhal');
  rig.advance(1000);
  assert.equal(
    say(look(rig, final('OK'), { isExpired: true, startedMs: 0 })),
    'broken +GET:<1> within 1000 ms, last bytes "+GET:1,a\\r\\nhal" (13 bytes)',
  );
});

test('without any send an expectation of a reply cannot be met', () => {
  const rig = createRig();
  const steps: Expectation[] = [
    final('OK'),
    makeStep('prompt', { present: true }),
    makeStep('information', { prefix: '+GET', fields: {}, capture: {}, which: 'next', count: null }),
    makeStep('lines', { mode: 'next', patterns: [], count: null, capture: {} }),
    makeStep('body', {
      bytes: 1,
      content: null,
      sha256: null,
      asServed: false,
      blockBytesMax: null,
      blocks: null,
    }),
    makeStep('elapsed', { from: 'send', minMs: 1, maxMs: null }),
  ];
  for (const step of steps) assert.equal(say(look(rig, step)), 'broken nothing was sent before', step.kind);
});

test('the prompt is met once its form is whole, and only with OK before it', () => {
  const rig = sent('AT+POST=3', 'OK\r\n>');
  const prompt = makeStep('prompt', { present: true });
  assert.equal(say(look(rig, prompt)), 'wait');
  rig.advance(10);
  assert.equal(say(look(rig, prompt)), 'met OK and the prompt');
  assert.equal(say(look(rig, makeStep('prompt', { present: false }))), 'broken OK and the prompt');
  assert.equal(say(look(sent('AT+POST=3', '>\r\n'), prompt)), 'broken a prompt without OK before it');
});

test('a final instead of a prompt breaks the prompt and meets its absence', () => {
  const rig = sent('AT+POST=3', 'ERROR\r\n');
  assert.equal(say(look(rig, makeStep('prompt', { present: true }))), 'broken ERROR and no prompt');
  assert.equal(say(look(rig, makeStep('prompt', { present: false }))), 'met ERROR and no prompt');
  assert.equal(say(look(sent('AT+POST=3'), makeStep('prompt', { present: true }))), 'wait');
  assert.equal(
    say(look(sent('AT+POST=3'), makeStep('prompt', { present: false }), { isExpired: true })),
    'broken nothing within 0 ms',
  );
});

test('information is matched by its fields and captured', () => {
  const step = makeStep('information', {
    prefix: '+SIZE',
    fields: { size: { kind: 'number', min: 10, max: 20 } },
    capture: { n: 'size' },
    which: 'next',
    count: null,
  });
  const observation = look(sent('AT+SIZE?', '+SIZE:12\r\n'), step);
  assert.equal(say(observation), 'met +SIZE:12');
  assert.deepEqual(observation.kind === 'found' && observation.captures, { n: '12' });
  assert.equal(say(look(sent('AT+SIZE?', '+SIZE:9\r\n'), step)), 'broken +SIZE:9');
  assert.equal(say(look(sent('AT+SIZE?'), step)), 'wait');
  assert.equal(say(look(sent('AT+SIZE?', 'OK\r\n'), step)), 'broken no +SIZE: OK');
});

test('information is counted when the final has come', () => {
  const count = (min: number, max: number | null) =>
    makeStep('information', { prefix: '+LIST', fields: {}, capture: {}, which: 'all', count: { min, max } });
  const rig = sent('AT+LIST?', '+LIST:0,"a"\r\n+LIST:1,"b"\r\n');
  assert.equal(say(look(rig, count(2, 2))), 'wait');
  rig.receive('OK\r\n');
  assert.equal(say(look(rig, count(2, 2))), 'met +LIST:0,"a" · +LIST:1,"b"');
  assert.equal(say(look(rig, count(1, 1))), 'broken 2 × +LIST (2 × +LIST, OK)');
  assert.equal(say(look(rig, count(3, null))), 'broken 2 × +LIST (2 × +LIST, OK)');
  assert.equal(say(look(sent('AT+LIST?', 'OK\r\n'), count(0, 0))), 'met no +LIST');
});

test('any response may match, or all must', () => {
  const step = (which: 'any' | 'all' | 'next') =>
    makeStep('information', {
      prefix: '+LIST',
      fields: { text: { kind: 'exact', value: 'b' } },
      capture: {},
      which,
      count: null,
    });
  const rig = sent('AT+LIST?', '+LIST:0,"a"\r\n+LIST:1,"b"\r\nOK\r\n');
  assert.equal(say(look(rig, step('any'))), 'met +LIST:1,"b"');
  assert.equal(say(look(rig, step('next'))), 'broken +LIST:0,"a"');
  assert.match(say(look(rig, step('all'))), /^broken/);
});

const lines = (
  mode: 'next' | 'in-order' | 'any-order' | 'not' | 'count',
  texts: string[],
  count: { min: number; max: number | null } | null = null,
) =>
  makeStep('lines', {
    mode,
    patterns: texts.map((pattern) => ({ kind: 'matches', pattern })),
    count,
    capture: { all: 'all' },
  });

test('lines come next, in order, in any order, so many, or not at all', () => {
  const rig = sent('AT+GMR', 'one\r\ntwo\r\nthree\r\nOK\r\n');
  assert.match(say(look(rig, lines('next', ['(?<all>one)', 'two']))), /^met/);
  assert.match(say(look(rig, lines('next', ['two']))), /^broken/);
  assert.match(say(look(rig, lines('in-order', ['one', 'three']))), /^met/);
  assert.match(say(look(rig, lines('in-order', ['three', 'one']))), /^broken/);
  assert.match(say(look(rig, lines('any-order', ['three', 'one']))), /^met/);
  assert.match(say(look(rig, lines('count', ['t.*'], { min: 2, max: 2 }))), /^met/);
  assert.match(say(look(rig, lines('count', ['t.*'], { min: 3, max: null }))), /^broken/);
  assert.match(say(look(rig, lines('not', ['four']))), /^met/);
  assert.match(say(look(rig, lines('not', ['two']))), /^broken/);
});

test('lines are waited for while more may come', () => {
  const rig = sent('AT+GMR', 'one\r\n');
  assert.equal(say(look(rig, lines('in-order', ['one', 'two']))), 'wait');
  assert.equal(say(look(rig, lines('not', ['two']))), 'wait');
  assert.equal(say(look(rig, lines('count', ['one'], { min: 1, max: 1 }))), 'wait');
  const observation = look(rig, lines('next', ['(?<all>o.*)']));
  assert.deepEqual(observation.kind === 'found' && observation.captures, { all: 'one' });
});

test('an unsolicited code is found in the exchange or outside it', () => {
  const step = makeStep('urc', { pattern: { kind: 'exact', value: 'WIFI GOT IP' } });
  const rig = createRig();
  assert.equal(say(look(rig, step)), 'wait');
  assert.match(say(look(rig, step, { isExpired: true })), /^broken/);
  rig.receive('WIFI GOT IP\r\n');
  assert.equal(say(look(rig, step)), 'met WIFI GOT IP');
});

test('silence is met when its time has passed without a byte', () => {
  const step = makeStep('silence', { forMs: 300 });
  const rig = sent('AT');
  assert.equal(say(look(rig, step)), 'wait');
  rig.advance(300);
  assert.equal(say(look(rig, step, { startedMs: 0, isExpired: true })), 'met nothing for 300 ms');
  rig.receive('x');
  assert.equal(say(look(rig, step, { startedMs: 0, isExpired: true })), 'broken "x" (1 byte) after 300 ms');
});

test("the elapsed time is measured from the command or the payload, and widened by the clock's tolerance", () => {
  const rig = createRig();
  rig.send('AT+POST=2');
  rig.receive('OK\r\n>\r\n');
  rig.nowMs = 400;
  rig.enter('ab');
  const step = (from: 'send' | 'payload', minMs: number | null, maxMs: number | null) =>
    makeStep('elapsed', { from, minMs, maxMs });
  assert.equal(say(look(rig, step('send', 1, null))), 'wait');
  rig.nowMs = 1000;
  rig.receive('SEND OK\r\n');
  assert.equal(say(look(rig, step('send', 1000, 1000))), 'met SEND OK after 1000 ms');
  assert.equal(say(look(rig, step('payload', 600, 600))), 'met SEND OK after 600 ms');
  assert.equal(say(look(rig, step('payload', null, 500))), 'broken SEND OK after 600 ms');
  assert.equal(say(look(rig, step('payload', 700, null))), 'broken SEND OK after 600 ms');
  assert.equal(say(look(rig, step('payload', 700, 800), { toleranceMs: 150 })), 'met SEND OK after 600 ms');
  const unanswered = sent('AT');
  assert.match(say(look(unanswered, step('send', 1, null), { isExpired: true })), /^broken nothing/);
  const unpaid = sent('AT', 'OK\r\n');
  assert.equal(say(look(unpaid, step('payload', 1, null))), 'broken the payload was never complete');
});

test('a lost link ends every wait with its reason', () => {
  const rig = sent('AT');
  rig.session.linkLost('the port went away');
  assert.equal(say(look(rig, final('OK'))), 'broken nothing; the port went away');
});
