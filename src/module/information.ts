/** Information responses with counted data: `+HTTPCGET:<size>,<data>`. */
import { type Bytes, concatBytes } from '../base/bytes.ts';

/** One block. The size counts the bytes of `data` alone; the CR LF behind them is not counted. */
export function renderBlock(prefix: string, data: Bytes): Bytes {
  return concatBytes([Buffer.from(`${prefix}:${data.length},`, 'latin1'), data, Buffer.from('\r\n')]);
}

export interface BlockWriter {
  push(part: Bytes): void;
  /** Sends what is left, if anything. */
  flush(): void;
}

/** Gathers a body into blocks of `blockBytes` (1 or more), so that the cuts do not depend on how the network cut it. */
export function createBlockWriter(blockBytes: number, send: (data: Bytes) => void): BlockWriter {
  let parts: Bytes[] = [];
  let heldBytes = 0;
  function flush(): void {
    if (heldBytes === 0) return;
    const data = concatBytes(parts);
    parts = [];
    heldBytes = 0;
    send(data);
  }
  return {
    push(part) {
      for (let rest = part; rest.length > 0; ) {
        const taken = rest.subarray(0, blockBytes - heldBytes);
        parts.push(taken);
        heldBytes += taken.length;
        rest = rest.subarray(taken.length);
        if (heldBytes === blockBytes) flush();
      }
    },
    flush,
  };
}
