import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModuleHost } from '../testing/module-host.ts';

function createEspHost(): ModuleHost {
  const host = new ModuleHost('esp-at');
  host.ask('ATE0\r\n');
  return host;
}

test("HTTPURLCFG in the manual's form: prompt, SET OK at the last byte, query, clear", () => {
  const host = new ModuleHost('winnermicro');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), 'OK\r\n');
  host.write('AT+HTTPURLCFG=19\r\n');
  assert.deepEqual(host.pieces, ['OK\r\n>\r\n']);
  host.take();
  assert.equal(host.ask('http://10.0.0.2/a/'), '');
  assert.equal(host.ask('b'), 'SET OK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '+HTTPURLCFG:19,http://10.0.0.2/a/b\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG=0\r\n'), 'OK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), 'OK\r\n');
});

test("HTTPURLCFG in ESP-AT's form: nothing behind the prompt, the query line ended by the result", () => {
  const host = createEspHost();
  host.write('AT+HTTPURLCFG=19\r\n');
  assert.deepEqual(host.pieces, ['\r\nOK\r\n\r\n>']);
  host.take();
  assert.equal(host.ask('http://10.0.0.2/a/b'), '\r\nSET OK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '+HTTPURLCFG:19,http://10.0.0.2/a/b\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG=0\r\n'), '\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '\r\nOK\r\n');
});

test('a URL length is 0 or 8 to 8192; what is refused prompts for nothing and leaves the old URL', () => {
  const host = new ModuleHost('winnermicro');
  host.ask('AT+HTTPURLCFG=8\r\nhttp://a');
  for (const length of ['1', '7', '8193', '-1', '-8', '"8"', 'x', '', '8,1', '9999999999999999999'])
    assert.equal(host.ask(`AT+HTTPURLCFG=${length}\r\n`), 'CMD PARSE ERR\r\n', length);
  assert.equal(host.ask('AT+HTTPURLCFG=8\r\nhttp:/\0b'), 'OK\r\n>\r\nERROR\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), '+HTTPURLCFG:8,http://a\r\nOK\r\n');
  const longest = `http://a/${'x'.repeat(8183)}`;
  assert.equal(host.ask(`AT+HTTPURLCFG=8192\r\n${longest}`), 'OK\r\n>\r\nSET OK\r\n');
  assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), `+HTTPURLCFG:8192,${longest}\r\nOK\r\n`);
});

test('a URL is stored as it is, escapes, line ends and commands included, and never echoed', () => {
  const host = new ModuleHost('esp-at');
  assert.equal(
    host.ask('AT+HTTPURLCFG=12\r\na\\,b\r\nAT\r\n\xff>AT\r\n'),
    'AT+HTTPURLCFG=12\r\n\r\nOK\r\n\r\n>\r\nSET OK\r\nAT\r\n\r\nOK\r\n',
  );
  assert.equal(
    host.ask('AT+HTTPURLCFG?\r\n'),
    'AT+HTTPURLCFG?\r\n+HTTPURLCFG:12,a\\,b\r\nAT\r\n\xff>\r\nOK\r\n',
  );
});

test("HTTPCHEAD in the manual's form lists headers in the order in which they were set", () => {
  const host = new ModuleHost('winnermicro');
  assert.equal(host.ask('AT+HTTPCHEAD?\r\n'), 'OK\r\n');
  assert.equal(host.ask('AT+HTTPCHEAD=18\r\n'), 'OK\r\n>\r\n');
  assert.equal(host.ask('Range: bytes=0-25'), '');
  assert.equal(host.ask('5'), 'OK\r\n');
  host.ask('AT+HTTPCHEAD=6\r\nX-A: 1');
  host.ask('AT+HTTPCHEAD=7\r\nrange:x');
  assert.equal(host.ask('AT+HTTPCHEAD?\r\n'), '+HTTPCHEAD:0,"range:x"\r\n+HTTPCHEAD:1,"X-A: 1"\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPCHEAD=0\r\n'), 'OK\r\n');
  assert.equal(host.ask('AT+HTTPCHEAD?\r\n'), 'OK\r\n');
});

test("HTTPCHEAD in ESP-AT's form lists the newest header first and tells keys apart by case", () => {
  const host = createEspHost();
  assert.equal(host.ask('AT+HTTPCHEAD=18\r\n'), '\r\nOK\r\n\r\n>');
  assert.equal(host.ask('Range: bytes=0-255'), '\r\nOK\r\n');
  assert.equal(host.ask('AT+HTTPCHEAD?\r\n'), '+HTTPCHEAD:0,"Range: bytes=0-255"\r\n\r\nOK\r\n');
  host.ask('AT+HTTPCHEAD=7\r\nrange:x');
  host.ask('AT+HTTPCHEAD=8\r\nRange: y');
  assert.equal(
    host.ask('AT+HTTPCHEAD?\r\n'),
    '+HTTPCHEAD:0,"range:x"\r\n+HTTPCHEAD:1,"Range: y"\r\n\r\nOK\r\n',
  );
  assert.equal(host.ask('AT+HTTPCHEAD=0\r\n'), '\r\nOK\r\n');
});

test("the manual's module takes 20 headers and refuses the 21st, but still replaces one", () => {
  const host = new ModuleHost('winnermicro');
  const set = (text: string) => host.ask(`AT+HTTPCHEAD=${text.length}\r\n${text}`);
  for (let number = 1; number <= 20; number += 1) assert.equal(set(`X-${number}: a`), 'OK\r\n>\r\nOK\r\n');
  assert.equal(set('X-21: a'), 'OK\r\n>\r\nERROR\r\n');
  assert.equal(set('X-20: b'), 'OK\r\n>\r\nOK\r\n');
  assert.match(host.ask('AT+HTTPCHEAD?\r\n'), /^(\+HTTPCHEAD:\d+,"X-\d+: [ab]"\r\n){20}OK\r\n$/);
  const esp = createEspHost();
  for (let number = 1; number <= 25; number += 1)
    assert.equal(esp.ask(`AT+HTTPCHEAD=7\r\nX-${number + 10}: a`), '\r\nOK\r\n\r\n>\r\nOK\r\n');
});

test('a header without a colon or with a line end inside is refused behind its data', () => {
  for (const text of ['no colon', 'A: b\r\nC: d', 'A: b\r\n', 'A:\n', 'A: \0', ':b']) {
    const host = new ModuleHost('winnermicro');
    const answer = host.ask(`AT+HTTPCHEAD=${text.length}\r\n${text}AT+HTTPCHEAD?\r\n`);
    assert.equal(answer, 'OK\r\n>\r\nERROR\r\nOK\r\n', JSON.stringify(text));
    assert.equal(
      createEspHost().ask(`AT+HTTPCHEAD=${text.length}\r\n${text}`),
      '\r\nOK\r\n\r\n>\r\nERROR\r\n',
    );
  }
});

test('a header length is a bare number that memory can hold', () => {
  for (const length of ['-1', 'x', '"5"', '', '2049', '5,5'])
    assert.equal(
      new ModuleHost('winnermicro').ask(`AT+HTTPCHEAD=${length}\r\n`),
      'CMD PARSE ERR\r\n',
      length,
    );
  const longest = `A: ${'x'.repeat(2045)}`;
  assert.equal(new ModuleHost('winnermicro').ask(`AT+HTTPCHEAD=2048\r\n${longest}`), 'OK\r\n>\r\nOK\r\n');
});

test('configuration works without a network, HTTP commands fail at once and before any prompt', () => {
  for (const [personality, failure] of [
    ['winnermicro', 'ERROR\r\n'],
    ['esp-at', '\r\nERROR\r\n'],
  ] as const) {
    const host = new ModuleHost(personality, { net: 'down' });
    host.ask('ATE0\r\n');
    assert.match(host.ask('AT+HTTPURLCFG=8\r\nhttp://a'), /SET OK/);
    assert.match(host.ask('AT+HTTPCHEAD=4\r\na: b'), />(\r\n)*OK/);
    for (const command of [
      'AT+HTTPCLIENT=2,0,"http://a/",,,1',
      'AT+HTTPCGET="http://a/"',
      'AT+HTTPGETSIZE=""',
      'AT+HTTPCPOST="http://a/",5',
      'AT+HTTPCPUT="",5',
    ])
      assert.equal(host.ask(`${command}\r\n`), failure, command);
  }
});
