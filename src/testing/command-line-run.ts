/** Runs the real command line as a child process, in a folder of its own, and reads what it left. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEvents } from '../record/event-reader.ts';
import { countRecordedBytes } from '../record/recorded-bytes.ts';
import type { RunResult } from '../record/result.ts';

const BIN = fileURLToPath(new URL('../../bin/atconform.js', import.meta.url));
/** A child that takes longer hangs. */
const LIMIT_MS = 150_000;

export interface CommandLineOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Told of everything printed so far, after every piece. */
  readonly onOutput?: (printed: string, child: ChildProcess) => void;
}

export interface CommandLineEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `atconform` with `words` and waits for its end. */
export function runCommandLine(
  words: readonly string[],
  { cwd = process.cwd(), env = {}, onOutput }: CommandLineOptions = {},
): Promise<CommandLineEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...words], {
      cwd,
      // What the server of our own CI says must not reach what is tested.
      env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed[name] += text;
        onOutput?.(printed.stdout + printed.stderr, child);
      });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, ...printed });
    });
  });
}

export interface RunEnd extends CommandLineEnd {
  /** Where the reports are. */
  readonly out: string;
  /** result.json, or null where the run wrote none. */
  readonly result: RunResult | null;
  /** The text of a file of the output folder, empty where it is not there. */
  read(name: string): string;
}

/** What says itself which cases are made. */
const CHOOSING: ReadonlySet<string> = new Set(['--rerun-failed', '--generate']);

/** `atconform run` with an output folder of its own, and without generated cases unless `words` choose some. */
export async function runConformanceCommand(
  words: readonly string[],
  options: CommandLineOptions = {},
): Promise<RunEnd> {
  const out = mkdtempSync(join(tmpdir(), 'atconform-out-'));
  const chooses = words.some((word) => CHOOSING.has(word) || word.startsWith('replay:'));
  const kinds = chooses ? [] : ['--generate', 'none'];
  const end = await runCommandLine(['run', '--out', out, ...words, ...kinds], options);
  const read = (name: string) => (existsSync(join(out, name)) ? readFileSync(join(out, name), 'utf8') : '');
  const text = read('result.json');
  return { ...end, out, read, result: text === '' ? null : (JSON.parse(text) as RunResult) };
}

/** Verdicts by scenario id. */
export function listVerdicts({ result }: RunEnd): Record<string, string> {
  return Object.fromEntries((result?.scenarios ?? []).map(({ id, verdict }) => [id, verdict]));
}

/** Bytes from the module that the evidence keeps. */
export function countReceivedBytes(end: RunEnd): number {
  const { events } = readEvents(end.read('events.ndjson'));
  return events.reduce((sum, event) => sum + (event.kind === 'rx' ? countRecordedBytes(event.bytes) : 0), 0);
}
