import { answerWith, testFaults } from '../../testing/fault-probe.ts';
import { LINE_FAULTS } from './lines.ts';

const echo = (...lines: string[]) => ({ steps: ['ATE1\r\n', ...lines.map((line) => `${line}\r\n`)] });
const POST = ['AT+HTTPCPOST="${o}/",2\r\n', 'ok'];

testFaults('lines', LINE_FAULTS, {
  'acts-at-line-feed': { steps: [{ put: 'AT\n' }] },
  'acts-at-carriage-return': { steps: [{ put: 'AT\r' }] },
  'echo-upper-case': echo('AT+nope'),
  'echo-cut-at-64': echo(`AT+HTTPCGET="${'x'.repeat(60)}"`),
  'echo-without-line-feed': echo('AT'),
  'echo-twice-after-error': echo('AT+NOPE', 'AT'),
  'echo-of-payload': { steps: ['ATE1\r\n', 'AT+HTTPCHEAD=4\r\n', 'a: b'] },
  'code-inside-echo': echo('AT+HTTPCGET="http://127.0.0.1",,,-1'),
  'final-ends-in-line-feed': { steps: [{ put: 'AT\r\n' }] },
  'set-ok-ends-in-line-feed': { steps: ['AT+HTTPURLCFG=8\r\n', { put: 'http://a' }] },
  'query-line-ends-in-line-feed': { steps: ['AT+HTTPCHEAD=4\r\n', 'a: b', 'AT+HTTPCHEAD?\r\n'] },
  'leading-line-end-changes': { steps: Array(4).fill('AT\r\n') },
  'code-inside-block': { serve: () => answerWith('x'.repeat(1001)), steps: ['AT+HTTPCGET="${o}/"\r\n'] },
  'code-nobody-knows': { steps: POST },
  'code-behind-final': { steps: [...POST, { advance: 20 }] },
  'nul-before-final': { steps: ['AT+HTTPCGET="${o}/"\r\n'] },
});
