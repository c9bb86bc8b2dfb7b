import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, concatBytes, decodeLatin1, encodeText } from '../base/bytes.ts';
import { Framer, LINE_BYTES_MAX } from './framer.ts';
import type { CountedResponse, Token } from './token.ts';

const CGET: CountedResponse = { prefix: '+HTTPCGET', countIndex: 0, fields: 1, mayBeQuoted: false };
const URLCFG: CountedResponse = { prefix: '+HTTPURLCFG', countIndex: 0, fields: 1, mayBeQuoted: true };

function createFramer(
  sent = 'AT+X\r\n',
  counted: readonly CountedResponse[] = [CGET, URLCFG],
  mayPrompt = false,
): Framer {
  const framer = new Framer();
  framer.expectReply(encodeText(sent), 2, counted, mayPrompt);
  return framer;
}

function show(token: Token): string {
  switch (token.kind) {
    case 'line':
      return `line ${decodeLatin1(token.bytes)} ${JSON.stringify(token.terminator)} ${token.blanksBefore}`;
    case 'block':
      return `block ${token.head}${decodeLatin1(token.data)}${token.isQuoted ? ' quoted' : ''}${token.surplus.length > 0 ? ` surplus ${decodeLatin1(token.surplus)}` : ''} ${JSON.stringify(token.terminator)}`;
    case 'prompt':
      return `prompt ${token.blanksBefore}`;
    case 'prompt-tail':
      return `tail ${JSON.stringify(token.text)}`;
    case 'echo':
      return `echo ${token.isExact ? 'exact' : 'inexact'}`;
    case 'overflow':
      return `overflow ${token.end - token.start}`;
  }
}

/** The tokens of `text` pushed in pieces; cuts are offsets. */
function frame(framer: Framer, text: string | Bytes, cuts: readonly number[] = []): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
  const offsets = [
    0,
    ...[...cuts].filter((cut) => cut > 0 && cut < bytes.length).sort((a, b) => a - b),
    bytes.length,
  ];
  return offsets.slice(1).flatMap((end, index) => framer.push(bytes.subarray(offsets[index], end)).map(show));
}

test('bare and wrapped results are lines with the blank lines before them counted', () => {
  assert.deepEqual(frame(createFramer(), 'OK\r\n'), ['line OK "\\r\\n" 0']);
  assert.deepEqual(frame(createFramer(), '\r\nOK\r\n'), ['line OK "\\r\\n" 1']);
});

test('a line that ends in LF alone keeps that as its terminator', () => {
  assert.deepEqual(frame(createFramer(), '+STA:1\nOK\r\r\n'), [
    'line +STA:1 "\\n" 0',
    'line OK "\\r\\r\\n" 0',
  ]);
});

test('counted bytes are taken raw, whatever they contain', () => {
  const tokens = frame(createFramer(), '+HTTPCGET:13,a\r\nOK\r\n>\r\n\0+,\r\n\r\nOK\r\n');
  assert.deepEqual(tokens, ['block +HTTPCGET:13,a\r\nOK\r\n>\r\n\0+, "\\r\\n"', 'line OK "\\r\\n" 1']);
});

test('a block of no bytes is a block', () => {
  assert.deepEqual(frame(createFramer(), '+HTTPCGET:0,\r\nOK\r\n'), [
    'block +HTTPCGET:0, "\\r\\n"',
    'line OK "\\r\\n" 0',
  ]);
});

test('more bytes than were counted show as surplus', () => {
  assert.deepEqual(frame(createFramer(), '+HTTPCGET:2,abc\r\n'), ['block +HTTPCGET:2,ab surplus c "\\r\\n"']);
});

test('fewer bytes than were counted stay open and are told as unfinished', () => {
  const framer = createFramer();
  assert.deepEqual(frame(framer, '+HTTPCGET:50,abc\r\nOK\r\n'), []);
  assert.equal(framer.hasUnfinished, true);
  assert.deepEqual(framer.findUnfinished(), { bytes: Buffer.from('abc\r\nOK\r\n'), declared: 50, start: 0 });
  framer.dropUnfinished();
  assert.equal(framer.hasUnfinished, false);
});

test('uncounted quotes around counted bytes are recognised where the response may have them', () => {
  assert.deepEqual(frame(createFramer(), '+HTTPURLCFG:3,"abc"\r\n'), [
    'block +HTTPURLCFG:3,abc quoted "\\r\\n"',
  ]);
  assert.deepEqual(frame(createFramer(), '+HTTPURLCFG:5,"abc"\r\n'), ['block +HTTPURLCFG:5,"abc" "\\r\\n"']);
  assert.deepEqual(frame(createFramer(), '+HTTPCGET:3,"abc"\r\n'), [
    'block +HTTPCGET:3,"ab surplus c" "\\r\\n"',
  ]);
});

test('a head whose count is no number, or absurd, is an ordinary line', () => {
  assert.deepEqual(frame(createFramer(), '+HTTPCGET:x,1\r\n+HTTPCGET:999999999,1\r\n'), [
    'line +HTTPCGET:x,1 "\\r\\n" 0',
    'line +HTTPCGET:999999999,1 "\\r\\n" 0',
  ]);
});

test('the prompt is told at its first byte, and its tail once something follows', () => {
  const framer = createFramer('AT+X\r\n', [CGET], true);
  assert.deepEqual(frame(framer, 'OK\r\n>\r\n'), ['line OK "\\r\\n" 0', 'prompt 0', 'tail "\\r\\n"']);
});

test('further marks belong to the form of the prompt', () => {
  const framer = createFramer('AT+X\r\n', [], true);
  assert.deepEqual(frame(framer, 'OK\r\n>>>\r\n'), ['line OK "\\r\\n" 0', 'prompt 0', 'tail ">>\\r\\n"']);
});

test('a prompt without a tail is certain when a response follows on the same line', () => {
  const framer = createFramer('AT+X\r\n', [CGET], true);
  assert.deepEqual(frame(framer, '\r\nOK\r\n\r\n>+HTTPCGET:1,a\r\n'), [
    'line OK "\\r\\n" 1',
    'prompt 1',
    'tail ""',
    'block +HTTPCGET:1,a "\\r\\n"',
  ]);
});

test('a prompt without a tail is certain when time has passed or bytes are written', () => {
  const framer = createFramer('AT+X\r\n', [CGET], true);
  assert.deepEqual(frame(framer, '\r\nOK\r\n\r\n>'), ['line OK "\\r\\n" 1', 'prompt 1']);
  assert.deepEqual(framer.closeTail().map(show), ['tail ""']);
  assert.deepEqual(frame(framer, '\r\nSEND OK\r\n'), ['line SEND OK "\\r\\n" 1']);
});

test('a space after the prompt belongs to its form', () => {
  const framer = createFramer('AT+X\r\n', [CGET], true);
  assert.deepEqual(frame(framer, 'OK\r\n> '), ['line OK "\\r\\n" 0', 'prompt 0', 'tail " "']);
});

test('no prompt is seen where none may come', () => {
  assert.deepEqual(frame(createFramer(), '>\r\n'), ['line > "\\r\\n" 0']);
});

test('the echo is followed byte for byte and told whole', () => {
  assert.deepEqual(frame(createFramer('AT\r\n'), 'AT\r\n\r\nOK\r\n'), ['echo exact', 'line OK "\\r\\n" 1']);
});

test('an echo that ends in CR alone is told as inexact', () => {
  assert.deepEqual(frame(createFramer('AT\r\n'), 'AT\r\r\nOK\r\n'), ['echo inexact', 'line OK "\\r\\n" 1']);
});

test('nothing but a line end has no echo', () => {
  assert.deepEqual(frame(createFramer('\r'), '\r\n010\r\n\r\nOK\r\n'), [
    'line 010 "\\r\\n" 1',
    'line OK "\\r\\n" 1',
  ]);
});

test('a line end that follows a line not echoed yet comes back with it', () => {
  const framer = createFramer('AT\n');
  framer.expectReply(encodeText('\r\n'), 0, [], false);
  assert.deepEqual(frame(framer, 'AT\n\r\n\r\nERROR\r\n'), ['echo exact', 'line ERROR "\\r\\n" 1']);
});

test('a line that begins like the echo and goes on otherwise is a line', () => {
  assert.deepEqual(frame(createFramer('AT+X\r\n'), 'AT version:1\r\nOK\r\n'), [
    'line AT version:1 "\\r\\n" 0',
    'line OK "\\r\\n" 0',
  ]);
});

test('an unsolicited line before the echo does not hide it', () => {
  assert.deepEqual(frame(createFramer('AT\r\n'), 'WIFI GOT IP\r\nAT\r\nOK\r\n'), [
    'line WIFI GOT IP "\\r\\n" 0',
    'echo exact',
    'line OK "\\r\\n" 0',
  ]);
});

test('bytes without any line end are given up in bounded pieces', () => {
  const framer = createFramer();
  const tokens = framer.push(new Uint8Array(3 * (LINE_BYTES_MAX + 1)));
  assert.deepEqual(
    tokens.map(show),
    Array.from({ length: 3 }, () => `overflow ${LINE_BYTES_MAX + 1}`),
  );
});

test('a numeric result is whole where no LF follows, and only where it was announced', () => {
  const framer = createFramer('AT\r');
  framer.allowNumeric(new Set(['0', '4']));
  assert.deepEqual(frame(framer, 'AT\r0\r'), ['echo exact']);
  assert.equal(framer.hasNumeric, true);
  assert.deepEqual(framer.closeNumeric().map(show), ['line 0 "\\r" 0']);
  assert.deepEqual(frame(framer, '4\rnext\r\n0\r\n'), [
    'line 4 "\\r" 0',
    'line next "\\r\\n" 0',
    'line 0 "\\r\\n" 0',
  ]);
  framer.allowNumeric(new Set());
  assert.deepEqual(frame(framer, '0\r'), []);
  assert.equal(framer.hasNumeric, false);
  assert.deepEqual(framer.closeNumeric(), []);
});

test('after the reply is over nothing is echoed and no prompt comes', () => {
  const framer = createFramer('AT\r\n', [], true);
  framer.endReply();
  assert.deepEqual(frame(framer, 'AT\r\n>\r\n'), ['line AT "\\r\\n" 0', 'line > "\\r\\n" 0']);
});

const REPLIES = [
  'AT+X\r\n\r\n+HTTPCGET:9,a\r\nOK\r\n>,\r\n+HTTPCGET:0,\r\n+HTTPCGET:3,"b"\r\n\r\nOK\r\n',
  'AT+X\r\n\r\nOK\r\n\r\n>+HTTPCGET:5,>OK\r\n\r\n\r\nSEND OK\r\n',
  'OK\r\n>\r\nWIFI GOT IP\r\nSEND OK\r\nbusy p...\r\n',
  'AT+Xylophone\r\n+HTTPURLCFG:3,"abc"\r\nOK\r\n',
];

test('property: however the bytes are cut, the tokens are the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REPLIES), fc.array(fc.nat(120)), (reply, cuts) => {
      const whole = frame(createFramer('AT+X\r\n', [CGET, URLCFG], true), reply);
      assert.deepEqual(frame(createFramer('AT+X\r\n', [CGET, URLCFG], true), reply, cuts), whole);
    }),
  );
  for (const reply of REPLIES) {
    const whole = frame(createFramer('AT+X\r\n', [CGET, URLCFG], true), reply);
    const single = Array.from({ length: reply.length }, (_, index) => index);
    assert.deepEqual(
      frame(createFramer('AT+X\r\n', [CGET, URLCFG], true), reply, single),
      whole,
      'byte by byte',
    );
    for (const cut of single)
      assert.deepEqual(
        frame(createFramer('AT+X\r\n', [CGET, URLCFG], true), reply, [cut]),
        whole,
        `split at ${cut}`,
      );
  }
});

test('property: no bytes whatever make it throw, and every byte is counted', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), fc.boolean(), (chunks, mayPrompt) => {
      const framer = createFramer('AT+X\r\n', [CGET, URLCFG], mayPrompt);
      for (const chunk of chunks) framer.push(chunk);
      assert.equal(framer.offset, concatBytes(chunks).length);
    }),
  );
});
