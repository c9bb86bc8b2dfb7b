import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createSerialPair, SERIAL_SKIP } from '../testing/serial-pair.ts';
import { listLinuxPorts, listPorts } from './list-ports.ts';

/** A machine as a folder: files by path, and links as `-> target`. */
function createMachine(t: TestContext, files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'atconform-ports-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), full);
    else writeFileSync(full, content);
  }
  return { dev: join(root, 'dev'), sys: join(root, 'sys') };
}

const USB = 'sys/devices/pci0/usb1/1-2';
const NOTHING_KNOWN = {
  stablePath: null,
  manufacturer: null,
  product: null,
  serialNumber: null,
  vendorId: null,
  productId: null,
};

describe('the list of serial ports', () => {
  it('says of a USB bridge who made it and by which name it stays the same', async (t) => {
    const folders = createMachine(t, {
      'dev/ttyUSB0': '',
      'dev/serial/by-id/usb-Silicon_Labs_CP2102N-if00': '-> ../../ttyUSB0',
      'dev/serial/by-id/usb-gone': '-> ../../ttyUSB7',
      [`${USB}/idVendor`]: '10c4\n',
      [`${USB}/idProduct`]: 'ea60\n',
      [`${USB}/manufacturer`]: 'Silicon\x1b Labs\n',
      [`${USB}/product`]: 'CP2102N\n',
      [`${USB}/serial`]: 'a1b2\n',
      [`${USB}/1-2:1.0/ttyUSB0/tty`]: '',
      'sys/class/tty/ttyUSB0/device': '-> ../../../devices/pci0/usb1/1-2/1-2:1.0/ttyUSB0',
    });
    assert.deepEqual(await listLinuxPorts(folders), [
      {
        path: join(folders.dev, 'ttyUSB0'),
        stablePath: join(folders.dev, 'serial/by-id/usb-Silicon_Labs_CP2102N-if00'),
        manufacturer: 'Silicon Labs',
        product: 'CP2102N',
        serialNumber: 'a1b2',
        vendorId: '10c4',
        productId: 'ea60',
      },
    ]);
  });

  it('lists ports of which nothing is known, in the order of their numbers, and nothing else', async (t) => {
    const names = ['ttyUSB10', 'ttyUSB2', 'ttyACM0', 'tty0', 'null', 'ttyUSBx', 'ptmx'];
    const folders = createMachine(t, Object.fromEntries(names.map((name) => [`dev/${name}`, ''])));
    assert.deepEqual(
      await listLinuxPorts(folders),
      ['ttyACM0', 'ttyUSB2', 'ttyUSB10'].map((name) => ({ path: join(folders.dev, name), ...NOTHING_KNOWN })),
    );
  });

  it('leaves out ports on the board that have a name and nothing behind it', async (t) => {
    const folders = createMachine(t, {
      'dev/ttyS0': '',
      'dev/ttyS1': '',
      'dev/ttyS2': '',
      'sys/class/tty/ttyS0/type': '4\n',
      'sys/class/tty/ttyS1/type': '0\n',
    });
    assert.deepEqual(
      (await listLinuxPorts(folders)).map(({ path }) => path),
      [join(folders.dev, 'ttyS0')],
    );
  });

  it('asks a port itself where the kernel does not say', { skip: SERIAL_SKIP ?? false }, async (t) => {
    const { path, peer } = await createSerialPair();
    t.after(peer.dispose);
    const folders = createMachine(t, { 'dev/ttyS0': `-> ${path}`, 'dev/ttyS1': '' });
    assert.deepEqual(
      (await listLinuxPorts(folders)).map((entry) => entry.path),
      [join(folders.dev, 'ttyS0')],
    );
  });

  it('is empty where there is nothing to see', async () => {
    assert.deepEqual(await listLinuxPorts({ dev: '/no/such/dev', sys: '/no/such/sys' }), []);
  });

  it('has a path for every port of this machine', async () => {
    for (const { path } of await listPorts()) assert.notEqual(path, '');
  });
});
