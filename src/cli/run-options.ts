/** The options of `atconform run`: as typed, and as meant. */

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOCK_SCALE_MAX } from '../base/clock.ts';
import { findNearest } from '../base/nearest.ts';
import { type DeviceAddress, parseDeviceAddress } from '../link/device-address.ts';
import type { RunResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { DEFAULT_PERSONALITY, isKnownPersonality, listPersonalities } from '../run/device.ts';
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
  readonly setupLines: readonly string[];
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
  return {
    device,
    profileName:
      typed.profile ??
      (device.kind === 'sim' ? (device.personality ?? DEFAULT_PERSONALITY) : DEFAULT_PERSONALITY),
    clockScale: readScale(typed.scale, device),
    seed,
    setupLines: typed.setup === undefined ? [] : readSetup(typed.setup),
    exactly: typed.rerunFailed === undefined ? null : readFailed(typed.rerunFailed),
    allowsDestructive: typed.allowDestructive === true || device.kind === 'sim',
    repeat: renderRepeat(typed, seed),
  };
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

function readSetup(path: string): string[] {
  const text = readText(path, '--setup');
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) =>
    line.replace(/\$\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/g, (_whole, name: string) => {
      const value = process.env[name];
      if (value === undefined)
        throw new UsageFault(
          `${path} asks for the environment variable ${name}, which is not set`,
          `set ${name}`,
        );
      return value;
    }),
  );
}

function readFailed(folder: string): string[] {
  const path = join(folder, 'result.json');
  if (!existsSync(path))
    throw new UsageFault(`${folder} holds no result.json`, 'name the output folder of an earlier run');
  const { scenarios } = JSON.parse(readText(path, '--rerun-failed')) as Pick<RunResult, 'scenarios'>;
  const failed = scenarios.filter(({ verdict, wire }) => isRed(verdict) || isRed(wire)).map(({ id }) => id);
  if (failed.length === 0)
    throw new UsageFault(`nothing failed in ${folder}`, 'there is nothing to run again');
  return failed;
}

function readText(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageFault(`${option} ${path} cannot be read: ${(error as Error).message}`, 'check the path');
  }
}

function renderRepeat(typed: TypedRunOptions, seed: string): string {
  const options: [string, string | undefined][] = [
    ['--device', typed.device],
    ['--profile', typed.profile],
    ['--seed', seed],
    ['--scale', typed.scale],
    ['--origin-http', typed.originHttp],
    ['--origin-https', typed.originHttps],
    ['--origin-host', typed.originHost],
    ['--setup', typed.setup],
  ];
  const words = options.flatMap(([name, value]) => (value === undefined ? [] : [name, quoteWord(value)]));
  return [...words, ...(typed.allowDestructive === true ? ['--allow-destructive'] : [])].join(' ');
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
