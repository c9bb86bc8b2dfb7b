/** The module's UART input: cuts the stream into command lines and counted payloads, whatever the chunks. */
import { type Bytes, concatBytes } from '../base/bytes.ts';

export interface InputListener {
  /** A line ended by CR LF. `bytes` is the line as sent with its CR LF; `lengthBytes` counts it without. */
  onLine(bytes: Bytes, lengthBytes: number): void;
  onPayload(payload: Bytes): void;
}

export interface Input {
  push(bytes: Bytes): void;
  /** The next `lengthBytes` (1 or more) bytes are payload, whatever they hold. */
  expectPayload(lengthBytes: number): void;
  /** Forgets half a line, half a payload and what is not yet read. */
  clear(): void;
}

/** How much of an endless line is kept, for the echo: enough for any line that a tester types, bounded against garbage. */
const LINE_BYTES_KEPT = 16_384;

const CR = 0x0d;
const LF = 0x0a;

export function createInput(listener: InputListener): Input {
  let unread: Bytes[] = [];
  let isReading = false;
  let parts: Bytes[] = [];
  let partBytes = 0;
  let lastByte = -1;
  let payloadBytes = 0;
  let clearCount = 0;

  function keep(part: Bytes, keptMax: number): void {
    const room = keptMax - partBytes;
    if (room > 0) parts.push(part.subarray(0, room));
    partBytes += part.length;
    lastByte = part.at(-1) ?? lastByte;
  }
  function takeParts(): Bytes {
    const whole = concatBytes(parts);
    parts = [];
    partBytes = 0;
    lastByte = -1;
    return whole;
  }
  function readPayload(chunk: Bytes): Bytes {
    const part = chunk.subarray(0, payloadBytes - partBytes);
    keep(part, payloadBytes);
    if (partBytes === payloadBytes) {
      payloadBytes = 0;
      listener.onPayload(takeParts());
    }
    return chunk.subarray(part.length);
  }
  function readLine(chunk: Bytes): Bytes {
    const lf = chunk.indexOf(LF);
    const part = lf === -1 ? chunk : chunk.subarray(0, lf + 1);
    const beforeLast = part.length > 1 ? part.at(-2) : lastByte;
    keep(part, LINE_BYTES_KEPT);
    // CR LF alone ends a line; a bare CR or LF stays inside it and spoils it.
    if (lf !== -1 && beforeLast === CR) {
      const lengthBytes = partBytes - 2;
      listener.onLine(takeParts(), lengthBytes);
    }
    return chunk.subarray(part.length);
  }
  return {
    push(bytes) {
      // A copy, since the caller may reuse its buffer; `slice` of a Buffer would share it.
      unread.push(Uint8Array.from(bytes));
      // A host may write from within the listener that hears an answer: its bytes wait for their turn.
      if (isReading) return;
      isReading = true;
      while (unread.length > 0) {
        const chunk = unread.shift() as Bytes;
        const clearsBefore = clearCount;
        const rest = payloadBytes > 0 ? readPayload(chunk) : readLine(chunk);
        if (rest.length > 0 && clearCount === clearsBefore) unread.unshift(rest);
      }
      isReading = false;
    },
    expectPayload(lengthBytes) {
      payloadBytes = lengthBytes;
    },
    clear() {
      clearCount += 1;
      unread = [];
      payloadBytes = 0;
      takeParts();
    },
  };
}
