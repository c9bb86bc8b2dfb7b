import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Diagnostic, Span } from './diagnostic.ts';
import { renderDiagnostic, SOURCE_COLUMNS_MAX } from './drawing.ts';

function mistake(span: Span | null, hint: string | null = null): Diagnostic {
  return { code: 'A_CODE', severity: 'error', path: 'a/b.yaml', span, message: 'what came', hint };
}

function draw(text: string, word: string): string {
  const start = text.indexOf(word);
  return renderDiagnostic(mistake({ start, end: start + word.length }), text);
}

/** The part of the source line that the caret line underlines. */
function underlined(drawing: string): string {
  const [, source = '', carets = ''] = drawing.split('\n');
  const start = carets.indexOf('^');
  return source.slice(start, start + (carets.match(/\^/g)?.length ?? 0));
}

test('a diagnostic shows its place, the line, a caret, the message and the hint', () => {
  const text = 'one: 1\ntwo: 2\n';
  assert.equal(
    renderDiagnostic(mistake({ start: 7, end: 10 }, 'do this'), text),
    ['a/b.yaml:2:1  error A_CODE', '    2 | two: 2', '      | ^^^', '   what came', '   do this'].join('\n'),
  );
});

test('a diagnostic of a whole document shows no line', () => {
  assert.equal(renderDiagnostic(mistake(null), 'x'), 'a/b.yaml  error A_CODE\n   what came');
});

test('a warning says that it is one', () => {
  assert.match(
    renderDiagnostic({ ...mistake(null), severity: 'warning' }, ''),
    /^a\/b\.yaml {2}warning A_CODE\n/,
  );
});

test('tabs before and inside the span do not shift the caret', () => {
  const drawing = draw('\tkey:\tvalue\n', 'key:\tvalue');
  assert.equal(underlined(drawing), 'key:    value');
  assert.ok(!drawing.includes('\t'));
});

test('wide characters take two columns and combining ones none', () => {
  const [, , carets] = draw('汉e\u0301: x\n', 'x').split('\n');
  assert.equal(carets, `      | ${' '.repeat('汉'.length * 2 + 1 + 2)}^`);
});

test('a span over several lines underlines its first one', () => {
  const text = 'key:\r\n  - a\r\n';
  const [, source, carets] = renderDiagnostic(mistake({ start: 0, end: text.length }), text).split('\n');
  assert.deepEqual([source, carets], ['    1 | key:', '      | ^^^^']);
});

test('an empty span, also behind the last character, still gets a caret', () => {
  assert.match(renderDiagnostic(mistake({ start: 3, end: 3 }), 'abc'), /\n {4}1 \| abc\n {6}\| {4}\^\n/);
  assert.match(renderDiagnostic(mistake({ start: 4, end: 4 }), 'abc\n'), /:2:1 .*\n {4}2 \|\n {6}\| \^\n/);
});

test('control characters never reach the terminal', () => {
  assert.ok(!draw('a: \x1b[31mred\x07\n', 'red').includes('\x1b'));
});

test('a long line is clipped around the span, with what stands before it', () => {
  const text = `${'x'.repeat(500)} WORD ${'y'.repeat(500)}\n`;
  const drawing = draw(text, 'WORD');
  assert.equal(underlined(drawing), 'WORD');
  assert.match(drawing, /\| …x+ WORD y+…\n/);
});

test('a span longer than a line is clipped with it', () => {
  const drawing = draw(`a: ${'z'.repeat(400)}\n`, 'z'.repeat(400));
  assert.match(underlined(drawing), /^z+…$/);
});

test('every clipped line keeps to its width and underlines what it means', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.integer({ min: 1, max: 60 }), fc.nat(400), (before, length, after) => {
      const text = `${'.'.repeat(before)}${'#'.repeat(length)}${'.'.repeat(after)}\n`;
      const drawing = renderDiagnostic(mistake({ start: before, end: before + length }), text);
      assert.equal(underlined(drawing), '#'.repeat(length));
      const [, source = ''] = drawing.split('\n');
      assert.ok(source.length <= SOURCE_COLUMNS_MAX + '    1 | '.length);
    }),
  );
});
