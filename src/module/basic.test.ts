import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createManualClock } from '../base/clock.ts';
import { ModuleHost } from '../testing/module-host.ts';
import { createModule, PERSONALITY_NAMES } from './create.ts';

/** Of an ESP-AT module without echo, as most tests want it. */
function createEspHost(): ModuleHost {
  const host = new ModuleHost('esp-at');
  host.ask('ATE0\r\n');
  return host;
}

test("the manual's module answers with bare lines and no echo", () => {
  const host = new ModuleHost('winnermicro');
  assert.equal(host.ask('AT\r\n'), 'OK\r\n');
  assert.equal(host.ask('AT+NOPE\r\n'), 'CMD FORMAT ERR\r\n');
  assert.equal(host.ask('AT+HTTPCGET\r\n'), 'CMD FORMAT ERR\r\n');
  assert.equal(host.ask('AT+HTTPCGET?\r\n'), 'CMD FORMAT ERR\r\n');
  assert.equal(host.ask('AT+HTTPCGET="open\r\n'), 'CMD FORMAT ERR\r\n');
  assert.equal(host.ask('at\r\n'), 'CMD FORMAT ERR\r\n');
  assert.equal(host.ask('AT+HTTPCGET=\r\n'), 'CMD PARSE ERR\r\n');
  assert.match(host.ask('AT+GMR\r\n'), /^AT version:.+\r\nSDK version:.+\r\nBuild:.+\r\nOK\r\n$/);
});

test('ESP-AT wraps its results and echoes until ATE0', () => {
  const host = new ModuleHost('esp-at');
  assert.equal(host.ask('AT\r\n'), 'AT\r\n\r\nOK\r\n');
  assert.equal(host.ask('ATE0\r\n'), 'ATE0\r\n\r\nOK\r\n');
  assert.equal(host.ask('AT\r\n'), '\r\nOK\r\n');
  assert.equal(host.ask('AT+NOPE\r\n'), '\r\nERROR\r\n');
  assert.equal(host.ask('AT+HTTPCGET=\r\n'), '\r\nERROR\r\n');
  assert.match(host.ask('AT+GMR\r\n'), /^AT version:.+\r\nSDK version:.+\r\n(.+\r\n)+\r\nOK\r\n$/);
  assert.equal(host.ask('ATE1\r\n'), '\r\nOK\r\n');
  assert.equal(host.ask('AT\rx\r\n'), 'AT\rx\r\n\r\nERROR\r\n');
});

test('nothing happens before CR LF, and a bare CR or LF does not end a line', () => {
  for (const personality of PERSONALITY_NAMES) {
    const host = new ModuleHost(personality);
    assert.equal(host.ask('AT\rAT\nAT'), '', personality);
    assert.match(host.ask('\r\n'), /ERR/);
    assert.match(host.ask('AT\r\n'), /OK\r\n$/);
  }
});

test('empty lines are neither answered nor echoed', () => {
  assert.equal(new ModuleHost('esp-at').ask('\r\n\r\n'), '');
  assert.equal(new ModuleHost('winnermicro').ask('\r\nAT\r\n\r\n'), 'OK\r\n');
});

test('a line of 256 bytes is taken, one of 257 is refused whole, and AT works behind it', () => {
  const line = (length: number) => `AT+HTTPCGET="${'x'.repeat(length - 14)}"\r\n`;
  const host = new ModuleHost('winnermicro');
  assert.equal(line(256).length, 258);
  assert.equal(host.ask(line(256)), 'CMD PARSE ERR\r\n');
  assert.equal(host.ask(line(257)), 'CMD FORMAT ERR\r\n');
  assert.equal(host.ask(`AT${'\n'.repeat(5000)}\r\nAT\r\n`), 'CMD FORMAT ERR\r\nOK\r\n');
  const esp = new ModuleHost('esp-at');
  assert.equal(esp.ask(line(300)), `${line(300)}\r\nERROR\r\n`);
});

test('the test form prints usage texts where the personality has them', () => {
  const host = new ModuleHost('winnermicro');
  assert.equal(host.ask('AT+HTTPURLCFG=?\r\n'), 'AT+HTTPURLCFG?\r\nAT+HTTPURLCFG=<url length>\r\nOK\r\n');
  for (const name of ['HTTPCLIENT', 'HTTPGETSIZE', 'HTTPCGET', 'HTTPCPOST', 'HTTPCPUT', 'HTTPCHEAD', 'GMR']) {
    const usage = host.ask(`AT+${name}=?\r\n`);
    assert.ok(usage.startsWith(`AT+${name}`) && usage.endsWith('\r\nOK\r\n'), usage);
    assert.equal(createEspHost().ask(`AT+${name}=?\r\n`), '\r\nERROR\r\n');
  }
});

test('AT+RST answers, is deaf while it boots, prints the banner and forgets everything', () => {
  for (const command of ['AT+RST', 'AT+RESTORE']) {
    const clock = createManualClock();
    const host = new ModuleHost('esp-at', { clock });
    host.ask('ATE0\r\nAT+HTTPURLCFG=8\r\nhttp://aAT+HTTPCHEAD=4\r\na: b');
    assert.match(host.ask('AT+HTTPURLCFG?\r\nAT+HTTPCHEAD?\r\n'), /http:\/\/a.*a: b/s);
    assert.equal(host.ask(`${command}\r\nAT\r\nAT+HT`), '\r\nOK\r\n');
    clock.advance(100);
    assert.equal(host.ask('AT\r\n'), '');
    clock.advance(200);
    assert.equal(host.take(), '\r\nready\r\n');
    assert.equal(host.ask('AT+HTTPURLCFG?\r\n'), 'AT+HTTPURLCFG?\r\n\r\nOK\r\n');
    assert.equal(host.ask('AT+HTTPCHEAD?\r\n'), 'AT+HTTPCHEAD?\r\n\r\nOK\r\n');
  }
});

test('the reset pin ends a data phase and boots', () => {
  const clock = createManualClock();
  const host = new ModuleHost('winnermicro', { clock });
  host.ask('AT+HTTPURLCFG=100\r\nhttp');
  host.module.resetPin();
  clock.advance(200);
  assert.equal(host.take(), 'ready\r\n');
  assert.equal(host.ask('AT\r\n'), 'OK\r\n');
});

test('after a reset the network comes back behind the banner, told by its codes, and HTTP commands fail until then', () => {
  for (const [personality, ready, failure] of [
    ['winnermicro', 'ready\r\n', 'ERROR\r\n'],
    ['esp-at', '\r\nready\r\n', '\r\nERROR\r\n'],
  ] as const) {
    const clock = createManualClock();
    const host = new ModuleHost(personality, { clock });
    host.write('ATE0\r\nAT+RST\r\n');
    clock.advance(300);
    assert.ok(host.take().endsWith(ready), personality);
    host.ask('ATE0\r\n');
    assert.equal(host.ask('AT+HTTPCPOST="http://a/",5\r\n'), failure);
    clock.advance(899);
    assert.equal(host.take(), '');
    clock.advance(101);
    assert.equal(host.take(), 'WIFI CONNECTED\r\nWIFI GOT IP\r\n');
    assert.match(host.ask('AT+HTTPCPOST="http://a/",5\r\n'), />/);
    clock.advance(10_000);
    assert.equal(host.take(), '');
  }
});

test('a second reset puts the network off, and without a network none comes', () => {
  const clock = createManualClock();
  const host = new ModuleHost('winnermicro', { clock });
  host.module.resetPin();
  clock.advance(1100);
  host.module.resetPin();
  clock.advance(1100);
  assert.equal(host.take(), 'ready\r\nready\r\n');
  clock.advance(100);
  assert.equal(host.take(), 'WIFI CONNECTED\r\nWIFI GOT IP\r\n');
  const apart = new ModuleHost('winnermicro', { clock, net: 'down' });
  apart.module.resetPin();
  clock.advance(10_000);
  assert.equal(apart.take(), 'ready\r\n');
});

test('a module that was closed is silent for ever, also where its listener closed or reset it', () => {
  const clock = createManualClock();
  const host = new ModuleHost('winnermicro', { clock });
  host.write('AT+RST\r\n');
  host.module.close();
  host.take();
  host.module.resetPin();
  clock.advance(10_000);
  assert.equal(host.ask('AT\r\n'), '');

  const module = createModule({ personality: 'esp-at', clock, net: 'up' });
  const heard: string[] = [];
  module.setListener((bytes) => {
    heard.push(Buffer.from(bytes).toString());
    module.close();
  });
  module.write(Buffer.from('AT\r\nAT\r\n'));
  clock.advance(10_000);
  assert.deepEqual(heard, ['AT\r\n']);
});

test('what a host writes while it hears an answer waits for its turn', () => {
  const module = createModule({ personality: 'winnermicro', clock: createManualClock(), net: 'up' });
  const heard: string[] = [];
  module.setListener((bytes) => {
    const text = Buffer.from(bytes).toString();
    heard.push(text);
    if (text === 'OK\r\n>\r\n') module.write(Buffer.from('http://a'));
  });
  module.write(Buffer.from('AT+HTTPURLCFG=8\r\n'));
  module.write(Buffer.from('AT+HTTPURLCFG?\r\n'));
  assert.deepEqual(heard, ['OK\r\n>\r\n', 'SET OK\r\n', '+HTTPURLCFG:8,http://a\r\nOK\r\n']);
});

test('without a listener answers are lost, not kept', () => {
  const host = new ModuleHost('winnermicro');
  const { module } = host;
  module.setListener(null);
  module.write(Buffer.from('AT\r\n'));
  const heard: string[] = [];
  module.setListener((bytes) => heard.push(Buffer.from(bytes).toString()));
  module.write(Buffer.from('AT+NOPE\r\n'));
  assert.deepEqual(heard, ['CMD FORMAT ERR\r\n']);
});

test('an unknown personality is a bug of the caller', () => {
  assert.throws(
    () => createModule({ personality: 'nope', clock: createManualClock(), net: 'up' }),
    /no personality "nope" among winnermicro, esp-at/,
  );
});

test("any split of a session's bytes gives the same answers", () => {
  const session =
    'AT\r\n\r\nAT+NOPE\r\nAT+HTTPURLCFG=10\r\nhttp://a\r\nAT+HTTPURLCFG?\r\nAT+HTTPCHEAD=4\r\nA: bAT+HTTPCHEAD?\r\n' +
    `AT+HTTPCGET="\\"\r\n${'x'.repeat(300)}\r\nATE1\r\nAT\r\nAT+HTTPURLCFG=0\r\nATE0\r\n`;
  for (const personality of PERSONALITY_NAMES) {
    const expected = new ModuleHost(personality).ask(session);
    fc.assert(
      fc.property(fc.array(fc.nat(session.length)), (cuts) => {
        const host = new ModuleHost(personality);
        let offset = 0;
        for (const cut of [...cuts.toSorted((left, right) => left - right), session.length]) {
          host.write(session.slice(offset, cut));
          offset = cut;
        }
        assert.equal(host.take(), expected);
      }),
    );
  }
});
