/** iaxmodem: a modem made of software, on a pseudo terminal. A program that nobody here wrote. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';

/** It takes the name of a configuration in this folder, or a path from there. */
const CONFIGURATIONS = '/etc/iaxmodem';
const isInstalled = existsSync(CONFIGURATIONS) && spawnSync('which', ['iaxmodem']).status === 0;

/** It refuses to run as anybody but root. */
const COMMAND = process.getuid?.() === 0 ? ['iaxmodem'] : ['sudo', '-n', 'iaxmodem'];
const mayRun = COMMAND[0] !== 'sudo' || spawnSync('sudo', ['-n', 'true']).status === 0;

const PROBLEM = !isInstalled
  ? 'iaxmodem is missing: `apt-get install iaxmodem` enables this'
  : mayRun
    ? null
    : 'iaxmodem runs as root only: run as root, or allow sudo without a password';

/** Why it cannot be tested against here and how to change it; null where it can, and in CI, where it must be there. */
export const IAXMODEM_SKIP: string | null = process.env.CI === 'true' ? null : PROBLEM;

export interface RunningModem {
  /** Of its terminal. */
  readonly path: string;
  dispose(): Promise<void>;
}

/** Starts one with a terminal, a port and a folder of its own. It finds no telephone network, and needs none. */
export async function startIaxmodem(): Promise<RunningModem> {
  if (PROBLEM !== null) throw new Error(PROBLEM);
  const folder = mkdtempSync(join(tmpdir(), 'atconform-iaxmodem-'));
  const path = join(folder, 'tty');
  const configuration = join(folder, 'modem');
  writeFileSync(configuration, renderConfiguration(path, await findFreePort()));
  const [program = '', ...words] = [...COMMAND, relative(CONFIGURATIONS, configuration)];
  const terminal = terminalMade(folder, path);
  const modem = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(modem, 'exit');
  await Promise.race([terminal, failed(modem)]);
  return {
    path,
    async dispose() {
      modem.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function renderConfiguration(device: string, port: number): string {
  const settings = {
    ...{ device, owner: `${userInfo().username}:root`, mode: '660' },
    ...{ port, refresh: 300, server: '127.0.0.1', peername: 'iaxmodem', secret: 'password' },
    ...{ cidname: 'x', cidnumber: 1, codec: 'slinear' },
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value}\n`)
    .join('');
}

/** Resolves when its terminal is there. */
function terminalMade(folder: string, path: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    });
  });
}

/** Rejects with what it said where it ends. */
async function failed(modem: ChildProcess): Promise<never> {
  let said = '';
  modem.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(modem, 'exit');
  throw new Error(`iaxmodem ended with ${code}: ${said}`);
}

async function findFreePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0);
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}
