/** `--disturb` and `--against`: what the main run is held against once it is over. */
import { join } from 'node:path';
import { assertInvariant } from '../base/invariant.ts';
import { highestExitCode } from '../coverage/decide.ts';
import { type AgainstReport, compareAnswers } from '../coverage/differences.ts';
import { type DisturbanceReport, findFragile, isSteady, type PassReport } from '../coverage/fragility.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import type { RunEvent } from '../record/event.ts';
import type { RunResult } from '../record/result.ts';
import { renderAgainst, renderDisturbance } from '../report/differences.ts';
import { type DisturbancePass, listPasses } from '../run/disturbance.ts';
import type { RunInProgress } from '../run/run-options.ts';
import { createLiveWorld, type WorldChange } from '../run/world.ts';
import type { LiveAddress } from './held-options.ts';
import { openLineFile } from './output-folder.ts';
import type { Screen } from './run-display.ts';
import type { MeantRunOptions } from './run-options.ts';
import type { RunPlan } from './run-plan.ts';
import { performSecondRun, type SecondRun } from './second-run.ts';

export interface MainRun {
  readonly planned: RunPlan;
  readonly meant: MeantRunOptions;
  readonly folder: string;
  readonly result: RunResult;
  readonly events: readonly RunEvent[];
}

/** What was asked for beside the main run; nothing by default. */
export function asksForMore({ disturbances, against }: MeantRunOptions): boolean {
  return disturbances.length > 0 || against !== null;
}

/** Performs what was asked for, shows and writes what came of it. Returns the exit code of these runs alone. */
export async function holdAgainst(
  main: MainRun,
  screen: Screen,
  onStart: (run: RunInProgress) => void,
): Promise<number> {
  const { disturbances, against } = main.meant;
  const exitCodes: number[] = [];
  if (disturbances.length > 0) exitCodes.push(await disturb(main, listPasses(disturbances), screen, onStart));
  if (against !== null) exitCodes.push(await runAgainst(main, against, screen, onStart));
  return highestExitCode(exitCodes);
}

async function disturb(
  main: MainRun,
  passes: readonly DisturbancePass[],
  screen: Screen,
  onStart: (run: RunInProgress) => void,
): Promise<number> {
  const reports: PassReport[] = [];
  for (const pass of passes) {
    const { bytes, chatters, hurries, name } = pass;
    const change: WorldChange = { bytes, chatters, seed: main.meant.seed };
    const second = await performAgain(main, main.meant.device, `disturb-${name}`, change, hurries, onStart);
    reports.push(reportPass(pass, main.result, second));
    if (second.result.exitCode === EXIT_INTERRUPTED) break;
  }
  const report: DisturbanceReport = {
    format: 'atconform-disturbance/1',
    seed: main.meant.seed,
    passes: reports,
  };
  writeJson(main, 'disturbance.json', report);
  screen.write(`\n${renderDisturbance(report, screen.color)}\n`);
  if (reports.length < passes.length) return EXIT_INTERRUPTED;
  return reports.every(isSteady) ? 0 : reports.some(({ stopped }) => stopped !== null) ? 4 : 1;
}

const EXIT_INTERRUPTED = 130;

function reportPass(
  { name, says, blames }: DisturbancePass,
  plain: RunResult,
  { result }: SecondRun,
): PassReport {
  const fragile = findFragile(plain, result);
  const compared = plain.scenarios.length - fragile.filter(({ disturbed }) => disturbed === null).length;
  return { name, says, blames, compared, stopped: result.stopped, fragile };
}

async function runAgainst(
  main: MainRun,
  device: LiveAddress,
  screen: Screen,
  onStart: (run: RunInProgress) => void,
): Promise<number> {
  const second = await performAgain(main, device, 'against', null, false, onStart);
  const report: AgainstReport = {
    format: 'atconform-against/1',
    device: main.result.device.address,
    against: device.text,
    seed: main.meant.seed,
    ...compareAnswers(main.events, second.events),
  };
  writeJson(main, 'against.json', report);
  screen.write(`\n${renderAgainst(report, screen.color)}\n`);
  const { stopped, exitCode } = second.result;
  if (stopped !== null) screen.write(`  ${device.text} was not run to the end: ${stopped}\n`);
  if (stopped !== null) return exitCode === 0 ? 4 : exitCode;
  return report.exchanges === 0 ? 4 : 0;
}

function performAgain(
  { planned, meant, folder }: MainRun,
  device: DeviceAddress,
  name: string,
  change: WorldChange | null,
  hurries: boolean,
  onStart: (run: RunInProgress) => void,
): Promise<SecondRun> {
  assertInvariant(device.kind !== 'replay', 'a recording is held against nothing');
  const clockScale = device.kind === 'sim' ? (meant.device.kind === 'sim' ? meant.clockScale : null) : 1;
  const origin = device === meant.device ? meant.origin : LOOPBACK;
  const { resetCommand } = meant;
  const world = createLiveWorld(device, clockScale, origin, {
    ...(device === meant.device && { resetCommand }),
    ...(change !== null && { change }),
  });
  return performSecondRun({ name, folder, planned, meant, world, hurries, onStart });
}

const LOOPBACK = { httpAddress: null, httpsAddress: null, hostName: null } as const;

function writeJson({ folder }: MainRun, name: string, value: object): void {
  const file = openLineFile(join(folder, name));
  file.write(JSON.stringify(value, null, 1));
  file.close();
}
