import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFailedScenarios } from './failed-scenarios.ts';
import { readRunOptions, type TypedRunOptions } from './run-options.ts';
import { readSetupFile } from './setup-file.ts';
import { UsageFault } from './usage-fault.ts';

const TYPED: TypedRunOptions = { device: 'sim:', out: 'reports/latest' };

const temporary = mkdtempSync(join(tmpdir(), 'atconform-options-'));

function write(name: string, text: string): string {
  const path = join(temporary, name);
  writeFileSync(path, text);
  return path;
}

/** The fault that reading gives, as message and hint on two lines. */
function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    assert.equal(error.exitCode, 2);
    return `${error.message}\n${error.hint}`;
  }
  return assert.fail('nothing was wrong');
}

const faultOfOptions = (options: Partial<TypedRunOptions>) =>
  faultOf(() => readRunOptions({ ...TYPED, ...options }));

test('a run is on the simulated module ten times as fast, and on anything else at its own speed', () => {
  assert.equal(readRunOptions(TYPED).clockScale, null);
  assert.equal(readRunOptions({ ...TYPED, scale: '2.5' }).clockScale, 2.5);
  assert.equal(readRunOptions({ ...TYPED, device: 'tcp:127.0.0.1:1' }).clockScale, 1);
  assert.equal(readRunOptions({ ...TYPED, device: 'tcp:127.0.0.1:1', scale: '1' }).clockScale, 1);
});

test('a scale that is none, or that no clock of a real module follows, is refused', () => {
  for (const scale of ['20', '0', '-1', 'fast', '', 'NaN'])
    assert.match(faultOfOptions({ scale }), /^--scale takes a number from 1 to 10, not /);
  assert.match(
    faultOfOptions({ scale: '5', device: 'tcp:127.0.0.1:1' }),
    /^--scale 5 needs the simulated module: tcp:127\.0\.0\.1:1 has a clock of its own\nleave --scale out$/,
  );
});

test('the simulated module brings its profile along', () => {
  assert.equal(readRunOptions(TYPED).profileName, 'winnermicro');
  assert.equal(readRunOptions({ ...TYPED, device: 'sim:esp-at' }).profileName, 'esp-at');
  assert.equal(readRunOptions({ ...TYPED, device: 'sim:esp-at', profile: 'mine' }).profileName, 'mine');
  assert.equal(readRunOptions({ ...TYPED, device: '/dev/ttyUSB0' }).profileName, null);
});

test('a device that cannot be meant is refused with what to write instead', () => {
  assert.match(
    faultOfOptions({ device: 'sim:winermicro' }),
    /no personality winermicro\ndid you mean sim:winnermicro\?/,
  );
  assert.match(faultOfOptions({ device: 'sim:nothing-like-it' }), /known are winnermicro, esp-at/);
  assert.match(faultOfOptions({ device: 'tpc:127.0.0.1:7000' }), /tpc/);
});

test('addresses of the origin that cannot be meant are refused', () => {
  assert.match(faultOfOptions({ originHttp: 'localhost' }), /^--origin-http: expected HOST:PORT/);
  assert.match(faultOfOptions({ originHttps: '1.2.3.4:99999' }), /^--origin-https: expected HOST:PORT/);
  assert.match(faultOfOptions({ originHost: 'a b' }), /^--origin-host: expected a name/);
  assert.match(faultOfOptions({ originHttp: '0.0.0.0:80' }), /say with --origin-host/);
});

test('only the simulated module may be reset without leave', () => {
  assert.equal(readRunOptions(TYPED).allowsDestructive, true);
  assert.equal(readRunOptions({ ...TYPED, device: 'tcp:127.0.0.1:1' }).allowsDestructive, false);
  const allowed = readRunOptions({ ...TYPED, device: 'tcp:127.0.0.1:1', allowDestructive: true });
  assert.equal(allowed.allowsDestructive, true);
});

test('the options that repeat a run are words for a shell', () => {
  const { repeat } = readRunOptions({
    ...TYPED,
    device: "exec:it's me",
    seed: '7',
    originHost: '10.0.0.1',
    allowDestructive: true,
  });
  assert.equal(repeat, `--device 'exec:it'\\''s me' --seed 7 --origin-host 10.0.0.1 --allow-destructive`);
});

test('a setup file holds commands, with secrets from the environment', () => {
  const path = write(
    'setup.txt',
    '# joins\n\nAT+CWMODE=1\r\n  AT+CWJAP="${env.SSID}","${env.KEY}"\nAT+X="${env.KEY}"\n',
  );
  assert.deepEqual(readSetupFile(path, { SSID: 'guests', KEY: 'geheim' }), {
    lines: ['AT+CWMODE=1', 'AT+CWJAP="guests","geheim"', 'AT+X="geheim"'],
    secrets: ['guests', 'geheim'],
  });
  assert.match(
    faultOf(() => readSetupFile(path, { SSID: 'guests' })),
    /asks for the environment variable KEY, which is not set\nset KEY, or set it to nothing/,
  );
  assert.match(
    faultOf(() => readSetupFile(path, { SSID: 'lab', KEY: 'geheim' })),
    /SSID a secret, whose value is too short to be masked: it takes 4 characters, SSID has 3\nchoose a longer/,
  );
  assert.deepEqual(readSetupFile(path, null).lines[1], 'AT+CWJAP="***","***"');
  assert.match(
    faultOf(() => readSetupFile('/no/such/file', {})),
    /^--setup \/no\/such\/file cannot be read: it is not there/,
  );
});

test('what failed earlier is read from the result of that run', () => {
  const scenarios = [
    { id: 'a', verdict: 'pass', wire: 'pass' },
    { id: 'b', verdict: 'pass', wire: 'fail' },
    { id: 'c', verdict: 'inconclusive', wire: 'pass' },
    { id: 'd', verdict: 'skip', wire: 'skip' },
  ];
  write('result.json', JSON.stringify({ scenarios, seed: '7f3a' }));
  assert.deepEqual(readFailedScenarios(temporary), { ids: ['b', 'c'], seed: '7f3a' });
  write('result.json', JSON.stringify({ scenarios: scenarios.slice(0, 1), seed: '7f3a' }));
  assert.match(
    faultOf(() => readFailedScenarios(temporary)),
    /^nothing failed in /,
  );
  for (const text of ['', '[]', '{"scenarios":[{"id":1}]}']) {
    write('result.json', text);
    assert.match(
      faultOf(() => readFailedScenarios(temporary)),
      /result\.json is not the result of a run\n/,
    );
  }
  assert.match(
    faultOf(() => readFailedScenarios('/no/such')),
    /result\.json cannot be read: it is not there/,
  );
});
