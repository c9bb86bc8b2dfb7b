/** Where the bytes of an open serial port are read from. */
import { closeSync, constants, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { SerialPort } from 'serialport';

/**
 * The stream to read `port` by; destroy it before the port is closed. On Linux it is not the port itself: serialport
 * reads a device that has gone (a pulled plug, a closed pseudo terminal) over and over, since such a read gives no error
 * but zero bytes, and it is also slower by two thirds. Elsewhere a locked device cannot be opened a second time.
 */
export function openSerialReader(path: string, port: SerialPort): Readable {
  if (process.platform !== 'linux') return port;
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  try {
    return new ReadStream(fd);
  } finally {
    // The stream opens the terminal once more by its name; this descriptor would leak.
    closeSync(fd);
  }
}
