/**
 * A link is the byte path to a module. It knows bytes, times and loss; it knows nothing of AT.
 *
 * What every link promises (kept by guarded-link.ts, tested over all of them by testing/link-contract.ts):
 * - Nothing is delivered before `open` has resolved, nothing after `close` or a fault, nothing from within a call.
 * - Bytes arrive in order and whole; how they are cut into chunks means nothing.
 * - `write` resolves once the bytes are handed over, and rejects with a LinkError where they cannot be;
 *   two writes never interleave.
 * - A path that is lost calls `onFault` once, with a LinkError; our own `close` does not.
 * - `close` may be called at any time, more than once, and frees whatever was opened.
 */
import type { Bytes } from '../base/bytes.ts';

export interface LinkDescription {
  /** As the user gave it: `sim:esp-at`, `tcp:10.0.0.7:7000`, `/dev/ttyUSB0`. */
  readonly address: string;
  /** `pipe`, `tcp`, `exec`, `serial`, `rfc2217`. */
  readonly kind: string;
  /** For the report: baud rate, framing and the like; complete once the link is open, when the other end has had its say. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Bits a second of the line, which bounds how fast a payload can travel; null where nothing does. */
  readonly bitsPerSecond: number | null;
}

/**
 * not-found: no such device, host or program. busy: taken by another. refused: not permitted or nobody answers.
 * lost: it was open and went away. drift: a recording that is played has something else here. failed: anything else, with the system's words.
 */
export type LinkFault = 'not-found' | 'busy' | 'refused' | 'lost' | 'drift' | 'failed';

/** The bench's fault, never the module's: exit code 4. `message` says what was tried and what came; `hint` what to do. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly fault: LinkFault;
  readonly hint: string;
  constructor(fault: LinkFault, message: string, hint: string) {
    super(message);
    this.fault = fault;
    this.hint = hint;
  }
}

export interface LinkListener {
  onBytes(bytes: Bytes): void;
  onFault(error: LinkError): void;
}

export interface Link {
  readonly description: LinkDescription;
  /** Opens the path and begins to deliver to `listener`. Rejects with a LinkError. May be called once. */
  open(listener: LinkListener): Promise<void>;
  write(bytes: Bytes): Promise<void>;
  close(): Promise<void>;
  /** Pulses the module's reset line where the link has one. */
  readonly resetLine?: () => Promise<void>;
}
