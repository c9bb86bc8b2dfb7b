/** Runs that follow the main one and are held against it: the same plan and seed, with disturbed bytes or on another device. */
import { join } from 'node:path';
import type { RunEvent } from '../record/event.ts';
import type { RunResult } from '../record/result.ts';
import { startConformance } from '../run/conformance.ts';
import type { RunInProgress, RunObserver } from '../run/run-options.ts';
import type { World } from '../run/world.ts';
import { openLineFile } from './output-folder.ts';
import { readTool } from './project-root.ts';
import type { MeantRunOptions } from './run-options.ts';
import type { RunPlan } from './run-plan.ts';

export interface SecondRunOptions {
  /** Its evidence goes into `NAME.ndjson` beside the reports. */
  readonly name: string;
  readonly folder: string;
  readonly planned: RunPlan;
  readonly meant: MeantRunOptions;
  readonly world: World;
  readonly hurries: boolean;
  /** Told at once, so that an interrupt reaches it. */
  readonly onStart: (run: RunInProgress) => void;
}

export interface SecondRun {
  readonly result: RunResult;
  readonly events: readonly RunEvent[];
}

export async function performSecondRun(options: SecondRunOptions): Promise<SecondRun> {
  const { name, folder, planned, meant, world, hurries, onStart } = options;
  const events: RunEvent[] = [];
  const file = openLineFile(join(folder, `${name}.ndjson`));
  const run = startConformance({
    tool: readTool(),
    ...planned,
    world,
    seed: meant.seed,
    setupLines: meant.setupLines,
    secrets: meant.secrets,
    repeat: meant.repeat,
    failFast: false,
    hurries,
    onEvent(line, event) {
      file.write(line);
      events.push(event);
    },
    observer: SILENT,
  });
  onStart(run);
  try {
    return { result: await run.result, events };
  } finally {
    file.close();
  }
}

/** What went wrong stands in its result. */
const SILENT: RunObserver = {
  onBegin: () => {},
  onScenarioBegin: () => {},
  onScenarioEnd: () => {},
  onFault: () => {},
};
