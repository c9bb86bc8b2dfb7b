import { testFaults } from '../../testing/fault-probe.ts';
import { DATA_PHASE_FAULTS } from './data-phase.ts';

const put = (body: string) => ({ steps: [`AT+HTTPCPUT="\${o}/",${body.length}\r\n`, body] });

testFaults('data phase', DATA_PHASE_FAULTS, {
  'payload-one-short': { steps: ['AT+HTTPCHEAD=4\r\n', { put: 'a: ' }, { put: 'b' }] },
  'payload-one-more': { steps: ['AT+HTTPCHEAD=4\r\n', 'a: b'] },
  'payload-one-short-from-256': put('x'.repeat(256)),
  'payload-unescaped': put('a\\,b'),
  'payload-ends-at-nul': put('a\0b'),
  'payload-without-control-z': put('a\x1ab'),
  'payload-plus-plus-plus-lost': put('a+++b'),
  'payload-line-ends-shortened': put('a\r\nb'),
  'payload-seven-bits': put('a\xe4b'),
  'payload-cut-at-2048': put('x'.repeat(2049)),
  'surplus-in-body': { steps: ['AT+HTTPCPOST="${o}/",2\r\n', 'okAT\r\n', { arrived: 1 }] },
  'surplus-line-end-in-body': { steps: ['AT+HTTPCPOST="${o}/",2\r\n', 'ok\r\n'] },
  'burst-cut-at-1024': put('x'.repeat(1025)),
  'third-write-zeroed': { steps: ['AT+HTTPCPOST="${o}/",3\r\n', { put: 'a' }, { put: 'b' }, 'c'] },
  'second-write-loses-first-byte': { steps: ['AT+HTTPCPOST="${o}/",3\r\n', { put: 'a' }, 'bc'] },
  'data-phase-gives-up': {
    steps: ['AT+HTTPCPOST="${o}/",2\r\n', { put: 'o' }, { advance: 2000 }, 'k'],
  },
  'equal-length-repeats-body': { steps: [...put('one').steps, ...put('two').steps] },
});
