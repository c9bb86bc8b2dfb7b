/** The world of a run: the module's link, the origin it talks to, and the clock that both go by. Live, or out of a recording. */
import { type Clock, createSystemClock } from '../base/clock.ts';
import { createRandom } from '../base/random.ts';
import { createVirtualClock } from '../base/virtual-clock.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import { type Disturbance, disturbLink } from '../link/disturbed-link.ts';
import type { Link } from '../link/link.ts';
import { createReplayLink, describeDrift } from '../link/replay-link.ts';
import type { Origin, OriginOptions } from '../origin/origin.ts';
import { startOrigin } from '../origin/server.ts';
import type { HeaderEvent, RunEvent } from '../record/event.ts';
import { isImported } from '../record/import/import.ts';
import { createDeviceLink } from './device.ts';
import { createOperatorCommand, createRecordedCommand, type OperatorCommand } from './operator-command.ts';
import { createReplayOrigin } from './replay-origin.ts';

export interface World {
  /** As the user gave it. */
  readonly address: string;
  readonly clock: Clock;
  readonly link: Link;
  /** Is this a recording that is played? Secrets were masked when it was made. */
  readonly isRecorded: boolean;
  /** False for a recording of another program: the bench must say nothing there for its own sake, no probe and no cleaning. */
  readonly hasHousekeeping: boolean;
  /** The operator's own reset, or null where there is none. */
  readonly operatorCommand: OperatorCommand | null;
  /** Rejects with an OriginError. */
  startOrigin(): Promise<Origin>;
  /** A scenario begins: a recording may be played from its mark on. */
  markScenario(id: string, attempt: number): void;
  /** Can the scenario be tried for this time? */
  canAttempt(id: string, attempt: number): boolean;
  /** Where this run parts from what was recorded, in words, or null. At the end also what was recorded and never came to pass. */
  findDrift(isOver: boolean): string | null;
}

/** How a live world differs from the bench as it is, for a run that is held against an undisturbed one. */
export interface WorldChange {
  /** Cuts, paces and gathers bytes on their way; null: as they come. */
  readonly bytes: Disturbance | null;
  /** Where chance cuts. */
  readonly seed: string;
  /** The simulated module tells unsolicited codes wherever they may stand. */
  readonly chatters: boolean;
}

const UNCHANGED: WorldChange = { bytes: null, seed: '', chatters: false };

/** What a live world can do without. */
export interface WorldExtras {
  /** The operator's own reset, as the shell takes it. */
  readonly resetCommand?: string | null;
  readonly change?: WorldChange;
}

/** The module at `device` as it is now. Another `clockScale` than 1 (null: a virtual clock) is for the simulated module only. */
export function createLiveWorld(
  device: Exclude<DeviceAddress, { kind: 'replay' }>,
  clockScale: number | null,
  origin: Omit<OriginOptions, 'clock'>,
  { resetCommand = null, change = UNCHANGED }: WorldExtras = {},
): World {
  const clock = clockScale === null ? createVirtualClock() : createSystemClock(clockScale);
  const link = createDeviceLink(device, clock, change.chatters);
  const { bytes, seed } = change;
  return {
    address: device.text,
    clock,
    isRecorded: false,
    hasHousekeeping: true,
    operatorCommand: resetCommand === null ? null : createOperatorCommand(resetCommand, clock),
    link: bytes === null ? link : disturbLink(link, bytes, clock, createRandom(seed)),
    startOrigin: () => startOrigin({ ...origin, clock }),
    markScenario: () => {},
    canAttempt: () => true,
    findDrift: () => null,
  };
}

/** The world that `events` recorded. `byScenario`: scenarios may come in another order, or not all of them. */
export function createReplayWorld(
  address: string,
  events: readonly RunEvent[],
  header: HeaderEvent,
  byScenario: boolean,
): World {
  const clock = createVirtualClock(header.clockScale, false);
  const { settings } = header.device;
  const description = {
    kind: 'replay',
    settings: { ...(settings as Record<string, string | number | boolean>), recorded: header.device.address },
    bitsPerSecond: null,
  };
  const link = createReplayLink(address, events, description, clock, byScenario);
  return {
    address,
    clock,
    link,
    isRecorded: true,
    hasHousekeeping: !isImported(header),
    operatorCommand: createRecordedCommand(events, clock),
    startOrigin: async () => createReplayOrigin(header, link, clock),
    markScenario: (id, attempt) => link.markScenario(id, attempt),
    canAttempt: (id, attempt) => link.holds(id, attempt),
    findDrift(isOver) {
      const drift = link.findDrift(isOver);
      return drift === null ? null : describeDrift(drift);
    },
  };
}
