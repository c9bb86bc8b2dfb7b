import { answerWith, testFaults } from '../../testing/fault-probe.ts';
import { FINAL_FAULTS } from './finals.ts';

const POST = ['AT+HTTPCPOST="${o}/p",5\r\n', 'hello'];
/** A server that promises more than it gives. */
const breakOff = () => ({ text: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello', ends: true }) as const;

testFaults('finals', FINAL_FAULTS, {
  'post-without-final': { steps: POST },
  'ok-after-send-ok': { steps: POST },
  'ok-for-send-ok': { steps: POST },
  'final-twice-late': { steps: ['AT+HTTPCGET="${o}/"\r\n', { advance: 30 }] },
  'error-for-send-fail': { serve: breakOff, steps: POST },
  'ok-after-broken-transfer': { serve: breakOff, steps: ['AT+HTTPCGET="${o}/"\r\n'] },
  'ok-for-set-ok': { steps: ['AT+HTTPURLCFG=8\r\n', 'http://a'] },
  'final-before-last-block': {
    serve: () => answerWith('abcdef'),
    steps: ['AT+HTTPCGET="${o}/",0,4\r\n'],
  },
});
