/** ESP-AT: results wrapped in CR LF, echo at boot, `ERROR` for everything that goes wrong. */
import { SOUND_CONDUCT } from '../conduct.ts';
import type { Personality } from '../personality.ts';

const ERROR = '\r\nERROR\r\n';

export const ESP_AT: Personality = {
  name: 'esp-at',
  conduct: SOUND_CONDUCT,
  identity: [
    'AT version:4.1.0.0(simulated)',
    'SDK version:v5.4(simulated)',
    'compile time(simulated):Jan 01 2025 00:00:00',
    'Bin version:v4.1.0(simulated)',
  ],
  wire: {
    finals: {
      ok: '\r\nOK\r\n',
      'set-ok': '\r\nSET OK\r\n',
      'send-ok': '\r\nSEND OK\r\n',
      malformed: ERROR,
      'bad-parameter': ERROR,
      failed: ERROR,
      'send-failed': '\r\nSEND FAIL\r\n',
    },
    // Nothing follows the `>`: a block behind it begins on the same line.
    prompt: '\r\nOK\r\n\r\n>',
    busy: '\r\nbusy p...\r\n',
    banner: '\r\nready\r\n',
    networkUp: 'WIFI CONNECTED\r\nWIFI GOT IP\r\n',
  },
  hasEchoAtBoot: true,
  bootMs: 300,
  joinMs: 1000,
  payloadMs: null,
  // Of its 256 bytes two are the CR LF.
  lineBytesMax: 254,
  heapBytesFree: 160 * 1024,
  // Its guide documents no test form for these commands; one without a handler ends in ERROR.
  hasTestForms: false,
  url: {
    bytesMin: 8,
    bytesMax: 8192,
    // No CR LF of its own: the one that leads the result ends the line.
    renderQuery: (url) => (url === null ? '' : `+HTTPURLCFG:${url.length},${url}`),
  },
  headers: {
    countMax: null,
    // The guide states no bound; memory is one.
    bytesMax: 160 * 1024,
    ignoresKeyCase: false,
    // The newest stands first in its list.
    renderQuery: (headers) =>
      headers
        .toReversed()
        .map((header, index) => `+HTTPCHEAD:${index},"${header.text}"\r\n`)
        .join(''),
  },
  http: {
    userAgent: 'ESP32 HTTP Client/1.0',
    postContentType: 'application/x-www-form-urlencoded',
    putContentType: 'application/x-www-form-urlencoded',
    sizeMethod: 'GET',
    unknownSize: '0',
    errorStatusFinal: 'failed',
    sendErrorStatusFinal: 'failed',
    sendBytesMin: 0,
    sendIdleMs: 5000,
    sendBlockBytes: 2048,
  },
  client: {
    idleMs: 5000,
    blockBytes: 512,
    emptyUrl: ['host-and-path', 'configured'],
    mayOmitTransport: false,
    mayOmitContentType: true,
  },
};
