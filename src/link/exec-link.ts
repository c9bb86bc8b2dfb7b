/** The link to a program: what it reads from stdin and writes to stdout are the bytes. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { type BytePath, guardPath } from './guarded-link.ts';
import { type Link, LinkError, type LinkFault, type LinkListener } from './link.ts';
import { endGroup, signalGroup } from './process-group.ts';
import { readInTurns } from './readable-turns.ts';
import { describeSystemFault } from './system-fault.ts';

export interface ExecAddress {
  readonly kind: 'exec';
  /** As the user gave it. */
  readonly text: string;
  /** Run by `sh -c`. */
  readonly command: string;
}

/** The end of what the program wrote to stderr, for the message when it ends: enough for its last words. */
const STDERR_CHARS_MAX = 2_000;
/** A program that closed stdout is about to end and to say why by its exit code; one that lives on is lost all the same. */
const EXIT_AFTER_OUTPUT_MS = 1_000;
/** What a shell ends with where a program may not be run, or is not there. */
const FAULT_OF_EXIT_CODE: Readonly<Record<number, LinkFault>> = { 126: 'refused', 127: 'not-found' };

class ExecPath implements BytePath {
  readonly #address: ExecAddress;
  readonly #clock: Clock;
  #child: ChildProcessWithoutNullStreams | null = null;
  #closed: Promise<void> = Promise.resolve();
  #stderr = '';
  /** A process that ends in haste may not leave the program behind. */
  readonly #killAtExit = () => void (this.#child && signalGroup(this.#child, 'SIGKILL'));

  constructor(address: ExecAddress, clock: Clock) {
    this.#address = address;
    this.#clock = clock;
  }

  open(events: LinkListener): Promise<void> {
    // Its own group, so that Ctrl-C reaches us alone and `close` reaches all of it.
    const child = spawn('sh', ['-c', this.#address.command], { detached: true, stdio: 'pipe' });
    this.#child = child;
    this.#closed = new Promise((resolve) => child.once('close', () => resolve()));
    process.once('exit', this.#killAtExit);
    readInTurns(child.stdout, events.onBytes);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = `${this.#stderr}${text}`.slice(-STDERR_CHARS_MAX);
    });
    // The write that fails says so itself; without a listener the error would end the process.
    child.stdin.on('error', () => {});
    child.on('error', (error) => events.onFault(describeSystemFault(this.#address.text, error)));
    this.#watchEnd(child, events);
    return new Promise((resolve) => child.once('spawn', resolve));
  }

  write(bytes: Bytes): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#child?.stdin.write(bytes, (error) =>
        error ? reject(describeSystemFault(this.#address.text, error)) : resolve(),
      );
    });
  }

  async close(): Promise<void> {
    process.removeListener('exit', this.#killAtExit);
    const child = this.#child;
    if (!child) return;
    await endGroup(child, this.#closed, this.#clock);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  }

  #watchEnd(child: ChildProcessWithoutNullStreams, { onFault }: LinkListener): void {
    child.stdout.once('end', () => {
      const timer = this.#clock.setTimer(EXIT_AFTER_OUTPUT_MS, () =>
        onFault(this.#describeEnd('lost', 'closed its output')),
      );
      child.once('close', () => timer.cancel());
    });
    // `close` comes after the last byte of stdout and stderr, `exit` may come before.
    child.once('close', (code, signal) => {
      const fault = FAULT_OF_EXIT_CODE[code ?? 0] ?? 'lost';
      onFault(this.#describeEnd(fault, signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
    });
  }

  #describeEnd(fault: LinkFault, what: string): LinkError {
    const said = this.#stderr.trim();
    const message = `${this.#address.text} ${what}${said === '' ? '' : `: ${said}`}`;
    return new LinkError(fault, message, 'run the command by hand to see why');
  }
}

/** A link to the program of `address`, not yet started. */
export function createExecLink(address: ExecAddress, clock: Clock): Link {
  const { text, command } = address;
  const description = { address: text, kind: 'exec', settings: { command }, bitsPerSecond: null };
  return guardPath(description, new ExecPath(address, clock), clock);
}
