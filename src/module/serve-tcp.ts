/** Serves a simulated module on a TCP port, one host program at a time; its state outlives them. */
import net from 'node:net';
import { createModule } from './create.ts';
import type { ModuleOptions } from './module.ts';
import { ServeError } from './serve-error.ts';

/** A module that any host program can reach until it is closed. */
export interface ServedModule {
  /** Where it is reached: `127.0.0.1:7000`, or the path of a terminal. */
  readonly address: string;
  /** Switches the module off and frees the address. */
  close(): Promise<void>;
}

export interface TcpServiceOptions extends ModuleOptions {
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
}

/** Rejects with a ServeError where the address cannot be listened on. A second host at the same time is hung up on. */
export function serveModuleOnTcp(options: TcpServiceOptions): Promise<ServedModule> {
  const module = createModule(options);
  let current: net.Socket | null = null;
  const server = net.createServer((socket) => {
    // A host that vanishes with bytes on the way is no fault of the module.
    socket.on('error', () => socket.destroy());
    if (current !== null) {
      socket.destroy();
      return;
    }
    current = socket;
    socket.setNoDelay(true);
    module.setListener((bytes) => socket.write(bytes));
    socket.on('data', (bytes) => module.write(bytes));
    socket.on('close', () => {
      current = null;
      module.setListener(null);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      module.close();
      server.close(() => resolve());
      current?.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      module.close();
      reject(
        new ServeError(
          `cannot listen on ${options.host}:${options.port}: ${error.message}`,
          'choose another address, or port 0 for any free one',
        ),
      );
    });
    server.listen(options.port, options.host, () => resolve({ address: describeAddress(server), close }));
  });
}

function describeAddress(server: net.Server): string {
  const { address, port, family } = server.address() as net.AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
