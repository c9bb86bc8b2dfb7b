/** Where the lines of a recording come from: a person at a terminal, or a pipe. */
import { createInterface, type Interface } from 'node:readline';
import { Stopped } from '../run/conversation.ts';
import type { RecordingTerminal } from '../run/recording-terminal.ts';

export interface LineSource {
  /** Shows a line without disturbing what is being typed. */
  print(line: string): void;
  /** Hands lines over until the user leaves or the input ends. Rejects with Stopped where the link is gone. */
  feed(terminal: RecordingTerminal): Promise<void>;
  /** Ends the input: the link is gone. */
  end(): void;
}

/** Ctrl-], as in telnet. */
const LEAVING_KEY = '\u001d';
const HISTORY_LINES = 500;

/** A person who types: lines can be edited, the arrows bring earlier ones back, Ctrl-] leaves. */
export function openKeyboard(): LineSource {
  const { stdin, stdout } = process;
  const lines = createInterface({ input: stdin, output: stdout, prompt: '', historySize: HISTORY_LINES });
  stdin.on('keypress', (_text, key?: { readonly sequence?: string }) => {
    if (key?.sequence === LEAVING_KEY) lines.close();
  });
  const print = (line: string) => {
    stdout.write(`\r\u001b[2K${line}\n`);
    lines.prompt(true);
  };
  lines.on('SIGINT', () => print('Ctrl-] leaves, :raw \\x03 sends Ctrl-C to the module'));
  return {
    print,
    end: () => lines.close(),
    async feed(terminal) {
      print('Enter sends a line, :help lists what else there is, Ctrl-] leaves');
      await takeTyped(lines, terminal);
    },
  };
}

/** Each line is sent when it is typed, whatever the module is still saying, but one after the other. */
function takeTyped(lines: Interface, terminal: RecordingTerminal): Promise<void> {
  let work: Promise<void> = Promise.resolve();
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      work = work.then(async () => {
        if ((await terminal.takeLine(line)) === 'leave') lines.close();
      });
      work.catch((error: unknown) => {
        lines.close();
        reject(error);
      });
    });
    lines.once('close', () => void work.then(resolve, reject));
  });
}

/** Lines of a pipe or a file: each is sent when the module has answered the one before and has been quiet. */
export function openPipe(): LineSource {
  let lines: Interface | null = null;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  return {
    print,
    end() {
      lines?.close();
      process.stdin.destroy();
    },
    async feed(terminal) {
      await terminal.settle();
      // Made only now: what it reads before somebody asks it for lines is lost.
      lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
      for await (const line of lines) {
        print(`→ ${line}`);
        if ((await terminal.takeLine(line)) === 'leave') return;
        await terminal.settle();
      }
    },
  };
}

/** What ended the conversation, or null where `error` is a bug of ours. */
export function describeStop(error: unknown): string | null {
  return error instanceof Stopped ? error.message : null;
}
