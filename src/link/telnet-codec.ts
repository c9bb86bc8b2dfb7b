/** Telnet as bytes: cuts a stream into data and negotiation, and writes both. It knows no option by meaning. Source: RFC 854, RFC 855. */
import { type Bytes, concatBytes } from '../base/bytes.ts';

const IAC = 255;
const SB = 250;
const SE = 240;

/** How an option is negotiated: will and wont speak of the sender's side, do and dont of the receiver's. */
export type TelnetVerb = 'will' | 'wont' | 'do' | 'dont';
const VERB_CODES: Readonly<Record<TelnetVerb, number>> = { will: 251, wont: 252, do: 253, dont: 254 };
const VERBS = new Map(Object.entries(VERB_CODES).map(([verb, code]) => [code, verb as TelnetVerb]));

export type TelnetItem =
  | { readonly kind: 'data'; readonly bytes: Bytes }
  | { readonly kind: 'negotiation'; readonly verb: TelnetVerb; readonly option: number }
  /** `payload` as meant, at most SUBNEGOTIATION_BYTES_MAX. */
  | { readonly kind: 'subnegotiation'; readonly option: number; readonly payload: Bytes }
  /** A subnegotiation was longer than that, and all of it has been or will be dropped. */
  | { readonly kind: 'overflow' };

/** Far above any answer of RFC 2217; the longest is the name of the server. */
export const SUBNEGOTIATION_BYTES_MAX = 512;

/** `bytes` as data of a Telnet stream. */
export function encodeTelnetData(bytes: Bytes): Bytes {
  let count = 0;
  for (const byte of bytes) if (byte === IAC) count += 1;
  if (count === 0) return bytes;
  const encoded = Buffer.allocUnsafe(bytes.length + count);
  let length = 0;
  for (const byte of bytes) {
    encoded[length++] = byte;
    if (byte === IAC) encoded[length++] = IAC;
  }
  return encoded;
}

export function encodeNegotiation(verb: TelnetVerb, option: number): Bytes {
  return Uint8Array.of(IAC, VERB_CODES[verb], option);
}

export function encodeSubnegotiation(option: number, payload: Bytes): Bytes {
  return concatBytes([Uint8Array.of(IAC, SB, option), encodeTelnetData(payload), Uint8Array.of(IAC, SE)]);
}

type State = 'data' | 'command' | 'option' | 'sub-option' | 'sub' | 'sub-command';

/** Reads one direction of a connection, however it is cut; whatever comes gives items, never an error. */
export class TelnetDecoder {
  #state: State = 'data';
  #verb: TelnetVerb = 'will';
  #option = 0;
  #payload: number[] = [];
  #items: TelnetItem[] = [];
  /** The data of this chunk that is not yet an item. */
  #data: number[] = [];

  /** What `chunk` completes. Data is never held back, and never cut by an escape alone. */
  decode(chunk: Bytes): readonly TelnetItem[] {
    if (this.#state === 'data' && !chunk.includes(IAC))
      return chunk.length === 0 ? [] : [{ kind: 'data', bytes: chunk }];
    this.#items = [];
    for (const byte of chunk) this.#state = this.#step(byte);
    this.#endData();
    return this.#items;
  }

  #step(byte: number): State {
    switch (this.#state) {
      case 'data':
        return byte === IAC ? 'command' : this.#takeData(byte);
      case 'command':
        return this.#startCommand(byte);
      case 'option':
        this.#push({ kind: 'negotiation', verb: this.#verb, option: byte });
        return 'data';
      case 'sub-option':
        this.#option = byte;
        this.#payload = [];
        return 'sub';
      case 'sub':
        return byte === IAC ? 'sub-command' : this.#takePayload(byte);
      case 'sub-command':
        if (byte === IAC) return this.#takePayload(byte);
        if (byte === SE) return this.#endSubnegotiation();
        // The end was forgotten: what follows is understood as if it had not been.
        return this.#startCommand(byte);
    }
  }

  #startCommand(byte: number): State {
    if (byte === IAC) return this.#takeData(byte);
    if (byte === SB) return 'sub-option';
    const verb = VERBS.get(byte);
    // No operation, go ahead, break and the like carry nothing for us.
    if (verb === undefined) return 'data';
    this.#verb = verb;
    return 'option';
  }

  #takeData(byte: number): State {
    this.#data.push(byte);
    return 'data';
  }

  #takePayload(byte: number): State {
    if (this.#payload.length < SUBNEGOTIATION_BYTES_MAX) this.#payload.push(byte);
    else if (this.#payload.length === SUBNEGOTIATION_BYTES_MAX) {
      this.#payload.push(byte);
      this.#push({ kind: 'overflow' });
    }
    return 'sub';
  }

  #endSubnegotiation(): State {
    if (this.#payload.length <= SUBNEGOTIATION_BYTES_MAX)
      this.#push({ kind: 'subnegotiation', option: this.#option, payload: Uint8Array.from(this.#payload) });
    return 'data';
  }

  #push(item: TelnetItem): void {
    this.#endData();
    this.#items.push(item);
  }

  #endData(): void {
    if (this.#data.length === 0) return;
    this.#items.push({ kind: 'data', bytes: Uint8Array.from(this.#data) });
    this.#data = [];
  }
}
