/** Lists the serial ports of this machine. On Linux the kernel's own files say it all, so that nothing else need be installed. */
import { closeSync, constants, openSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isatty } from 'node:tty';

export interface SerialPortEntry {
  /** What to give as the device: `/dev/ttyUSB0`, `COM3`. */
  readonly path: string;
  /** The name that stays when ports are plugged in another order, `/dev/serial/by-id/…`; null where there is none. */
  readonly stablePath: string | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serialNumber: string | null;
  /** Of USB, four hexadecimal digits, lower case. */
  readonly vendorId: string | null;
  readonly productId: string | null;
}

/** Names that Linux gives to serial ports: USB bridges, USB modems, on the board, over Bluetooth. */
const PORT_NAME = /^(?:tty(?:USB|ACM|XRUSB|S|AMA|O|SC|THS|mxc|MFD|WCH|GS)\d+|rfcomm\d+)$/;
/** Ports that have a name whether or not there is anything behind it. */
const PERHAPS_EMPTY = /^tty(?:S|MFD)\d+$/;
/** The USB device stands above its interface and the port, at most so many folders up. */
const USB_LEVELS_MAX = 6;

export interface PortFolders {
  readonly dev: string;
  readonly sys: string;
}

/** The ports that are there, in order of their names. Empty where there are none, or none may be seen. */
export async function listPorts(): Promise<readonly SerialPortEntry[]> {
  return process.platform === 'linux' ? listLinuxPorts({ dev: '/dev', sys: '/sys' }) : listByDriver();
}

/** The ports of a Linux machine whose device files and kernel files are in `folders`. */
export async function listLinuxPorts(folders: PortFolders): Promise<readonly SerialPortEntry[]> {
  const names = (await listFolder(folders.dev)).filter((name) => PORT_NAME.test(name));
  const stablePaths = await readStablePaths(folders.dev);
  const entries: SerialPortEntry[] = [];
  for (const name of names.sort(compareNames)) {
    if (PERHAPS_EMPTY.test(name) && !(await answers(folders, name))) continue;
    const path = join(folders.dev, name);
    entries.push({
      path,
      stablePath: stablePaths.get(path) ?? null,
      ...(await readUsbDevice(folders.sys, name)),
    });
  }
  return entries;
}

function listFolder(path: string): Promise<readonly string[]> {
  return readdir(path).catch(() => []);
}

/** ttyUSB2 before ttyUSB10. */
function compareNames(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

async function readStablePaths(dev: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(dev, 'serial/by-id');
  const root = await realpath(dev).catch(() => dev);
  const paths = new Map<string, string>();
  for (const name of await listFolder(folder)) {
    const target = await realpath(join(folder, name)).catch(() => '');
    if (target.startsWith(root)) paths.set(join(dev, target.slice(root.length)), join(folder, name));
  }
  return paths;
}

/** The kernel knows the type of each of its ports, 0 where nothing is there; asking it opens nothing and moves no line. */
async function answers({ dev, sys }: PortFolders, name: string): Promise<boolean> {
  const type = await readWord(join(sys, 'class/tty', name, 'type'));
  return type === null ? isTerminal(join(dev, name)) : type !== '0';
}

function isTerminal(path: string): boolean {
  try {
    const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    const answer = isatty(fd);
    closeSync(fd);
    return answer;
  } catch {
    return false;
  }
}

type UsbDevice = Omit<SerialPortEntry, 'path' | 'stablePath'>;

async function readUsbDevice(sys: string, name: string): Promise<UsbDevice> {
  let folder = await realpath(join(sys, 'class/tty', name, 'device')).catch(() => null);
  for (let level = 0; folder !== null && level < USB_LEVELS_MAX; level += 1) {
    const vendorId = await readWord(join(folder, 'idVendor'));
    if (vendorId !== null)
      return {
        vendorId,
        productId: await readWord(join(folder, 'idProduct')),
        manufacturer: await readWord(join(folder, 'manufacturer')),
        product: await readWord(join(folder, 'product')),
        serialNumber: await readWord(join(folder, 'serial')),
      };
    folder = dirname(folder);
  }
  return { vendorId: null, productId: null, manufacturer: null, product: null, serialNumber: null };
}

/** The printable content of a file of the kernel; null where there is none. */
async function readWord(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const word = text.replace(/\p{C}/gu, '').trim();
  return word === '' ? null : word;
}

async function listByDriver(): Promise<readonly SerialPortEntry[]> {
  const { SerialPort } = await import('serialport');
  const ports = await SerialPort.list();
  return ports.map(({ path, manufacturer, serialNumber, vendorId, productId }) => ({
    path,
    stablePath: null,
    manufacturer: manufacturer ?? null,
    product: null,
    serialNumber: serialNumber ?? null,
    vendorId: vendorId?.toLowerCase() ?? null,
    productId: productId?.toLowerCase() ?? null,
  }));
}
