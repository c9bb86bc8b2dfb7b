/** AT+HTTPCHEAD: request headers that every HTTP command carries. */
import { decodeLatin1 } from '../../base/bytes.ts';
import { parseHeaderLine } from '../http/header-line.ts';
import { answerFinal, type Command } from './command.ts';

export const HTTPCHEAD: Command = {
  usage: ['AT+HTTPCHEAD?', 'AT+HTTPCHEAD=<req_header_len>'],
  query: ({ personality, settings }) => answerFinal('ok', personality.headers.renderQuery(settings.headers)),
  set({ personality, settings }, args) {
    const { conduct, headers } = personality;
    const lengthBytes = args.readInteger({ min: 0, max: headers.bytesMax });
    if (!args.finish()) return answerFinal('bad-parameter');
    if (lengthBytes === 0) {
      conduct.clearHeaders(settings);
      return answerFinal('ok');
    }
    return {
      kind: 'prompt',
      payloadBytes: lengthBytes,
      onPayload(payload) {
        const header = parseHeaderLine(decodeLatin1(payload));
        // Room can only be judged now: the header may replace one with the same key.
        const isStored = header !== null && conduct.storeHeader(settings, header, headers);
        return answerFinal(isStored ? 'ok' : 'failed');
      },
    };
  },
};
