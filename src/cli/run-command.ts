/** `atconform run`: runs scenarios against a module and writes the reports. */
import { join } from 'node:path';
import type { GateRules } from '../base/gate-rules.ts';
import { assertInvariant } from '../base/invariant.ts';
import { highestExitCode } from '../coverage/decide.ts';
import type { JudgedBaseline } from '../coverage/judged-baseline.ts';
import type { RunEvent } from '../record/event.ts';
import type { MutationResult } from '../record/mutation.ts';
import type { RunResult } from '../record/result.ts';
import { createTranscriptWriter } from '../record/transcript.ts';
import { renderReports } from '../report/reports.ts';
import { renderRun } from '../report/terminal.ts';
import { startConformance } from '../run/conformance.ts';
import { createLiveWorld, createReplayWorld, type World } from '../run/world.ts';
import type { Plan } from '../scenario/plan.ts';
import { chooseBaseline } from './baseline-choice.ts';
import { type AnnotationKind, chooseAnnotations, tellServer } from './ci-output.ts';
import { allowByGate, chooseGate } from './gate-choice.ts';
import { asksForMore, holdAgainst } from './held-against.ts';
import { onInterrupt } from './interrupt.ts';
import { readMutation } from './mutation-file.ts';
import { openLineFile, prepareFolder, writeReports } from './output-folder.ts';
import { readTool } from './project-root.ts';
import { createDisplay, openScreen, type Screen } from './run-display.ts';
import { type MeantRunOptions, readRunOptions, type TypedRunOptions } from './run-options.ts';
import { planRun, type RunPlan } from './run-plan.ts';

/** Returns the exit code. Throws UsageFault where the run cannot begin. */
export async function runConformance(typed: TypedRunOptions): Promise<number> {
  const meant = readRunOptions(typed);
  const annotations = chooseAnnotations(typed.annotations, process.env);
  const planned = await planRun(typed, meant);
  const { starts } = planned.plan;
  if (typed.list === true) {
    process.stdout.write(starts.map(({ scenario }) => `${scenario.id}\n`).join(''));
    return 0;
  }
  const baseline = chooseBaseline(typed.baseline, planned);
  const gate = chooseGate(typed.gate, planned);
  const mutation = readMutation(typed.mutation, planned.set.name);
  prepareFolder(typed.out);
  const screen = openScreen();
  if (meant.device.kind !== 'sim' && meant.recording === null) announceDestructive(planned.plan, screen);
  return execute({ ...planned, baseline, gate }, typed, { ...meant, annotations, mutation }, screen);
}

/** On anything but the simulated module it is said beforehand what will reset, restore, or write flash. */
function announceDestructive({ starts }: Plan, screen: Screen): void {
  const ids = starts
    .filter(({ scenario, skipReason }) => scenario.destructive && skipReason === null)
    .map(({ scenario }) => `  ${scenario.id}\n`);
  if (ids.length > 0) screen.write(`These scenarios reset, restore, or write flash:\n${ids.join('')}\n`);
}

async function execute(
  planned: RunPlan & { readonly baseline: JudgedBaseline | null; readonly gate: GateRules | null },
  typed: TypedRunOptions,
  meant: MeantRunOptions & {
    readonly annotations: AnnotationKind;
    readonly mutation: MutationResult | null;
  },
  screen: Screen,
): Promise<number> {
  const evidence = openEvidence(typed);
  const events: RunEvent[] = [];
  const display = createDisplay(screen);
  const run = startConformance({
    tool: readTool(),
    ...planned,
    world: openWorld(meant),
    seed: meant.seed,
    setupLines: meant.setupLines,
    secrets: meant.secrets,
    repeat: meant.repeat,
    failFast: typed.failFast === true,
    attempts: allowByGate(meant.attempts, planned.gate),
    onEvent(line, event) {
      evidence.take(line, event);
      if (asksForMore(meant)) events.push(event);
    },
    observer: display,
  });
  let current = run;
  const release = onInterrupt(() => current.interrupt());
  try {
    const result = await run.result;
    display.clear();
    report(result, typed.out, meant.mutation, screen);
    tellServer(result, meant.annotations, process.env, screen.write);
    if (!asksForMore(meant) || result.stopped !== null) return result.exitCode;
    const main = { planned, meant, folder: typed.out, result, events };
    const further = await holdAgainst(main, screen, (next) => {
      current = next;
    });
    return highestExitCode([result.exitCode, further]);
  } finally {
    release();
    evidence.close();
  }
}

function openWorld({ device, recording, clockScale, origin, resetCommand }: MeantRunOptions): World {
  if (device.kind === 'replay') {
    assertInvariant(recording !== null, 'a replay has a recording');
    return createReplayWorld(device.text, recording.events, recording.header, device.byScenario);
  }
  return createLiveWorld(device, clockScale, origin, { resetCommand });
}

/** Writes and shows what came of the run. */
function report(result: RunResult, folder: string, mutation: MutationResult | null, screen: Screen): void {
  const { color, width } = screen;
  screen.write(`\n${renderRun(result, { color, width })}\n`);
  writeReports(folder, renderReports(result, { madeAt: new Date().toISOString(), mutation }));
  screen.write(`Report: ${join(folder, 'index.html')}\n`);
}

interface Evidence {
  readonly take: (line: string, event: RunEvent) => void;
  close(): void;
}

/** The evidence file of the run, and the one for keeping where that is asked for. */
function openEvidence({ out, record }: TypedRunOptions): Evidence {
  const events = openLineFile(join(out, 'events.ndjson'));
  const kept = record === undefined ? null : openLineFile(record);
  const transcript = kept === null ? null : createTranscriptWriter(kept.write);
  return {
    take(line, event) {
      events.write(line);
      transcript?.take(event);
    },
    close() {
      transcript?.finish();
      events.close();
      kept?.close();
    },
  };
}
