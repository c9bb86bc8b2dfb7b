import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRig, type SessionRig } from '../testing/session-rig.ts';
import { listOddities } from './oddity.ts';

/** Phases and oddities of the exchange that is closed now. */
function endOf(rig: SessionRig): { phases: string; oddities: readonly string[] } {
  const exchange = rig.session.close()?.exchange;
  assert.ok(exchange !== undefined);
  return { phases: exchange.phases.join(' '), oddities: listOddities(exchange, rig.session.classify) };
}

function openData(line = 'AT+POST=5'): SessionRig {
  const rig = createRig();
  rig.send(line);
  rig.receive('\r\nOK\r\n\r\n>');
  rig.advance(10);
  return rig;
}

test('an exchange knows its way through the phases, and nothing is odd about a usual one', () => {
  const rig = openData();
  rig.enter('hello');
  rig.receive('\r\nSEND OK\r\n');
  assert.deepEqual(endOf(rig), { phases: 'replying interim data completing settled', oddities: [] });
  rig.send('AT');
  rig.receive('\r\nOK\r\n');
  assert.deepEqual(endOf(rig), { phases: 'replying settled', oddities: [] });
});

test('a payload that ends early is short, whether the module gives up or the bench completes it', () => {
  const given = openData();
  given.enter('hel');
  given.receive('\r\nSEND FAIL\r\n');
  assert.deepEqual(endOf(given), { phases: 'replying interim data settled', oddities: ['short-payload'] });
  const completed = openData();
  completed.session.payload(
    { bytes: Buffer.from('.....'), text: '', atMs: completed.nowMs, event: 99 },
    false,
    'recovery',
  );
  completed.receive('\r\nSEND OK\r\n');
  assert.deepEqual(endOf(completed).oddities, ['short-payload']);
});

test('surplus, and a payload with a line that reads like a result, are told', () => {
  const surplus = openData();
  surplus.enter('helloEXTRA', true);
  surplus.receive('\r\nSEND OK\r\n');
  assert.deepEqual(endOf(surplus).oddities, ['surplus']);
  const looking = openData('AT+POST=8');
  looking.enter('a\r\nOK\r\nb');
  looking.receive('\r\nSEND OK\r\n');
  assert.deepEqual(endOf(looking).oddities, ['final-in-payload']);
});

test('a command in the data phase is another thing than one while the answer is due', () => {
  const inside = openData();
  inside.send('AT');
  assert.deepEqual(endOf(inside).oddities, ['short-payload', 'command-in-data', 'no-final']);
  const busy = createRig();
  busy.send('AT+GET');
  busy.send('AT');
  busy.receive('\r\nOK\r\n');
  assert.deepEqual(endOf(busy).oddities, ['command-while-busy']);
});

test('a restart, a lost link, and a code before the final are told', () => {
  const rig = createRig();
  rig.send('AT+GET');
  rig.receive('\r\nready\r\n');
  assert.deepEqual(endOf(rig), { phases: 'replying lost', oddities: ['no-final', 'restart'] });
  const gone = createRig();
  gone.send('AT+GET');
  gone.session.linkLost('read EIO');
  assert.deepEqual(endOf(gone).oddities, ['no-final', 'link-lost']);
  const code = createRig();
  code.send('AT');
  code.receive('\r\nWIFI GOT IP\r\n\r\nOK\r\n');
  assert.deepEqual(endOf(code).oddities, ['code-inside']);
});
