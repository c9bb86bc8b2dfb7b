import { testFaults } from '../../testing/fault-probe.ts';
import { PROMPT_FAULTS } from './prompt.ts';

const SET = { steps: ['AT+HTTPURLCFG=8\r\n', 'http://a'] };

testFaults('prompt', PROMPT_FAULTS, {
  'prompt-without-ok': SET,
  'prompt-with-space': SET,
  'prompt-before-ok': SET,
  'prompt-threefold': SET,
  'prompt-missing': SET,
  'prompt-form-changes': { steps: [...SET.steps, ...SET.steps] },
  'prompt-before-refusal': { steps: ['AT+HTTPCPUT="${o}/",-1\r\n'] },
  'prompt-before-refused-length': { steps: ['AT+HTTPURLCFG=7\r\n'] },
});
