import { type Probe, testFaults } from '../../testing/fault-probe.ts';
import { HEADER_FAULTS } from './header-configuration.ts';

const set = (text: string) => [`AT+HTTPCHEAD=${text.length}\r\n`, text];
const sets = (count: number) =>
  Array.from({ length: count }, (_, index) => set(`X-${index}: ${index}`)).flat();
const with1 = (...steps: Probe['steps']): Probe => ({ steps: [...set('X-A: 1'), ...steps] });
const with2 = (...steps: Probe['steps']): Probe => ({ steps: [...sets(2), ...steps] });
const GET = 'AT+HTTPCGET="${o}/"\r\n';
const QUERY = 'AT+HTTPCHEAD?\r\n';
const put = (header: string) => [`AT+HTTPCPUT="\${o}/",2,1,"${header}"\r\n`, 'ok'];

testFaults('header configuration', HEADER_FAULTS, {
  'headers-not-for-put': with1('AT+HTTPCPUT="${o}/",2\r\n', 'ok'),
  'headers-not-for-post': with1('AT+HTTPCPOST="${o}/",2\r\n', 'ok'),
  'headers-not-for-size': with1('AT+HTTPGETSIZE="${o}/"\r\n'),
  'headers-not-for-delete': with1('AT+HTTPCLIENT=5,0,"${o}/",,,1\r\n'),
  'headers-not-for-head': with1('AT+HTTPCLIENT=1,0,"${o}/",,,1\r\n'),
  'headers-not-over-tls': with1('AT+HTTPCGET="${s}/"\r\n'),
  'header-range-not-for-get': { steps: [...set('Range: bytes=0-255'), GET] },
  'headers-only-newest': with2(GET),
  'headers-only-first-ten': { steps: [...sets(11), GET] },
  'headers-sent-once': with1(GET, GET),
  'headers-lost-by-failure': with1('AT+HTTPCGET="${o}/",-1\r\n', QUERY),
  'header-of-20-refused': { steps: sets(20) },
  'header-of-21-taken': { steps: sets(21) },
  'header-replaces-last': with2(QUERY),
  'header-clear-leaves-first': with2('AT+HTTPCHEAD=0\r\n', QUERY),
  'headers-sent-after-clear': with1(GET, 'AT+HTTPCHEAD=0\r\n', GET),
  'header-of-line-wins': with1(...put('X-A: 2')),
  'header-of-line-wins-for-put': with1(...put('X-A: 2')),
  'header-beside-configured-one': with1(...put('X-A: 2')),
  'header-index-repeats': with2(QUERY),
  'header-query-unquoted': with1(QUERY),
  'header-query-leaves-out-last': with2(QUERY),
  'header-query-shows-nothing-as-empty': { steps: [QUERY] },
  'header-length-counts-line-end': with1(),
  'header-ends-in-stray-cr': with1(GET),
  'header-cut-at-comma': { steps: [...set('Accept: a, b'), GET] },
  'header-cut-at-128': { steps: [...set(`X-A: ${'1'.repeat(124)}`), GET] },
  'header-may-hold-line-end': { steps: [...set('X-A: 1\r\nX-B: 2'), GET] },
  'header-without-colon-taken': { steps: set('X-A') },
  'header-negative-length-clears': { steps: ['AT+HTTPCHEAD=-1\r\n'] },
  'header-same-name-kept-twice': { steps: [...set('X-A: 1'), ...set('X-A: 2'), QUERY] },
});
