/** Modules that are wrong from end to end: what a suite must never take for one that conforms. */
import { createRandom } from '../../base/random.ts';
import { succeed } from '../../base/result.ts';
import {
  changeAll,
  changeCommands,
  changeConduct,
  changeFinalWords,
  changePersonality,
  changePieces,
  toBytes,
} from './change.ts';
import type { FaultGroup, Spoil } from './fault.ts';

/** Every line, whatever it is, has the effect of AT and its final. */
const TAKE_EVERY_LINE_AS_AT = changeConduct(() => ({
  limitLine: (text) => text,
  parseLine: () => succeed({ name: '', form: 'execute', arguments: [] }),
}));

function answerAll(final: 'ok' | 'failed'): Spoil {
  return changeAll(
    TAKE_EVERY_LINE_AS_AT,
    changeCommands([''], () => ({ execute: () => ({ kind: 'final', information: '', final }) })),
  );
}

/** How many lines of noise follow each line of the host, how long they are at most, and how far apart they come. */
const NOISE_LINES = 20;
const NOISE_BYTES_MAX = 40;
const NOISE_MS = 10;

export const WHOLE_MODULE_FAULTS: FaultGroup = {
  'module-always-ok': ['every line is answered with OK, and nothing is done', answerAll('ok')],
  'module-always-error': ['every line is answered with ERROR, and nothing is done', answerAll('failed')],
  'module-silent': ['nothing is ever sent', changePieces(() => null)],
  'module-echoes-only': [
    'every line is sent back, and nothing else ever',
    changeAll(
      changePersonality(() => ({ hasEchoAtBoot: true })),
      changePieces(({ kind, bytes }) => (kind === 'echo' ? bytes : null)),
    ),
  ],
  'module-babbles': [
    'every line is answered with twenty lines of printable noise, 10 ms apart, and with nothing else',
    changeConduct((_, clock) => {
      const random = createRandom('babble');
      const createNoise = () => {
        const bytes = Array.from(
          { length: 1 + random.nextBelow(NOISE_BYTES_MAX) },
          () => 0x20 + random.nextBelow(0x5f),
        );
        return toBytes(`${String.fromCharCode(...bytes)}\r\n`);
      };
      return {
        transmit(_pieces, send) {
          for (let count = 0; count < NOISE_LINES; count += 1)
            clock.setTimer(count * NOISE_MS, () => send(createNoise()));
        },
      };
    }),
  ],
  'module-swaps-finals': [
    'success and failure are told by each other’s words',
    changeFinalWords((finals) => ({
      ok: finals.failed,
      'set-ok': finals['bad-parameter'],
      'send-ok': finals['send-failed'],
      malformed: finals.ok,
      'bad-parameter': finals.ok,
      failed: finals.ok,
      'send-failed': finals['send-ok'],
    })),
  ],
};
