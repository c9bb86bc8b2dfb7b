import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type CommandLineEnd,
  type RunEnd,
  runCommandLine,
  runConformanceCommand,
} from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE } from '../testing/project-folder.ts';
import { serveScript } from '../testing/scripted-module.ts';

const WIFI_KEY = 'gänse+füß/chen';
const API_KEY = 'kw7/9d+Q2x';
const env = { WIFI_KEY, API_KEY };

/** An author who wrote the key into a scenario: it goes to the module, comes back as its echo, and reaches the origin. */
const SCENARIOS = `set: http
scenarios:
  - id: HTTPCGET/secret/sent
    title: A body is fetched with ${API_KEY}
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/1?key=${API_KEY}&basic=${Buffer.from(`me:${API_KEY}`).toString('base64')}"
      - expect: OK
      - body: { as_served: true }
      - note: fetched with ${API_KEY}
  - id: HTTPCGET/secret/expected
    title: An answer is expected that does not come
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/2?key=${encodeURIComponent(API_KEY)}"
      - expect: { lines: ['${API_KEY}'] }
`;

const cwd = makeProjectFolder({
  'atconform.config.yaml': 'secrets: [API_KEY]\n',
  [SCENARIO_FILE]: SCENARIOS,
});
const temporary = mkdtempSync(join(tmpdir(), 'atconform-secret-'));
const setup = join(temporary, 'network.at');
writeFileSync(setup, 'AT+CWJAP="lab","${env.WIFI_KEY}"\n');

/** How a secret may be written, whole. */
function spell(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(offset === 0 ? 0 : 4, Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [
    secret,
    bytes.toString('latin1'),
    JSON.stringify(bytes.toString('latin1')).slice(1, -1),
    [...bytes].map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join(''),
    bytes.toString('hex'),
    encodeURIComponent(secret),
    ...inBase64,
  ];
}

const SPELLED = [WIFI_KEY, API_KEY].flatMap(spell);

function assertSilent(name: string, text: string): void {
  assert.ok(text.length > 0, `${name} is empty`);
  for (const spelling of SPELLED) {
    const at = text.indexOf(spelling);
    assert.equal(at, -1, `${name} shows ${spelling}: ${text.slice(Math.max(0, at - 80), at + 80)}`);
  }
}

/** Everything that a run prints and writes. */
function assertRunSilent({ stdout, stderr, out, read }: RunEnd): void {
  assertSilent('the terminal', `${stdout}${stderr}`);
  const names = readdirSync(out);
  for (const name of ['events.ndjson', 'result.json', 'junit.xml', 'summary.md', 'index.html'])
    assert.ok(names.includes(name), `no ${name}`);
  for (const name of names) assertSilent(name, read(name));
}

const assertEndSilent = ({ stdout, stderr }: CommandLineEnd) => assertSilent('the terminal', stdout + stderr);

test('no output of a run, a replay or an audit shows a secret that the module repeats byte by byte', async (t) => {
  const served = await serveScript({ echo: true, pieceBytes: 1, version: `key ${API_KEY}` });
  t.after(served.close);
  const kept = join(temporary, 'kept.ndjson');
  const run = ['--profile', 'impatient', '--setup', setup, '--id', 'HTTPCGET/secret/*'];
  const end = await runConformanceCommand([...run, '--device', served.device, '--record', kept], {
    cwd,
    env,
  });
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.ok(
    served.received.some((line) => line.includes(API_KEY)),
    served.received.join('\n'),
  );
  assertRunSilent(end);
  assertSilent('the recording', readFileSync(kept, 'utf8'));
  assert.match(end.read('events.ndjson'), /key=\*\*\*&basic=\S{0,6}\*\*\*/);
  assert.match(end.read('index.html'), /A body is fetched with \*\*\*/);

  const replayed = await runConformanceCommand([...run, '--device', `replay:${kept}`], { cwd, env });
  assert.equal(replayed.exitCode, 1, replayed.stdout + replayed.stderr);
  assertRunSilent(replayed);
  const audited = await runCommandLine(['audit', end.out, '--setup', setup], { cwd, env });
  assert.equal(audited.exitCode, 0, audited.stdout + audited.stderr);
  assertEndSilent(audited);
});

test('a secret in the words of a command is not repeated where they are wrong, nor in the evidence', async () => {
  const wrong = await runConformanceCommand(['--device', `tpc:${API_KEY}`], { cwd, env });
  assert.equal(wrong.exitCode, 2);
  assertEndSilent(wrong);
  const unreachable = await runConformanceCommand(
    [
      '--profile',
      'impatient',
      '--device',
      `exec:false ${API_KEY}`,
      '--id',
      'HTTPCGET/secret/*',
      '--setup',
      setup,
    ],
    { cwd, env },
  );
  assert.equal(unreachable.exitCode, 4, unreachable.stderr);
  assertRunSilent(unreachable);
});

test('what another program recorded is imported without its secrets', async () => {
  const lines = [
    { direction: 'tx', text: `AT+CWJAP="lab","${API_KEY}"\r\n` },
    { direction: 'rx', text: `AT+CWJAP="lab","${API_KEY.slice(0, 6)}` },
    { direction: 'rx', text: `${API_KEY.slice(6)}"\r\nOK\r\n` },
  ];
  const recording = join(temporary, 'foreign.ndjson');
  writeFileSync(
    recording,
    lines
      .map(({ direction, text }, t) =>
        JSON.stringify({ t, dir: direction, data: Buffer.from(text).toString('base64') }),
      )
      .join('\n'),
  );
  const out = join(temporary, 'imported.ndjson');
  const end = await runCommandLine(['import', recording, '--out', out], { cwd, env });
  assert.equal(end.exitCode, 0, end.stderr);
  assertSilent('the transcript', readFileSync(out, 'utf8'));
  assertEndSilent(end);
});
