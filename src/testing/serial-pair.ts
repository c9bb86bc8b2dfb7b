/** A pseudo terminal made by socat, with a TCP peer behind it: for tests a serial port with somebody at the other end. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createTcpPeer, type TcpPeer } from './link-peer.ts';

/** Why serial ports cannot be tested here and how to change it; null where they can, and in CI, where they must. */
export const SERIAL_SKIP: string | null =
  process.env.CI === 'true' || spawnSync('socat', ['-V']).status === 0
    ? null
    : 'socat is missing: `apt-get install socat` enables this';

export interface SerialPair {
  /** The path to open as a serial port. */
  readonly path: string;
  /** Its `die` takes the pseudo terminal away. */
  readonly peer: Omit<TcpPeer, 'released'>;
}

export async function createSerialPair(): Promise<SerialPair> {
  const tcp = await createTcpPeer();
  // Two `-d` make socat say the name of the terminal.
  const socat = spawn('socat', ['-d', '-d', 'pty,raw,echo=0', `tcp:127.0.0.1:${tcp.port},nodelay`]);
  const ended = once(socat, 'exit');
  const path = await new Promise<string>((resolve, reject) => {
    let said = '';
    socat.stderr.on('data', (text) => {
      said += text;
      const name = /PTY is (\S+)/.exec(said)?.[1];
      if (name !== undefined && said.includes('starting data transfer loop')) resolve(name);
    });
    socat.once('exit', () => reject(new Error(`socat ended: ${said}`)));
  });
  const die = () => void socat.kill('SIGKILL');
  return {
    path,
    peer: {
      ...tcp,
      die,
      async dispose() {
        die();
        await ended;
        await tcp.dispose();
      },
    },
  };
}
