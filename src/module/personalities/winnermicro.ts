/** The manual's own module: what the HTTP AT command set of WinnerMicro promises, with choices where it is silent. */
import { SOUND_CONDUCT } from '../conduct.ts';
import type { Personality } from '../personality.ts';

export const WINNERMICRO: Personality = {
  name: 'winnermicro',
  conduct: SOUND_CONDUCT,
  identity: [
    'AT version:2.2.0(simulated)',
    'SDK version:wm_iot_sdk 2.2(simulated)',
    'Build:Jan 01 2025 00:00:00',
  ],
  wire: {
    finals: {
      ok: 'OK\r\n',
      'set-ok': 'SET OK\r\n',
      'send-ok': 'SEND OK\r\n',
      malformed: 'CMD FORMAT ERR\r\n',
      'bad-parameter': 'CMD PARSE ERR\r\n',
      failed: 'ERROR\r\n',
      'send-failed': 'SEND FAIL\r\n',
    },
    prompt: 'OK\r\n>\r\n',
    busy: 'busy ...\r\n',
    banner: 'ready\r\n',
    // The guide shows no address behind it.
    networkUp: 'WIFI CONNECTED\r\nWIFI GOT IP\r\n',
  },
  hasEchoAtBoot: false,
  bootMs: 200,
  joinMs: 1000,
  payloadMs: null,
  lineBytesMax: 256,
  heapBytesFree: 160 * 1024,
  hasTestForms: true,
  url: {
    bytesMin: 8,
    bytesMax: 8192,
    renderQuery: (url) => (url === null ? '' : `+HTTPURLCFG:${url.length},${url}\r\n`),
  },
  headers: {
    countMax: 20,
    // The header buffer of the vendor's HTTP client; the manual names no bound.
    bytesMax: 2048,
    ignoresKeyCase: true,
    renderQuery: (headers) =>
      headers.map((header, index) => `+HTTPCHEAD:${index},"${header.text}"\r\n`).join(''),
  },
  http: {
    userAgent: 'Mozilla/4.0 (compatible; MSIE 5.5; Windows NT 5.0)',
    postContentType: 'application/x-www-form-urlencoded',
    // The manual states a default for POST alone.
    putContentType: null,
    sizeMethod: 'GET',
    unknownSize: '0',
    errorStatusFinal: 'failed',
    // "If the transmission fails, it returns SEND FAIL": a refusal by the server is taken as one.
    sendErrorStatusFinal: 'send-failed',
    sendBytesMin: 0,
    sendIdleMs: 5000,
    sendBlockBytes: 2048,
  },
  client: {
    // Of the vendor's HTTP client; the command has no parameter for it.
    idleMs: 30_000,
    blockBytes: 2048,
    // "The HTTP client can use the host and path parameters, but they will not be effective."
    emptyUrl: ['configured'],
    mayOmitTransport: true,
    mayOmitContentType: false,
  },
};
