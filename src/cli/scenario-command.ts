/** `atconform scenario FILE`: drafts a YAML scenario file from a transcript. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findNearest } from '../base/nearest.ts';
import { type Draft, draftScenarios } from '../engine/draft/draft.ts';
import type { HeaderEvent, Json, RunEvent } from '../record/event.ts';
import { isTrustworthy, readEvents } from '../record/event-reader.ts';
import type { CommandSet } from '../spec/model.ts';
import { loadChosenSpecs } from './spec-choice.ts';
import { UsageFault } from './usage-fault.ts';

export interface ScenarioCommandOptions {
  readonly out?: string;
  /** The requirement that all expectations prove. */
  readonly proves?: string;
}

/** Writes the draft to `--out` or to stdout, says on stderr what is left for its author, and returns the exit code. */
export async function draftFromTranscript(path: string, options: ScenarioCommandOptions): Promise<number> {
  const events = readTranscript(path);
  const header = events[0] as HeaderEvent;
  const { set, profile } = await loadChosenSpecs(nameOf(header.set, path), nameOf(header.profile, path));
  if (options.proves !== undefined) checkRequirement(options.proves, set);
  const draft = draftScenarios(events, {
    set,
    profile,
    name: basename(path).replace(/\.(?:nd)?jsonl?$/, ''),
    proves: options.proves ?? null,
  });
  if (draft.scenarios === 0)
    throw new UsageFault(
      `${path} holds nothing that a scenario could expect`,
      'record an exchange with its answer',
      3,
    );
  writeDraft(draft, options.out);
  return 0;
}

function readTranscript(path: string): readonly RunEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageFault(`${path} cannot be read: ${(error as Error).message}`, 'name a transcript');
  }
  const { events, faults } = readEvents(text);
  for (const { line, message } of faults) console.error(`${path}:${line}: ${message}`);
  if (!isTrustworthy(faults) || events[0]?.kind !== 'header')
    throw new UsageFault(
      `${path} is no transcript`,
      'take what --record wrote; recordings of other programs become one by atconform import',
      3,
    );
  return events;
}

/** The name of the set or profile that a header carries whole. */
function nameOf(carried: Json, path: string): string {
  const name = typeof carried === 'object' && carried !== null && 'name' in carried ? carried.name : null;
  if (typeof name === 'string') return name;
  throw new UsageFault(
    `${path} does not say by which command set and profile it is to be read`,
    'record it again',
    3,
  );
}

function checkRequirement(id: string, set: CommandSet): void {
  const known = set.requirements.map((requirement) => requirement.id);
  if (known.includes(id)) return;
  const nearest = findNearest(id, known);
  throw new UsageFault(
    `the set ${set.name} has no requirement ${id}`,
    nearest === null ? 'the files of its commands list them' : `did you mean ${nearest}?`,
  );
}

function writeDraft(draft: Draft, out: string | undefined): void {
  const scenarios = draft.scenarios === 1 ? '1 scenario' : `${draft.scenarios} scenarios`;
  if (out === undefined) process.stdout.write(draft.text);
  else {
    writeFile(out, draft.text);
    console.log(`${out}: ${scenarios}`);
  }
  for (const id of draft.empty) console.error(`note: nothing of ${id} could be expected, it was left out`);
  if (draft.unnamed.length > 0)
    console.error(
      `note: ${draft.unnamed.length} of ${scenarios} ${draft.unnamed.length === 1 ? 'names' : 'name'} no requirement yet: write \`proves\` where a comment asks for it, or draft again with --proves R-...`,
    );
}

function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageFault(`${path} cannot be written: ${(error as Error).message}`, 'choose another path');
  }
}
