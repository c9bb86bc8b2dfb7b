/** The link over a serial port or a pseudo terminal. */
import type { Duplex } from 'node:stream';
import type { SerialPort } from 'serialport';
import type { Bytes } from '../base/bytes.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import { type Link, LinkError, type LinkListener } from './link.ts';
import { chooseLinesAtRest, chooseLinesInReset, type ModemLines, RESET_PULSE_MS } from './modem-lines.ts';
import { readInTurns } from './readable-turns.ts';
import { describeSerialFault } from './serial-fault.ts';
import type { SerialSettings } from './serial-settings.ts';
import { openSerialStream, SERIAL_PATH } from './serial-stream.ts';

export interface SerialAddress {
  readonly kind: 'serial';
  /** As the user gave it. */
  readonly text: string;
  /** `/dev/ttyUSB0`, `COM3`, the path of a pseudo terminal. */
  readonly path: string;
  readonly settings: SerialSettings;
}

class SerialPath implements BytePath {
  readonly resetLine?: () => Promise<void>;
  readonly #address: SerialAddress;
  readonly #clock: Clock;
  #port: SerialPort | null = null;
  /** Bytes go through it both ways; the port itself where there is nothing faster. */
  #stream: Duplex | null = null;
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
    // Whoever comes out of reset now is heard: the stream delivers already.
    const lines = chooseLinesAtRest(settings);
    if (lines) await this.#setLines(lines);
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
    const stream = openSerialStream(path, port);
    this.#stream = stream;
    const lose = (error?: Error | null) => onFault(this.#describeLoss(error ?? null));
    readInTurns(stream, onBytes);
    stream.on('end', () => lose());
    // Our own `close` ends the link first: closing that is told here is the device's.
    for (const source of [stream, port]) source.on('error', lose).on('close', lose);
  }

  async write(bytes: Bytes): Promise<void> {
    this.#isWriting = true;
    try {
      // After a loss the callback may never come: the guard ends the wait when the fault does.
      await callPort((done) => this.#stream?.write(bytes, done));
      this.#isWriting = false;
    } catch (error) {
      throw this.#describeLoss(error as Error);
    }
  }

  async close(): Promise<void> {
    await this.#opening.catch(() => {});
    const port = this.#port;
    if (this.#stream !== port) this.#stream?.destroy();
    if (!port?.isOpen) return;
    // Bytes that flow control holds back would hold back the closing as well.
    if (this.#isWriting) await callPort((done) => port.flush(done)).catch(() => {});
    await callPort((done) => port.close(done)).catch(() => {});
  }

  async #pulse(line: 'rts' | 'dtr'): Promise<void> {
    const { settings } = this.#address;
    await this.#setLines(chooseLinesInReset(settings, line));
    await sleep(this.#clock, RESET_PULSE_MS);
    await this.#setLines(chooseLinesAtRest(settings) ?? {});
  }

  /** The driver moves both: one that is absent is asserted, as opening left it. */
  async #setLines(lines: ModemLines): Promise<void> {
    await callPort((done) => this.#port?.set(lines, done)).catch((error: Error) => {
      const message = `${this.#address.text} has no modem lines to move (${error.message})`;
      throw new LinkError('failed', message, 'leave out the options `reset`, `dtr` and `rts`');
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
    settings: { ...settings, path: SERIAL_PATH },
    bitsPerSecond: settings.baud,
  };
  return guardPath(description, new SerialPath(address, clock), clock);
}
