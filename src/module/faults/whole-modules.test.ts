import { testFaults } from '../../testing/fault-probe.ts';
import { WHOLE_MODULE_FAULTS } from './whole-modules.ts';

const TALK = { steps: ['AT\r\n', 'AT+NOPE\r\n', { advance: 1000 }] };

testFaults('whole modules', WHOLE_MODULE_FAULTS, {
  'module-always-ok': TALK,
  'module-always-error': TALK,
  'module-silent': TALK,
  'module-echoes-only': TALK,
  'module-babbles': TALK,
  'module-swaps-finals': TALK,
});
