import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeCommandLine, type LineArgument, parseCommandLine, splitFields } from './command-line.ts';

test('a set command encodes integers bare and strings quoted with their escapes', () => {
  const line = encodeCommandLine({
    prefix: 'AT+',
    name: 'HTTPCLIENT',
    form: 'set',
    arguments: [
      { kind: 'integer', value: 3 },
      { kind: 'omitted' },
      { kind: 'string', value: 'a,"b"\\' },
      { kind: 'bare', text: '1x' },
    ],
  });
  assert.equal(line, 'AT+HTTPCLIENT=3,,"a\\,\\"b\\"\\\\",1x');
});

test('escape none leaves strings as they are', () => {
  const line = {
    prefix: 'AT+',
    name: 'X',
    form: 'set',
    arguments: [{ kind: 'string', value: 'a,b' }],
  } as const;
  assert.equal(encodeCommandLine(line, 'none'), 'AT+X="a,b"');
});

test('every form of a command is told by its mark', () => {
  assert.deepEqual(
    ['AT+HTTPCHEAD=?', 'AT+HTTPCHEAD?', 'AT+HTTPCHEAD=0', 'AT+GMR'].map(
      (text) => parseCommandLine(text)?.form,
    ),
    ['test', 'query', 'set', 'execute'],
  );
});

test('a basic command is its letters and number', () => {
  assert.deepEqual(parseCommandLine('AT'), { prefix: 'AT', name: '', form: 'execute', arguments: [] });
  assert.deepEqual(parseCommandLine('ATE0'), { prefix: 'AT', name: 'E0', form: 'execute', arguments: [] });
});

test('an S-parameter is read and set like a parameter of its own', () => {
  assert.deepEqual(parseCommandLine('ATS0?'), { prefix: 'AT', name: 'S0', form: 'query', arguments: [] });
  const set = { prefix: 'AT', name: 'S7', form: 'set', arguments: [{ kind: 'integer', value: 60 }] } as const;
  assert.deepEqual(parseCommandLine('ATS7=60'), set);
  assert.equal(encodeCommandLine(set), 'ATS7=60');
  assert.equal(parseCommandLine('AT&F0')?.name, '&F0');
  assert.equal(parseCommandLine('ATS0=S0?'), null, 'two commands');
});

test('what is no command line is told as such', () => {
  for (const text of ['', 'HELLO', 'AT+', 'AT+lower', 'AT+X?1', 'AT+X=?1', 'at'])
    assert.equal(parseCommandLine(text), null, text);
});

test('a comma inside a string does not end the field, and an escaped quote does not end the string', () => {
  assert.deepEqual(splitFields('"a,b",2,"c\\",d"'), ['"a,b"', '2', '"c\\",d"']);
  assert.deepEqual(splitFields(''), ['']);
});

test('a number that is no integer, and a string that does not end, are bare', () => {
  assert.deepEqual(parseCommandLine('AT+X=1.5,"open')?.arguments, [
    { kind: 'bare', text: '1.5' },
    { kind: 'bare', text: '"open' },
  ]);
});

test('property: whatever is encoded is read back as it was meant', () => {
  const argument: fc.Arbitrary<LineArgument> = fc.oneof(
    fc.constant<LineArgument>({ kind: 'omitted' }),
    fc.integer({ min: -100000, max: 100000 }).map((value): LineArgument => ({ kind: 'integer', value })),
    fc.string().map((value): LineArgument => ({ kind: 'string', value })),
  );
  fc.assert(
    fc.property(fc.array(argument, { minLength: 1, maxLength: 6 }), (values) => {
      const isLoneOmission = values.length === 1 && values[0]?.kind === 'omitted';
      const line = { prefix: 'AT+', name: 'CMD', form: 'set', arguments: values } as const;
      const read = parseCommandLine(encodeCommandLine(line));
      assert.deepEqual(read?.arguments, isLoneOmission ? [] : values);
    }),
  );
});
