import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHostAndPath, parseUrl } from './address.ts';

const targetOf = (url: string) => parseUrl(url)?.target ?? null;

test('the target is the text behind the host, byte by byte, without the fragment', () => {
  assert.equal(targetOf('http://h'), '/');
  assert.equal(targetOf('http://h?q=1'), '/?q=1');
  assert.equal(targetOf('http://h/a%20b/../c?x=%zz&y=a,b#fragment'), '/a%20b/../c?x=%zz&y=a,b');
  assert.equal(targetOf('http://h/a\\,b"|{}^`\xe9'), '/a\\,b"|{}^`\xe9');
  assert.equal(targetOf('http://h/#a'), '/');
});

test('scheme, host and port say where to connect', () => {
  const describe = (url: string) => {
    const address = parseUrl(url);
    return address && [address.isSecure, address.host, address.port, address.hostHeader, address.userInfo];
  };
  assert.deepEqual(describe('http://example.org/'), [false, 'example.org', 80, 'example.org', null]);
  assert.deepEqual(describe('HTTPS://example.org/'), [true, 'example.org', 443, 'example.org', null]);
  assert.deepEqual(describe('http://10.0.0.2:8080/'), [false, '10.0.0.2', 8080, '10.0.0.2:8080', null]);
  assert.deepEqual(describe('https://h:80/'), [true, 'h', 80, 'h:80', null]);
  assert.deepEqual(describe('http://h:80/'), [false, 'h', 80, 'h', null]);
  assert.deepEqual(describe('http://u:p@h:81/'), [false, 'h', 81, 'h:81', 'u:p']);
  assert.deepEqual(describe('http://[::1]:81/'), [false, '::1', 81, '[::1]:81', null]);
});

test('what cannot be requested is no address', () => {
  for (const url of [
    '',
    'h/path',
    'ftp://h/',
    'http:///path',
    'http://h:0/',
    'http://h:65536/',
    'http://h:x/',
    'http://a b/',
    'http://h/a b',
    'http://h/a\r\nX: y',
  ])
    assert.equal(parseUrl(url), null, url);
});

test('host and path make an address, with the slash that the path may lack', () => {
  assert.deepEqual(parseHostAndPath('h:81', 'get?x=1#y', true), {
    isSecure: true,
    host: 'h',
    port: 81,
    hostHeader: 'h:81',
    target: '/get?x=1',
    userInfo: null,
  });
});
