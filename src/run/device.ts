/** Opens what `--device` names: a link to hardware or a program, or a pipe to a simulated module in this process. */
import type { Clock } from '../base/clock.ts';
import { createLink } from '../link/create-link.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import type { Link } from '../link/link.ts';
import { createPipeLink } from '../link/pipe-link.ts';
import { createModule, PERSONALITY_NAMES } from '../module/create.ts';

/** The personality of `sim:` where the address names none. */
export const DEFAULT_PERSONALITY = 'winnermicro';

export function isKnownPersonality(name: string): boolean {
  return PERSONALITY_NAMES.includes(name);
}

export function listPersonalities(): readonly string[] {
  return PERSONALITY_NAMES;
}

/** `chatters`: see ModuleOptions; only the simulated module can be told to. */
export function createDeviceLink(
  address: Exclude<DeviceAddress, { kind: 'replay' }>,
  clock: Clock,
  chatters = false,
): Link {
  if (address.kind !== 'sim') return createLink(address, clock);
  return createPipeLink(
    address.text,
    createModule({
      personality: address.personality ?? DEFAULT_PERSONALITY,
      clock,
      net: address.net,
      fault: address.fault,
      chatters,
    }),
  );
}
