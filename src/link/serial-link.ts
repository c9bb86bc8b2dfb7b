/** The link over a serial port or a pseudo terminal. */
import type { SerialPort } from 'serialport';
import type { Bytes } from '../base/bytes.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import { type Link, LinkError, type LinkListener } from './link.ts';
import { describeSerialFault } from './serial-fault.ts';
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
  /** Ends when the driver has answered; a port cannot be closed before that. */
  #opening: Promise<SerialPort> | null = null;
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

  async #openPort({ onBytes, onFault }: LinkListener): Promise<SerialPort> {
    const { path, settings } = this.#address;
    const { baud: baudRate, dataBits, parity, stopBits, rtscts, xon, xoff } = settings;
    const line = { baudRate, dataBits, parity, stopBits, rtscts, xon, xoff };
    // Its native part is loaded for those alone who need it.
    const serialport = await import('serialport');
    const port = new serialport.SerialPort({ path, autoOpen: false, lock: true, ...line });
    await callPort((done) => port.open(done));
    // Only a port that is read from notices that its device has gone.
    port.on('data', onBytes);
    port.on('error', (error) => onFault(this.#describeLoss(error)));
    // Our own `close` ends the link first, so this one means that the device did.
    port.on('close', (error: Error | null) => onFault(this.#describeLoss(error)));
    return port;
  }

  async write(bytes: Bytes): Promise<void> {
    const port = await this.#opening;
    this.#isWriting = true;
    try {
      // After a loss the callback may never come: the guard ends the wait when the fault does.
      await callPort((done) => port?.write(bytes, done));
      this.#isWriting = false;
    } catch (error) {
      throw this.#describeLoss(error as Error);
    }
  }

  async close(): Promise<void> {
    const port = await this.#opening?.catch(() => null);
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
    const port = await this.#opening;
    await callPort((done) => port?.set(lines, done)).catch((error: Error) => {
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
