/** Faults of the prompt: its form, its place, and whether it comes at all. */
import { changeAnswer, changeText, changeWithMemory, SENDING } from './change.ts';
import type { FaultGroup } from './fault.ts';

export const PROMPT_FAULTS: FaultGroup = {
  'prompt-without-ok': [
    'the prompt comes without the OK in front of it',
    changeText('prompt', (text) => text.replace('OK', '').replace(/^(\r\n)+/, '')),
  ],
  'prompt-with-space': [
    'a space follows the prompt',
    changeText('prompt', (text) => text.replace('>', '> ')),
  ],
  'prompt-before-ok': ['the prompt comes in front of its OK', changeText('prompt', () => '>\r\nOK\r\n')],
  'prompt-threefold': [
    'the prompt is >>> instead of >',
    changeText('prompt', (text) => text.replace('>', '>>>')),
  ],
  'prompt-missing': [
    'OK comes and no prompt, though the module waits for data',
    changeText('prompt', (text) => text.replace(/\s*>\s*$/, '\r\n')),
  ],
  'prompt-form-changes': [
    'every second prompt has another form: a line end behind it where the first has none, or none where it has one',
    changeWithMemory(() => {
      let count = 0;
      return changeText('prompt', (text) => {
        count += 1;
        if (count % 2 === 1) return text;
        return text.endsWith('\r\n') ? text.slice(0, -2) : `${text}\r\n`;
      });
    }),
  ],
  'prompt-before-refusal': [
    'AT+HTTPCPOST and AT+HTTPCPUT prompt in front of the error that refuses them',
    changeAnswer(SENDING, (answer) =>
      answer.kind === 'final' && answer.final === 'bad-parameter'
        ? { ...answer, information: '>\r\n' }
        : answer,
    ),
  ],
  'prompt-before-refused-length': [
    'AT+HTTPURLCFG and AT+HTTPCHEAD prompt in front of the error that refuses their length',
    changeAnswer(['+HTTPURLCFG', '+HTTPCHEAD'], (answer) =>
      answer.kind === 'final' && answer.final === 'bad-parameter'
        ? { ...answer, information: '>\r\n' }
        : answer,
    ),
  ],
};
