import { type Probe, testFaults } from '../../testing/fault-probe.ts';
import { URL_FAULTS } from './url-configuration.ts';

/** The server's URL is as long whatever its port: `http://127.0.0.1:ppppp` has 22 bytes. */
const ORIGIN_BYTES = 22;
const set = (path: string) => [`AT+HTTPURLCFG=${ORIGIN_BYTES + path.length}\r\n`, `\${o}${path}`];
const ofLength = (bytes: number) => `/${'x'.repeat(bytes - ORIGIN_BYTES - 1)}`;
const GET = 'AT+HTTPCGET=""\r\n';
const QUERY = 'AT+HTTPURLCFG?\r\n';
const use = (...steps: Probe['steps']): Probe => ({ steps: [...set('/a?b=1'), ...steps] });

testFaults('URL configuration', URL_FAULTS, {
  'url-of-8-refused': { steps: ['AT+HTTPURLCFG=8\r\n', { put: 'http://a' }] },
  'url-of-7-taken': { steps: ['AT+HTTPURLCFG=7\r\n'] },
  'url-of-8192-refused': { steps: ['AT+HTTPURLCFG=8192\r\n'] },
  'url-of-8193-taken': { steps: ['AT+HTTPURLCFG=8193\r\n'] },
  'url-negative-length-clears': { steps: ['AT+HTTPURLCFG=-1\r\n'] },
  'url-over-511-cut-in-request': { steps: [...set(ofLength(512)), GET] },
  'url-cut-at-2048': { steps: [...set(ofLength(2049)), GET] },
  'url-of-256-loses-byte': { steps: [...set(ofLength(256)), GET] },
  'url-query-length-one-more': use(QUERY),
  'url-query-length-wraps': { steps: [...set(ofLength(256)), QUERY] },
  'url-query-cut': { steps: [...set(ofLength(257)), QUERY] },
  'url-query-shows-nothing-as-empty': { steps: [QUERY] },
  'url-clear-ignored': use('AT+HTTPURLCFG=0\r\n', QUERY),
  'url-used-after-clear': use('AT+HTTPURLCFG=0\r\n', GET),
  'url-not-replaced': use(...set('/c'), GET),
  'url-keeps-longer-tail': use(...set('/c'), QUERY),
  'url-lost-by-refused-length': use('AT+HTTPURLCFG=7\r\n', QUERY),
  'url-unescaped': { steps: [...set('/a\\,b'), QUERY] },
  'url-replaced-by-command': use('AT+HTTPCGET="${o}/own"\r\n', QUERY),
  'url-of-command-ignored': use('AT+HTTPCGET="${o}/own"\r\n'),
  'url-erased-by-command': use('AT+HTTPCGET="${o}/own"\r\n', QUERY),
  'url-used-once': use(GET, QUERY),
  'url-forgotten-third-time': use(GET, GET, GET, QUERY),
  'url-not-for-client': use('AT+HTTPCLIENT=2,0,"",,,1\r\n'),
  'url-not-for-size': use('AT+HTTPGETSIZE=""\r\n'),
  'url-without-query-for-get': use(GET),
  'url-not-for-post': use('AT+HTTPCPOST="",2\r\n', { put: 'ok' }, { arrived: 1 }),
  'url-not-for-put': use('AT+HTTPCPUT="",2\r\n', 'ok'),
  'url-empty-means-last': { steps: ['AT+HTTPCGET="${o}/own"\r\n', 'AT+HTTPGETSIZE=""\r\n'] },
  'url-empty-succeeds': { steps: ['AT+HTTPCLIENT=2,0,"",,,1\r\n'] },
});
