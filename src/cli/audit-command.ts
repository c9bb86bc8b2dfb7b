/** `atconform audit DIR`: judges a finished run again from its evidence and compares every verdict and every proof. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { foldResult } from '../coverage/result.ts';
import type { RunEvent } from '../record/event.ts';
import { renderJson } from '../report/json.ts';
import { compareRuns } from '../run/audit.ts';
import { startConformance } from '../run/conformance.ts';
import { createReplayWorld } from '../run/world.ts';
import { readTool } from './project-root.ts';
import { type Recording, readRecording } from './recording.ts';
import { readRunOptions } from './run-options.ts';
import { planRun } from './run-plan.ts';
import { readTextFile } from './text-file.ts';

export interface AuditOptions {
  /** The file that the run was made with, if any. */
  readonly setup?: string;
}

/** What does not agree is of no worth as evidence. */
const EXIT_DISAGREES = 3;
/** One mistake repeats itself through a run: so many lines show it. */
const SHOWN_MAX = 20;

/** Prints what disagrees and returns the exit code. */
export async function audit(folder: string, options: AuditOptions): Promise<number> {
  const path = join(folder, 'events.ndjson');
  const recording = readRecording(path);
  const complaints = [...compareResult(folder, recording), ...(await judgeAgain(path, recording, options))];
  for (const complaint of complaints.slice(0, SHOWN_MAX)) console.error(complaint);
  if (complaints.length > SHOWN_MAX) console.error(`and ${complaints.length - SHOWN_MAX} more`);
  const judged = recording.events.filter(({ kind }) => kind === 'judgement').length;
  if (judged === 0) console.error(`${path} holds no judgement: there is nothing to audit`);
  if (complaints.length > 0 || judged === 0) return EXIT_DISAGREES;
  console.log(
    `${folder} agrees with its evidence: ${judged} judgements, each with the same verdict and the same proof`,
  );
  return 0;
}

/** The result that a report was made from must be what the events say. */
function compareResult(folder: string, { events }: Recording): string[] {
  const path = join(folder, 'result.json');
  if (!existsSync(path)) return [];
  const isSame = readTextFile(path, 'the result') === renderJson(foldResult(events));
  return isSame ? [] : [`${path} is not what its events say; \`atconform report\` makes it anew`];
}

async function judgeAgain(path: string, recording: Recording, options: AuditOptions): Promise<string[]> {
  const typed = { device: `replay:${path}`, out: '', ...options };
  const meant = readRunOptions(typed);
  const again: RunEvent[] = [];
  const planned = await planRun(typed, meant);
  const faults: string[] = [];
  const run = startConformance({
    tool: readTool(),
    ...planned,
    world: createReplayWorld(path, recording.events, recording.header, false),
    seed: meant.seed,
    setupLines: meant.setupLines,
    secrets: meant.secrets,
    repeat: meant.repeat,
    failFast: false,
    attempts: meant.attempts,
    onEvent: (_line, event) => again.push(event),
    observer: {
      onBegin: () => {},
      onScenarioBegin: () => {},
      onScenarioEnd: () => {},
      onFault: (message) => faults.push(message),
    },
  });
  await run.result;
  const disagreements = compareRuns(recording.events, again);
  return [
    ...faults,
    ...disagreements.map(
      ({ scenario, recorded, again: now }) => `${scenario}\n  recorded  ${recorded}\n  again     ${now}`,
    ),
  ];
}
