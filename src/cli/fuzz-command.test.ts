import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE } from '../testing/project-folder.ts';

const FAULTY = 'sim:?fault=second-write-loses-first-byte';

const makeFolder = () => mkdtempSync(join(tmpdir(), 'atconform-fuzz-'));

test('what is found is written as a scenario that fails on that module and passes on a sound one', async () => {
  const out = makeFolder();
  const words = ['fuzz', '--device', FAULTY, '--seed', 'written', '--runs', '20', '--out', out];
  const { exitCode, stdout, stderr } = await runCommandLine(words);
  assert.equal(exitCode, 1, stderr);
  assert.match(
    stdout,
    /^FOUND \d+ failures?: 20 sequences, [\d,]+ command lines \(\d+ % accepted, \d+ % refused\)/m,
  );
  const [name = ''] = readdirSync(out);
  const text = readFileSync(join(out, name), 'utf8');
  const repeat = /# Found by (npx atconform fuzz .* --seed written --first \d+ --runs 1)$/m.exec(text)?.[1];
  assert.ok(repeat !== undefined, text);
  assert.ok(stdout.includes(repeat), stdout);
  const cwd = makeProjectFolder({ [SCENARIO_FILE]: text });
  const run = (device: string) => runConformanceCommand(['--device', device, '--id', 'GEN/fuzz/*'], { cwd });
  const [faulty, sound] = [await run(FAULTY), await run('sim:')];
  assert.equal(faulty.exitCode, 1, faulty.stderr);
  assert.equal(sound.exitCode, 0, sound.stdout + sound.stderr);
  assert.equal(sound.result?.scenarios.length, 1);
});

test('a sound module ends it with 0, and says how much was tried', async () => {
  const words = ['fuzz', '--device', 'sim:esp-at', '--seed', 'sound', '--runs', '3', '--rate', '50'];
  const { exitCode, stdout } = await runCommandLine([...words, '--out', makeFolder()]);
  assert.equal(exitCode, 0);
  assert.match(
    stdout,
    /^fuzzing sim:esp-at {3}set http {3}profile esp-at {3}seed sound {3}at most 50 lines a second, nothing destructive$/m,
  );
  assert.match(stdout, /^FOUND NOTHING: 3 sequences, /m);
});

test('where no sequence comes to its end nothing was tried, and the exit code is 4', async () => {
  const words = ['fuzz', '--device', 'sim:?fault=module-silent', '--runs', '3', '--out', makeFolder()];
  const { exitCode, stdout } = await runCommandLine(words);
  assert.equal(exitCode, 4);
  assert.match(stdout, /^NOTHING WAS TRIED/m);
  assert.match(stdout, /sends nothing: no byte came after AT/);
});

test('Ctrl-C ends it with 130, and what was tried is told', async () => {
  const words = ['fuzz', '--device', 'sim:', '--minutes', '5', '--out', makeFolder()];
  let isSent = false;
  const { exitCode, stdout } = await runCommandLine(words, {
    onOutput: (printed, child) => {
      if (isSent || !printed.includes('fuzzing')) return;
      isSent = true;
      child.kill('SIGINT');
    },
  });
  assert.equal(exitCode, 130);
  assert.match(stdout, /ended before its time: interrupted by the user/);
});

const WRONG: readonly (readonly [words: readonly string[], message: RegExp])[] = [
  [['--device', 'replay:kept.ndjson'], /a recording answers only what it was asked/],
  [['--device', 'sim:', '--set', 'v250', '--profile', 'iaxmodem'], /has no rules for generated cases/],
  [['--device', 'sim:', '--runs', '0'], /--runs takes a whole number from 1, not 0/],
  [['--device', 'sim:', '--rate', 'fast'], /--rate takes a number from 0.1, not fast/],
  [
    ['--device', 'sim:', '--profile', 'esp-att'],
    /no profile of set http is called esp-att\s+did you mean esp-at\?/,
  ],
  [[], /required option '--device/],
];

for (const [words, message] of WRONG)
  test(`\`fuzz ${words.join(' ')}\` is wrong usage`, async () => {
    const { exitCode, stderr } = await runCommandLine(['fuzz', ...words, '--out', makeFolder()]);
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr, message);
  });
