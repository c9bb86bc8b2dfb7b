/** Debian's ser2net in front of a pseudo terminal: a serial server that nobody here wrote. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBlocks } from './document.ts';
import { createSerialPair, SERIAL_SKIP, type SerialPair } from './serial-pair.ts';

/** Debian keeps it where an ordinary user's PATH does not look. */
const PROGRAMS = ['ser2net', '/usr/sbin/ser2net'];
const PROGRAM = PROGRAMS.find((program) => spawnSync(program, ['-v']).error === undefined);
const MISSING = 'ser2net is missing: `apt-get install ser2net` enables this';

/** Why ser2net cannot be tested against here and how to change it; null where it can, and in CI, where it must be there. */
export const SER2NET_SKIP: string | null =
  process.env.CI === 'true' ? null : (SERIAL_SKIP ?? (PROGRAM === undefined ? MISSING : null));

export interface Ser2netPair {
  readonly port: number;
  /** At the far end of the pseudo terminal; its `die` ends ser2net. */
  readonly peer: SerialPair['peer'];
}

export type Ser2netMode = 'rfc2217' | 'raw';

/** As docs/links.md recommends it, but on `port` of loopback and with `path` as the device. */
function readRecipe(mode: Ser2netMode, port: number, path: string): string {
  const recipes = findBlocks('docs/links.md', 'yaml').map(({ text }) => text);
  const recipe = recipes.find((text) => text.includes('rfc2217') === (mode === 'rfc2217')) ?? '';
  return recipe.replace(/bench-7,\d+/, `127.0.0.1,${port}`).replace('/dev/ttyUSB0', path);
}

/** ser2net on a free port of the loopback interface. */
export async function createSer2netPair(mode: Ser2netMode): Promise<Ser2netPair> {
  if (PROGRAM === undefined) throw new Error(MISSING);
  const { path, peer } = await createSerialPair();
  const folder = mkdtempSync(join(tmpdir(), 'atconform-ser2net-'));
  const port = await findFreePort();
  const config = join(folder, 'ser2net.yaml');
  writeFileSync(config, readRecipe(mode, port, path));
  // -u: the lock files of UUCP belong to root.
  const server = spawn(PROGRAM, ['-n', '-u', '-c', config], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const die = () => void server.kill('SIGKILL');
  await listening(server, port);
  return {
    port,
    peer: {
      ...peer,
      die,
      async dispose() {
        die();
        await ended;
        await peer.dispose();
        rmSync(folder, { recursive: true });
      },
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** ser2net says nothing when it listens, and a connection to try would open the port: so the system is asked. */
async function listening(server: ChildProcess, port: number): Promise<void> {
  const socket = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`;
  while (!readFileSync('/proc/net/tcp', 'utf8').includes(socket)) {
    if (server.exitCode !== null) throw new Error(`ser2net ended with exit code ${server.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
