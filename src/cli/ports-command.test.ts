import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SerialPortEntry } from '../link/list-ports.ts';
import { printPorts } from './ports-command.ts';

async function say(ports: readonly SerialPortEntry[]) {
  const lines: string[] = [];
  const exitCode = await printPorts(
    async () => ports,
    (line) => lines.push(line),
  );
  assert.equal(exitCode, 0);
  return lines;
}

const BARE = {
  path: '/dev/ttyS0',
  stablePath: null,
  manufacturer: null,
  product: null,
  serialNumber: null,
  vendorId: null,
  productId: null,
};

describe('atconform ports', () => {
  it('says in a table what is known of each port, and leaves out what is known of none', async () => {
    const usb = {
      ...BARE,
      path: '/dev/ttyUSB0',
      manufacturer: 'FTDI',
      vendorId: '0403',
      productId: '6001',
      stablePath: '/dev/serial/by-id/usb-FTDI-port0',
    };
    assert.deepEqual(await say([BARE, usb]), [
      'device        maker  USB id     stable name',
      '/dev/ttyS0',
      '/dev/ttyUSB0  FTDI   0403:6001  /dev/serial/by-id/usb-FTDI-port0',
    ]);
    assert.deepEqual(await say([BARE]), ['device', '/dev/ttyS0']);
  });

  it('says that there is none, and what to do', async () => {
    const lines = await say([]);
    assert.equal(lines[0], 'no serial port was found');
    assert.match(lines[1] ?? '', /`rfc2217:`/);
  });
});
