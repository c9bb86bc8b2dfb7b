import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeBytes } from '../base/bytes.ts';
import { SCENARIO_SET } from '../testing/scenario-set.ts';
import { encodeCall } from './call.ts';
import { SCENARIO_CODES } from './codes.ts';
import { renderFlow } from './flow-text.ts';
import { readPattern } from './raw-pattern.ts';
import { readSource } from './raw-source.ts';
import { readTimes, suggest } from './raw-value.ts';
import type { RawSource } from './scenarios.generated.ts';
import type { ByteSource } from './step.ts';

/** What `read` finds wrong, as messages. */
function faultsOf(
  read: (fault: (code: string, path: unknown, message: string) => void) => unknown,
): string[] {
  const messages: string[] = [];
  read((_code, _path, message) => messages.push(message));
  return messages;
}

function bytesOf(source: ByteSource): Buffer {
  if (source.kind === 'text') return Buffer.from(source.text, 'utf8');
  assert.equal(source.kind, 'hex');
  return Buffer.from(source.kind === 'hex' ? source.hex : '', 'hex');
}

test('escaped bytes mean themselves, whether they make a text or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      // `${` would be a variable, which bytes above 0x7f cannot stand beside.
      fc.pre(!Buffer.from(bytes).includes('${'));
      const faults = faultsOf((fault) => {
        const source = readSource({ escaped: escapeBytes(bytes) }, [], fault);
        assert.deepEqual(bytesOf(source), Buffer.from(bytes));
      });
      assert.deepEqual(faults, []);
    }),
  );
});

test('bytes are named in exactly one way, with a length where the rule needs one', () => {
  const messages = (raw: RawSource) => faultsOf((fault) => readSource(raw, [], fault));
  assert.match(messages({})[0] ?? '', /expected exactly one of text, .*, got none/);
  assert.match(messages({ text: 'a', hex: '00' })[0] ?? '', /got text and hex/);
  assert.deepEqual(messages({ repeat: 'a' }), ['expected bytes beside repeat: how many bytes']);
  assert.deepEqual(messages({ url: 'http://x/' }), ['expected fill beside url: how many bytes']);
  assert.deepEqual(messages({ hex: '0g' }), ['expected two hexadecimal digits a byte, got "0g"']);
  assert.match(messages({ escaped: '\\xff${origin}' })[0] ?? '', /cannot stand in one escaped text/);
  assert.deepEqual(messages({ hex: '${bytes}' }), []);
});

test('ranges rise', () => {
  assert.deepEqual(
    faultsOf((fault) => readTimes('3..2', [], fault)),
    ['expected a range that rises, got "3..2"'],
  );
  assert.deepEqual(
    faultsOf((fault) => readTimes('some', [], fault)),
    ['expected a number or a range such as "2", "0..3" or "1..", got "some"'],
  );
});

test('patterns that cannot be read, or match everything, are told', () => {
  const messages = (raw: Parameters<typeof readPattern>[0]) =>
    faultsOf((fault) => readPattern(raw, [], fault));
  assert.match(messages({ matches: '(' })[0] ?? '', /^expected a regular expression: /);
  assert.deepEqual(messages({ matches: '.*' }), ['the expression /.*/ matches everything']);
  assert.deepEqual(messages({ matches: '(?<all>.*)' }), []);
  assert.deepEqual(messages({ matches: '${origin}/.*' }), []);
  assert.deepEqual(messages({ matches: 'a', min: 1 }), ['expected either matches, or min and max, got both']);
});

test('an unknown word gets the nearest known one, or the list where it is short', () => {
  assert.equal(suggest('url_lenght', ['url_length', 'x']), 'did you mean "url_length"?');
  assert.equal(suggest('elephant', ['a', 'b']), 'known: a, b');
  assert.equal(suggest('elephant', []), null);
});

test('a step is shown as one line of YAML without what it proves', () => {
  const raw = {
    expect: { information: '+X', fields: { size: 1, text: 'a: b', n: '7' } },
    within: '5 s',
    proves: 'R',
  };
  assert.equal(
    renderFlow(raw),
    'expect: { information: +X, fields: { size: 1, text: "a: b", n: "7" } }, within: 5 s',
  );
  assert.equal(renderFlow({ prompt: {} }), 'prompt: {}');
  assert.equal(renderFlow({ expect: ['OK', 'ERROR'] }), 'expect: [OK, ERROR]');
  assert.match(renderFlow({ payload: 'x'.repeat(500) }), /^payload: "?x{120}…"?$/);
});

test('every code says what it means in one line without a full stop', () => {
  for (const [code, meaning] of Object.entries(SCENARIO_CODES)) {
    assert.match(code, /^[A-Z][A-Z_]+$/);
    assert.match(meaning, /^[^\n]+[^.\n]$/);
  }
});

test('a call is a command line with its parameters in the order of the set', () => {
  const call = { kind: 'call', command: 'HTTPCPOST', form: 'set', escape: 'auto' } as const;
  const parameters = { http_req_header: ['A: 1, 2', 'B: 3'], length: 2, url: 'http://x/', cnt: 2 };
  assert.equal(
    encodeCall(SCENARIO_SET, { ...call, parameters }),
    'AT+HTTPCPOST="http://x/",2,2,"A: 1\\, 2","B: 3"',
  );
  assert.equal(
    encodeCall(SCENARIO_SET, { ...call, escape: 'none', parameters: { url: 'a,b', length: null, cnt: 0 } }),
    'AT+HTTPCPOST="a,b",,0',
  );
  assert.equal(
    encodeCall(SCENARIO_SET, { ...call, command: 'HTTPURLCFG', form: 'query', parameters: {} }),
    'AT+HTTPURLCFG?',
  );
});
