/** `atconform doctor`: says in plain words what is at a port, which profile fits it, and what to do. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { createSystemClock } from '../base/clock.ts';
import { findNearest } from '../base/nearest.ts';
import { createVirtualClock } from '../base/virtual-clock.ts';
import { LinkError } from '../link/link.ts';
import type { Diagnosis } from '../record/diagnosis.ts';
import { DOCTOR_PROMISE, renderDiagnosis } from '../report/diagnosis.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { DEFAULT_PERSONALITY } from '../run/device.ts';
import { examineDevice, type PhysicalAddress } from '../run/doctor/examine.ts';
import { loadSetProfiles } from '../run/set-profiles.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { readDevice } from './held-options.ts';
import { findProjectRoot, readTool } from './project-root.ts';
import { openScreen, type Screen } from './run-display.ts';
import { describeFileError } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface DoctorOptions {
  readonly device: string;
  readonly set?: string;
  readonly profile?: string;
  readonly json?: string;
}

const EXIT_UNUSABLE = 4;

/** Returns the exit code: 0 as declared, 1 differs, 4 nothing usable. */
export async function diagnose(options: DoctorOptions): Promise<number> {
  const address = readPhysicalDevice(options.device);
  const { set, profile, profiles } = chooseProfiles(options, address);
  const json = options.json === undefined ? null : openJson(options.json);
  const screen = openScreen();
  screen.write(`${DOCTOR_PROMISE}\n`);
  const stage = createStage(screen);
  try {
    const clock = address.kind === 'sim' ? createVirtualClock() : createSystemClock();
    const tool = readTool();
    const diagnosis = await examineDevice({
      ...{ tool, address, clock, set, profile, profiles },
      onStage: stage.show,
    });
    stage.clear();
    screen.write(`\n${renderDiagnosis(diagnosis, screen)}`);
    json?.write(diagnosis);
    return diagnosis.exitCode;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    stage.clear();
    console.error(`error  ${error.message}\n       ${error.hint}`);
    return EXIT_UNUSABLE;
  } finally {
    json?.close();
  }
}

function readPhysicalDevice(text: string): PhysicalAddress {
  const device = readDevice(text);
  if (device.kind !== 'replay') return device;
  throw new UsageFault(
    `device \`${text}\`: a recording answers only what it was asked`,
    'name the device itself',
  );
}

interface Chosen {
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
}

function chooseProfiles(options: DoctorOptions, address: PhysicalAddress): Chosen {
  const setName = options.set ?? DEFAULT_SET;
  const { set, profiles, setNames, mistakes } = loadSetProfiles(findProjectRoot(), setName);
  if (!setNames.includes(setName))
    throw new UsageFault(`no command set is called ${setName}`, suggest(setName, setNames));
  if (set === null || mistakes.length > 0) {
    console.error(mistakes.join('\n\n'));
    throw new UsageFault('nothing was asked: mistakes in specs', 'mend what is listed above', 3);
  }
  const ofDevice = address.kind === 'sim' ? (address.personality ?? DEFAULT_PERSONALITY) : null;
  const name = options.profile ?? ofDevice ?? set.defaultProfile;
  const profile = profiles.find((each) => each.name === name);
  const names = profiles.map((each) => each.name);
  if (profile === undefined)
    throw new UsageFault(`no profile of set ${setName} is called ${name}`, suggest(name, names));
  return { set, profile, profiles };
}

function suggest(word: string, known: readonly string[]): string {
  const nearest = findNearest(word, known);
  return nearest === null ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`;
}

interface JsonFile {
  write(diagnosis: Diagnosis): void;
  close(): void;
}

/** Opened before anything is asked, so that a path that cannot be written is known at once. */
function openJson(path: string): JsonFile {
  try {
    const file = openSync(path, 'w');
    return {
      write: (diagnosis) => void writeSync(file, `${JSON.stringify(diagnosis, null, 2)}\n`),
      close: () => closeSync(file),
    };
  } catch (error) {
    throw new UsageFault(
      `--json ${path} cannot be written: ${describeFileError(error)}`,
      'choose another path',
    );
  }
}

/** In a terminal one line that says what is done now; nothing elsewhere. */
function createStage(screen: Screen): { show(what: string): void; clear(): void } {
  const clear = () => {
    if (screen.isLive) screen.write('\r\u001b[2K');
  };
  return {
    clear,
    show(what) {
      clear();
      if (screen.isLive) screen.write(`${what} …`);
    },
  };
}
