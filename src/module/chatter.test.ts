import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createManualClock } from '../base/clock.ts';
import { createModule } from './create.ts';

/** What a chattering module of `personality` answers to `lines`, echo switched on where its family boots so. */
function answerOf(personality: string, ...lines: string[]): string {
  const module = createModule({ personality, clock: createManualClock(), net: 'up', chatters: true });
  let text = '';
  module.setListener((bytes) => {
    text += Buffer.from(bytes).toString('latin1');
  });
  for (const line of lines) module.write(Buffer.from(line));
  module.close();
  return text;
}

const CODE = 'WIFI CONNECTED\r\n';

test('a code comes before a final, before each response, and between OK and the prompt', () => {
  assert.equal(answerOf('winnermicro', 'AT\r\n'), `${CODE}OK\r\n`);
  assert.equal(
    answerOf('winnermicro', 'AT+HTTPCHEAD=4\r\n', 'A: 1', 'AT+HTTPCHEAD=4\r\n', 'B: 2', 'AT+HTTPCHEAD?\r\n'),
    `${CODE}OK\r\n${CODE}>\r\n${CODE}OK\r\n`.repeat(2) +
      `${CODE}+HTTPCHEAD:0,"A: 1"\r\n${CODE}+HTTPCHEAD:1,"B: 2"\r\n${CODE}OK\r\n`,
  );
});

test('no code comes into an echo, nor where a response has no line end of its own', () => {
  const set = answerOf('esp-at', 'AT+HTTPURLCFG=8\r\n', 'http://a');
  assert.equal(set, `AT+HTTPURLCFG=8\r\n${CODE}\r\nOK\r\n${CODE}\r\n>${CODE}\r\nSET OK\r\n`);
  const query = answerOf('esp-at', 'AT+HTTPURLCFG=8\r\n', 'http://a', 'AT+HTTPURLCFG?\r\n').slice(set.length);
  assert.equal(query, `AT+HTTPURLCFG?\r\n${CODE}+HTTPURLCFG:8,http://a\r\nOK\r\n`);
});
