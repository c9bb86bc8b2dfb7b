import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readEvents } from '../record/event-reader.ts';
import {
  listVerdicts,
  type RunEnd,
  runCommandLine,
  runConformanceCommand,
} from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { type ServedScript, serveScript } from '../testing/scripted-module.ts';

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([20, 30, 40]) });
const SELECTION = ['--profile', 'impatient', '--id', 'HTTPCGET/fetch/*'];

/** A switch of its power: whoever connects turns the module off and on. */
async function servePower(
  t: TestContext,
  module: ServedScript,
): Promise<{ command: string; uses: () => number }> {
  let uses = 0;
  const server = createServer((socket) => {
    uses += 1;
    socket.end('done\n');
    module.restart();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const script = `require('net').connect(${port}, '127.0.0.1').resume()`;
  return { command: `'${process.execPath}' -e "${script}"`, uses: () => uses };
}

/** The module says nothing any more from the second of three scenarios on. */
async function freeze(t: TestContext): Promise<ServedScript> {
  const served = await serveScript({ misconducts: [{ kind: 'freeze', on: '/bytes/30' }] });
  t.after(served.close);
  return served;
}

const runWith = (device: string, command: string, ...words: string[]): Promise<RunEnd> =>
  runConformanceCommand([...SELECTION, '--device', device, '--reset-command', command, ...words], { cwd });

/** What the evidence says of the ladder. */
function listMeans(end: RunEnd): string[] {
  return readEvents(end.read('events.ndjson')).events.flatMap((event) =>
    event.kind === 'control' && /^re(covery|set-command)/.test(event.what) ? [event.detail] : [],
  );
}

const BROUGHT_BACK = {
  'HTTPCGET/fetch/20': 'pass',
  'HTTPCGET/fetch/30': 'fail',
  'HTTPCGET/fetch/40': 'pass',
};
const ENDED = { ...BROUGHT_BACK, 'HTTPCGET/fetch/40': 'inconclusive' };

test('a module that only a command of the bench brings back has failed its scenario, and the run goes on', async (t) => {
  const served = await freeze(t);
  const power = await servePower(t, served);
  const kept = join(mkdtempSync(join(tmpdir(), 'atconform-reset-')), 'kept.ndjson');
  const end = await runWith(served.device, power.command, '--record', kept);
  assert.deepEqual(listVerdicts(end), BROUGHT_BACK, end.stdout + end.stderr);
  assert.equal(end.exitCode, 1);
  assert.equal(power.uses(), 1);
  assert.deepEqual(listMeans(end), [
    'end the line and probe',
    'reset by AT+RST',
    power.command,
    'ended with exit code 0',
  ]);

  const replayed = await runConformanceCommand([...SELECTION, '--device', `replay:${kept}`], { cwd });
  assert.deepEqual(listVerdicts(replayed), BROUGHT_BACK, replayed.stdout + replayed.stderr);
  assert.deepEqual(listMeans(replayed), listMeans(end));
  assert.equal(power.uses(), 1, 'a replay runs no command');
});

test('a command that fails is told with its exit code and its last words, and ends the run', async (t) => {
  const served = await freeze(t);
  const end = await runWith(served.device, 'echo "looking"; echo "no such hub" >&2; exit 3');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), ENDED);
  assert.match(
    end.result?.stopped ?? '',
    /could not be brought back: no reset helped, and the reset command `echo .*` ended with exit code 3: no such hub$/,
  );
  assert.equal(listMeans(end).at(-1), 'ended with exit code 3: no such hub');
});

test('a command that does not help ends the run too', async (t) => {
  const served = await freeze(t);
  const end = await runWith(served.device, 'true');
  assert.equal(end.exitCode, 1, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), ENDED);
  assert.match(end.result?.stopped ?? '', /no reset helped, the reset command `true` included$/);
});

test('a command that could not reset the device is refused', async () => {
  for (const [device, command, message] of [
    ['sim:', 'true', /resets a module outside this process, which sim: is not/],
    ['tcp:127.0.0.1:1', ' ', /takes a command of the shell, not nothing/],
  ] as const) {
    const end = await runCommandLine(['run', '--device', device, '--reset-command', command], { cwd });
    assert.equal(end.exitCode, 2);
    assert.match(end.stderr, message);
  }
});
