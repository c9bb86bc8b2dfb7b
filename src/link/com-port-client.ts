/** Our side of an RFC 2217 conversation, pure: takes what the server says and gives what to answer. It knows no socket and no time. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import {
  COM_PORT_OPTION,
  createLineRequests,
  createModemRequests,
  decodeServerMessage,
  describeValue,
  type LineRequest,
  type RequestName,
  type ServerMessage,
  SIGNATURE_ANSWER,
  SIGNATURE_REQUEST,
} from './com-port-option.ts';
import { LinkError } from './link.ts';
import type { ModemLines } from './modem-lines.ts';
import type { SerialSettings } from './serial-settings.ts';
import { encodeSubnegotiation, type TelnetItem } from './telnet-codec.ts';
import { askAll, type OptionSide, TelnetOptions } from './telnet-options.ts';

/** Source: RFC 856 and RFC 858. */
const BINARY = 0;
const SUPPRESS_GO_AHEAD = 3;

const WANTED: readonly (readonly [OptionSide, number])[] = [
  ['ours', BINARY],
  ['theirs', BINARY],
  ['ours', SUPPRESS_GO_AHEAD],
  ['theirs', SUPPRESS_GO_AHEAD],
  ['ours', COM_PORT_OPTION],
];

const NOTHING = new Uint8Array(0);
const RAW_HINT = 'set the line at the server, and use `tcp:` where it passes bytes as they are';

export class ComPortClient {
  readonly #address: string;
  readonly #settings: SerialSettings;
  readonly #options = new TelnetOptions();
  /** Asked and not yet answered. */
  readonly #open = new Map<RequestName, LineRequest>();
  readonly #unconfirmed: RequestName[] = [];
  #hasAskedLine = false;
  /** A raw port with an echo behind it says what we said, but it confirms nothing. */
  #hasConfirmed = false;
  #server: string | null = null;
  #fault: LinkError | null = null;
  #isSuspended = false;

  constructor(address: string, settings: SerialSettings) {
    this.#address = address;
    this.#settings = settings;
    this.#options.allow('theirs', COM_PORT_OPTION);
  }

  /** Why the line cannot be used; null while it can. */
  get fault(): LinkError | null {
    return this.#fault;
  }

  /** Has the server asked us to hold back data? */
  get isSuspended(): boolean {
    return this.#isSuspended;
  }

  /** Is all that was asked answered, and may data flow both ways untouched? */
  get isSettled(): boolean {
    return this.#hasAskedLine && this.#open.size === 0 && this.#listDeaf().length === 0;
  }

  /** The first bytes of the conversation. */
  begin(): Bytes {
    return askAll(this.#options, WANTED);
  }

  /** Moves modem lines; gives the bytes to send. */
  askLines(lines: ModemLines): Bytes {
    return this.#ask(createModemRequests(lines));
  }

  /** Takes one item of the server that is no data; gives the bytes to answer, often none. */
  take(item: Exclude<TelnetItem, { kind: 'data' }>): Bytes {
    if (item.kind === 'overflow') {
      this.#refuse('sent a Telnet subnegotiation without an end', 'check that it is an RFC 2217 server');
      return NOTHING;
    }
    if (item.kind === 'subnegotiation') {
      const message = item.option === COM_PORT_OPTION ? decodeServerMessage(item.payload) : null;
      return message === null ? NOTHING : this.#takeMessage(message);
    }
    const answer = this.#options.take(item.verb, item.option);
    this.#checkRefusals();
    if (this.#hasAskedLine || this.#options.stateOf('ours', COM_PORT_OPTION) !== 'on') return answer;
    this.#hasAskedLine = true;
    const signature = encodeSubnegotiation(COM_PORT_OPTION, SIGNATURE_REQUEST);
    return concatBytes([answer, signature, this.#ask(createLineRequests(this.#settings))]);
  }

  /** No answer is to be waited for any longer: what data cannot do without is a fault, the rest stays unconfirmed. */
  expire(): void {
    const deaf = this.#listDeaf();
    if (!this.#hasConfirmed)
      this.#refuse('did not answer as an RFC 2217 server', `check the port; ${RAW_HINT}`);
    else if (deaf.length > 0) this.#refuse(`did not agree to binary data ${deaf.join(' and ')}`, RAW_HINT);
    for (const name of this.#open.keys())
      if (name === 'dtr' || name === 'rts') this.#refuseLine(name, 'did not answer');
      else this.#unconfirmed.push(name);
    this.#open.clear();
  }

  /** What the server had its say in, for the report. */
  describe(): Readonly<Record<string, string>> {
    const goAhead = (['ours', 'theirs'] as const).map(
      (side) => this.#options.stateOf(side, SUPPRESS_GO_AHEAD) ?? 'asked',
    );
    return {
      ...(this.#server !== null && { server: this.#server }),
      ...(this.#unconfirmed.length > 0 && { unconfirmed: this.#unconfirmed.join(', ') }),
      ...(goAhead.includes('refused') && { refused: 'suppress go ahead' }),
    };
  }

  #ask(requests: readonly LineRequest[]): Bytes {
    // Many servers empty their buffers without a word.
    for (const request of requests) if (request.name !== 'purge') this.#open.set(request.name, request);
    return concatBytes(requests.map(({ payload }) => encodeSubnegotiation(COM_PORT_OPTION, payload)));
  }

  #takeMessage(message: ServerMessage): Bytes {
    if (message.kind === 'answer') this.#takeAnswer(message.name, message.value);
    else if (message.kind === 'suspend' || message.kind === 'resume')
      this.#isSuspended = message.kind === 'suspend';
    else if (message.text === '') return encodeSubnegotiation(COM_PORT_OPTION, SIGNATURE_ANSWER);
    else this.#server = message.text;
    return NOTHING;
  }

  #takeAnswer(name: RequestName, value: number): void {
    const request = this.#open.get(name);
    // Servers also tell what others changed.
    if (request === undefined) return;
    this.#open.delete(name);
    this.#hasConfirmed = true;
    if (value === request.value) return;
    const [wanted, given] = [describeValue(name, request.value), describeValue(name, value)];
    if (name === 'dtr' || name === 'rts') this.#refuseLine(name, `left it ${given}`);
    else
      this.#refuse(
        `set ${name} to ${given} and not to ${wanted}`,
        'give a value that the server can set, or look at its configuration',
      );
  }

  #refuseLine(name: 'dtr' | 'rts', what: string): void {
    const message = `has no modem line ${name.toUpperCase()} to move (the server ${what})`;
    this.#refuse(message, `leave out the options \`reset\` and \`${name}\``);
  }

  #checkRefusals(): void {
    if (this.#options.stateOf('ours', COM_PORT_OPTION) === 'refused')
      this.#refuse('does not set lines for others (it refused COM-PORT-OPTION)', RAW_HINT);
    const refused = this.#listBinary((state) => state === 'refused');
    if (refused.length > 0) this.#refuse(`refused binary data ${refused.join(' and ')}`, RAW_HINT);
  }

  /** The directions in which bytes may be altered still. */
  #listDeaf(): readonly string[] {
    return this.#listBinary((state) => state !== 'on');
  }

  #listBinary(isMeant: (state: string | undefined) => boolean): readonly string[] {
    return [
      ...(isMeant(this.#options.stateOf('ours', BINARY)) ? ['to the module'] : []),
      ...(isMeant(this.#options.stateOf('theirs', BINARY)) ? ['from the module'] : []),
    ];
  }

  #refuse(what: string, hint: string): void {
    this.#fault ??= new LinkError('refused', `${this.#address} ${what}`, hint);
  }
}
