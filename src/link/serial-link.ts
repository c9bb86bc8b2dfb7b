/** The link over a serial port or a pseudo terminal. */
import type { Readable } from 'node:stream';
import type { SerialPort } from 'serialport';
import type { Bytes } from '../base/bytes.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import { type Link, LinkError, type LinkListener } from './link.ts';
import { readInTurns } from './readable-turns.ts';
import { describeSerialFault } from './serial-fault.ts';
import { openSerialReader } from './serial-reader.ts';
import type { SerialSettings } from './serial-settings.ts';

export interface SerialAddress {
  readonly kind: 'serial';
  /** As the user gave it. */
  readonly text: string;
  /** `/dev/ttyUSB0`, `COM3`, the path of a pseudo terminal. */
  readonly path: string;
  readonly settings: SerialSettings;
}

/** Modules ask for 1 to 100 ms on the reset pin; bootloaders debounce. */
const RESET_PULSE_MS = 100;

class SerialPath implements BytePath {
  readonly resetLine?: () => Promise<void>;
  readonly #address: SerialAddress;
  readonly #clock: Clock;
  #port: SerialPort | null = null;
  #reader: Readable | null = null;
  /** Ends when the driver has answered; a port cannot be closed before that. */
  #opening: Promise<void> = Promise.resolve();
  #isWriting = false;

  constructor(address: SerialAddress, clock: Clock) {
    const { reset } = address.settings;
    this.#address = address;
    this.#clock = clock;
    if (reset !== 'none') this.resetLine = () => this.#pulse(reset);
  }

  async open(events: LinkListener): Promise<void> {
    const { text, path, settings } = this.#address;
    this.#opening = this.#openPort(events);
    await this.#opening.catch(async (error) => {
      throw await describeSerialFault(text, path, error);
    });
    if (settings.reset !== 'none') await this.#setLines(null);
  }

  async #openPort({ onBytes, onFault }: LinkListener): Promise<void> {
    const { path, settings } = this.#address;
    const { baud: baudRate, dataBits, parity, stopBits, rtscts, xon, xoff } = settings;
    const line = { baudRate, dataBits, parity, stopBits, rtscts, xon, xoff };
    // Its native part is loaded for those alone who need it.
    const serialport = await import('serialport');
    const port = new serialport.SerialPort({ path, autoOpen: false, lock: true, ...line });
    await callPort((done) => port.open(done));
    this.#port = port;
    this.#reader = openSerialReader(path, port);
    const lose = (error?: Error | null) => onFault(this.#describeLoss(error ?? null));
    readInTurns(this.#reader, onBytes);
    this.#reader.on('end', () => lose());
    // Our own `close` ends the link first: closing that is told here is the device's.
    for (const source of [this.#reader, port]) source.on('error', lose).on('close', lose);
  }

  async write(bytes: Bytes): Promise<void> {
    this.#isWriting = true;
    try {
      // After a loss the callback may never come: the guard ends the wait when the fault does.
      await callPort((done) => this.#port?.write(bytes, done));
      this.#isWriting = false;
    } catch (error) {
      throw this.#describeLoss(error as Error);
    }
  }

  async close(): Promise<void> {
    await this.#opening.catch(() => {});
    const port = this.#port;
    if (this.#reader !== port) this.#reader?.destroy();
    if (!port?.isOpen) return;
    // Bytes that flow control holds back would hold back the closing as well.
    if (this.#isWriting) await callPort((done) => port.flush(done)).catch(() => {});
    await callPort((done) => port.close(done)).catch(() => {});
  }

  async #pulse(line: 'rts' | 'dtr'): Promise<void> {
    await this.#setLines(line);
    await sleep(this.#clock, RESET_PULSE_MS);
    await this.#setLines(null);
  }

  /** Asserts one modem line and releases the other: boards that join both to one pin see an edge on neither otherwise. */
  async #setLines(asserted: 'rts' | 'dtr' | null): Promise<void> {
    const lines = { rts: asserted === 'rts', dtr: asserted === 'dtr' };
    await callPort((done) => this.#port?.set(lines, done)).catch((error: Error) => {
      const message = `${this.#address.text} has no modem lines to reset the module by (${error.message})`;
      throw new LinkError('failed', message, 'leave out the option `reset`');
    });
  }

  #describeLoss(error: Error | null): LinkError {
    const words = error ? ` (${error.message})` : '';
    return new LinkError(
      'lost',
      `${this.#address.text} went away${words}`,
      'check the cable and the power of the device',
    );
  }
}

/** The callbacks of serialport as a promise. */
function callPort(act: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}

/** A link to the port of `address`, not yet open; it is locked against other programs while it is. */
export function createSerialLink(address: SerialAddress, clock: Clock): Link {
  const { text, settings } = address;
  const description = {
    address: text,
    kind: 'serial',
    settings: { ...settings },
    bitsPerSecond: settings.baud,
  };
  return guardPath(description, new SerialPath(address, clock), clock);
}
