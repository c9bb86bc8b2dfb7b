/** The link over TCP: serial servers, ser2net in raw mode, a simulated module elsewhere. */
import { connect, type Socket } from 'node:net';
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import { type Link, LinkError, type LinkListener } from './link.ts';
import { readInTurns } from './readable-turns.ts';
import { describeSystemFault } from './system-fault.ts';

export interface TcpAddress {
  readonly kind: 'tcp';
  /** As the user gave it. */
  readonly text: string;
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** A bridge that lost its power says nothing: the system asks after this much silence. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** A connection as a path: also what carries the Telnet of a serial server. */
export class TcpPath implements BytePath {
  readonly #address: Omit<TcpAddress, 'kind'>;
  #socket: Socket | null = null;

  constructor(address: Omit<TcpAddress, 'kind'>) {
    this.#address = address;
  }

  open({ onBytes, onFault }: LinkListener): Promise<void> {
    const { host, port, text } = this.#address;
    const keepAlive = { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS };
    const socket = connect({ host, port, noDelay: true, ...keepAlive });
    this.#socket = socket;
    readInTurns(socket, onBytes);
    let hasConnected = false;
    const lose = (what: string) => onFault(new LinkError('lost', what, 'see why the other end went away'));
    socket.on('end', () => lose(`${text} closed the connection`));
    socket.on('error', (error) => {
      const fault = describeSystemFault(text, error);
      if (hasConnected) lose(fault.message);
      else onFault(fault);
    });
    return new Promise((resolve) => {
      socket.once('connect', () => {
        hasConnected = true;
        resolve();
      });
    });
  }

  write(bytes: Bytes): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket?.write(bytes, (error) =>
        error ? reject(describeSystemFault(this.#address.text, error)) : resolve(),
      );
    });
  }

  close(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.closed) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('close', () => resolve());
      // What was handed over may still go out; what stalls may not hold us.
      if (socket.writableLength === 0 && !socket.connecting) socket.destroySoon();
      else socket.destroy();
    });
  }
}

/** A link to `address`, not yet open. */
export function createTcpLink(address: TcpAddress, clock: Clock): Link {
  const { text, host, port } = address;
  const description = { address: text, kind: 'tcp', settings: { host, port }, bitsPerSecond: null };
  return guardPath(description, new TcpPath(address), clock);
}
