/** The link to a serial port behind a server that speaks RFC 2217: Telnet that also sets the line. */
import { type Bytes, concatBytes, decodeLatin1 } from '../base/bytes.ts';
import { type Clock, sleep, type Timer } from '../base/clock.ts';
import { ComPortClient } from './com-port-client.ts';
import { COM_PORT_OPTION, PURGE_REQUEST } from './com-port-option.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import { type Link, LinkError, type LinkListener } from './link.ts';
import { chooseLinesAtRest, chooseLinesInReset, type ModemLines, RESET_PULSE_MS } from './modem-lines.ts';
import type { SerialSettings } from './serial-settings.ts';
import { TcpPath } from './tcp-link.ts';
import { encodeSubnegotiation, encodeTelnetData, TelnetDecoder } from './telnet-codec.ts';

export interface Rfc2217Address {
  readonly kind: 'rfc2217';
  /** As the user gave it. */
  readonly text: string;
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  readonly settings: SerialSettings;
}

/** A server on another continent answers in less; below the limit of opening, so that the better message comes. */
export const ANSWER_LIMIT_MS = 4_000;
/** Answers that the server has not read: one that only asks is not served without bound. */
const UNREAD_BYTES_MAX = 16 * 1024;
/** What a server says as data before the line is set is why it will close: `Port already in use`. */
const LAST_WORDS_CHARS_MAX = 200;

class Rfc2217Path implements BytePath {
  readonly resetLine?: () => Promise<void>;
  readonly #address: Rfc2217Address;
  readonly #clock: Clock;
  readonly #tcp: TcpPath;
  readonly #client: ComPortClient;
  readonly #decoder = new TelnetDecoder();
  #events: LinkListener | null = null;
  #isReady = false;
  #isWriting = false;
  #unreadBytes = 0;
  #words = '';
  #timer: Timer | null = null;
  /** Looks again whether what is waited for has come. */
  #recheck: () => void = () => {};
  #resume: () => void = () => {};

  constructor(address: Rfc2217Address, clock: Clock) {
    const { reset } = address.settings;
    this.#address = address;
    this.#clock = clock;
    this.#tcp = new TcpPath(address);
    this.#client = new ComPortClient(address.text, address.settings);
    if (reset !== 'none') this.resetLine = () => this.#pulse(reset);
  }

  describe(): Readonly<Record<string, string>> {
    return this.#client.describe();
  }

  async open(events: LinkListener): Promise<void> {
    this.#events = events;
    await this.#tcp.open({
      onBytes: (bytes) => this.#receive(bytes),
      onFault: (error) => events.onFault(this.#isReady ? error : this.#explain(error)),
    });
    await this.#settle(this.#client.begin());
    this.#isReady = true;
    // Whoever comes out of reset now is heard.
    const lines = chooseLinesAtRest(this.#address.settings);
    if (lines) await this.#move(lines);
  }

  async write(bytes: Bytes): Promise<void> {
    this.#isWriting = true;
    while (this.#client.isSuspended)
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    await this.#tcp.write(encodeTelnetData(bytes));
    this.#isWriting = false;
  }

  close(): Promise<void> {
    this.#timer?.cancel();
    if (this.#isWriting) this.#send(encodeSubnegotiation(COM_PORT_OPTION, PURGE_REQUEST.payload));
    return this.#tcp.close();
  }

  async #pulse(line: 'rts' | 'dtr'): Promise<void> {
    const { settings } = this.#address;
    await this.#move(chooseLinesInReset(settings, line));
    await sleep(this.#clock, RESET_PULSE_MS);
    await this.#move(chooseLinesAtRest(settings) ?? {});
  }

  #move(lines: ModemLines): Promise<void> {
    return this.#settle(this.#client.askLines(lines));
  }

  /** Sends `bytes` and waits for all answers; rejects with the fault of the client. */
  #settle(bytes: Bytes): Promise<void> {
    this.#send(bytes);
    return new Promise((resolve, reject) => {
      this.#timer = this.#clock.setTimer(ANSWER_LIMIT_MS, () => {
        this.#client.expire();
        finish();
      });
      const finish = () => {
        this.#timer?.cancel();
        this.#recheck = () => {};
        if (this.#client.fault) reject(this.#client.fault);
        else resolve();
      };
      this.#recheck = () => {
        if (this.#client.fault || this.#client.isSettled) finish();
      };
      this.#recheck();
    });
  }

  #receive(chunk: Bytes): void {
    const answers: Bytes[] = [];
    for (const item of this.#decoder.decode(chunk))
      if (item.kind === 'data') this.#takeData(item.bytes);
      else {
        answers.push(this.#client.take(item));
        // Data of the same chunk that follows the last answer is wanted already.
        if (this.#client.isSettled) this.#isReady = true;
      }
    this.#send(concatBytes(answers));
    this.#recheck();
    if (!this.#client.isSuspended) this.#resume();
    if (this.#client.fault) this.#events?.onFault(this.#client.fault);
  }

  /** What comes before the line is set is not the module's, or came at another speed. */
  #takeData(bytes: Bytes): void {
    if (this.#isReady) this.#events?.onBytes(bytes);
    else this.#words = (this.#words + decodeLatin1(bytes.subarray(0, 400))).slice(0, LAST_WORDS_CHARS_MAX);
  }

  #send(bytes: Bytes): void {
    if (bytes.length === 0) return;
    this.#unreadBytes += bytes.length;
    if (this.#unreadBytes > UNREAD_BYTES_MAX) {
      const message = `${this.#address.text} asks without end and reads no answer`;
      this.#events?.onFault(new LinkError('lost', message, 'check that it is an RFC 2217 server'));
      return;
    }
    const settle = () => {
      this.#unreadBytes -= bytes.length;
    };
    // That it cannot be sent is told by the connection itself.
    this.#tcp.write(bytes).then(settle, settle);
  }

  #explain(error: LinkError): LinkError {
    const words = this.#words.replace(/[^ -~]+/g, ' ').trim();
    if (error.fault !== 'lost' || words === '') return error;
    const isBusy = /in use|busy|locked/i.test(words);
    const hint = isBusy ? 'end the connection that uses it' : 'look at the configuration of the server';
    return new LinkError(isBusy ? 'busy' : 'refused', `${error.message}, with the words: ${words}`, hint);
  }
}

/** A link to the serial port behind `address`, not yet open. */
export function createRfc2217Link(address: Rfc2217Address, clock: Clock): Link {
  const { text, host, port, settings } = address;
  const path = new Rfc2217Path(address, clock);
  const description = {
    address: text,
    kind: 'rfc2217',
    get settings() {
      return { host, port, ...settings, ...path.describe() };
    },
    bitsPerSecond: settings.baud,
  };
  return guardPath(description, path, clock);
}
