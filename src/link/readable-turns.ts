/** Reads a stream one chunk a turn of the event loop: a path that never stops sending starves no timer and fills no memory. */
import type { Readable } from 'node:stream';
import type { Bytes } from '../base/bytes.ts';

/** Calls `onBytes` with every chunk of `stream` (64 KiB at most) and lets everything else have its turn in between. */
export function readInTurns(stream: Readable, onBytes: (bytes: Bytes) => void): void {
  stream.on('data', (bytes: Buffer) => {
    stream.pause();
    onBytes(bytes);
    setImmediate(() => stream.resume());
  });
}
