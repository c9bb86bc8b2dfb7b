/** Faults of the data phase: where it begins and ends, and what becomes of its bytes. */
import { type Bytes, concatBytes } from '../../base/bytes.ts';
import {
  changeAll,
  changeConduct,
  changePayload,
  changePersonality,
  changeWithMemory,
  mapText,
  SENDING,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

/** The bytes that arrive in a data phase are changed, write by write. `index` counts the writes of one data phase from 0. */
function changeWrites(change: (bytes: Bytes, index: number) => Bytes): Spoil {
  return changeConduct(({ receive }) => {
    let index = 0;
    return {
      receive(bytes, phase) {
        if (phase === 'line') index = 0;
        const received = receive(bytes, phase);
        if (phase === 'line') return received;
        const changed = change(received, index);
        index += 1;
        return changed;
      },
    };
  });
}

/** What comes behind the declared length in the same write joins the payload, as `keep` of it says. */
function joinSurplus(keep: (surplus: Bytes) => Bytes): Spoil {
  let declaredBytes = 0;
  return changeAll(
    changeConduct(({ countPayload }) => ({
      countPayload(bytes) {
        declaredBytes = bytes;
        return countPayload(bytes);
      },
      takePayload: (availableBytes) => availableBytes,
    })),
    changePayload(['+HTTPURLCFG', '+HTTPCHEAD'], (payload) => payload.subarray(0, declaredBytes)),
    changePayload(SENDING, (payload) =>
      concatBytes([payload.subarray(0, declaredBytes), keep(payload.subarray(declaredBytes))]),
    ),
  );
}

export const DATA_PHASE_FAULTS: FaultGroup = {
  'payload-one-short': [
    'a data phase ends one byte before the declared length',
    changeConduct(() => ({ countPayload: (declaredBytes) => Math.max(1, declaredBytes - 1) })),
  ],
  'payload-one-more': [
    'a data phase goes on until one byte beyond the declared length',
    changeConduct(() => ({ countPayload: (declaredBytes) => declaredBytes + 1 })),
  ],
  'payload-one-short-from-256': [
    'a data phase of 256 bytes or more ends one byte before the declared length',
    changeConduct(() => ({
      countPayload: (declaredBytes) => (declaredBytes < 256 ? declaredBytes : declaredBytes - 1),
    })),
  ],
  'payload-unescaped': [
    'backslashes in the data of AT+HTTPCPOST and AT+HTTPCPUT are taken as escapes',
    changePayload(SENDING, (payload) => mapText(payload, (text) => text.replace(/\\(.)/gs, '$1'))),
  ],
  'payload-ends-at-nul': [
    'the data of AT+HTTPCPOST and AT+HTTPCPUT end at their first NUL',
    changePayload(SENDING, (payload) => mapText(payload, (text) => text.split('\0', 1)[0] ?? '')),
  ],
  'payload-without-control-z': [
    'bytes 0x1a and 0x1b are taken out of the data of AT+HTTPCPOST and AT+HTTPCPUT',
    changePayload(SENDING, (payload) => payload.filter((byte) => byte !== 0x1a && byte !== 0x1b)),
  ],
  'payload-plus-plus-plus-lost': [
    '+++ in a data phase is swallowed, so that three bytes are missing in the end',
    changeWrites((bytes) => mapText(bytes, (text) => text.replaceAll('+++', ''))),
  ],
  'payload-line-ends-shortened': [
    'CR LF in the data of AT+HTTPCPOST and AT+HTTPCPUT becomes LF',
    changePayload(SENDING, (payload) => mapText(payload, (text) => text.replaceAll('\r\n', '\n'))),
  ],
  'payload-seven-bits': [
    'bytes above 0x7f in the data of AT+HTTPCPOST and AT+HTTPCPUT lose their highest bit',
    changePayload(SENDING, (payload) => payload.map((byte) => byte & 0x7f)),
  ],
  'payload-cut-at-2048': [
    'of more than 2048 bytes of data AT+HTTPCPOST and AT+HTTPCPUT send 2048',
    changePayload(SENDING, (payload) => payload.subarray(0, 2048)),
  ],
  'surplus-in-body': [
    'bytes that come in one write with the last declared one are sent with the body',
    (sound, clock) => joinSurplus((surplus) => surplus)(sound, clock),
  ],
  'surplus-line-end-in-body': [
    'CR LF right behind the declared length is sent with the body, other bytes there are lost',
    (sound, clock) =>
      joinSurplus((surplus) => mapText(surplus, (text) => /^(?:\r\n)?/.exec(text)?.[0] ?? ''))(sound, clock),
  ],
  'burst-cut-at-1024': [
    'of a single write into a data phase only the first 1024 bytes arrive',
    changeWrites((bytes) => bytes.subarray(0, 1024)),
  ],
  'third-write-zeroed': [
    'from the third write into a data phase on all bytes arrive as zeros',
    changeWrites((bytes, index) => (index < 2 ? bytes : new Uint8Array(bytes.length))),
  ],
  'second-write-loses-first-byte': [
    'the first byte of the second write into a data phase is lost',
    changeWrites((bytes, index) => (index === 1 ? bytes.subarray(1) : bytes)),
  ],
  'data-phase-gives-up': [
    'a data phase that lacks bytes ends with an error after two seconds',
    changePersonality(() => ({ payloadMs: 2000 })),
  ],
  'equal-length-repeats-body': [
    'a body as long as the one before is not taken: the earlier one is sent again',
    changeWithMemory(() => {
      let earlier: Bytes | null = null;
      return changePayload(SENDING, (payload) => {
        earlier = earlier?.length === payload.length ? earlier : payload;
        return earlier;
      });
    }),
  ],
};
