/** The other end of a link under test: it sends, receives, stops reading and dies when a test says so. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Bytes } from '../base/bytes.ts';
import { createLinkCollector } from './link-collector.ts';

export interface LinkPeer {
  /** Sends `bytes`, or keeps them until somebody is there. */
  send(bytes: Bytes): void;
  /** All bytes that came so far, once there are at least `length`. */
  received(length: number): Promise<Bytes>;
  /** Leaves what comes unread from now on. */
  stopReading(): void;
  /** Goes away without a word; absent where the other end cannot. */
  readonly die?: () => void;
  /** Resolves once the link has let go of whatever it had opened. */
  released(): Promise<void>;
  dispose(): Promise<void>;
}

/** A peer behind a free port of the loopback interface, for one connection. */
export interface TcpPeer extends LinkPeer {
  readonly port: number;
  readonly die: () => void;
  /** Goes away in good order, after everything has been sent. */
  end(): void;
}

export async function createTcpPeer(): Promise<TcpPeer> {
  const collector = createLinkCollector();
  const unsent: Bytes[] = [];
  let socket: Socket | null = null;
  let isReading = true;
  const server = createServer((connection) => {
    socket = connection;
    connection.on('error', () => {});
    connection.on('data', collector.onBytes);
    if (!isReading) connection.pause();
    for (const bytes of unsent) connection.write(bytes);
  });
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const ended = connected.then((connection) => new Promise((resolve) => connection.once('close', resolve)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    send: (bytes) => void (socket ? socket.write(bytes) : unsent.push(bytes)),
    received: collector.received,
    stopReading() {
      isReading = false;
      socket?.pause();
    },
    end: () => void connected.then((connection) => connection.end()),
    die: () => void connected.then((connection) => connection.destroy()),
    async released() {
      // A paused socket would never see its end.
      socket?.resume();
      await ended;
    },
    async dispose() {
      socket?.destroy();
      server.close();
    },
  };
}
