import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '../../base/bytes.ts';
import { garble } from '../../testing/serve-peer.ts';
import type { Heard } from './heard.ts';
import { recognizeStranger } from './stranger.ts';

const hear = (sent: string, received: string | Buffer, isFlood = false): Heard => ({
  sent: encodeText(sent),
  received: typeof received === 'string' ? encodeText(received) : received,
  isFlood,
});

for (const [kind, heard] of [
  ['silent', [hear('', ''), hear('AT\r\n', '')]],
  ['garbage', [hear('AT\r\n', Buffer.from(garble('AT\r\n'), 'latin1'))]],
  ['garbage', [hear('AT\r\n', Buffer.from([0, 0xf8, 0, 0x80]))]],
  ['flood', [hear('', 'tick\r\n'.repeat(20), true)]],
  ['garbage', [hear('', Buffer.alloc(100, 0xfe), true)]],
  ['loopback', [hear('AT\r\n', 'AT\r\n'), hear('AT\r', 'AT\r')]],
  ['console', [hear('AT\r\n', 'AT\r\n-sh: AT: not found\r\n# ')]],
  ['console', [hear('', '\r\nboard login: '), hear('AT\r\n', 'AT\r\nPassword: ')]],
  ['console', [hear('AT\r\n', 'AT\r\n\u001b[1;32mU-Boot> \u001b[0m')]],
  ['numbers', [hear('AT\r\n', '0\r')]],
  ['refusal', [hear('AT\r\n', '\r\nERROR\r\n')]],
  ['text', [hear('AT\r\n', 'temperature 21.5, all is well\r\n')]],
] as const)
  test(`${JSON.stringify(
    Buffer.from(heard.at(-1)?.received ?? '')
      .toString('latin1')
      .slice(0, 40),
  )} is ${kind}`, () => {
    assert.equal(recognizeStranger(heard), kind);
  });
