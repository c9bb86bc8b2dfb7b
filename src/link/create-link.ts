/** The one place that knows every kind of link by its address. */
import type { Clock } from '../base/clock.ts';
import { assertNever } from '../base/invariant.ts';
import type { DeviceAddress, ReplayAddress, SimAddress } from './device-address.ts';
import { createExecLink } from './exec-link.ts';
import type { Link } from './link.ts';
import { createRfc2217Link } from './rfc2217-link.ts';
import { createSerialLink } from './serial-link.ts';
import { createTcpLink } from './tcp-link.ts';

/** A link to the device at `address`, not yet open. `clock` runs at scale 1: hardware does not hurry. */
export function createLink(address: Exclude<DeviceAddress, SimAddress | ReplayAddress>, clock: Clock): Link {
  switch (address.kind) {
    case 'tcp':
      return createTcpLink(address, clock);
    case 'rfc2217':
      return createRfc2217Link(address, clock);
    case 'exec':
      return createExecLink(address, clock);
    case 'serial':
      return createSerialLink(address, clock);
    default:
      return assertNever(address, 'kind of device');
  }
}
