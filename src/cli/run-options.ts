/** The options of `atconform run`: as typed, and as meant. */
import { randomBytes } from 'node:crypto';
import { CLOCK_SCALE_MAX } from '../base/clock.ts';
import type { GenerateKind } from '../generate/generate.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import { chooseHostName, readAddresses } from '../origin/listening.ts';
import { OriginError, type OriginOptions } from '../origin/origin.ts';
import { type AttemptRule, ONE_ATTEMPT } from '../record/attempts.ts';
import { isImported } from '../record/import/import.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { DEFAULT_PERSONALITY } from '../run/device.ts';
import type { DisturbanceKind } from '../run/disturbance.ts';
import type { Shard } from '../scenario/shard.ts';
import { readAttemptRule } from './attempt-options.ts';
import { openSecrets } from './config.ts';
import { type FailedScenarios, readFailedScenarios } from './failed-scenarios.ts';
import { DEFAULT_KINDS, kindsOfIds, readKinds } from './generate-kinds.ts';
import { type LiveAddress, readAgainst, readDevice, readDisturbances } from './held-options.ts';
import { maskTerminal } from './masked-terminal.ts';
import { type Recording, readPlayable } from './recording.ts';
import { renderRepeatOptions } from './repeat-options.ts';
import { NO_SETUP, readSetupFile } from './setup-file.ts';
import { readShard } from './shard-option.ts';
import { UsageFault } from './usage-fault.ts';

/** As commander gives them. */
export interface TypedRunOptions {
  readonly device: string;
  readonly set?: string;
  readonly profile?: string;
  readonly tags?: string;
  readonly id?: readonly string[];
  readonly out: string;
  readonly record?: string;
  readonly seed?: string;
  readonly scale?: string;
  readonly failFast?: boolean;
  readonly repeat?: string;
  readonly retry?: string;
  readonly shard?: string;
  readonly annotations?: string;
  readonly allowFlaky?: boolean;
  readonly rerunFailed?: string;
  readonly list?: boolean;
  readonly generate?: readonly string[];
  readonly originHttp?: string;
  readonly originHttps?: string;
  readonly originHost?: string;
  readonly setup?: string;
  readonly resetCommand?: string;
  readonly allowDestructive?: boolean;
  /** A file; false: none, whatever the config says. */
  readonly baseline?: string | false;
  readonly disturb?: string;
  readonly against?: string;
  readonly mutation?: string;
  /** absent: where all scenarios run. */
  readonly gate?: boolean;
}

export interface MeantRunOptions {
  readonly device: DeviceAddress;
  /** What a replay plays; null for every other device. */
  readonly recording: Recording | null;
  readonly setName: string;
  /** null: the set's own default. */
  readonly profileName: string | null;
  /** null: virtual. */
  readonly clockScale: number | null;
  readonly seed: string;
  readonly setupLines: readonly string[];
  /** Values that nobody may read: of the variables that setup lines take, and that the config names. */
  readonly secrets: readonly string[];
  /** Kinds of cases that are generated out of the spec. */
  readonly generateKinds: readonly GenerateKind[];
  /** Ids that failed in an earlier run; null: not asked. */
  readonly exactly: readonly string[] | null;
  readonly allowsDestructive: boolean;
  readonly attempts: AttemptRule;
  /** Which part of the plan is run; null: all of it. */
  readonly shard: Shard | null;
  /** Where the origin listens, and what the module is told of it. */
  readonly origin: OriginPlace;
  /** A command of the shell that resets the module; null: none. */
  readonly resetCommand: string | null;
  /** What the run is repeated with, and held against. */
  readonly disturbances: readonly DisturbanceKind[];
  /** A device that the same plan runs on, to compare answers; null: not asked. */
  readonly against: LiveAddress | null;
  /** The options that repeat the run, but for `--id`, `--tags`, `--out`, and where its evidence goes. */
  readonly repeat: string;
}

/** Throws UsageFault for whatever cannot be meant. */
export function readRunOptions(typed: TypedRunOptions): MeantRunOptions {
  const secrets = openSecrets(typed.device.startsWith('replay:'));
  const device = readDevice(typed.device);
  const recording = device.kind === 'replay' ? readPlayable(device.path) : null;
  const failed = typed.rerunFailed === undefined ? null : readFailedScenarios(typed.rerunFailed);
  // What failed may be a case that chance has made, and only the same seed makes it again.
  const seed = recording?.header.seed ?? typed.seed ?? failed?.seed ?? randomBytes(2).toString('hex');
  const setup =
    typed.setup === undefined
      ? NO_SETUP
      : readSetupFile(typed.setup, recording === null ? process.env : null);
  maskTerminal(setup.secrets);
  const generateKinds = nameKinds(typed, recording, failed);
  const origin = readOrigin(typed);
  const resetCommand = readResetCommand(typed.resetCommand, device);
  return {
    device,
    recording,
    setName: typed.set ?? nameSet(recording),
    profileName: typed.profile ?? nameProfile(device, recording),
    clockScale: readScale(typed.scale, device),
    seed,
    setupLines: setup.lines,
    secrets: [...setup.secrets, ...secrets],
    generateKinds,
    exactly: failed?.ids ?? nameExactly(typed, recording),
    allowsDestructive:
      typed.allowDestructive === true || device.kind === 'sim' || wasAllowedDestructive(recording),
    shard: readShard(typed.shard, recording),
    attempts: readAttemptRule(typed, recording?.header.attempts ?? ONE_ATTEMPT),
    origin,
    resetCommand,
    disturbances: readDisturbances(typed.disturb, device),
    against: typed.against === undefined ? null : readAgainst(typed.against, device),
    repeat: renderRepeatOptions(typed, seed, generateKinds),
  };
}

export type OriginPlace = Omit<OriginOptions, 'clock'>;

/** Without a selection of one's own a replay runs what was recorded. */
function nameExactly(typed: TypedRunOptions, recording: Recording | null): readonly string[] | null {
  if (recording === null || typed.id !== undefined || typed.tags !== undefined) return null;
  if (isImported(recording.header))
    throw new UsageFault(
      `${typed.device} was recorded by another program, so it names no scenario to run`,
      'draft one with `atconform scenario`, and name it with --id',
    );
  return recording.header.plan.map(({ id }) => id);
}

/** A replay, and a run of what failed, needs the cases that there were; else the ones that every run has. */
function nameKinds(
  typed: TypedRunOptions,
  recording: Recording | null,
  failed: FailedScenarios | null,
): readonly GenerateKind[] {
  if (typed.generate !== undefined) return readKinds(typed.generate);
  if (recording !== null) return kindsOfIds(recording.header.plan.map(({ id }) => id));
  return failed === null ? DEFAULT_KINDS : kindsOfIds(failed.ids);
}

function wasAllowedDestructive(recording: Recording | null): boolean {
  if (recording === null) return false;
  const { repeat, device } = recording.header;
  // What another program did was done already, whatever it destroyed.
  if (isImported(recording.header)) return true;
  return repeat.includes('--allow-destructive') || device.address.startsWith('sim:');
}

/** A recording says which command set it was judged by. */
function nameSet(recording: Recording | null): string {
  return recording === null ? DEFAULT_SET : String((recording.header.set as { name?: unknown }).name);
}

/** A simulated module is of the family that it is named after; a recording says which profile it was made with. */
function nameProfile(device: DeviceAddress, recording: Recording | null): string | null {
  if (recording !== null) return String((recording.header.profile as { name?: unknown }).name);
  return device.kind === 'sim' ? (device.personality ?? DEFAULT_PERSONALITY) : null;
}

/** Where the origin will listen; that it can is only seen when it starts. Throws UsageFault. */
export function readOrigin({
  originHttp,
  originHttps,
  originHost,
}: Pick<TypedRunOptions, 'originHttp' | 'originHttps' | 'originHost'>): OriginPlace {
  const place = {
    httpAddress: originHttp ?? null,
    httpsAddress: originHttps ?? null,
    hostName: originHost ?? null,
  };
  try {
    const { http } = readAddresses(place.httpAddress, place.httpsAddress);
    chooseHostName(place.hostName, http);
    return place;
  } catch (error) {
    if (error instanceof OriginError) throw new UsageFault(error.message, error.hint);
    throw error;
  }
}

/** What runs in this process, or not at all, no command of the bench resets. */
export function readResetCommand(line: string | undefined, { kind, text }: DeviceAddress): string | null {
  if (line === undefined) return null;
  if (line.trim() === '')
    throw new UsageFault('--reset-command takes a command of the shell, not nothing', 'leave it out');
  if (kind === 'sim' || kind === 'replay')
    throw new UsageFault(
      `--reset-command resets a module outside this process, which ${text} is not`,
      'leave --reset-command out; a replay repeats what it did',
    );
  return line;
}

/** A clock that is not the wall's moves the module's time too, which only a simulated one lets us do. */
function readScale(text: string | undefined, device: DeviceAddress): number | null {
  if (text === undefined) return device.kind === 'sim' ? null : 1;
  const scale = Number(text);
  if (!(scale >= 1 && scale <= CLOCK_SCALE_MAX))
    throw new UsageFault(
      `--scale takes a number from 1 to ${CLOCK_SCALE_MAX}, not ${text}`,
      'leave it out for the usual one',
    );
  if (scale !== 1 && device.kind !== 'sim')
    throw new UsageFault(
      `--scale ${text} needs the simulated module: ${device.text} has a clock of its own`,
      'leave --scale out',
    );
  return scale;
}
