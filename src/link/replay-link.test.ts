import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeText, encodeText } from '../base/bytes.ts';
import { sleep } from '../base/clock.ts';
import { createVirtualClock } from '../base/virtual-clock.ts';
import type { RunEvent } from '../record/event.ts';
import { writeEvents } from '../testing/events.ts';
import type { LinkError } from './link.ts';
import { createReplayLink, describeDrift } from './replay-link.ts';

const DESCRIPTION = { kind: 'replay', settings: {}, bitsPerSecond: null };

/** AT at 0 ms answered after 20 ms; a script; AT+X at 100 ms answered in two chunks, with the origin in between. */
function recorded() {
  const writer = writeEvents();
  writer.send('AT');
  writer.advance(20);
  writer.receive('OK\r\n');
  writer.advance(60);
  writer.record({
    kind: 'origin',
    what: 'script',
    connection: 0,
    tls: false,
    summary: '200',
    script: { status: 200 },
  });
  writer.advance(20);
  writer.send('AT+X');
  writer.advance(5);
  writer.receive('+X:1\r\n');
  writer.record({ kind: 'origin', what: 'connection', connection: 1, tls: false, summary: 'connection 1' });
  writer.advance(15);
  writer.receive('OK\r\n');
  writer.finish();
  return writer.events;
}

function createReplay() {
  const clock = createVirtualClock();
  const link = createReplayLink('replay:x', recorded(), DESCRIPTION, clock);
  const told: string[] = [];
  link.setOriginListener(({ what }) => told.push(`origin ${what} at ${clock.nowMs()}`));
  const listener = {
    onBytes: (bytes: Uint8Array) => told.push(`${JSON.stringify(decodeText(bytes))} at ${clock.nowMs()}`),
    onFault: (error: LinkError) => told.push(`fault ${error.message}`),
  };
  return { clock, link, told, listener };
}

test('what came then comes again, as long after what was sent as it did', async () => {
  const { clock, link, told, listener } = createReplay();
  await link.open(listener);
  await link.write(encodeText('AT\r\n'));
  await sleep(clock, 500);
  link.script({ status: 200 });
  await link.write(encodeText('AT+X\r\n'));
  await sleep(clock, 500);
  assert.deepEqual(told, [
    '"OK\\r\\n" at 20',
    '"+X:1\\r\\n" at 505',
    'origin connection at 505',
    '"OK\\r\\n" at 520',
  ]);
  assert.equal(link.findDrift(true), null);
});

test('property: however the bytes are cut that are sent, they are the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(4)), async (cuts) => {
      const { link, listener } = createReplay();
      await link.open(listener);
      const offsets = [0, ...cuts.sort(), 4];
      for (const [index, end] of offsets.slice(1).entries())
        await link.write(encodeText('AT\r\n'.slice(offsets[index], end)));
      assert.equal(link.findDrift(false), null);
    }),
  );
});

test('one other byte is drift, told from both sides', async () => {
  const { link, listener } = createReplay();
  await link.open(listener);
  await assert.rejects(
    link.write(encodeText('AX\r\n')),
    /not what was recorded: at event 2 the recording has sent "AT\\r\\n" \(differs at byte 1\), this run sent "AX\\r\\n" \(differs at byte 1\)/,
  );
  assert.equal(link.findDrift(false)?.event, 2);
});

test('another script for the origin, or none, is drift', async () => {
  const other = createReplay();
  await other.link.open(other.listener);
  await other.link.write(encodeText('AT\r\n'));
  assert.throws(
    () => other.link.script({ status: 404 }),
    /the script \{"status":200\}, this run the script \{"status":404\}/,
  );
  const none = createReplay();
  await none.link.open(none.listener);
  await none.link.write(encodeText('AT\r\n'));
  await assert.rejects(none.link.write(encodeText('AT+X\r\n')), /the recording has the script/);
});

test('sending more than was recorded is drift, and so is what was never sent again', async () => {
  const { clock, link, listener } = createReplay();
  await link.open(listener);
  await link.write(encodeText('AT\r\n'));
  assert.match(
    describeDrift(link.findDrift(true) ?? assert.fail('no drift')),
    /the recording has the script .*, this run the end of the run/,
  );
  link.script({ status: 200 });
  await link.write(encodeText('AT+X\r\n'));
  await sleep(clock, 100);
  await assert.rejects(link.write(encodeText('AT\r\n')), /the recording has the end of the recording/);
});

test('a link that was lost when it was recorded is lost again', async () => {
  const writer = writeEvents();
  writer.send('AT');
  writer.advance(10);
  writer.record({ kind: 'control', what: 'link-lost', detail: 'the port went away' });
  const clock = createVirtualClock();
  const link = createReplayLink('replay:x', writer.events, DESCRIPTION, clock);
  const faults: string[] = [];
  await link.open({ onBytes: () => {}, onFault: (error) => faults.push(error.message) });
  await link.write(encodeText('AT\r\n'));
  await sleep(clock, 50);
  assert.deepEqual(faults, ['the port went away']);
  await link.close();
});

test('property: whatever is sent to whatever recording, the replay takes it or says where they part', async () => {
  const bytes = fc.string({ maxLength: 8 }).map((text) => ({ text: text.replaceAll('\\', '') }));
  const event = fc.oneof(
    fc.record({ kind: fc.constant('tx'), bytes, purpose: fc.constant('scenario'), as: fc.constant('raw') }),
    fc.record({ kind: fc.constant('rx'), bytes }),
    fc.record({ kind: fc.constant('scenario-start'), scenario: fc.constantFrom('A/a', 'A/b') }),
    fc.record({
      kind: fc.constant('control'),
      what: fc.constantFrom('open', 'link-lost'),
      detail: fc.constant(''),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(event),
      fc.array(fc.string({ maxLength: 8 })),
      fc.boolean(),
      async (given, sent, byScenario) => {
        const events = given.map((one, index) => ({ ...one, n: index + 1, t: index }) as unknown as RunEvent);
        const link = createReplayLink(
          'replay:fuzz',
          events,
          DESCRIPTION,
          createVirtualClock(1, false),
          byScenario,
        );
        await link.open({ onBytes: () => {}, onFault: () => {} });
        link.markScenario('A/b', 1);
        for (const text of sent)
          await link
            .write(encodeText(text))
            .catch((error) => assert.equal((error as LinkError).fault, 'drift'));
        link.findDrift(true);
        await link.close();
      },
    ),
  );
});
