/** Who takes part in the benchmark: each exchanges `AT` for `OK` so many times with the modem on a terminal, and says how long it took. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { encodeText } from '../src/base/bytes.ts';
import { createSystemClock } from '../src/base/clock.ts';
import { buildContext } from '../src/engine/command-context.ts';
import { Session } from '../src/engine/session.ts';
import { createLink } from '../src/link/create-link.ts';
import { parseDeviceAddress } from '../src/link/device-address.ts';
import type { RunEvent } from '../src/record/event.ts';
import { readEvents } from '../src/record/event-reader.ts';
import { loadProject } from '../src/run/project.ts';
import { runConformanceCommand } from '../src/testing/command-line-run.ts';
import { makeProjectFolder } from '../src/testing/project-folder.ts';
import { ROOT } from './test-files.ts';

export interface Timing {
  /** OKs that it got. */
  readonly oks: number;
  readonly ms: number;
}

export interface Contender {
  readonly name: string;
  /** What its time covers. */
  readonly covers: string;
  /** Why it cannot take part and what to do; null where it can. */
  readonly problem: string | null;
  exchange(terminal: string, count: number): Promise<Timing>;
}

export const OURS = 'atconform, a declarative run';
export const REPLAY = 'atconform, a replay of that run';

/** Where the last declarative run of so many exchanges left its evidence. */
const evidence = new Map<number, { readonly folder: string; readonly cwd: string }>();

function writeScenario(count: number): string {
  const steps = '      - send: AT\n      - expect: OK\n'.repeat(count);
  const head =
    'set: v250\nscenarios:\n  - id: V250/bench/at\n    title: A modem answers AT\n    proves: R-V250-01\n';
  return `${head}    steps:\n${steps}`;
}

/** From the first command line of the scenario to the last judgement, with all that is written down in between. */
function timeScenario(events: readonly RunEvent[]): Timing {
  const sent = events.find((event) => event.kind === 'tx' && event.purpose === 'scenario');
  const oks = events.filter(
    (event) => event.kind === 'judgement' && event.channel === 'scenario' && event.verdict === 'pass',
  );
  return { oks: oks.length, ms: (oks.at(-1)?.t ?? 0) - (sent?.t ?? 0) };
}

async function runDeclared(terminal: string, count: number): Promise<Timing> {
  const cwd = makeProjectFolder({ 'specs/v250/scenarios/bench.yaml': writeScenario(count) });
  const words = ['--set', 'v250', '--profile', 'iaxmodem', '--device', terminal, '--id', 'V250/bench/*'];
  const end = await runConformanceCommand(words, { cwd });
  if (end.exitCode !== 0) throw new Error(`the declarative run ended with ${end.exitCode}: ${end.stderr}`);
  evidence.set(count, { folder: end.out, cwd });
  return timeScenario(readEvents(end.read('events.ndjson')).events);
}

/** From the start of the command to its end, since its own clock jumps. */
async function replayDeclared(_terminal: string, count: number): Promise<Timing> {
  const kept = evidence.get(count);
  if (kept === undefined) throw new Error('nothing was recorded to be replayed');
  const device = `replay:${join(kept.folder, 'events.ndjson')}`;
  const startedMs = performance.now();
  const end = await runConformanceCommand(['--device', device], { cwd: kept.cwd });
  const ms = performance.now() - startedMs;
  if (end.exitCode !== 0) throw new Error(`the replay ended with ${end.exitCode}: ${end.stderr}`);
  const { oks } = timeScenario(readEvents(end.read('events.ndjson')).events);
  for (const folder of [kept.folder, kept.cwd, end.out]) rmSync(folder, { recursive: true });
  return { oks, ms };
}

async function runSession(terminal: string, count: number): Promise<Timing> {
  const address = parseDeviceAddress(terminal);
  const { set, profile } = await loadProject(ROOT, 'v250', 'iaxmodem');
  if (!address.ok || address.value.kind !== 'serial' || set === null || profile === null)
    throw new Error(`no serial port: ${terminal}`);
  const link = createLink(address.value, createSystemClock());
  const session = new Session(profile);
  const bytes = encodeText('AT\r');
  let notify = () => {};
  const started = performance.now();
  const nowMs = () => performance.now() - started;
  await link.open({
    onBytes(received) {
      session.receive(received, nowMs(), 0);
      if (session.isSettled) notify();
    },
    onFault: (error) => {
      throw error;
    },
  });
  const startedMs = nowMs();
  let oks = 0;
  for (let index = 0; index < count; index += 1) {
    session.command({ bytes, text: 'AT', atMs: nowMs(), event: 0 }, 1, buildContext(set, 'AT'), 'scenario');
    const settled = new Promise<void>((resolve) => {
      notify = resolve;
    });
    await link.write(bytes);
    await settled;
    if (session.exchange?.items.at(-1)?.text === 'OK') oks += 1;
  }
  const ms = nowMs() - startedMs;
  await link.close();
  return { oks, ms };
}

/** A program that takes the terminal and the count, and prints the OKs that it got and the milliseconds. */
function createProgram(
  name: string,
  covers: string,
  command: readonly string[],
  test: readonly string[],
): Contender {
  const [program = '', ...words] = command;
  const isThere = spawnSync(program, test).status === 0;
  return {
    name,
    covers,
    problem: isThere ? null : `${name} is missing: \`apt-get install ${name.split(' ')[0]}\``,
    async exchange(terminal, count) {
      const { stdout, stderr, status } = spawnSync(program, [...words, terminal, String(count)], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      const [oks = 0, ms = 0] = stdout.trim().split(/\s+/).slice(-2).map(Number);
      return { oks, ms };
    },
  };
}

/** Debian's own, since its packages are installed for it and for no other. */
const PYTHON = '/usr/bin/python3';
const EXCHANGES = 'the exchanges alone';

export const CONTENDERS: readonly Contender[] = [
  {
    name: OURS,
    covers: 'the exchanges, each judged, with all evidence written',
    problem: null,
    exchange: runDeclared,
  },
  { name: REPLAY, covers: 'the whole command, from its start', problem: null, exchange: replayDeclared },
  { name: 'atconform, link and session alone', covers: EXCHANGES, problem: null, exchange: runSession },
  createProgram('expect', EXCHANGES, ['expect', 'bench/expect.exp'], ['-v']),
  createProgram('tcl (tclsh)', EXCHANGES, ['tclsh', 'bench/tclsh.tcl'], ['/dev/null']),
  createProgram('python3-serial', EXCHANGES, [PYTHON, 'bench/python3-serial.py'], ['-c', 'import serial']),
  createProgram('python3-pexpect', EXCHANGES, [PYTHON, 'bench/python3-pexpect.py'], ['-c', 'import pexpect']),
];
