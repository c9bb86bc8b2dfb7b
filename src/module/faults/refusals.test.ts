import { type Probe, testFaults } from '../../testing/fault-probe.ts';
import { REFUSAL_FAULTS } from './refusals.ts';

const line = (text: string): Probe => ({ steps: [`${text}\r\n`] });
const get = (tail: string) => line(`AT+HTTPCGET="\${o}/"${tail}`);
const size = (tail: string) => line(`AT+HTTPGETSIZE="\${o}/"${tail}`);
const client = (head: string, tail: string) => line(`AT+HTTPCLIENT=${head},"\${o}/",${tail}`);
const GET = 'AT+HTTPCGET="${o}/"\r\n';
/** A command line of `bytes` without its line end; the server's URL has 22. */
const ofLength = (bytes: number) =>
  get('').steps.map((text) => `${String(text).slice(0, -3)}${'x'.repeat(bytes - 37)}"\r\n`);
/** The server answers the second request at once, the first one only then. */
const busy = (second: string): Probe => ({
  serve: (_, index) => (index === 0 ? null : 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
  steps: [{ put: GET }, { arrived: 1 }, second, { advance: 5000 }, 'AT\r\n', { advance: 5000 }],
});

testFaults('refusals', REFUSAL_FAULTS, {
  'get-tx-of-10241-taken': get(',10241'),
  'get-rx-of-10240-refused': get(',,10240'),
  'get-rx-negative-taken': get(',,-1'),
  'get-timeout-of-180001-taken': get(',,,180001'),
  'get-timeout-of-180000-refused': get(',,,180000'),
  'size-rx-of-10241-taken': size(',,10241'),
  'size-tx-negative-taken': size(',-1'),
  'size-timeout-negative-taken': size(',,,-1'),
  'size-timeout-of-180000-refused': size(',,,180000'),
  'client-opt-0-taken': client('0,0', ',,1'),
  'client-opt-6-taken': client('6,0', ',,1'),
  'client-type-4-taken': client('2,4', ',,1'),
  'client-transport-0-taken': client('2,0', ',,0'),
  'client-transport-3-taken': client('2,0', ',,3'),
  'client-transport-2-refused': line('AT+HTTPCLIENT=2,0,"${s}/",,,2'),
  'client-omitted-transport-taken': {
    personality: 'esp-at',
    steps: ['AT+HTTPCLIENT=2,0,"${o}/",,,\r\n'],
  },
  'client-omitted-host-refused': client('2,0', ',,1'),
  'omitted-middle-refused': get(',,4'),
  'size-omitted-middle-refused': size(',,4'),
  'size-rx-needed': size(',4'),
  'post-negative-length-taken': line('AT+HTTPCPOST="${o}/",-1'),
  'put-negative-length-taken': line('AT+HTTPCPUT="${o}/",-1'),
  'length-above-heap-taken': line('AT+HTTPCPUT="${o}/",99999999'),
  'header-count-0-refused': line('AT+HTTPCPUT="${o}/",2,0'),
  'header-count-unchecked': line('AT+HTTPCPUT="${o}/",2,2,"X-A: 1"'),
  'header-without-colon-sent': line('AT+HTTPCPUT="${o}/",2,1,"X-A"'),
  'quoted-integer-taken': get(',"4"'),
  'unquoted-string-taken': line('AT+HTTPCGET=${o}/'),
  'open-quote-taken': line('AT+HTTPCGET="${o}/'),
  'escaped-comma-parts-string': line('AT+HTTPCGET="${o}/a\\,b"'),
  'escaped-quote-dropped': line('AT+HTTPCLIENT=3,0,"${o}/",,,1,"a\\"b"'),
  'escaped-backslash-doubled': line('AT+HTTPCLIENT=3,0,"${o}/",,,1,"a\\\\b"'),
  'escape-of-other-kept': line('AT+HTTPCGET="${o}/\\a"'),
  'escape-n-is-line-feed': line('AT+HTTPCLIENT=3,0,"${o}/",,,1,"a\\nb"'),
  'unknown-command-succeeds': line('AT+NOPE'),
  'unknown-command-unanswered': line('AT+NOPE'),
  'malformed-as-other-error': line('AT+NOPE'),
  'line-of-256-refused': { steps: ofLength(256) },
  'line-over-150-refused': { steps: ofLength(151) },
  'line-of-300-taken': { steps: ofLength(300) },
  'long-line-cut': { steps: ofLength(300) },
  'long-line-unanswered': { steps: ofLength(300) },
  'deaf-after-malformed': { steps: ['AT+NOPE\r\n', 'AT\r\n'] },
  'deaf-after-send-fail': {
    serve: () => ({ text: 'HTTP/1.1 ', ends: true }),
    steps: ['AT+HTTPCPUT="${o}/",2\r\n', 'ok', 'AT\r\n'],
  },
  'busy-runs-later': busy('AT+GMR\r\n'),
  'busy-kept-silently': busy('AT+GMR\r\n'),
  'busy-unanswered': busy('AT+GMR\r\n'),
  'busy-ends-running-command': busy('AT+GMR\r\n'),
  'test-form-refused': line('AT+HTTPCGET=?'),
  'test-form-without-text': line('AT+HTTPCPUT=?'),
  'without-network-unanswered': { net: 'down', ...get('') },
  'without-network-succeeds': { net: 'down', ...get('') },
  'fails-after-25-requests': { steps: Array(26).fill(GET) },
});
