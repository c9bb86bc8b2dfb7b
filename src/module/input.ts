/** The module's UART input: cuts the stream into command lines and counted payloads, whatever the chunks. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { Conduct } from './conduct.ts';

export interface InputListener {
  /** A whole line. `bytes` is the line as sent with its line end; `lengthBytes` counts it without. */
  onLine(bytes: Bytes, lengthBytes: number): void;
  onPayload(payload: Bytes): void;
}

/** How the module cuts its input. */
export type InputRules = Pick<Conduct, 'measureLineEnd' | 'takePayload'>;

export interface Input {
  push(bytes: Bytes): void;
  /** The next `lengthBytes` (1 or more) bytes are payload, whatever they hold. */
  expectPayload(lengthBytes: number): void;
  /** What the next byte belongs to. */
  readPhase(): 'line' | 'payload';
  /** Forgets half a line, half a payload and what is not yet read. */
  clear(): void;
}

/** How much of an endless line is kept, for the echo: enough for any line that a tester types, bounded against garbage. */
const LINE_BYTES_KEPT = 16_384;

const LF = 0x0a;

export function createInput(listener: InputListener, rules: InputRules): Input {
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
    const part = chunk.subarray(0, rules.takePayload(chunk.length, payloadBytes - partBytes));
    keep(part, Number.MAX_SAFE_INTEGER);
    if (partBytes >= payloadBytes) {
      payloadBytes = 0;
      listener.onPayload(takeParts());
    }
    return chunk.subarray(part.length);
  }
  function readLine(chunk: Bytes): Bytes {
    const lf = chunk.indexOf(LF);
    const part = lf === -1 ? chunk : chunk.subarray(0, lf + 1);
    const beforeLast = part.length > 1 ? (part.at(-2) as number) : lastByte;
    keep(part, LINE_BYTES_KEPT);
    const endBytes = lf === -1 ? 0 : rules.measureLineEnd(beforeLast);
    if (endBytes > 0) {
      const lengthBytes = partBytes - endBytes;
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
    readPhase: () => (payloadBytes > 0 ? 'payload' : 'line'),
    clear() {
      clearCount += 1;
      unread = [];
      payloadBytes = 0;
      takeParts();
    },
  };
}
