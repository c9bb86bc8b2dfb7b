/** AT+HTTPURLCFG: a URL that is too long for a command line. Also: which URL an HTTP command uses. */
import { decodeLatin1 } from '../../base/bytes.ts';
import { type Result, refuse, succeed } from '../../base/result.ts';
import { type HttpAddress, parseUrl } from '../http/address.ts';
import type { Final } from '../personality.ts';
import type { Settings } from '../settings.ts';
import { answerFinal, type Command } from './command.ts';

export const HTTPURLCFG: Command = {
  usage: ['AT+HTTPURLCFG?', 'AT+HTTPURLCFG=<url length>'],
  query: ({ personality, settings }) => answerFinal('ok', personality.url.renderQuery(settings.url)),
  set({ personality, settings }, args) {
    const { bytesMin, bytesMax } = personality.url;
    const lengthBytes = args.readInteger({ min: 0, max: bytesMax });
    if (!args.finish() || (lengthBytes > 0 && lengthBytes < bytesMin)) return answerFinal('bad-parameter');
    if (lengthBytes === 0) {
      personality.conduct.storeUrl(settings, null);
      return answerFinal('ok');
    }
    return {
      kind: 'prompt',
      payloadBytes: lengthBytes,
      onPayload(payload) {
        // A NUL would end the text early in a module written in C; anything else is judged when it is used.
        if (payload.includes(0)) return answerFinal('failed');
        personality.conduct.storeUrl(settings, decodeLatin1(payload));
        return answerFinal('set-ok');
      },
    };
  },
};

/** The address that a command's url argument means: itself, or the configured URL where it is empty. */
export function chooseAddress(url: string, settings: Settings): Result<HttpAddress, Final> {
  const address = url === '' ? locateConfigured(settings) : parseUrl(url);
  if (address !== null) return succeed(address);
  return refuse(url === '' ? 'failed' : 'bad-parameter');
}

/** The configured URL as an address; null where none is set or it cannot be requested. */
export function locateConfigured(settings: Settings): HttpAddress | null {
  return settings.url === null ? null : parseUrl(settings.url);
}
