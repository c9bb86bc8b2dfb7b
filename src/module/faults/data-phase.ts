/** Faults of the data phase: where it begins and ends, and what becomes of its bytes. */
import { changeConduct, changePayload, SENDING } from './change.ts';
import type { FaultGroup } from './fault.ts';

/** `payload` without the backslashes that would escape something in a string. */
function dropBackslashes(payload: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(payload).toString('latin1').replace(/\\(.)/gs, '$1'), 'latin1');
}

export const DATA_PHASE_FAULTS: FaultGroup = {
  'payload-one-short': [
    'a data phase ends one byte before the declared length',
    changeConduct(() => ({ countPayload: (declaredBytes) => Math.max(0, declaredBytes - 1) })),
  ],
  'payload-unescaped': [
    'backslashes in the data of AT+HTTPCPOST and AT+HTTPCPUT are taken as escapes',
    changePayload(SENDING, dropBackslashes),
  ],
};
