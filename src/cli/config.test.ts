import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { NO_CONFIG } from '../spec/config.ts';
import { runCommandLine } from '../testing/command-line-run.ts';
import { findBlocks } from '../testing/document.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { CONFIG_NAME, drawConfig, readConfigSecrets } from './config.ts';
import { UsageFault } from './usage-fault.ts';

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([1]) });
process.chdir(cwd);
beforeEach(() => rmSync(join(cwd, CONFIG_NAME), { force: true }));

const writeConfig = (text: string) => writeFileSync(join(cwd, CONFIG_NAME), text);

/** Message, hint and exit code of the fault that `act` throws. */
function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    return `${error.exitCode} ${error.message}\n${error.hint}`;
  }
  return assert.fail('nothing was wrong');
}

const readValues = (secrets: readonly string[], environment: Record<string, string>, isRecorded = false) =>
  readConfigSecrets({ ...NO_CONFIG, secrets }, environment, isRecorded);

test('without a config nothing is asked for', () => {
  assert.deepEqual(drawConfig(), { config: NO_CONFIG, mistakes: [] });
});

test('the config of the current folder counts', () => {
  writeConfig('secrets: [WIFI_KEY]\n');
  assert.deepEqual(drawConfig(), { config: { ...NO_CONFIG, secrets: ['WIFI_KEY'] }, mistakes: [] });
});

test('the config that the README shows is right', () => {
  const shown = findBlocks('README.md', 'yaml').find(({ text }) => text.includes(CONFIG_NAME));
  writeConfig(shown?.text ?? '');
  assert.deepEqual(drawConfig(), { config: { ...NO_CONFIG, secrets: ['WIFI_PASSWORD'] }, mistakes: [] });
});

test('a config under a name that nobody reads is refused, for its secrets would not be masked', () => {
  for (const name of ['atconform.config.yml', 'atconform.yaml', '.atconform.json']) {
    const path = join(cwd, name);
    writeFileSync(path, 'secrets: [WIFI_KEY]\n');
    assert.match(faultOf(drawConfig), /^3 \S+ is not read: the config is atconform\.config\.yaml\nrename it/);
    rmSync(path);
  }
});

test('the values of all variables are secrets, and one that is missing stops the run', () => {
  assert.deepEqual(readValues(['A', 'B'], { A: 'geheim', B: 'auch geheim' }), ['geheim', 'auch geheim']);
  assert.match(
    faultOf(() => readValues(['A', 'B'], { A: 'geheim' })),
    /^2 atconform\.config\.yaml asks for the environment variable B, which is not set\nset B, or set it to nothing/,
  );
});

test('an empty variable is no secret, and a short one is refused, since its mask would hide too much', () => {
  assert.deepEqual(readValues(['A'], { A: '' }), []);
  for (const value of ['a', 'abc', '  abc \n'])
    assert.match(
      faultOf(() => readValues(['A'], { A: value })),
      /^2 .* too short to be masked: it takes 4 characters, A has [13]\nchoose a longer secret/,
    );
  assert.deepEqual(readValues(['A'], { A: 'abcd' }), ['abcd']);
});

test('a replay does not need what was masked when it was recorded', () => {
  assert.deepEqual(readValues(['A', 'B'], { B: 'geheim' }, true), ['geheim']);
});

test('a check tells the mistakes of the config, and a run does not begin with one', async () => {
  writeConfig('secrets: [WIFI_KEY]\nsecret: [API_KEY]\n');
  const drawn = `${CONFIG_NAME}:2:1  error UNKNOWN_KEY
    2 | secret: [API_KEY]
      | ^^^^^^
   unknown key "secret"
`;
  const checked = await runCommandLine(['check'], { cwd });
  assert.equal(checked.exitCode, 3);
  assert.ok(checked.stderr.includes(drawn), checked.stderr);
  const run = await runCommandLine(['run', '--id', 'HTTPCGET/*'], { cwd });
  assert.equal(run.exitCode, 3);
  assert.ok(run.stderr.startsWith(drawn), run.stderr);
  assert.match(run.stderr, /nothing was done: a mistake in atconform\.config\.yaml/);
});

test('an empty variable is told where a run begins', async () => {
  writeConfig('secrets: [WIFI_KEY]\n');
  const end = await runCommandLine(['run', '--list', '--id', 'HTTPCGET/*'], { cwd, env: { WIFI_KEY: '' } });
  assert.equal(end.exitCode, 0);
  assert.equal(end.stderr, 'note: the environment variable WIFI_KEY is empty, so nothing is masked for it\n');
});
