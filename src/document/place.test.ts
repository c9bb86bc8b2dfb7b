import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeOf } from './place.ts';

test('lines and columns count from 1', () => {
  assert.deepEqual(placeOf('ab\ncd', { start: 0, end: 1 }), { line: 1, column: 1 });
  assert.deepEqual(placeOf('ab\ncd', { start: 4, end: 5 }), { line: 2, column: 2 });
  assert.deepEqual(placeOf('ab\r\ncd', { start: 4, end: 5 }), { line: 2, column: 1 });
});

test('the whole document starts at its first character', () => {
  assert.deepEqual(placeOf('ab', null), { line: 1, column: 1 });
});

test('a place leads back to its offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\t', '\n', 'é', '汉')), fc.nat(), (parts, at) => {
      const text = parts.join('');
      const start = text.length === 0 ? 0 : at % (text.length + 1);
      const { line, column } = placeOf(text, { start, end: start });
      const linesBefore = text.split('\n').slice(0, line - 1);
      assert.equal(linesBefore.join('\n').length + (line > 1 ? 1 : 0) + column - 1, start);
    }),
  );
});
