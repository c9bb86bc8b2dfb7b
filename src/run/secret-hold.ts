/** Holds back received bytes that may be the beginning of a secret until it is known how they go on: in pieces no mask finds it. */
import { type Bytes, concatBytes, encodeText } from '../base/bytes.ts';
import { MASK, type Secrets } from './secrets.ts';

/** Bytes, and how they are shown. */
export interface ShownBytes {
  readonly bytes: Bytes;
  readonly shown: Bytes;
}

/** Where the wait was in vain, a beginning of no more than this is shown as it is: it may be a prompt as well. */
const SHOWN_BYTES_MAX = 3;

export class SecretHold {
  readonly #secrets: Secrets;
  #held: Bytes = new Uint8Array();
  /** The end of what has been let go, in which a secret may have begun. */
  #before: Bytes = new Uint8Array();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** What can be shown now that `bytes` have come. */
  take(bytes: Bytes): ShownBytes {
    const all = concatBytes([this.#held, bytes]);
    const known = concatBytes([this.#before, all]);
    const open = Math.min(all.length, this.#secrets.countOpen(known));
    this.#held = all.subarray(all.length - open);
    const ready = all.subarray(0, all.length - open);
    const shown = this.#secrets.maskBytesWithin(this.#before, ready, new Uint8Array());
    this.#remember(ready);
    return { bytes: ready, shown };
  }

  /** Lets go what is held, since nothing follows. */
  release(): ShownBytes {
    const bytes = this.#held;
    const begun = this.#secrets.countOpen(concatBytes([this.#before, bytes]));
    this.#held = new Uint8Array();
    this.#remember(bytes);
    return { bytes, shown: begun > SHOWN_BYTES_MAX ? encodeText(MASK) : bytes };
  }

  #remember(bytes: Bytes): void {
    const all = concatBytes([this.#before, bytes]);
    this.#before = all.subarray(Math.max(0, all.length - this.#secrets.bytesMax));
  }
}
