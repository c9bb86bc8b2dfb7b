/** The options of `atconform run`: as typed, and as meant. */
import { randomBytes } from 'node:crypto';
import { CLOCK_SCALE_MAX } from '../base/clock.ts';
import { findNearest } from '../base/nearest.ts';
import { type DeviceAddress, parseDeviceAddress } from '../link/device-address.ts';
import { chooseHostName, readAddresses } from '../origin/listening.ts';
import { OriginError } from '../origin/origin.ts';
import { DEFAULT_PERSONALITY, isKnownPersonality, listPersonalities } from '../run/device.ts';
import { readFailedScenarios } from './failed-scenarios.ts';
import { renderRepeatOptions } from './repeat-options.ts';
import { NO_SETUP, readSetupFile, type Setup } from './setup-file.ts';
import { UsageFault } from './usage-fault.ts';

/** As commander gives them. */
export interface TypedRunOptions {
  readonly device: string;
  readonly profile?: string;
  readonly tags?: string;
  readonly id?: readonly string[];
  readonly out: string;
  readonly record?: string;
  readonly seed?: string;
  readonly scale?: string;
  readonly failFast?: boolean;
  readonly rerunFailed?: string;
  readonly list?: boolean;
  readonly originHttp?: string;
  readonly originHttps?: string;
  readonly originHost?: string;
  readonly setup?: string;
  readonly allowDestructive?: boolean;
}

export interface MeantRunOptions {
  readonly device: DeviceAddress;
  readonly profileName: string;
  readonly clockScale: number;
  readonly seed: string;
  readonly setup: Setup;
  /** Ids that failed in an earlier run; null: not asked. */
  readonly exactly: readonly string[] | null;
  readonly allowsDestructive: boolean;
  /** The options that repeat the run, but for `--id`, `--tags`, `--out`, and where its evidence goes. */
  readonly repeat: string;
}

/** Throws UsageFault for whatever cannot be meant. */
export function readRunOptions(typed: TypedRunOptions): MeantRunOptions {
  const device = readDevice(typed.device);
  const seed = typed.seed ?? randomBytes(2).toString('hex');
  checkOrigin(typed);
  return {
    device,
    profileName: typed.profile ?? nameProfile(device),
    clockScale: readScale(typed.scale, device),
    seed,
    setup: typed.setup === undefined ? NO_SETUP : readSetupFile(typed.setup, process.env),
    exactly: typed.rerunFailed === undefined ? null : readFailedScenarios(typed.rerunFailed),
    allowsDestructive: typed.allowDestructive === true || device.kind === 'sim',
    repeat: renderRepeatOptions(typed, seed),
  };
}

/** A simulated module is of the family that it is named after. */
function nameProfile(device: DeviceAddress): string {
  return device.kind === 'sim' ? (device.personality ?? DEFAULT_PERSONALITY) : DEFAULT_PERSONALITY;
}

/** What the origin will make of its options; that it can listen there is only seen when it starts. */
function checkOrigin({ originHttp, originHttps, originHost }: TypedRunOptions): void {
  try {
    const { http } = readAddresses(originHttp ?? null, originHttps ?? null);
    chooseHostName(originHost ?? null, http);
  } catch (error) {
    if (error instanceof OriginError) throw new UsageFault(error.message, error.hint);
    throw error;
  }
}

function readDevice(text: string): DeviceAddress {
  const parsed = parseDeviceAddress(text);
  if (!parsed.ok) throw new UsageFault(parsed.fault.message, parsed.fault.hint);
  const device = parsed.value;
  if (device.kind !== 'sim' || device.personality === null || isKnownPersonality(device.personality))
    return device;
  const nearest = findNearest(device.personality, listPersonalities());
  throw new UsageFault(
    `device \`${text}\`: the simulated module has no personality ${device.personality}`,
    nearest === null ? `known are ${listPersonalities().join(', ')}` : `did you mean sim:${nearest}?`,
  );
}

/** A scaled clock moves the module's time too, which only a simulated one lets us do. */
function readScale(text: string | undefined, device: DeviceAddress): number {
  if (text === undefined) return device.kind === 'sim' ? CLOCK_SCALE_MAX : 1;
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
