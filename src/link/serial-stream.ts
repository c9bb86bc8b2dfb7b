/** Which way the bytes of an open serial port take. */
import { closeSync, constants, openSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { SerialPort } from 'serialport';

/** The name of that way, for the report: it says with what overhead latencies were measured. */
export const SERIAL_PATH = process.platform === 'linux' ? 'raw tty' : 'serialport';

/**
 * The stream to read and write `port` by; destroy it before the port is closed. On Linux it is not the port itself:
 * serialport reads a device that has gone (a pulled plug, a closed pseudo terminal) over and over, since such a read
 * gives no error but zero bytes, and both its reads and its writes wait for a thread: a round trip takes more than
 * twice as long on a busy machine. Elsewhere a locked device cannot be opened a second time.
 */
export function openSerialStream(path: string, port: SerialPort): Duplex {
  if (SERIAL_PATH === 'serialport') return port;
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  try {
    // Not a tty.WriteStream for the other direction: that one blocks the process while a line is held back.
    return new ReadStream(fd);
  } finally {
    // The stream opens the terminal once more by its name; this descriptor would leak.
    closeSync(fd);
  }
}
