import { answerWith, testFaults } from '../../testing/fault-probe.ts';
import { FINAL_FAULTS } from './finals.ts';

const GET = 'AT+HTTPCGET="${o}/"\r\n';
const POST = ['AT+HTTPCPOST="${o}/p",5\r\n', 'hello'];
const PUT = ['AT+HTTPCPUT="${o}/p",5\r\n', 'hello'];
/** A server that promises more than it gives. */
const breakOff = () => ({ text: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello', ends: true }) as const;
const status = (line: string) => () => answerWith(line.includes('204') ? '' : 'hello', `HTTP/1.1 ${line}`);

testFaults('finals', FINAL_FAULTS, {
  'post-without-final': { steps: POST },
  'put-without-final-when-empty': { serve: () => answerWith(''), steps: PUT },
  'no-final-after-204': { serve: () => 'HTTP/1.1 204 No Content\r\n\r\n', steps: [GET] },
  'ok-after-send-ok': { steps: POST },
  'ok-after-set-ok': { steps: ['AT+HTTPURLCFG=8\r\n', 'http://a'] },
  'send-ok-after-send-fail': { serve: breakOff, steps: POST },
  'final-twice-after-error-status': { serve: status('404 Not Found'), steps: [GET, 'AT\r\n'] },
  'final-twice-late': { steps: [GET, { advance: 30 }] },
  'ok-for-send-ok': { steps: POST },
  'ok-for-set-ok': { steps: ['AT+HTTPURLCFG=8\r\n', 'http://a'] },
  'set-ok-for-header': { steps: ['AT+HTTPCHEAD=4\r\n', 'a: b'] },
  'error-for-send-fail': { serve: breakOff, steps: POST },
  'ok-after-broken-transfer': { serve: breakOff, steps: [GET] },
  'status-201-fails': { serve: status('201 Created'), steps: [GET] },
  'status-206-fails': { serve: status('206 Partial Content'), steps: [GET] },
  'status-204-fails': { serve: () => 'HTTP/1.1 204 No Content\r\n\r\n', steps: [GET] },
  'final-before-last-block': {
    serve: () => answerWith('abcdef'),
    steps: ['AT+HTTPCGET="${o}/",0,4\r\n'],
  },
  'error-status-succeeds': { personality: 'esp-at', serve: status('404 Not Found'), steps: [GET] },
  'error-status-fails-sending': { personality: 'esp-at', serve: status('404 Not Found'), steps: POST },
});
