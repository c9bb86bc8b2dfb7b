import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compileSchema } from '../document/schema-validator.ts';
import { runCommandLine } from '../testing/command-line-run.ts';
import { actAsShell, servePeer } from '../testing/serve-peer.ts';

const folder = mkdtempSync(join(tmpdir(), 'atconform-doctor-'));
after(() => rmSync(folder, { recursive: true }));

const SCHEMA = compileSchema(
  JSON.parse(readFileSync(new URL('../../schemas/diagnosis.schema.json', import.meta.url), 'utf8')),
);

function readDiagnosis(path: string) {
  const diagnosis = JSON.parse(readFileSync(path, 'utf8'));
  assert.deepEqual(SCHEMA.findFaults(diagnosis), []);
  return diagnosis;
}

const doctor = (...words: string[]) => runCommandLine(['doctor', ...words]);

test('a module that speaks as declared ends with 0, and the file for machines says the same as the screen', async () => {
  const json = join(folder, 'well.json');
  const { exitCode, stdout, stderr } = await doctor('--device', 'sim:esp-at', '--json', json);
  assert.equal(exitCode, 0, stdout + stderr);
  assert.match(stdout, /^It sends what changes nothing: no reset/);
  assert.match(stdout, /^AS DECLARED: \d+ things as profile esp-at says/m);
  const diagnosis = readDiagnosis(json);
  assert.equal(diagnosis.verdict, 'as-declared');
  for (const { topic } of diagnosis.findings) assert.ok(stdout.includes(topic), topic);
});

test('a module that is declared as another one ends with 1 and names the profile to take', async () => {
  const { exitCode, stdout } = await doctor('--device', 'sim:', '--profile', 'gd32vw55x');
  assert.equal(exitCode, 1);
  assert.match(stdout, /^DIFFERS: .* --profile winnermicro-2\.2\.$/m);
});

test('a port with a console ends with 4, and the file says why', async () => {
  const peer = await servePeer(actAsShell);
  const json = join(folder, 'shell.json');
  const { exitCode, stdout } = await doctor('--device', peer.device, '--json', json);
  peer.close();
  assert.equal(exitCode, 4);
  assert.match(stdout, /^NOTHING USABLE at tcp:/m);
  assert.equal(readDiagnosis(json).findings[0].topic, 'port');
});

for (const [title, words, message, code] of [
  ['without a device', [], /required option '--device/, 2],
  ['with a recording', ['--device', 'replay:kept.ndjson'], /a recording answers only what it was asked/, 2],
  ['with an unknown set', ['--device', 'sim:', '--set', 'htp'], /no command set is called htp.*\n.*http/, 2],
  ['with an unknown profile', ['--device', 'sim:', '--profile', 'espat'], /espat.*\n.*esp-at/, 2],
  [
    'with a profile of another set',
    ['--device', 'sim:', '--profile', 'iaxmodem'],
    /no profile of set http/,
    2,
  ],
  ['with a port that is not there', ['--device', '/dev/no-such-port'], /no-such-port/, 4],
] as const)
  test(`${title} it ends with ${code} and a message`, async () => {
    const { exitCode, stderr } = await doctor(...words);
    assert.equal(exitCode, code, stderr);
    assert.match(stderr, message);
  });

test('a file that cannot be written is told before anything is asked', async () => {
  const json = join(folder, 'no', 'such.json');
  const { exitCode, stdout, stderr } = await doctor('--device', 'sim:', '--json', json);
  assert.equal(exitCode, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /cannot be written: it is not there/);
  assert.ok(!existsSync(json));
});
