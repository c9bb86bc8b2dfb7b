import { type ProbeStep, testFaults } from '../../testing/fault-probe.ts';
import { TIMING_FAULTS } from './timing.ts';

/** The server is silent for `advances` (ms) and what came in each is recorded. */
const stall = (name: string, tail: string, advances: readonly number[]) => ({
  serve: () => null,
  steps: [
    { put: `AT+${name}="\${o}/"${tail}\r\n` },
    { arrived: 1 },
    ...advances.map((advance) => ({ advance })),
  ] satisfies ProbeStep[],
});

testFaults('timing', TIMING_FAULTS, {
  'default-timeout-doubled': stall('HTTPCGET', '', [5001]),
  'default-timeout-halved': stall('HTTPGETSIZE', '', [2501]),
  'timeout-ignored': stall('HTTPCGET', ',,,1000', [1001]),
  'timeout-capped-at-10-seconds': stall('HTTPCGET', ',,,12000', [10_001]),
  'timeout-in-tenths': stall('HTTPGETSIZE', ',,,1000', [1001]),
  'timeout-of-whole-transfer': {
    serve: (_, index) => (index === 0 ? 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello' : null),
    steps: [
      { put: 'AT+HTTPCGET="${o}/",,2,1000\r\n' },
      { advance: 600 },
      { arrived: 1 },
      { seen: 'll\r\n' },
      { advance: 999 },
    ],
  },
  'stall-in-body-hangs': {
    serve: () => 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello',
    steps: [{ put: 'AT+HTTPCGET="${o}/",,2\r\n' }, { seen: 'll\r\n' }, { advance: 5001 }],
  },
  'stall-before-head-hangs': stall('HTTPCGET', '', [5001]),
  'broken-connection-hangs': { serve: () => ({ text: '', ends: true }), steps: ['AT+HTTPCGET="${o}/"\r\n'] },
  'size-timeout-succeeds': stall('HTTPGETSIZE', '', [5001]),
});
