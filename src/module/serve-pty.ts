/** Serves a simulated module on a pseudo-terminal, which a host program opens like a serial port. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, lstatSync, openSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import { createModule } from './create.ts';
import type { ModuleOptions } from './module.ts';
import { ServeError } from './serve-error.ts';
import type { ServedModule } from './serve-tcp.ts';

export interface PtyServiceOptions extends ModuleOptions {
  /** The path that host programs open: a symbolic link, made here and removed at the end. */
  readonly linkPath: string;
}

/** A pair of terminal ends. We hold the master; hosts open `slavePath`. */
interface Terminal {
  readonly slavePath: string;
  readonly master: ReadStream;
  close(): Promise<void>;
}

/** Rejects with a ServeError where something else stands at the path or no pseudo-terminal can be had. */
export async function serveModuleOnPty(options: PtyServiceOptions): Promise<ServedModule> {
  const { linkPath } = options;
  removeStaleLink(linkPath);
  const terminal = await openTerminal();
  try {
    symlinkSync(terminal.slavePath, linkPath);
  } catch (error) {
    await terminal.close();
    throw new ServeError(
      `cannot make the link ${linkPath}: ${describe(error)}`,
      'choose a path in a folder you own',
    );
  }
  const module = createModule(options);
  module.setListener((bytes) => terminal.master.write(bytes));
  terminal.master.on('data', (bytes) => module.write(bytes));
  return {
    address: linkPath,
    async close() {
      module.close();
      if (findLink(linkPath) === terminal.slavePath) unlinkSync(linkPath);
      await terminal.close();
    },
  };
}

/** A link that an interrupted run left behind goes; a file, a folder or a device stays and is an error. */
function removeStaleLink(linkPath: string): void {
  const link = findLink(linkPath);
  if (link === null) return;
  if (link === '')
    throw new ServeError(`${linkPath} exists and is no symbolic link`, 'choose another path, or remove it');
  unlinkSync(linkPath);
}

/** What the link at `path` points to, empty where something else stands there, null where nothing does. */
function findLink(path: string): string | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  return stats.isSymbolicLink() ? readlinkSync(path) : '';
}

async function openTerminal(): Promise<Terminal> {
  try {
    const { ptsName, master, slave } = await openPair();
    // With a listener of ours the library does not throw what the terminal meets while it closes.
    master.on('error', () => undefined);
    // Its reader of the slave would eat what is meant for the hosts.
    slave.destroy();
    // Held open, so that the master survives the times when no host is there and the line settings last.
    const heldSlave = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
    // Raw and without echo: as it is made, a terminal echoes, edits lines and turns LF into CR LF. Node's own raw mode
    // keeps the latter on the way from the host to us.
    execFileSync('stty', [process.platform === 'linux' ? '-F' : '-f', ptsName, 'raw', '-echo']);
    return {
      slavePath: ptsName,
      master,
      close: () =>
        new Promise((resolve) => {
          master.once('close', () => resolve());
          master.destroy();
          closeSync(heldSlave);
        }),
    };
  } catch (error) {
    throw new ServeError(
      `cannot open a pseudo-terminal: ${describe(error)}`,
      'serve the module on TCP instead',
    );
  }
}

interface NativePair {
  readonly ptsName: string;
  readonly master: ReadStream;
  readonly slave: ReadStream;
}

/**
 * `open` is missing from the types of @lydell/node-pty 1.1.0. Never call `destroy` or `kill` of what it returns: it has
 * no child, its process id is -1, and both would signal every process of the user. Its two streams are closed instead.
 */
async function openPair(): Promise<NativePair> {
  // Loaded here, so that whoever serves on TCP does not need the native part.
  const library: unknown = await import('@lydell/node-pty');
  return (library as { open(options: { encoding: null }): NativePair }).open({ encoding: null });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
