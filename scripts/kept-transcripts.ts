/** The runs that are kept in `transcripts/`: how each is recorded, and what was found in it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunResult } from '../src/record/result.ts';
import { IAXMODEM_SKIP, startIaxmodem } from '../src/testing/iaxmodem.ts';
import { ROOT } from './test-files.ts';

export interface KeptTranscript {
  readonly name: string;
  /** What `--device` says in the folder that `start` gives. */
  readonly device: string;
  /** Of `atconform run`, without device and files. */
  readonly options: readonly string[];
  /** Why it cannot be recorded here; null where it can. */
  readonly problem: string | null;
  /** Makes the device. */
  start(): Promise<StartedDevice>;
}

export interface StartedDevice {
  readonly cwd: string;
  dispose(): Promise<void>;
}

/** Small enough to live in git; of each kind of exchange one, and with a data phase, bodies, and refusals. */
const HTTP_SELECTION = [
  'HTTPURLCFG/query/*',
  'HTTPURLCFG/clear/*',
  'HTTPCGET/status/*',
  'HTTPCPUT/header/*',
  'HTTPCLIENT/method/*',
  'HTTPCHEAD/query/*',
];

export const KEPT_TRANSCRIPTS: readonly KeptTranscript[] = [
  {
    name: 'iaxmodem',
    // Its folder has another name every time, and the recording tells the address.
    device: './tty',
    options: ['--set', 'v250', '--seed', 'iaxmodem'],
    problem: IAXMODEM_SKIP,
    async start() {
      const modem = await startIaxmodem();
      return { cwd: dirname(modem.path), dispose: modem.dispose };
    },
  },
  {
    name: 'winnermicro',
    device: 'sim:winnermicro',
    options: ['--seed', 'winnermicro', ...HTTP_SELECTION.flatMap((glob) => ['--id', glob])],
    problem: null,
    start: async () => ({ cwd: ROOT, dispose: async () => {} }),
  },
];

/** Absolute. */
export function pathOf({ name }: KeptTranscript, ending: 'ndjson' | 'verdicts.json'): string {
  return `${ROOT}transcripts/${name}.${ending}`;
}

/** What a run found, by id; requirements that nothing judged are left out, since others may judge them some day. */
export interface Verdicts {
  readonly scenarios: Readonly<Record<string, string>>;
  /** Of the wire channel, by scenario. */
  readonly wire: Readonly<Record<string, string>>;
  readonly requirements: Readonly<Record<string, string>>;
}

export function listVerdicts({ scenarios, requirements }: RunResult): Verdicts {
  const judged = requirements.filter(({ verdict }) => verdict !== 'untested');
  return {
    scenarios: Object.fromEntries(scenarios.map(({ id, verdict }) => [id, verdict])),
    wire: Object.fromEntries(scenarios.map(({ id, wire }) => [id, wire])),
    requirements: Object.fromEntries(judged.map(({ id, verdict }) => [id, verdict])),
  };
}

/** Where `now` is not what was found, each a line; empty where it is. */
export function compareVerdicts(found: Verdicts, now: Verdicts): string[] {
  return (['scenarios', 'wire', 'requirements'] as const).flatMap((part) =>
    [...new Set([...Object.keys(found[part]), ...Object.keys(now[part])])]
      .filter((id) => found[part][id] !== now[part][id])
      .map(
        (id) =>
          `${id} (${part}): recorded ${found[part][id] ?? 'nothing'}, now ${now[part][id] ?? 'nothing'}`,
      ),
  );
}

/** How the ids that are selected today differ from the recorded ones. */
export function compareSelection(recorded: readonly string[], selected: readonly string[]) {
  return {
    added: selected.filter((id) => !recorded.includes(id)),
    gone: recorded.filter((id) => !selected.includes(id)),
  };
}

/** null where it has not been recorded yet. */
export function readVerdicts(kept: KeptTranscript): Verdicts | null {
  const path = pathOf(kept, 'verdicts.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
