import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLatin1, encodeText } from '../../base/bytes.ts';
import { parseUrl } from './address.ts';
import { type HeaderLine, parseHeaderLine } from './header-line.ts';
import { composeHeaders, renderRequest } from './request.ts';

function header(text: string): HeaderLine {
  const line = parseHeaderLine(text);
  assert.ok(line);
  return line;
}
const address = parseUrl('http://u%3a1:p@h:81/x');
assert.ok(address);
const own = { method: 'POST', address, userAgent: 'agent', contentType: 'text/a', body: encodeText('abc') };
const compose = (inline: string[], configured: string[]) =>
  composeHeaders(own, inline.map(header), configured.map(header)).map((line) => line.text);

test('a request is written line by line, the body behind an empty line', () => {
  const bytes = renderRequest({ method: 'POST', address, headers: [header('A: 1')], body: own.body });
  assert.equal(decodeLatin1(bytes), 'POST /x HTTP/1.1\r\nA: 1\r\n\r\nabc');
});

test('the module names host, agent, authorization, type and length', () => {
  assert.deepEqual(compose([], []), [
    'Host: h:81',
    'User-Agent: agent',
    `Authorization: Basic ${btoa('u:1:p')}`,
    'Content-Type: text/a',
    'Content-Length: 3',
    'Connection: close',
  ]);
});

test("inline headers replace the module's own and configured ones replace both, in place and once", () => {
  const lines = compose(['content-type: inline', 'X-A: inline', 'X-B: b'], ['X-A:configured', 'host: other']);
  assert.deepEqual(lines, [
    'host: other',
    'User-Agent: agent',
    `Authorization: Basic ${btoa('u:1:p')}`,
    'content-type: inline',
    'Content-Length: 3',
    'Connection: close',
    'X-A:configured',
    'X-B: b',
  ]);
});

test('nobody but the module says how long the body is', () => {
  const lines = compose(['Content-Length: 99'], ['Transfer-Encoding: chunked', 'content-length: 1']);
  assert.deepEqual(
    lines.filter((line) => /length|encoding/i.test(line)),
    ['Content-Length: 3'],
  );
});

test('a header needs a key, a colon and no line end', () => {
  for (const text of ['no colon', ': value', '', 'A: b\r\nC: d', 'A: b\n', 'A: b\rC', 'A: \0'])
    assert.equal(parseHeaderLine(text), null, JSON.stringify(text));
  assert.deepEqual(parseHeaderLine('A:b:c'), { key: 'A', text: 'A:b:c' });
});
