import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { encodeText } from '../base/bytes.ts';
import { createSystemClock } from '../base/clock.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { createSerialPair, SERIAL_SKIP } from '../testing/serial-pair.ts';
import { parseDeviceAddress } from './device-address.ts';
import { describeSerialFault } from './serial-fault.ts';
import { createSerialLink } from './serial-link.ts';

function linkTo(text: string) {
  const parsed = parseDeviceAddress(text);
  assert.ok(parsed.ok && parsed.value.kind === 'serial');
  return createSerialLink(parsed.value, createSystemClock());
}

const openFault = (text: string) =>
  linkTo(text)
    .open(createLinkCollector())
    .then(
      () => assert.fail(`${text} opened`),
      (error) => error,
    );

describe('a serial link', () => {
  it('says that a device is not there', async () => {
    const fault = await openFault('/dev/no-such-device');
    assert.equal(fault.name, 'LinkError');
    assert.equal(fault.fault, 'not-found');
    assert.match(fault.message, /^\/dev\/no-such-device is not there \(No such file/);
    assert.match(fault.hint, /ls \/dev\/tty/);
  });

  it('says that a path is not a serial port', async () => {
    for (const path of ['/dev/null', '/etc', import.meta.filename]) {
      const fault = await openFault(path);
      assert.equal(fault.fault, 'failed');
      assert.match(fault.message, /is not a serial port/);
    }
  });

  it('knows the other things that a driver may say', async () => {
    const say = (words: string) => describeSerialFault('COM3', 'COM3', new Error(words));
    assert.equal((await say('Error: Permission denied, cannot open COM3')).fault, 'refused');
    assert.equal((await say('Opening COM3: Access denied')).fault, 'busy');
    assert.equal((await say('Opening COM3: File not found')).fault, 'not-found');
    assert.match((await say('something else')).message, /^COM3 could not be opened \(something else\)$/);
  });

  it('describes its line for the report', () => {
    const { description } = linkTo('/dev/ttyUSB0?baud=9600&parity=odd');
    assert.equal(description.bitsPerSecond, 9600);
    assert.deepEqual(description.settings, {
      baud: 9600,
      dataBits: 8,
      parity: 'odd',
      stopBits: 1,
      rtscts: false,
      xon: false,
      xoff: false,
      dtr: 'auto',
      rts: 'auto',
      reset: 'none',
      path: process.platform === 'linux' ? 'raw tty' : 'serialport',
    });
  });

  describe('over a pseudo terminal', { skip: SERIAL_SKIP ?? false }, () => {
    it('is busy while we have it open ourselves', async (t) => {
      const { path, peer } = await createSerialPair();
      const link = linkTo(path);
      t.after(() => link.close().then(peer.dispose));
      await link.open(createLinkCollector());
      const fault = await openFault(path);
      assert.equal(fault.fault, 'busy');
      assert.match(fault.message, new RegExp(`\\(process ${process.pid}\\)`));
    });

    it('names the program that has it', async (t) => {
      const { path, peer } = await createSerialPair();
      const script = `const { SerialPort } = require('serialport');
        new SerialPort({ path: '${path}', baudRate: 9600 }, () => console.log('open')).resume();`;
      const holder = spawn(process.execPath, ['-e', script]);
      t.after(() => {
        holder.kill();
        return peer.dispose();
      });
      await once(holder.stdout, 'data');
      const fault = await openFault(path);
      assert.equal(fault.fault, 'busy');
      assert.match(fault.message, new RegExp(`is used by .*\\(process ${holder.pid}\\)`));
    });

    it('sets speed, stop bits and flow control, and carries bytes with them', async (t) => {
      const { path, peer } = await createSerialPair();
      const link = linkTo(`${path}?baud=57600&stopBits=2&rtscts=on&xon=on&xoff=on`);
      const collector = createLinkCollector();
      t.after(() => link.close().then(peer.dispose));
      await link.open(collector);
      const said = spawnSync('stty', ['-a', '-F', path], { encoding: 'utf8' }).stdout;
      for (const word of ['speed 57600 baud', ' cstopb', ' crtscts', ' ixon', ' ixoff', '-icanon', '-echo '])
        assert.ok(said.includes(word), `${word} in ${said}`);
      await link.write(encodeText('AT'));
      assert.equal((await peer.received(2)).toString(), 'AT');
      peer.send(encodeText('OK'));
      assert.equal((await collector.received(2)).toString(), 'OK');
    });

    it('refuses to move lines where there are no modem lines, and frees the port', async (t) => {
      const { path, peer } = await createSerialPair();
      t.after(peer.dispose);
      for (const option of ['reset=rts', 'dtr=off', 'rts=on']) {
        const fault = await openFault(`${path}?${option}`);
        assert.equal(fault.fault, 'failed');
        assert.match(fault.message, /has no modem lines to move/);
        assert.match(fault.hint, /`reset`, `dtr` and `rts`/);
      }
      assert.equal(linkTo(path).resetLine, undefined);
      const link = linkTo(path);
      await link.open(createLinkCollector());
      await link.close();
    });
  });

  const loopback = process.env.ATCONFORM_LOOPBACK_PORT ?? '';
  const skip = loopback === '' && 'join TX and RX of a real port and name it in ATCONFORM_LOOPBACK_PORT';
  it('hears itself over a real port', { skip }, async () => {
    const link = linkTo(loopback);
    const collector = createLinkCollector();
    await link.open(collector);
    await link.write(encodeText('AT\r\n'));
    assert.equal((await collector.received(4)).toString(), 'AT\r\n');
    await link.close();
  });
});
