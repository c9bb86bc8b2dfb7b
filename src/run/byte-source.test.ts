import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeLatin1, encodeText } from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import type { ByteSource } from '../scenario/step.ts';
import { makeBytes } from './byte-source.ts';

const make = (source: ByteSource) => makeBytes(source, (path) => encodeText(`the file ${path}`));
const text = (source: ByteSource) => decodeLatin1(make(source));

test('bytes are made as they are named', () => {
  assert.equal(text({ kind: 'text', text: 'a\\b' }), 'a\\b');
  assert.deepEqual([...make({ kind: 'hex', hex: '00 ff\n7F' })], [0, 255, 127]);
  assert.equal(text({ kind: 'base64', base64: 'aGk=' }), 'hi');
  assert.equal(text({ kind: 'file', path: 'body.bin' }), 'the file body.bin');
  assert.equal(text({ kind: 'repeat', text: 'abc', bytes: '7' }), 'abcabca');
  assert.deepEqual(make({ kind: 'random', seed: 's', bytes: 5 }), seededBytes('s', 5));
});

test('a text is filled up to any length that it does not exceed, and begins as it was given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.nat(3000), (start, more) => {
      const bytes = start.length + more;
      const filled = text({ kind: 'fill', start, bytes });
      assert.equal(filled.length, bytes);
      assert.ok(filled.startsWith(start));
      assert.match(filled.slice(start.length), /^[\w.~-]*$/);
    }),
  );
});

test('what cannot be made is told as the mistake that it is', () => {
  const wrong: [ByteSource, RegExp][] = [
    [{ kind: 'hex', hex: '0' }, /hex needs pairs of hexadecimal digits, not "0"/],
    [{ kind: 'fill', start: 'http://', bytes: 3 }, /a text of 7 bytes cannot be filled up to 3/],
    [{ kind: 'repeat', text: '', bytes: 3 }, /an empty text cannot be repeated/],
  ];
  for (const [source, message] of wrong)
    assert.throws(() => make(source), { name: 'ByteSourceError', message });
});
