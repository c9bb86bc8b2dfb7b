import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createArgumentReader } from './argument-reader.ts';
import { parseCommandLine } from './command-line.ts';

const readArguments = (tail: string) => {
  const line = parseCommandLine(`AT+X=${tail}`);
  return line.ok ? line.value.arguments : line.fault;
};
const bare = (text: string) => ({ kind: 'bare', text });
const string = (text: string) => ({ kind: 'string', text });
const omitted = { kind: 'omitted' };

test('the four forms are told apart by what follows the name', () => {
  const forms = ['AT', 'ATE0', 'AT+GMR', 'AT+X?', 'AT+X=?', 'AT+X=1'].map((text) => {
    const line = parseCommandLine(text);
    return line.ok ? [line.value.name, line.value.form] : line.fault;
  });
  assert.deepEqual(forms, [
    ['', 'execute'],
    ['E0', 'execute'],
    ['+GMR', 'execute'],
    ['+X', 'query'],
    ['+X', 'test'],
    ['+X', 'set'],
  ]);
});

test('a line without an upper case AT command in front is malformed', () => {
  for (const text of ['at', 'At+GMR', 'XAT', ' AT', 'AT ', 'AT\r', 'AT\nAT', 'AT+gmr', 'AT+GMR??'])
    assert.deepEqual(parseCommandLine(text), { ok: false, fault: 'malformed' }, JSON.stringify(text));
});

test('arguments are bare, quoted or omitted', () => {
  assert.deepEqual(readArguments('1,"a",,-2'), [bare('1'), string('a'), omitted, bare('-2')]);
  assert.deepEqual(readArguments(''), [omitted]);
  assert.deepEqual(readArguments('"",'), [string(''), omitted]);
});

test('a backslash in quotes takes the next character, and a bare comma there belongs to the string', () => {
  assert.deepEqual(readArguments('"a\\,b\\"c\\\\d\\xe"'), [string('a,b"c\\dxe')]);
  assert.deepEqual(readArguments('"a,b",1'), [string('a,b'), bare('1')]);
});

test('an unclosed quote and text behind a closed one are malformed', () => {
  for (const tail of ['"abc', '"abc\\"', '"abc"d', '"a""b"'])
    assert.equal(readArguments(tail), 'malformed', tail);
});

test('any text survives quoting', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const tail = texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',');
      assert.deepEqual(readArguments(tail), texts.length === 0 ? [omitted] : texts.map(string));
    }),
  );
});

test('a reader refuses a quoted integer, an unquoted string, a number out of range and what is left over', () => {
  const range = { min: 0, max: 10 };
  const read = (tail: string, take: (reader: ReturnType<typeof createArgumentReader>) => void) => {
    const line = parseCommandLine(`AT+X=${tail}`);
    assert.ok(line.ok);
    const reader = createArgumentReader(line.value.arguments);
    take(reader);
    return reader.finish();
  };
  const integer = (tail: string) => read(tail, (reader) => reader.readInteger(range));
  assert.deepEqual(['0', '10', '007', '11', '-1', '"1"', '1.0', '1e1', '+1', ' 1', '', '1,2'].map(integer), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  assert.equal(
    read('abc', (reader) => reader.readString()),
    false,
  );
  assert.equal(
    read('', (reader) => reader.readString('fallback')),
    true,
  );
  assert.equal(
    read('"a",,"b"', (reader) => reader.readStrings()),
    false,
  );
});
