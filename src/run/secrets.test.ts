import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, decodeLatin1, encodeText } from '../base/bytes.ts';
import { LineHold } from './line-hold.ts';
import { listOwnTexts, Secrets } from './secrets.ts';

test('a secret is masked wherever it stands, the longer one first', () => {
  const secrets = new Secrets(['key', 'keyhole', '']);
  assert.equal(secrets.maskText('a keyhole, a key'), 'a ***, a ***');
  assert.equal(decodeLatin1(secrets.maskBytes(encodeText('"keyhole"\r\n'))), '"***"\r\n');
  assert.ok(secrets.areIn('monkey'));
  assert.ok(!secrets.areIn('nothing'));
});

test('a secret is masked with its bytes escaped, too', () => {
  const secrets = new Secrets(['ä\\ö']);
  assert.equal(secrets.maskText('x \\xc3\\xa4\\\\\\xc3\\xb6 y'), 'x *** y');
  assert.equal(decodeLatin1(secrets.maskBytes(encodeText('ä\\ö'))), '***');
});

test('words that events are made of stay, also where a secret is the same word', () => {
  const secrets = new Secrets(['pass'], listOwnTexts([]));
  assert.equal(secrets.maskText('pass'), 'pass');
  assert.equal(secrets.maskText('the pass'), 'the ***');
});

test('however an answer is cut, a held line is shown whole or not at all', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.integer({ min: 1, max: 9 })), (rest, cuts) => {
      const bytes = encodeText(`AT+X="geheim"\r\nOK\r\n${rest}`);
      const hold = new LineHold();
      hold.begin();
      const shown = [];
      let start = 0;
      for (const length of [...cuts, bytes.length]) {
        shown.push(hold.take(bytes.subarray(start, start + length)));
        start += length;
      }
      for (const piece of shown) assert.ok(piece.length === 0 || piece.at(-1) === 10);
      assert.deepEqual(concatBytes([...shown, hold.end()]), concatBytes([bytes]));
    }),
  );
});

test('without a secret under way nothing is held', () => {
  const hold = new LineHold();
  assert.equal(decodeLatin1(hold.take(encodeText('> '))), '> ');
  assert.equal(hold.end().length, 0);
});
