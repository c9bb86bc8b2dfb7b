/** The link to a module in the same process: both ends act in turns of the event loop, never from within a call. */
import type { Bytes } from '../base/bytes.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import type { Link } from './link.ts';

/** What the other end offers; the simulated module fits. */
export interface PipePort {
  write(bytes: Bytes): void;
  /** One listener at a time; null takes it away. */
  setListener(listener: ((bytes: Bytes) => void) | null): void;
  resetPin?(): void;
  close(): void;
}

/** A link to `port`, which it closes when it is closed itself. */
export function createPipeLink(address: string, port: PipePort): Link {
  const path: BytePath = {
    async open({ onBytes }) {
      port.setListener((bytes) => setImmediate(onBytes, bytes));
    },
    write: (bytes) => actInNextTurn(() => port.write(bytes)),
    async close() {
      port.setListener(null);
      port.close();
    },
    ...(port.resetPin && { resetLine: () => actInNextTurn(() => port.resetPin?.()) }),
  };
  return guardPath({ address, kind: 'pipe', settings: {}, bitsPerSecond: null }, path, null);
}

function actInNextTurn(act: () => void): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve)).then(act);
}
