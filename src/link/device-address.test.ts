import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDeviceAddress } from './device-address.ts';

function parse(text: string) {
  const parsed = parseDeviceAddress(text);
  assert.ok(parsed.ok, `refused: ${text}`);
  return parsed.value;
}

function refusal(text: string) {
  const parsed = parseDeviceAddress(text);
  assert.ok(!parsed.ok, `accepted: ${text}`);
  return parsed.fault;
}

const EIGHT_N_ONE = {
  baud: 115_200,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  rtscts: false,
  xon: false,
  xoff: false,
  dtr: 'auto',
  rts: 'auto',
  reset: 'none',
};

describe('a device address', () => {
  it('names the simulated module, with or without a personality and a network', () => {
    assert.deepEqual(parse('sim:'), { kind: 'sim', text: 'sim:', personality: null, net: 'up', fault: null });
    assert.deepEqual(parse('sim:?net=down'), {
      kind: 'sim',
      text: 'sim:?net=down',
      personality: null,
      net: 'down',
      fault: null,
    });
    const text = 'sim:esp-at?net=up';
    assert.deepEqual(parse(text), { kind: 'sim', text, personality: 'esp-at', net: 'up', fault: null });
    const spoilt = 'sim:esp-at?fault=ok-for-set-ok&net=down';
    assert.deepEqual(parse(spoilt), {
      kind: 'sim',
      text: spoilt,
      personality: 'esp-at',
      net: 'down',
      fault: 'ok-for-set-ok',
    });
  });

  it('names a host and a port', () => {
    const text = 'tcp:bench-7.local:7000';
    assert.deepEqual(parse(text), { kind: 'tcp', text, host: 'bench-7.local', port: 7000 });
    assert.deepEqual(parse('tcp:[::1]:65535'), {
      kind: 'tcp',
      text: 'tcp:[::1]:65535',
      host: '::1',
      port: 65_535,
    });
  });

  it('takes all behind exec: as the command', () => {
    const text = 'exec:ssh bench "picocom -q /dev/ttyUSB0?x=1"';
    assert.deepEqual(parse(text), { kind: 'exec', text, command: 'ssh bench "picocom -q /dev/ttyUSB0?x=1"' });
  });

  it('takes a bare path as a serial port', () => {
    for (const path of ['/dev/ttyUSB0', './ttyAT', '../ttyAT', 'COM3', 'com12', '\\\\.\\COM10'])
      assert.deepEqual(parse(path), { kind: 'serial', text: path, path, settings: EIGHT_N_ONE });
  });

  it('takes the options of a serial line, bare or behind serial:', () => {
    const options = 'baud=9600&dataBits=7&parity=even&stopBits=2&rtscts=on&xon=1&xoff=true&reset=dtr&dtr=off';
    const settings = {
      ...EIGHT_N_ONE,
      baud: 9600,
      dataBits: 7,
      parity: 'even',
      stopBits: 2,
      reset: 'dtr',
      dtr: 'off',
    };
    const expected = { ...settings, rtscts: true, xon: true, xoff: true };
    for (const text of [`serial:/dev/ttyS1?${options}`, `/dev/ttyS1?${options}`])
      assert.deepEqual(parse(text), { kind: 'serial', text, path: '/dev/ttyS1', settings: expected });
  });

  it('takes the same options for a port behind a serial server', () => {
    const text = 'rfc2217:[::1]:7001?baud=921600&rtscts=on';
    const settings = { ...EIGHT_N_ONE, baud: 921_600, rtscts: true };
    assert.deepEqual(parse(text), { kind: 'rfc2217', text, host: '::1', port: 7001, settings });
  });

  it('is refused with the address in the message and something to write instead', () => {
    const refused: readonly (readonly [text: string, message: RegExp, hint: RegExp])[] = [
      ['', /neither a path nor an address/, /sim:, replay:, tcp:, rfc2217:, exec:, serial:/],
      ['ttyUSB0', /neither a path nor an address/, /begins with/],
      ['tpc:host:1', /unknown kind `tpc:`/, /did you mean `tcp:`/],
      ['simm:', /unknown kind `simm:`/, /did you mean `sim:`/],
      ['sim', /a colon is missing/, /write `sim:`/],
      ['sim:?nett=down', /unknown option `nett`/, /did you mean `net`/],
      ['sim:?net=off', /`net` does not take `off`/, /up or down/],
      ['sim:?fault=', /expected an id after `fault=`/, /atconform faults/],
      ['tcp:host', /expected a host and a port/, /tcp:192/],
      ['tcp:host:0', /expected a host and a port/, /tcp:192/],
      ['tcp:host:65536', /expected a host and a port/, /tcp:192/],
      ['tcp:::1:7000', /expected a host and a port/, /\[::1\]/],
      ['tcp://host:7000', /expected a host and a port/, /tcp:192/],
      ['tcp:host:1?baud=9', /unknown option `baud`/, /without options/],
      ['exec: ', /expected a command/, /exec:ssh/],
      ['serial:', /expected a path/, /serial:\/dev/],
      ['/dev/ttyUSB0?baudrate=9600', /unknown option `baudrate`/, /./],
      ['/dev/ttyUSB0?badu=9600', /unknown option `badu`/, /did you mean `baud`/],
      ['/dev/ttyUSB0?baud=fast', /`baud` does not take `fast`/, /50 to 12000000/],
      ['/dev/ttyUSB0?baud=49', /`baud` does not take `49`/, /50 to/],
      ['/dev/ttyUSB0?parity=toString', /`parity` does not take `toString`/, /none or even or odd/],
      ['/dev/ttyUSB0?stopBits=1.5', /`stopBits` does not take `1.5`/, /1 or 2/],
      ['/dev/ttyUSB0?dtr=up', /`dtr` does not take `up`/, /auto or on or off/],
      ['/dev/ttyUSB0?rtscts=on&reset=rts', /RTS is moved by flow control/, /leave out `rtscts`/],
      ['/dev/ttyUSB0?rtscts=on&rts=off', /RTS is moved by flow control/, /leave out `rtscts`/],
      ['/dev/ttyUSB0?reset=dtr&dtr=on', /`dtr=on` would hold the module in reset/, /leave out `dtr`/],
      ['rfc2217:host', /expected a host and a port/, /`rfc2217:192/],
      ['rfc2217:host:7000?baud=1', /`baud` does not take `1`/, /50 to/],
      ['rfc2217:host:7000?rtscts=on&xon=on', /either `rtscts` or `xon` and `xoff`/, /leave out/],
      ['/dev/ttyUSB0?xon=on&xon=off', /`xon` is given twice/, /once/],
    ];
    for (const [text, message, hint] of refused) {
      const fault = refusal(text);
      assert.ok(fault.message.startsWith(`device \`${text}\`: `), fault.message);
      assert.match(fault.message, message);
      assert.match(fault.hint, hint, text);
    }
  });

  it('is an address or a fault with a hint, whatever the text', () => {
    const prefix = fc.constantFrom('', 'sim:', 'tcp:', 'exec:', 'serial:', '/dev/', 'COM', 'constructor:');
    fc.assert(
      fc.property(prefix, fc.string(), (head, tail) => {
        const parsed = parseDeviceAddress(head + tail);
        if (parsed.ok) assert.equal(parsed.value.text, head + tail);
        else assert.notEqual(parsed.fault.hint, '');
      }),
    );
  });
});
