/** `atconform run`: runs scenarios against a module and writes the reports. */
import { join } from 'node:path';
import { createTranscriptWriter } from '../record/transcript.ts';
import { renderReports } from '../report/reports.ts';
import { renderRun } from '../report/terminal.ts';
import { planConformance, startConformance } from '../run/conformance.ts';
import { loadProject, type Project } from '../run/project.ts';
import type { Plan } from '../scenario/plan.ts';
import { DEFAULT_SET } from './check-command.ts';
import { type LineFile, openLineFile, prepareFolder, writeReports } from './output-folder.ts';
import { findProjectRoot, readTool } from './project-root.ts';
import { createDisplay, openScreen, type Screen } from './run-display.ts';
import { type MeantRunOptions, readRunOptions, type TypedRunOptions } from './run-options.ts';
import { UsageFault } from './usage-fault.ts';

/** Returns the exit code. Throws UsageFault where the run cannot begin. */
export async function runConformance(typed: TypedRunOptions): Promise<number> {
  const meant = readRunOptions(typed);
  const project = await loadProject(findProjectRoot(), DEFAULT_SET, meant.profileName);
  const plan = makeRunPlan(project, typed, meant);
  if (typed.list === true) {
    process.stdout.write(plan.starts.map(({ scenario }) => `${scenario.id}\n`).join(''));
    return 0;
  }
  prepareFolder(typed.out);
  const screen = openScreen();
  announceDestructive(plan, meant, screen);
  return execute(project, plan, typed, meant, screen);
}

function makeRunPlan(project: Project, typed: TypedRunOptions, meant: MeantRunOptions): Plan {
  if (!project.profileNames.includes(meant.profileName))
    throw new UsageFault(
      `no profile is called ${meant.profileName}`,
      `known are ${project.profileNames.join(', ')}`,
    );
  const mistakes = listHindrances(project, typed);
  if (mistakes.length > 0 || project.profile === null) {
    console.error(mistakes.join('\n\n'));
    throw new UsageFault(
      `nothing was run: ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`} in specs, scenarios or features`,
      'mend what is listed above; `npm run check` shows it again',
      3,
    );
  }
  const planned = planConformance(
    project,
    project.profile,
    { tags: typed.tags ?? null, ids: typed.id ?? [], exactly: meant.exactly },
    meant.allowsDestructive,
  );
  if (!planned.ok)
    throw new UsageFault(planned.fault.message, planned.fault.hint ?? '--list shows all scenario ids');
  return planned.value;
}

/** Every mistake; but what the whole suite does not test yet is no reason to hold up a part of it. */
function listHindrances(project: Project, typed: TypedRunOptions): string[] {
  const isPart = typed.tags !== undefined || typed.id !== undefined || typed.rerunFailed !== undefined;
  const hindering = project.diagnostics.filter(
    ({ code }) => !isPart || code !== 'REQUIREMENT_WITHOUT_SCENARIO',
  );
  return hindering.map(project.draw);
}

/** On anything but the simulated module it is said beforehand what will reset, restore, or write flash. */
function announceDestructive(plan: Plan, meant: MeantRunOptions, screen: Screen): void {
  if (meant.device.kind === 'sim') return;
  const ids = plan.starts
    .filter(({ scenario, skipReason }) => scenario.destructive && skipReason === null)
    .map(({ scenario }) => scenario.id);
  if (ids.length > 0)
    screen.write(
      `These scenarios reset, restore, or write flash:\n${ids.map((id) => `  ${id}\n`).join('')}\n`,
    );
}

async function execute(
  project: Project,
  plan: Plan,
  typed: TypedRunOptions,
  meant: MeantRunOptions,
  screen: Screen,
): Promise<number> {
  const { set, profile } = project;
  if (set === null || profile === null) return 3;
  const events = openLineFile(join(typed.out, 'events.ndjson'));
  const kept = typed.record === undefined ? null : openLineFile(typed.record);
  const transcript = kept === null ? null : createTranscriptWriter(kept.write);
  const display = createDisplay(screen);
  const run = startConformance({
    tool: readTool(),
    project,
    set,
    profile,
    plan,
    device: meant.device,
    seed: meant.seed,
    clockScale: meant.clockScale,
    originHttp: typed.originHttp ?? null,
    originHttps: typed.originHttps ?? null,
    originHost: typed.originHost ?? null,
    setupLines: meant.setupLines,
    repeat: meant.repeat,
    failFast: typed.failFast === true,
    onEvent: (line, event) => {
      events.write(line);
      transcript?.take(event);
    },
    observer: display,
  });
  const release = onInterrupt(() => run.interrupt());
  try {
    const result = await run.result;
    transcript?.finish();
    writeReports(typed.out, renderReports(result, { madeAt: new Date().toISOString() }));
    display.clear();
    screen.write(
      `\n${renderRun(result, { color: screen.color, width: screen.width })}\nReport: ${join(typed.out, 'index.html')}\n`,
    );
    return result.exitCode;
  } finally {
    release();
    closeFiles([events, kept]);
  }
}

function closeFiles(files: readonly (LineFile | null)[]): void {
  for (const file of files) file?.close();
}

/** The first signal ends the run in order, with its reports; a second one ends the process. */
function onInterrupt(interrupt: () => void): () => void {
  let isAsked = false;
  const take = () => {
    if (isAsked) process.exit(130);
    isAsked = true;
    console.error('\ninterrupted: closing the scenario that runs; once more ends at once');
    interrupt();
  };
  process.on('SIGINT', take);
  process.on('SIGTERM', take);
  return () => {
    process.off('SIGINT', take);
    process.off('SIGTERM', take);
  };
}
