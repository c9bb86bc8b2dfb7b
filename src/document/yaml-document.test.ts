import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { assertGolden } from '../testing/golden.ts';
import { renderDiagnostic } from './drawing.ts';
import { loadYaml, type Pointer } from './yaml-document.ts';

function textAt(text: string, pointer: Pointer, what: 'value' | 'key' = 'value'): string {
  const document = loadYaml('a.yaml', text);
  const { start, end } = what === 'key' ? document.keySpanOf(pointer) : document.spanOf(pointer);
  return text.slice(start, end);
}

test('a document has its plain value', () => {
  const { value, diagnostics } = loadYaml('a.yaml', 'a: 1\nb: [x, "2", true]\nc: { d: null }\n');
  assert.deepEqual(value, { a: 1, b: ['x', '2', true], c: { d: null } });
  assert.deepEqual(diagnostics, []);
});

test('every part knows where it stands', () => {
  const text = 'a:\n  - one: 1\n    "two": x # note\n  - three\n12: y\n';
  assert.equal(textAt(text, ['a', 0, 'one']), '1');
  assert.equal(textAt(text, ['a', 0, 'two']), 'x');
  assert.equal(textAt(text, ['a', '0', 'two'], 'key'), '"two"');
  assert.equal(textAt(text, ['a', 1]), 'three');
  assert.equal(textAt(text, ['12']), 'y');
  assert.equal(textAt(text, [12], 'key'), '12');
});

test('a part that is missing stands where its nearest parent does', () => {
  assert.equal(textAt('a: { b: 1 }\n', ['a', 'c', 'd']), '{ b: 1 }');
  assert.equal(textAt('a: [1]\n', ['a', 7]), '[1]');
  assert.equal(textAt('a: 1\n', ['a', 'b']), '1');
});

test('an empty value is shown by its key', () => {
  assert.equal(textAt('a: 1\nkey:\n', ['key']), 'key');
});

test('the key of a list item, and of the whole, is the first key inside', () => {
  assert.equal(textAt('- one: 1\n  two: 2\n', [0], 'key'), 'one');
  assert.equal(textAt('one: 1\ntwo: 2\n', [], 'key'), 'one');
  assert.equal(textAt('- x\n', [0], 'key'), 'x');
});

test('a place counts lines and columns from 1', () => {
  const document = loadYaml('dir/a.yaml', 'a: 1\nb:\n  c: 2\n');
  assert.deepEqual(document.placeOf(['b', 'c']), { path: 'dir/a.yaml', line: 3, column: 6 });
  assert.deepEqual(loadYaml('a.yaml', '').placeOf([]), { path: 'a.yaml', line: 1, column: 1 });
});

test('an alias has the value of its anchor, and leads into it', () => {
  const text = 'a: &x { deep: 1 }\nb: *x\n';
  assert.deepEqual(loadYaml('a.yaml', text).value, { a: { deep: 1 }, b: { deep: 1 } });
  assert.equal(textAt(text, ['b']), '*x');
  assert.equal(textAt(text, ['b', 'deep']), '1');
});

test('an empty text has no value and no fault', () => {
  const { value, diagnostics } = loadYaml('a.yaml', '# nothing\n');
  assert.equal(value, null);
  assert.deepEqual(diagnostics, []);
});

test('a strange tag is a warning, and the value is still there', () => {
  const { value, diagnostics } = loadYaml('a.yaml', 'a: !odd 1\n');
  assert.deepEqual(value, { a: '1' });
  assert.deepEqual(
    diagnostics.map(({ code, severity }) => [code, severity]),
    [['YAML_SYNTAX', 'warning']],
  );
});

const BROKEN: readonly (readonly [title: string, code: string, text: string])[] = [
  ['a tab as indentation', 'YAML_TAB', 'steps:\n\t- send: AT\n'],
  ['a tab inside a list', 'YAML_TAB', 'a:\n  - x\n\t- y\n'],
  ['a key that stands twice', 'DUPLICATE_KEY', 'id: a\n"title": b\nid: c\n"title": d\n'],
  ['an open bracket', 'YAML_SYNTAX', 'a: [1, 2\nb: 3\n'],
  ['an open quote', 'YAML_SYNTAX', 'a: "x\n'],
  ['a colon inside an unquoted text', 'YAML_SYNTAX', 'send: AT: x\n'],
  ['a reserved character', 'YAML_SYNTAX', 'send: @x\n'],
  ['an unknown escape', 'YAML_SYNTAX', 'pattern: "\\d+"\n'],
  ['two documents', 'YAML_SYNTAX', 'a: 1\n---\nb: 2\n'],
  ['an alias without an anchor', 'YAML_ALIAS', 'a: *nowhere\nb: *neither\n'],
  ['an alias inside its own anchor', 'YAML_ALIAS', 'a: &x [1, *x]\n'],
  [
    'aliases that unfold without bounds',
    'YAML_ALIAS',
    [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefg'
        .split('')
        .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdef'[index]}`).join(',')}]`),
    ].join('\n'),
  ],
];

for (const [title, code, text] of BROKEN)
  test(`${title} is ${code}, and there is no value`, () => {
    const { value, diagnostics } = loadYaml('a.yaml', text);
    assert.equal(value, null);
    assert.deepEqual([...new Set(diagnostics.map((diagnostic) => diagnostic.code))], [code]);
  });

test('broken texts are explained', () => {
  const drawn = BROKEN.flatMap(([title, , text]) => [
    `# ${title}`,
    ...loadYaml('a.yaml', text).diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, text)),
    '',
  ]);
  assertGolden(drawn.join('\n'), new URL('./golden/yaml.txt', import.meta.url));
});

test('no text whatever makes the loader throw, and its spans lie inside the text', () => {
  const pieces = fc.constantFrom(
    'a',
    'b',
    ':',
    ' ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&x',
    '*x',
    '#',
    '\t',
    '|',
    '>',
    '?',
    '!',
    '%',
    '---',
    '\r\n',
    ',',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const document = loadYaml('a.yaml', text);
      for (const diagnostic of document.diagnostics) {
        assert.ok((diagnostic.span?.end ?? 0) <= text.length && (diagnostic.span?.start ?? 0) >= 0);
        renderDiagnostic(diagnostic, text);
      }
      document.spanOf(['a', 0]);
      document.keySpanOf(['a', 0]);
    }),
  );
});

test('whatever can be written is read back, and each part stands at its own text', () => {
  const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[a-z]{1,8}$/));
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.array(scalar, { maxLength: 4 })),
      (value) => {
        const text = stringify(value);
        assert.deepEqual(loadYaml('a.yaml', text).value, { ...value });
        for (const [key, items] of Object.entries(value)) {
          assert.equal(textAt(text, [key], 'key').replaceAll('"', ''), key);
          for (const [index, item] of items.entries())
            assert.equal(textAt(text, [key, index]).replaceAll('"', ''), String(item));
        }
      },
    ),
  );
});
