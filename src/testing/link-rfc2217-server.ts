/**
 * A small RFC 2217 server with a TCP peer's powers. It shares no code with the client, so that a mistake shows as a
 * disagreement, and it misbehaves on demand.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Bytes } from '../base/bytes.ts';
import { createLinkCollector } from './link-collector.ts';
import type { TcpPeer } from './link-peer.ts';

export interface ServerConduct {
  /** What to answer to `IAC verb option`, as numbers; undefined for the usual answer. */
  readonly negotiate?: (verb: number, option: number) => readonly number[] | undefined;
  /** What to answer to a COM-PORT-OPTION request, as the payload; undefined for the usual one, empty for none. */
  readonly answer?: (payload: readonly number[]) => readonly number[] | undefined;
  /** What the device behind the server answers to data, at the rate (in baud) that was set last. */
  readonly reply?: (data: Bytes, baud: number) => Bytes;
  /** Sent as soon as somebody connects, as it is. */
  readonly greeting?: Bytes;
}

export interface Rfc2217Server extends TcpPeer {
  /** COM-PORT-OPTION requests so far, as payloads. */
  readonly requests: readonly (readonly number[])[];
  /** Sends bytes as they are, without escaping. */
  sendRaw(bytes: readonly number[]): void;
  /** Resolves once a request fits. */
  requested(fits: (payload: readonly number[]) => boolean): Promise<void>;
}

const [WILL, DO] = [251, 253];
const OPTIONS = [0, 3, 44];
const SET_BAUD = 1;

/** One connection's bytes as data and commands, one byte at a time. */
function createReader(onData: (byte: number) => void, onCommand: (command: readonly number[]) => void) {
  let command: number[] = [];
  const isWhole = () => {
    const [, verb, ...rest] = command;
    if (verb === undefined) return false;
    if (verb !== 250) return verb < 251 || rest.length === 1;
    // An even number of 255 before the 240 is data.
    const end = /(?:^|[^ÿ])(?:ÿÿ)*ÿð$/.test(String.fromCharCode(...rest));
    return end && rest.length > 2;
  };
  return (byte: number) => {
    if (command.length === 0 && byte !== 255) return onData(byte);
    command.push(byte);
    if (command.length === 2 && byte === 255) {
      command = [];
      return onData(255);
    }
    if (!isWhole()) return;
    onCommand(command);
    command = [];
  };
}

export async function createRfc2217Server(conduct: ServerConduct = {}): Promise<Rfc2217Server> {
  const collector = createLinkCollector();
  const requests: (readonly number[])[] = [];
  const waiting = new Set<() => void>();
  const unsent: Bytes[] = [];
  let socket: Socket | null = null;
  let isReading = true;
  let baud = 0;

  function command(connection: Socket, [, verb = 0, ...rest]: readonly number[]): void {
    if (!connection.writable) return;
    if (verb === WILL || verb === DO)
      return void connection.write(Uint8Array.from(negotiate(verb, rest[0] ?? 0)));
    if (verb !== 250 || rest[0] !== 44) return;
    const payload: number[] = [];
    for (let at = 1; at < rest.length - 2; at += rest[at] === 255 ? 2 : 1) payload.push(rest[at] as number);
    requests.push(payload);
    if (payload[0] === SET_BAUD && payload.length === 5)
      baud = payload.slice(1).reduce((sum, byte) => sum * 256 + byte, 0);
    for (const check of waiting) check();
    const answer = conduct.answer?.(payload) ?? [(payload[0] ?? 0) + 100, ...payload.slice(1)];
    const escaped = answer.flatMap((byte) => (byte === 255 ? [255, 255] : [byte]));
    if (answer.length > 0) connection.write(Uint8Array.from([255, 250, 44, ...escaped, 255, 240]));
  }

  function negotiate(verb: number, option: number): readonly number[] {
    const yes = verb === WILL ? DO : WILL;
    return conduct.negotiate?.(verb, option) ?? [255, OPTIONS.includes(option) ? yes : yes + 1, option];
  }

  const server = createServer((connection) => {
    socket = connection;
    connection.on('error', () => {});
    if (conduct.greeting) connection.write(conduct.greeting);
    const data: number[] = [];
    const read = createReader(
      (byte) => data.push(byte),
      (whole) => command(connection, whole),
    );
    connection.on('data', (chunk) => {
      for (const byte of chunk) read(byte);
      const bytes = Uint8Array.from(data.splice(0));
      collector.onBytes(bytes);
      if (bytes.length > 0 && conduct.reply) send(conduct.reply(bytes, baud));
    });
    if (!isReading) connection.pause();
    for (const bytes of unsent) send(bytes);
  });
  function send(bytes: Bytes): void {
    if (!socket) return void unsent.push(bytes);
    const parts: number[] = [];
    for (const byte of bytes) parts.push(...(byte === 255 ? [255, 255] : [byte]));
    socket.write(Uint8Array.from(parts));
  }
  const connected = once(server, 'connection').then(([connection]) => connection as Socket);
  const ended = connected.then((connection) => new Promise((resolve) => connection.once('close', resolve)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    send,
    sendRaw: (bytes) => void connected.then((connection) => connection.write(Uint8Array.from(bytes))),
    received: collector.received,
    requested: (fits) =>
      new Promise((resolve) => {
        const check = () => {
          if (!requests.some(fits)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    stopReading() {
      isReading = false;
      socket?.pause();
    },
    end: () => void connected.then((connection) => connection.end()),
    die: () => void connected.then((connection) => connection.destroy()),
    async released() {
      socket?.resume();
      await ended;
    },
    async dispose() {
      socket?.destroy();
      server.close();
    },
  };
}
