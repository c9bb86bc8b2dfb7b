import { answerWith, type ProbeAnswer, testFaults } from '../../testing/fault-probe.ts';
import { RESPONSE_FAULTS } from './response.ts';

const serveBody = (body: string, line = 'AT+HTTPCGET="${o}/"\r\n') => ({
  serve: () => answerWith(body),
  steps: [line],
});
const raw = (answer: ProbeAnswer, line = 'AT+HTTPCGET="${o}/"\r\n') => ({
  serve: () => answer,
  steps: [line],
});
const SIZE = 'AT+HTTPGETSIZE="${o}/"\r\n';
const size = (bytes: number) => raw(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`, SIZE);
const CLIENT = 'AT+HTTPCLIENT=2,0,"${o}/",,,1\r\n';
const GET_BY_4 = 'AT+HTTPCGET="${o}/",0,4\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n';
const UNDECLARED = { text: 'HTTP/1.1 200 OK\r\n\r\nhello', ends: true } as const;
const EARLY = { text: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello', ends: true } as const;

testFaults('responses', RESPONSE_FAULTS, {
  'block-size-one-more': serveBody('abcdef', GET_BY_4),
  'block-size-of-512-wrong': serveBody('x'.repeat(512)),
  'block-of-client-loses-byte': serveBody('x'.repeat(101), CLIENT),
  'block-of-get-loses-first-byte': serveBody('x'.repeat(2050)),
  'block-ends-at-nul': serveBody('a\0b'),
  'block-without-line-end': serveBody('a\r\n'),
  'block-prefix-of-get': serveBody('a', CLIENT),
  'body-line-ends-collapse': serveBody('a\r\n\r\nb'),
  'body-loses-last-line-end': serveBody('a\r\n'),
  'body-without-high-bytes': serveBody('a\xe4b'),
  'body-ends-at-ok-line': serveBody('a\r\nOK\r\nb'),
  'body-cut-at-32768': serveBody('x'.repeat(32_769)),
  'chunks-printed-as-they-come': raw({ text: CHUNKED, ends: true }),
  'chunks-of-one-byte-lost': raw(CHUNKED),
  'chunked-body-never-ends': raw(CHUNKED),
  'close-delimited-body-fails': raw(UNDECLARED),
  'close-delimited-body-lost': raw(UNDECLARED),
  'early-close-succeeds': raw(EARLY),
  'early-close-block-size-of-whole': raw(EARLY),
  'client-empty-body-block': serveBody('', CLIENT),
  'answer-body-of-put-hidden': { steps: ['AT+HTTPCPUT="${o}/",2\r\n', 'ok'] },
  'answer-body-of-post-hidden': { steps: ['AT+HTTPCPOST="${o}/",2\r\n', 'ok'] },
  'client-head-prints-nothing': raw('HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\n', 'AT+HTTPCLIENT=1,0,"${o}/",,,1\r\n'),
  'size-one-more': size(1024),
  'size-wraps-at-65536': size(65_536),
  'size-negative-from-2-gigabytes': size(2_147_483_648),
  'size-followed-by-nul': size(65_536),
  'size-of-nothing-left-out': size(0),
  'size-unknown-as-number': { personality: 'esp-at', serve: () => UNDECLARED, steps: [SIZE] },
  'size-printed-twice': size(5),
  'size-with-body': serveBody('hello', SIZE),
  'stray-line-before-blocks': serveBody('abcdef', GET_BY_4),
});
