import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ComPortClient } from './com-port-client.ts';
import {
  createModemRequests,
  decodeServerMessage,
  describeValue,
  SIGNATURE_CHARS_MAX,
} from './com-port-option.ts';
import { chooseLinesAtRest, chooseLinesInReset } from './modem-lines.ts';
import { parseSerialSettings, type SerialSettings } from './serial-settings.ts';
import { TelnetDecoder } from './telnet-codec.ts';
import { TelnetOptions } from './telnet-options.ts';

function settingsOf(asked: Readonly<Record<string, string>>): SerialSettings {
  const parsed = parseSerialSettings(Object.entries(asked).map(([name, value]) => ({ name, value })));
  return parsed.ok ? parsed.value : assert.fail(parsed.fault.message);
}

describe('what a server of RFC 2217 says', () => {
  it('is an answer, a name, or a word about the flow of data', () => {
    const cases = [
      [[101, 0, 1, 194, 0], { kind: 'answer', name: 'baud', value: 115_200 }],
      [[102, 8], { kind: 'answer', name: 'dataBits', value: 8 }],
      [[105, 3], { kind: 'answer', name: 'flow', value: 3 }],
      [[105, 17], { kind: 'answer', name: 'flow', value: 17 }],
      [[105, 5], { kind: 'answer', name: 'break', value: 5 }],
      [[105, 8], { kind: 'answer', name: 'dtr', value: 8 }],
      [[105, 12], { kind: 'answer', name: 'rts', value: 12 }],
      [[105, 14], { kind: 'answer', name: 'inboundFlow', value: 14 }],
      [[108], { kind: 'suspend' }],
      [[109], { kind: 'resume' }],
      [[100, 65, 7, 66], { kind: 'signature', text: 'AB' }],
    ] as const;
    for (const [payload, meaning] of cases)
      assert.deepEqual(decodeServerMessage(Uint8Array.from(payload)), meaning);
  });

  it('is nothing where it is malformed, unknown, or of no use to us', () => {
    for (const payload of [
      [],
      [101, 1, 2, 3],
      [102],
      [102, 8, 8],
      [105, 99],
      [107, 16],
      [106, 0],
      [5, 1],
      [255, 0],
    ])
      assert.equal(decodeServerMessage(Uint8Array.from(payload)), null, String(payload));
  });

  it('has a name of bounded length', () => {
    const message = decodeServerMessage(Uint8Array.from([100, ...new Array(400).fill(65)]));
    assert.deepEqual(message, { kind: 'signature', text: 'A'.repeat(SIGNATURE_CHARS_MAX) });
  });

  it('has words for its values', () => {
    assert.equal(describeValue('parity', 4), 'mark');
    assert.equal(describeValue('baud', 9600), '9600');
    assert.equal(describeValue('flow', 99), '99');
  });
});

describe('the modem lines', () => {
  it('are left alone where nothing is asked of them', () => {
    assert.equal(chooseLinesAtRest(settingsOf({})), null);
    assert.equal(chooseLinesAtRest(settingsOf({ rtscts: 'on' })), null);
    assert.deepEqual(createModemRequests({}), []);
  });

  it('stand as asked, and are both released beside a reset line', () => {
    assert.deepEqual(chooseLinesAtRest(settingsOf({ dtr: 'on', rts: 'off' })), { dtr: true, rts: false });
    assert.deepEqual(chooseLinesAtRest(settingsOf({ reset: 'rts' })), { dtr: false, rts: false });
    assert.deepEqual(chooseLinesInReset(settingsOf({ reset: 'rts' }), 'rts'), { dtr: false, rts: true });
    assert.deepEqual(chooseLinesInReset(settingsOf({ reset: 'dtr', rts: 'on' }), 'dtr'), {
      dtr: true,
      rts: true,
    });
    assert.deepEqual(chooseLinesAtRest(settingsOf({ reset: 'dtr', rtscts: 'on' })), { dtr: false });
  });
});

describe('Telnet options', () => {
  it('answer neither what answers us nor what changes nothing', () => {
    const options = new TelnetOptions();
    assert.deepEqual([...options.ask('ours', 0)], [255, 251, 0]);
    assert.deepEqual([...options.take('do', 0)], []);
    assert.equal(options.stateOf('ours', 0), 'on');
    assert.deepEqual([...options.take('do', 0)], []);
    assert.deepEqual([...options.take('dont', 7)], []);
  });

  it('follow a server that changes its mind', () => {
    const options = new TelnetOptions();
    options.ask('theirs', 3);
    assert.deepEqual([...options.take('wont', 3)], []);
    assert.equal(options.stateOf('theirs', 3), 'refused');
    assert.deepEqual([...options.take('will', 3)], [255, 253, 3]);
    assert.deepEqual([...options.take('wont', 3)], [255, 254, 3]);
  });

  it('accept what is allowed once it is offered', () => {
    const options = new TelnetOptions();
    options.allow('theirs', 44);
    assert.deepEqual([...options.take('will', 44)], [255, 253, 44]);
  });
});

describe('the client of RFC 2217', () => {
  it('takes whatever comes without throwing, and is settled or at fault when time is up', () => {
    const byte = fc.oneof(
      fc.constantFrom(255, 250, 240, 251, 252, 253, 254, 0, 3, 44, 100, 101, 105),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(byte, { maxLength: 300 }), (noise, talk) => {
        const client = new ComPortClient('rfc2217:x:1', settingsOf({}));
        client.begin();
        const decoder = new TelnetDecoder();
        for (const item of [...decoder.decode(noise), ...decoder.decode(Uint8Array.from(talk))])
          if (item.kind !== 'data') assert.ok(client.take(item).length < 512);
        client.describe();
        client.expire();
        assert.ok(client.fault !== null || client.isSettled);
      }),
    );
  });
});
