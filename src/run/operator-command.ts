/** Runs the operator's own reset: a command of the bench that gives a module its power anew, for example. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock, Timer } from '../base/clock.ts';
import { endGroup, signalGroup } from '../link/process-group.ts';
import type { ControlEvent, RunEvent } from '../record/event.ts';
import type { Conversation } from './conversation.ts';

/** Nothing that switches power takes longer; whatever waits for a person does. */
export const OPERATOR_COMMAND_MS_MAX = 60_000;

/** The end of what the command said, of which the last line is told. */
const OUTPUT_CHARACTERS_MAX = 2_000;

export interface OperatorCommand {
  /** As the shell takes it. */
  readonly line: string;
  /** Starts it. */
  start(): CommandInProgress;
}

export interface CommandInProgress {
  /** Why it failed, null where it did not, undefined while it runs. */
  readonly outcome: string | null | undefined;
  /** Calls back once, when the outcome has come; not before the caller has waited. */
  onEnd(callback: () => void): void;
  /** Ends it with everything that it started. Harmless once it has ended. */
  stop(): Promise<void>;
}

/** `line` is run by `sh -c`, in a group of its own so that Ctrl-C reaches us alone. */
export function createOperatorCommand(line: string, clock: Clock): OperatorCommand {
  return { line, start: () => new RunningCommand(line, clock) };
}

/** What the event at its end says where it did what it should. */
export const COMMAND_SUCCEEDED = 'ended with exit code 0';

/** The one that ran when `events` were recorded: nothing is run again, it takes as long as then and ends as it did. null: there was none. */
export function createRecordedCommand(events: readonly RunEvent[], clock: Clock): OperatorCommand | null {
  const ends = events.filter(isEnd);
  const starts = events.filter(isStart);
  const [first] = starts;
  if (first === undefined) return null;
  let next = 0;
  return {
    line: first.detail,
    start() {
      const [begun, ended] = [starts[next], ends[next]];
      next += 1;
      const durationMs = (ended?.t ?? 0) - (begun?.t ?? 0);
      return new RecordedCommand(ended?.detail ?? COMMAND_SUCCEEDED, durationMs, clock);
    },
  };
}

const isStart = (event: RunEvent): event is ControlEvent =>
  event.kind === 'control' && event.what === 'reset-command';
const isEnd = (event: RunEvent): event is ControlEvent =>
  event.kind === 'control' && event.what === 'reset-command-end';

/** Runs `command` to its end, at most `withinMs`. Returns why it failed, or null. Throws what `conversation` throws where the run is to end. */
export async function runOperatorCommand(
  command: OperatorCommand,
  conversation: Pick<Conversation, 'waitFor' | 'notify'>,
  withinMs: number,
): Promise<string | null> {
  const running = command.start();
  running.onEnd(() => conversation.notify());
  try {
    const end = await conversation.waitFor(withinMs, () =>
      running.outcome === undefined ? null : { fault: running.outcome },
    );
    return end === null ? `did not end within ${withinMs / 1000} s` : end.fault;
  } finally {
    await running.stop();
  }
}

class RecordedCommand implements CommandInProgress {
  outcome: string | null | undefined;
  readonly #timer: Timer;
  #callback: () => void = () => {};

  constructor(detail: string, durationMs: number, clock: Clock) {
    this.#timer = clock.setTimer(durationMs, () => {
      this.outcome = detail === COMMAND_SUCCEEDED ? null : detail;
      this.#callback();
    });
  }

  onEnd(callback: () => void): void {
    this.#callback = callback;
  }

  async stop(): Promise<void> {
    this.#timer.cancel();
  }
}

class RunningCommand implements CommandInProgress {
  readonly #child: ChildProcess;
  readonly #clock: Clock;
  readonly #closed: Promise<void>;
  #output = '';
  #outcome: string | null | undefined;
  #callback: () => void = () => {};
  /** A process that ends in haste may not leave the command behind. */
  readonly #killAtExit = () => void signalGroup(this.#child, 'SIGKILL');

  constructor(line: string, clock: Clock) {
    this.#clock = clock;
    this.#child = spawn('sh', ['-c', line], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    process.once('exit', this.#killAtExit);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = `${this.#output}${text}`.slice(-OUTPUT_CHARACTERS_MAX);
      });
    this.#closed = new Promise((resolve) => this.#child.once('close', () => resolve()));
    this.#child.once('error', ({ message }) => this.#end(`could not be started: ${message}`));
    // What it leaves running in the background may hold its output open, so its own end counts.
    this.#child.once('exit', (code, signal) => {
      const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
      setImmediate(() => this.#end(code === 0 ? null : `${how}${this.#lastWords()}`));
    });
  }

  get outcome(): string | null | undefined {
    return this.#outcome;
  }

  onEnd(callback: () => void): void {
    this.#callback = callback;
  }

  async stop(): Promise<void> {
    process.removeListener('exit', this.#killAtExit);
    if (this.#outcome === undefined) await endGroup(this.#child, this.#closed, this.#clock);
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.destroy();
  }

  #lastWords(): string {
    const line = this.#output.trimEnd().split('\n').at(-1)?.trim() ?? '';
    return line === '' ? '' : `: ${line}`;
  }

  #end(outcome: string | null): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = outcome;
    this.#callback();
  }
}
