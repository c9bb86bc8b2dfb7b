/** The devices that a run is about, and what it is held against: `--device`, `--disturb`, `--against`. */
import { findNearest } from '../base/nearest.ts';
import { type DeviceAddress, parseDeviceAddress } from '../link/device-address.ts';
import { isKnownPersonality, listPersonalities } from '../run/device.ts';
import { DISTURBANCES, type DisturbanceKind } from '../run/disturbance.ts';
import { checkFaultId } from './fault-id.ts';
import { UsageFault } from './usage-fault.ts';

/** A device that can be opened as often as one likes. */
export type LiveAddress = Exclude<DeviceAddress, { kind: 'replay' }>;

/** Throws UsageFault. */
export function readDevice(text: string): DeviceAddress {
  const parsed = parseDeviceAddress(text);
  if (!parsed.ok) throw new UsageFault(parsed.fault.message, parsed.fault.hint);
  const device = parsed.value;
  if (device.kind === 'sim') checkFaultId(device.fault);
  if (device.kind !== 'sim' || device.personality === null || isKnownPersonality(device.personality))
    return device;
  const nearest = findNearest(device.personality, listPersonalities());
  throw new UsageFault(
    `device \`${text}\`: the simulated module has no personality ${device.personality}`,
    nearest === null ? `known are ${listPersonalities().join(', ')}` : `did you mean sim:${nearest}?`,
  );
}

/** The device of `--against`. Throws UsageFault. */
export function readAgainst(text: string, device: DeviceAddress): LiveAddress {
  const other = readDevice(text);
  if (other.kind === 'replay')
    throw new UsageFault(
      `--against ${text}: a recording answers only what it was asked`,
      'name a device, such as sim:',
    );
  if (device.kind === 'replay') throw new UsageFault('a replay cannot be run against a device', HINT_REPLAY);
  if (other.kind !== 'sim' && other.text === device.text)
    throw new UsageFault(`--against ${text} is the device itself`, 'name another device, such as sim:');
  return other;
}

/** The words of `--disturb`, separated by commas; `all` is each that the device allows. Throws UsageFault. */
export function readDisturbances(
  text: string | undefined,
  device: DeviceAddress,
): readonly DisturbanceKind[] {
  if (text === undefined) return [];
  if (device.kind === 'replay') throw new UsageFault('a replay cannot be disturbed', HINT_REPLAY);
  const possible = DISTURBANCES.filter((kind) => kind !== 'urc' || device.kind === 'sim');
  if (text === 'all') return possible;
  return text.split(',').map((word) => {
    const kind = DISTURBANCES.find((known) => known === word);
    if (kind === undefined) {
      const nearest = findNearest(word, DISTURBANCES);
      const known = `known are ${DISTURBANCES.join(', ')}, and all`;
      throw new UsageFault(
        `--disturb knows no ${word === '' ? 'empty word' : word}`,
        nearest === null ? known : `did you mean ${nearest}?`,
      );
    }
    if (!possible.includes(kind))
      throw new UsageFault(
        `--disturb ${kind} needs the simulated module, which alone can be told to chatter`,
        `leave ${kind} out`,
      );
    return kind;
  });
}

const HINT_REPLAY = 'run it on the device itself, or on sim:';
