import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runConformanceCommand } from '../testing/command-line-run.ts';
import { createRfc2217Server } from '../testing/link-rfc2217-server.ts';
import { makeProjectFolder, SCENARIO_FILE, writeFetchScenarios } from '../testing/project-folder.ts';
import { createSerialPair, SERIAL_SKIP } from '../testing/serial-pair.ts';

const cwd = makeProjectFolder({ [SCENARIO_FILE]: writeFetchScenarios([1]) });
const SUPPRESS_GO_AHEAD = 3;

/** The settings in the report of a run against `device`, where nobody answers. */
async function readSettings(device: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const end = await runConformanceCommand(
    ['--profile', 'impatient', '--id', 'HTTPCGET/*', '--device', device],
    { cwd },
  );
  assert.equal(end.exitCode, 4, end.stderr);
  return end.result?.device.settings;
}

test('what an RFC 2217 server refused while the link opened stands in the report', async (t) => {
  const server = await createRfc2217Server({
    negotiate: (verb, option) =>
      option === SUPPRESS_GO_AHEAD ? [255, verb === 251 ? 254 : 252, option] : undefined,
  });
  t.after(server.dispose);
  const settings = await readSettings(`rfc2217:127.0.0.1:${server.port}?baud=9600`);
  assert.equal(settings?.baud, 9600);
  assert.equal(settings?.refused, 'suppress go ahead');
});

test('the path that bytes take to a serial port stands in the report', {
  skip: SERIAL_SKIP ?? false,
}, async (t) => {
  const pair = await createSerialPair();
  t.after(pair.peer.dispose);
  const settings = await readSettings(pair.path);
  assert.equal(settings?.path, 'raw tty');
});

test('a link that does not open is told with the settings that were asked for', async () => {
  const settings = await readSettings('serial:/dev/nonexistent?baud=9600');
  assert.equal(settings?.baud, 9600);
});
