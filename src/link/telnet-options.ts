/** Which Telnet options are in effect in each direction, and what to answer to each word about them. Source: RFC 854, RFC 1143. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import { encodeNegotiation, type TelnetVerb } from './telnet-codec.ts';

export type OptionState = 'asked' | 'on' | 'refused';
/** Ours: what we do. Theirs: what the server does. */
export type OptionSide = 'ours' | 'theirs';

interface Words {
  readonly ask: TelnetVerb;
  readonly decline: TelnetVerb;
}

const WORDS: Readonly<Record<OptionSide, Words>> = {
  ours: { ask: 'will', decline: 'wont' },
  theirs: { ask: 'do', decline: 'dont' },
};

/** Of which side a word of the server speaks, and whether it is for or against. */
const MEANINGS: Readonly<Record<TelnetVerb, readonly [side: OptionSide, isFor: boolean]>> = {
  do: ['ours', true],
  dont: ['ours', false],
  will: ['theirs', true],
  wont: ['theirs', false],
};

const NOTHING = new Uint8Array(0);

export class TelnetOptions {
  readonly #states: Readonly<Record<OptionSide, Map<number, OptionState>>> = {
    ours: new Map(),
    theirs: new Map(),
  };
  /** What was declined once is not declined again: a server that asks without end gets no endless answer. */
  readonly #declined: Readonly<Record<OptionSide, Set<number>>> = { ours: new Set(), theirs: new Set() };

  /** Begins to ask for `option` on `side`; gives the bytes to send. */
  ask(side: OptionSide, option: number): Bytes {
    this.#states[side].set(option, 'asked');
    return encodeNegotiation(WORDS[side].ask, option);
  }

  /** Accepts `option` on `side` where the server offers it, without asking for it. */
  allow(side: OptionSide, option: number): void {
    this.#states[side].set(option, 'refused');
  }

  /** Undefined for an option that was never asked for. */
  stateOf(side: OptionSide, option: number): OptionState | undefined {
    return this.#states[side].get(option);
  }

  /** Takes a word of the server; gives the bytes to answer, often none. */
  take(verb: TelnetVerb, option: number): Bytes {
    const [side, isFor] = MEANINGS[verb];
    const states = this.#states[side];
    const before = states.get(option);
    if (before === undefined) return isFor ? this.#decline(side, option) : NOTHING;
    states.set(option, isFor ? 'on' : 'refused');
    if (before === 'on' && !isFor) return encodeNegotiation(WORDS[side].decline, option);
    // An answer to what we asked is not answered, or both ends would never stop; a change of mind is.
    return before === 'refused' && isFor ? encodeNegotiation(WORDS[side].ask, option) : NOTHING;
  }

  #decline(side: OptionSide, option: number): Bytes {
    if (this.#declined[side].has(option)) return NOTHING;
    this.#declined[side].add(option);
    return encodeNegotiation(WORDS[side].decline, option);
  }
}

/** The bytes that ask for all of `wanted`. */
export function askAll(
  options: TelnetOptions,
  wanted: readonly (readonly [side: OptionSide, option: number])[],
): Bytes {
  return concatBytes(wanted.map(([side, option]) => options.ask(side, option)));
}
