/** Keeps the promises of a link once for all kinds: what is left to a kind is a path that opens, writes and closes. */
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { assertInvariant } from '../base/invariant.ts';
import { type Link, type LinkDescription, LinkError, type LinkFault, type LinkListener } from './link.ts';

/** One kind of byte path. It may tell the same loss twice or speak after its end: nobody listens by then. */
export interface BytePath {
  /** Rejects with a LinkError. Bytes and faults may be told from the first moment on. */
  open(events: LinkListener): Promise<void>;
  /** Hands over at most WRITE_PIECE_BYTES_MAX; called one at a time. Rejects with a LinkError, or hangs: the guard does not. */
  write(bytes: Bytes): Promise<void>;
  /** Frees everything, also in the middle of `open` or `write`; called once. */
  close(): Promise<void>;
  readonly resetLine?: () => Promise<void>;
}

/** A driver that has not opened by then waits for a device that will not answer. */
export const OPEN_LIMIT_MS = 10_000;
/** Longer than a module holds back its host by flow control, and added to the time that the line itself needs. */
export const WRITE_STALL_MS = 30_000;
/** Linux waits up to 30 s in close(2) for a stalled port to drain: nobody else should. */
export const CLOSE_LIMIT_MS = 5_000;
/** Small enough that the stall limit measures a stall and not the length of a payload. */
export const WRITE_PIECE_BYTES_MAX = 16 * 1024;
/** Start, eight data, parity and two stop bits, twice: a line is not always busy. */
const LINE_BITS_PER_BYTE = 2 * 12;

type Arrival =
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  | { readonly kind: 'fault'; readonly error: LinkError };

class GuardedLink implements Link {
  readonly description: LinkDescription;
  readonly resetLine?: () => Promise<void>;
  readonly #path: BytePath;
  readonly #clock: Clock | null;
  #listener: LinkListener | null = null;
  #isOpen = false;
  /** Why nothing can be read or written any more; null until the end. */
  #ending: LinkError | null = null;
  /** What came before the opener could know that the link is open; null once it has been delivered. */
  #early: Arrival[] | null = [];
  #writing: Promise<void> = Promise.resolve();
  #released: Promise<void> | null = null;
  /** Rejects whatever still waits for the path. */
  readonly #waiting = new Set<(error: LinkError) => void>();

  constructor(description: LinkDescription, path: BytePath, clock: Clock | null) {
    this.description = description;
    this.#path = path;
    this.#clock = clock;
    if (path.resetLine) this.resetLine = () => this.#pulseResetLine();
  }

  async open(listener: LinkListener): Promise<void> {
    assertInvariant(this.#listener === null, 'a link is opened once');
    if (this.#ending) throw this.#ending;
    this.#listener = listener;
    try {
      const opened = this.#path.open({
        onBytes: (bytes) => this.#arrive({ kind: 'bytes', bytes }),
        onFault: (error) => this.#arrive({ kind: 'fault', error }),
      });
      await this.#waitFor(opened, OPEN_LIMIT_MS, 'refused', 'did not open within');
    } catch (error) {
      this.#end(error as LinkError);
      await this.#release();
      throw error;
    }
    this.#isOpen = true;
    // Whoever awaits `open` goes on before this does.
    setImmediate(() => this.#deliverEarly());
  }

  write(bytes: Bytes): Promise<void> {
    const written = this.#writing.then(() => this.#writePieces(bytes));
    this.#writing = written.catch(() => {});
    return written;
  }

  close(): Promise<void> {
    this.#end(this.#describe('failed', 'is closed', 'open a new link'));
    return this.#release();
  }

  async #writePieces(bytes: Bytes): Promise<void> {
    this.#assertOpen();
    const { bitsPerSecond } = this.description;
    for (let offset = 0; offset < bytes.length; offset += WRITE_PIECE_BYTES_MAX) {
      this.#assertOpen();
      const piece = bytes.subarray(offset, offset + WRITE_PIECE_BYTES_MAX);
      const lineMs = bitsPerSecond === null ? 0 : (piece.length * LINE_BITS_PER_BYTE * 1000) / bitsPerSecond;
      await this.#waitFor(this.#path.write(piece), WRITE_STALL_MS + lineMs, 'lost', 'took no bytes for');
    }
  }

  async #pulseResetLine(): Promise<void> {
    this.#assertOpen();
    const pulsed = this.#path.resetLine?.() ?? Promise.resolve();
    await this.#waitFor(pulsed, OPEN_LIMIT_MS, 'lost', 'did not move its reset line within');
  }

  /** Throws a LinkError where nothing can be written, now or ever. */
  #assertOpen(): void {
    if (this.#ending) throw this.#ending;
    if (!this.#isOpen) throw this.#describe('failed', 'is not open', 'wait until it is');
  }

  /** Waits for `work`, for the end of the link or for the limit, whichever is first; the limit ends the link, with `what` as words. */
  #waitFor(work: Promise<void>, limitMs: number, fault: LinkFault, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#clock?.setTimer(limitMs, () => {
        const hint = 'check the cable, the flow control and that the other end reads';
        const error = this.#describe(fault, `${what} ${Math.round(limitMs / 1000)} s`, hint);
        this.#arrive({ kind: 'fault', error });
      });
      const stop = (error: LinkError) => settle(() => reject(error));
      const settle = (act: () => void) => {
        timer?.cancel();
        this.#waiting.delete(stop);
        act();
      };
      this.#waiting.add(stop);
      work.then(() => settle(resolve), stop);
    });
  }

  #arrive(arrival: Arrival): void {
    if (!this.#isOpen && arrival.kind === 'fault') this.#end(arrival.error);
    else if (this.#early) this.#early.push(arrival);
    else this.#deliver(arrival);
  }

  #deliverEarly(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const arrival of early) this.#deliver(arrival);
  }

  #deliver(arrival: Arrival): void {
    if (this.#ending) return;
    if (arrival.kind === 'bytes') this.#listener?.onBytes(arrival.bytes);
    else {
      this.#end(arrival.error);
      this.#listener?.onFault(arrival.error);
    }
  }

  #end(error: LinkError): void {
    if (this.#ending) return;
    this.#ending = error;
    for (const stop of [...this.#waiting]) stop(error);
  }

  #release(): Promise<void> {
    if (this.#listener === null) return Promise.resolve();
    this.#released ??= new Promise((resolve, reject) => {
      const timer = this.#clock?.setTimer(CLOSE_LIMIT_MS, resolve);
      const closed = this.#path.close().finally(() => timer?.cancel());
      closed.then(resolve, reject);
    });
    return this.#released;
  }

  #describe(fault: LinkFault, what: string, hint: string): LinkError {
    return new LinkError(fault, `${this.description.address} ${what}`, hint);
  }
}

/** A link over `path`. `clock` bounds how long opening, writing and closing may take; null where they cannot stall. */
export function guardPath(description: LinkDescription, path: BytePath, clock: Clock | null): Link {
  return new GuardedLink(description, path, clock);
}
