/** How the lines DTR and RTS stand while a port is open, and while they reset the module. */
import type { SerialSettings } from './serial-settings.ts';

/** True is asserted; a line that is absent is left to the driver. */
export interface ModemLines {
  readonly dtr?: boolean;
  readonly rts?: boolean;
}

/** Modules ask for 1 to 100 ms on the reset pin; bootloaders debounce. */
export const RESET_PULSE_MS = 100;

/** What `settings` ask for; null where they ask for nothing, so that a port without modem lines is fine. */
export function chooseLinesAtRest({ dtr, rts, rtscts, reset }: SerialSettings): ModemLines | null {
  const released = reset === 'none' ? undefined : false;
  const lines = {
    ...pick('dtr', dtr === 'auto' ? released : dtr === 'on'),
    ...pick('rts', rts === 'auto' ? (rtscts ? undefined : released) : rts === 'on'),
  };
  return Object.keys(lines).length === 0 ? null : lines;
}

/** The lines during a reset: a line that nothing was asked of is released, since boards that join both to one pin see an edge on neither otherwise. */
export function chooseLinesInReset(settings: SerialSettings, reset: 'dtr' | 'rts'): ModemLines {
  return { ...chooseLinesAtRest(settings), [reset]: true };
}

function pick(name: 'dtr' | 'rts', value: boolean | undefined): ModemLines {
  return value === undefined ? {} : { [name]: value };
}
