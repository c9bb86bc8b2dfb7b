import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { serveScript } from '../testing/scripted-module.ts';

const SECRET = 'gänse\\füß"chen';
const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([1]) });
const temporary = mkdtempSync(join(tmpdir(), 'atconform-setup-'));
const setup = join(temporary, 'setup.txt');
writeFileSync(setup, 'AT+CWMODE=1\nAT+CWJAP="lab","${env.WIFI_KEY}"\n');

/** The secret as it would stand in a text, in JSON, escaped, or in base64 at any offset. */
function findSecret(text: string): boolean {
  const pieces = ['gänse', 'chen', 'g\\xc3\\xa4nse', 'g\\\\xc3\\\\xa4nse', 'g\\u00e4nse'];
  const encoded = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + SECRET)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
  return [...pieces, ...encoded].some((piece) => text.includes(piece));
}

test('a missing environment variable is wrong usage', async () => {
  const { exitCode, stderr } = await runConformanceCommand(['--setup', setup, '--id', 'HTTPCGET/*'], { cwd });
  assert.equal(exitCode, 2);
  assert.match(stderr, /asks for the environment variable WIFI_KEY, which is not set\n {7}set WIFI_KEY, or/);
});

for (const pieceBytes of [1000, 3])
  test(`a secret of the setup reaches the module and nobody else, echoed ${pieceBytes} bytes at a time`, async (t) => {
    const served = await serveScript({ echo: true, pieceBytes });
    t.after(served.close);
    const record = join(temporary, `kept-${pieceBytes}.ndjson`);
    const end = await runConformanceCommand(
      [
        '--profile',
        'impatient',
        '--device',
        served.device,
        '--setup',
        setup,
        '--record',
        record,
        '--id',
        'HTTPCGET/*',
      ],
      { cwd, env: { WIFI_KEY: SECRET } },
    );
    assert.equal(end.exitCode, 0, end.stdout + end.stderr);
    const sent = Buffer.from(`AT+CWJAP="lab","${SECRET}"`).toString('latin1');
    assert.ok(served.received.includes(sent), served.received.join('\n'));
    const texts = [end.stdout, end.stderr, readFileSync(record, 'utf8')];
    for (const name of readdirSync(end.out)) texts.push(end.read(name));
    for (const text of texts) assert.ok(!findSecret(text), text.slice(0, 500));
    assert.match(end.read('events.ndjson'), /AT\+CWJAP=\\"lab\\",\\"\*\*\*\\"/);
  });

test('a secret is not told where the module refuses its line', async (t) => {
  const served = await serveScript({ echo: true, misconducts: [{ kind: 'hang', on: 'CWJAP' }] });
  t.after(served.close);
  const end = await runConformanceCommand(
    ['--profile', 'impatient', '--device', served.device, '--setup', setup, '--id', 'HTTPCGET/*'],
    { cwd, env: { WIFI_KEY: SECRET } },
  );
  assert.equal(end.exitCode, 4);
  assert.match(end.stderr, /could not be set up: AT\+CWJAP="lab","\*\*\*" was answered by nothing/);
  for (const text of [end.stdout, end.stderr, ...readdirSync(end.out).map((name) => end.read(name))])
    assert.ok(!findSecret(text));
});
