/** The options of `atconform fuzz`: as typed, and as meant. */
import { randomBytes } from 'node:crypto';
import { findNearest } from '../base/nearest.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { DEFAULT_PERSONALITY } from '../run/device.ts';
import { loadSetProfiles } from '../run/set-profiles.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { readDevice } from './held-options.ts';
import { findProjectRoot } from './project-root.ts';
import { quoteWord } from './repeat-options.ts';
import { type OriginPlace, readOrigin, readResetCommand } from './run-options.ts';
import { UsageFault } from './usage-fault.ts';

/** As commander gives them. */
export interface TypedFuzzOptions {
  readonly device: string;
  readonly set?: string;
  readonly profile?: string;
  readonly minutes?: string;
  readonly runs?: string;
  readonly first?: string;
  readonly seed?: string;
  readonly rate?: string;
  readonly out: string;
  readonly setup?: string;
  readonly resetCommand?: string;
  readonly originHttp?: string;
  readonly originHttps?: string;
  readonly originHost?: string;
  readonly allowDestructive?: boolean;
}

export interface MeantFuzzOptions {
  readonly device: Exclude<DeviceAddress, { kind: 'replay' }>;
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly origin: OriginPlace;
  readonly resetCommand: string | null;
  readonly runs: number | null;
  readonly forMs: number | null;
  readonly first: number;
  readonly seed: string;
  /** Least time between two command lines. */
  readonly restMs: number;
}

/** Without `--minutes` and `--runs`. */
const MINUTES_DEFAULT = 1;
/** Command lines a second that any firmware can follow; the simulated module needs no such mercy. */
const RATE_DEFAULT = 20;

/** Throws UsageFault for whatever cannot be meant. */
export function readFuzzOptions(typed: TypedFuzzOptions): MeantFuzzOptions {
  const device = readDevice(typed.device);
  if (device.kind === 'replay')
    throw new UsageFault(
      `device \`${typed.device}\`: a recording answers only what it was asked`,
      'name the device itself',
    );
  const runs = typed.runs === undefined ? null : readNumber('--runs', typed.runs, 1, true);
  const minutes =
    typed.minutes !== undefined
      ? readNumber('--minutes', typed.minutes, 0.01, false)
      : runs === null
        ? MINUTES_DEFAULT
        : null;
  const rate =
    typed.rate !== undefined
      ? readNumber('--rate', typed.rate, 0.1, false)
      : device.kind === 'sim'
        ? null
        : RATE_DEFAULT;
  return {
    device,
    ...chooseSpecs(typed, device),
    origin: readOrigin(typed),
    resetCommand: readResetCommand(typed.resetCommand, device),
    runs,
    forMs: minutes === null ? null : minutes * 60_000,
    first: typed.first === undefined ? 1 : readNumber('--first', typed.first, 1, true),
    seed: typed.seed ?? randomBytes(2).toString('hex'),
    restMs: rate === null ? 0 : Math.ceil(1000 / rate),
  };
}

function readNumber(option: string, text: string, min: number, isWhole: boolean): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= min && (!isWhole || Number.isInteger(value)))
    return value;
  throw new UsageFault(
    `${option} takes a ${isWhole ? 'whole ' : ''}number from ${min}, not ${text}`,
    'leave it out for the usual one',
  );
}

function chooseSpecs(
  typed: TypedFuzzOptions,
  device: MeantFuzzOptions['device'],
): Pick<MeantFuzzOptions, 'set' | 'profile'> {
  const setName = typed.set ?? DEFAULT_SET;
  const { set, profiles, setNames, mistakes } = loadSetProfiles(findProjectRoot(), setName);
  if (!setNames.includes(setName))
    throw new UsageFault(`no command set is called ${setName}`, suggest(setName, setNames));
  if (set === null || mistakes.length > 0) {
    console.error(mistakes.join('\n\n'));
    throw new UsageFault('nothing was sent: mistakes in specs', 'mend what is listed above', 3);
  }
  const ofDevice = device.kind === 'sim' ? (device.personality ?? DEFAULT_PERSONALITY) : null;
  const name = typed.profile ?? ofDevice ?? set.defaultProfile;
  const profile = profiles.find((each) => each.name === name);
  if (profile === undefined) {
    const names = profiles.map((each) => each.name);
    throw new UsageFault(`no profile of set ${setName} is called ${name}`, suggest(name, names));
  }
  return { set, profile };
}

function suggest(word: string, known: readonly string[]): string {
  const nearest = findNearest(word, known);
  return nearest === null ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`;
}

/** The command that draws the one sequence of that number again. */
export function renderFuzzRepeat(typed: TypedFuzzOptions, seed: string, sequence: number): string {
  const options: [string, string | undefined][] = [
    ['--device', typed.device],
    ['--set', typed.set],
    ['--profile', typed.profile],
    ['--rate', typed.rate],
    ['--setup', typed.setup],
    ['--reset-command', typed.resetCommand],
    ['--origin-http', typed.originHttp],
    ['--origin-https', typed.originHttps],
    ['--origin-host', typed.originHost],
    ['--seed', seed],
    ['--first', String(sequence)],
    ['--runs', '1'],
  ];
  const words = options.flatMap(([name, value]) => (value === undefined ? [] : [name, quoteWord(value)]));
  const leave = typed.allowDestructive === true ? ['--allow-destructive'] : [];
  return ['npx atconform fuzz', ...words, ...leave].join(' ');
}
