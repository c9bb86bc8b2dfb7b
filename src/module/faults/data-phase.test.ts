import { testFaults } from '../../testing/fault-probe.ts';
import { DATA_PHASE_FAULTS } from './data-phase.ts';

testFaults('data phase', DATA_PHASE_FAULTS, {
  'payload-one-short': { steps: ['AT+HTTPCHEAD=4\r\n', { put: 'a: ' }, { put: 'b' }] },
  'payload-unescaped': { steps: ['AT+HTTPCPUT="${o}/",4\r\n', 'a\\,b'] },
});
