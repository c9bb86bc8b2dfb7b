import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSystemClock } from '../base/clock.ts';
import { parseDeviceAddress } from '../link/device-address.ts';
import { createSerialLink } from '../link/serial-link.ts';
import { RECEIVED_BYTES_MAX } from '../record/recorder.ts';
import {
  countReceivedBytes,
  listVerdicts,
  type RunEnd,
  runConformanceCommand,
} from '../testing/command-line-run.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { execScript, serveScript } from '../testing/scripted-module.ts';
import { createSerialPair, SERIAL_SKIP } from '../testing/serial-pair.ts';

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([1, 2, 3]) });

function run(...words: readonly string[]): Promise<RunEnd> {
  return runConformanceCommand(['--profile', 'impatient', '--id', 'HTTPCGET/*', ...words], { cwd });
}

/** The run could not begin: exit 4, and the reports say so of every scenario. */
function assertNotBegun(end: RunEnd, message: RegExp): void {
  assert.equal(end.exitCode, 4, end.stdout + end.stderr);
  assert.match(end.stderr, message);
  assert.match(end.stderr, /^error {2}.*\n {7}\S/m, 'one thing to do');
  assert.equal(end.result?.exitCode, 4);
  assert.match(end.result?.rule ?? '', /module, link or origin could not be used/);
  assert.deepEqual(Object.values(listVerdicts(end)), ['inconclusive', 'inconclusive', 'inconclusive']);
  for (const name of ['index.html', 'junit.xml', 'summary.md', 'events.ndjson'])
    assert.notEqual(end.read(name), '', name);
}

test('a device path that does not exist is told as such', async () => {
  assertNotBegun(await run('--device', '/dev/nonexistent'), /\/dev\/nonexistent is not there/);
});

test('a program that cannot be started is told as such', async () => {
  assertNotBegun(await run('--device', 'exec:/no/such/program'), /\/no\/such\/program/);
});

test('a TCP port where nobody listens is told as such', async () => {
  assertNotBegun(await run('--device', 'tcp:127.0.0.1:1'), /127\.0\.0\.1:1 /);
});

test('a device that another program uses is told with its name', {
  skip: SERIAL_SKIP ?? false,
}, async (t) => {
  const pair = await createSerialPair();
  t.after(() => pair.peer.dispose());
  const address = parseDeviceAddress(pair.path);
  assert.ok(address.ok && address.value.kind === 'serial');
  const holder = createSerialLink(address.value, createSystemClock());
  await holder.open({ onBytes: () => {}, onFault: () => {} });
  t.after(() => holder.close());
  assertNotBegun(await run('--device', pair.path), new RegExp(`used by .*process ${process.pid}`));
});

test('a port that opens and stays silent is told as such', async (t) => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  assertNotBegun(await run('--device', `tcp:127.0.0.1:${port}`), /sends nothing: no byte came after AT/);
});

test('garbage at the port is shown', async () => {
  const device = `exec:while sleep 0.05; do printf '\\377\\001?garbage\\r\\n'; done`;
  assertNotBegun(
    await run('--device', device),
    /is no answer to AT: \d+ bytes that begin with "\.\.\?garbage/,
  );
});

test('an endless stream is cut off at once and leaves bounded evidence', async () => {
  const end = await run('--device', 'exec:cat /dev/zero');
  assertNotBegun(end, /never stops sending/);
  const received = countReceivedBytes(end);
  assert.ok(received <= RECEIVED_BYTES_MAX, `${received} bytes kept`);
});

test('a device that goes away in the middle leaves what ran, and the rest inconclusive', async () => {
  const device = execScript({ misconducts: [{ kind: 'die', on: '/bytes/2' }] });
  const end = await run('--device', device);
  assert.equal(end.exitCode, 4, end.stdout + end.stderr);
  assert.deepEqual(listVerdicts(end), {
    'HTTPCGET/fetch/1': 'pass',
    'HTTPCGET/fetch/2': 'error',
    'HTTPCGET/fetch/3': 'inconclusive',
  });
  assert.match(end.result?.rule ?? '', /module, link or origin could not be used/);
  assert.match(end.read('junit.xml'), /HTTPCGET\/fetch\/2/);
});

test('a TCP device that goes away in the middle is no different', async (t) => {
  const served = await serveScript({ misconducts: [{ kind: 'die', on: '/bytes/1' }] });
  t.after(served.close);
  const end = await run('--device', served.device);
  assert.equal(end.exitCode, 4);
  assert.deepEqual(Object.values(listVerdicts(end)), ['error', 'inconclusive', 'inconclusive']);
});

test('an origin that the module cannot reach ends the run before any scenario', async (t) => {
  assertNotBegun(await run('--device', 'sim:?net=down'), /the module cannot reach the origin: .*ERROR/);
  const served = await serveScript({});
  t.after(served.close);
  const unreachable = await run('--device', served.device, '--origin-host', 'nowhere.invalid');
  assertNotBegun(unreachable, /the module cannot reach the origin: .*nowhere\.invalid/);
});

test('an address of the origin that is taken is told as such', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  assertNotBegun(await run('--origin-http', `127.0.0.1:${port}`), /cannot listen on 127\.0\.0\.1:\d+/);
});

test('a setup line that the module refuses ends the run before any scenario', async () => {
  const path = join(cwd, 'refused.txt');
  writeFileSync(path, '# joins nothing\nAT+NOSUCHCOMMAND\n');
  assertNotBegun(await run('--setup', path), /could not be set up: AT\+NOSUCHCOMMAND was answered/);
});
