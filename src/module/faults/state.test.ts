import { testFaults } from '../../testing/fault-probe.ts';
import { STATE_FAULTS } from './state.ts';

const URL = ['AT+HTTPURLCFG=8\r\n', 'http://a'];
const HEADER = ['AT+HTTPCHEAD=4\r\n', 'a: b'];
const GET = 'AT+HTTPCGET="${o}/"\r\n';

testFaults('state', STATE_FAULTS, {
  'header-clear-clears-url': { steps: [...URL, 'AT+HTTPCHEAD=0\r\n', 'AT+HTTPURLCFG?\r\n'] },
  'url-set-clears-headers': { steps: [...HEADER, ...URL, 'AT+HTTPCHEAD?\r\n'] },
  'echo-stays-on': { steps: ['ATE1\r\n', 'ATE0\r\n', 'AT\r\n'] },
  'answers-from-memory': { steps: [GET, { put: GET }, { advance: 0 }, { arrived: 2 }] },
  'repeated-set-not-performed': { steps: [...URL, ...URL] },
  'headers-of-line-stay': { steps: ['AT+HTTPCPOST="${o}/",2,1,"X-A: 1"\r\n', 'ok', GET] },
});
