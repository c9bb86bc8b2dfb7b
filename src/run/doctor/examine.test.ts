import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from '../../base/clock.ts';
import { createVirtualClock } from '../../base/virtual-clock.ts';
import { parseDeviceAddress } from '../../link/device-address.ts';
import type { Diagnosis, Finding } from '../../record/diagnosis.ts';
import type { CommandSet, Profile } from '../../spec/model.ts';
import { IAXMODEM_SKIP, startIaxmodem } from '../../testing/iaxmodem.ts';
import { createRfc2217Server } from '../../testing/link-rfc2217-server.ts';
import { type Script, serveScript } from '../../testing/scripted-module.ts';
import { createSerialPair, SERIAL_SKIP } from '../../testing/serial-pair.ts';
import { actAsShell, garble, type PeerConduct, servePeer } from '../../testing/serve-peer.ts';
import { loadSetProfiles } from '../set-profiles.ts';
import { examineDevice, type PhysicalAddress } from './examine.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `scale` above 1 where nothing answers that could be too slow for it. */
async function examine(
  device: string,
  { profile = 'winnermicro', set = 'http', scale = 1 } = {},
): Promise<Diagnosis> {
  const loaded = loadSetProfiles(ROOT, set);
  const address = parseDeviceAddress(device);
  assert.ok(address.ok);
  return examineDevice({
    tool: { name: 'atconform', version: '0' },
    address: address.value as PhysicalAddress,
    clock: device.startsWith('sim:') ? createVirtualClock() : createSystemClock(scale),
    set: loaded.set as CommandSet,
    profile: loaded.profiles.find(({ name }) => name === profile) as Profile,
    profiles: loaded.profiles,
    onStage: () => {},
  });
}

function findFinding({ findings }: Diagnosis, topic: string): Finding {
  const finding = findings.find((each) => each.topic === topic);
  assert.ok(finding !== undefined, `no finding on ${topic} among ${findings.map((each) => each.topic)}`);
  return finding;
}

const listKeys = ({ findings }: Diagnosis, state: Finding['state']) =>
  findings.flatMap((finding) => (finding.state === state ? [finding.key ?? finding.topic] : [])).sort();

async function examinePeer(start: () => PeerConduct, options = {}): Promise<Diagnosis> {
  const peer = await servePeer(start);
  try {
    return await examine(peer.device, options);
  } finally {
    peer.close();
  }
}

async function examineScript(script: Script): Promise<Diagnosis & { readonly received: readonly string[] }> {
  const served = await serveScript(script);
  try {
    return { ...(await examine(served.device, { scale: 2 })), received: [...served.received] };
  } finally {
    served.close();
  }
}

for (const name of ['winnermicro', 'esp-at'])
  test(`the simulated ${name} speaks as its profile declares`, async () => {
    const diagnosis = await examine(`sim:${name}`, { profile: name });
    assert.deepEqual(listKeys(diagnosis, 'disagrees'), []);
    assert.equal(diagnosis.exitCode, 0);
    assert.match(diagnosis.identity[0] ?? '', /^AT version:/);
    assert.equal(diagnosis.fits.find(({ profile }) => profile === name)?.differ.length, 0);
  });

test('a module that is declared as another one is told from it in both directions, and its own profile is named', async () => {
  const diagnosis = await examine('sim:esp-at');
  assert.equal(diagnosis.exitCode, 1);
  assert.deepEqual(listKeys(diagnosis, 'disagrees'), [
    'values.bad_parameter_final',
    'values.line_bytes_max',
    'values.test_form',
    'values.unknown_command_final',
  ]);
  assert.deepEqual(listKeys(diagnosis, 'open'), [
    'framing.echo',
    'framing.prompts',
    'framing.results',
    'values.echo_switch',
  ]);
  assert.equal(diagnosis.fits[0]?.profile, 'esp-at');
  const reverse = await examine('sim:winnermicro', { profile: 'esp-at' });
  assert.ok(listKeys(reverse, 'disagrees').includes('framing.prompts'));
  assert.equal(findFinding(reverse, 'test form AT+X=?').state, 'open');
});

test('the bytes behind every finding on a module are kept', async () => {
  const diagnosis = await examine('sim:');
  const prompt = findFinding(diagnosis, 'prompt');
  assert.deepEqual(prompt.evidence, [
    { sent: 'AT+HTTPURLCFG=8\\r\\n', received: 'OK\\r\\n>\\r\\n' },
    { sent: '........', received: 'SET OK\\r\\n' },
  ]);
  assert.deepEqual(
    diagnosis.findings.filter(({ evidence }) => evidence.length === 0),
    [],
  );
});

for (const [name, start, says] of [
  ['a silent port', () => ({}), /sends nothing/],
  [
    'garbage',
    () => ({ onText: (text: string, say: (text: string) => void) => say(garble(text)) }),
    /bytes that are no text/,
  ],
  ['a shell', actAsShell, /a console and no AT module/],
  [
    'a wire from TX to RX',
    () => ({ onText: (text: string, say: (text: string) => void) => say(text) }),
    /sends back what it is sent/,
  ],
] as const)
  test(`${name} is told as what it is, and nothing usable`, async () => {
    const diagnosis = await examinePeer(start, { scale: 4 });
    assert.equal(diagnosis.exitCode, 4);
    assert.deepEqual(diagnosis.fits, []);
    const port = findFinding(diagnosis, 'port');
    assert.match(port.says, says);
    assert.ok(port.todo !== null && port.evidence.length > 0);
  });

test('a port that never stops is left at once, and little of it is shown', async () => {
  const line = 'all is well\r\n'.repeat(400);
  const flood = (say: (text: string) => void) => void setInterval(() => say(line), 1).unref();
  const diagnosis = await examinePeer(() => ({ onConnect: flood }));
  const port = findFinding(diagnosis, 'port');
  assert.match(port.says, /never stops sending/);
  assert.ok(port.evidence.every(({ received }) => received.length < 300));
});

test('a module that takes CR alone is asked so, and its line end is named', async () => {
  const diagnosis = await examineScript({ terminator: '\r' });
  const end = findFinding(diagnosis, 'end of a command line');
  assert.equal(end.state, 'disagrees');
  assert.equal(end.shown, '"\\r"');
  assert.match(end.todo ?? '', /set `terminator: "\\r"`/);
});

test('a module that takes what it must refuse is not taken for one as declared', async () => {
  const { received, ...diagnosis } = await examineScript({ echo: true });
  assert.match(
    findFinding(diagnosis, 'word for an unknown command').says,
    /taken with OK, and should be refused/,
  );
  assert.match(findFinding(diagnosis, 'commands').says, /does not tell which commands there are/);
  assert.match(findFinding(diagnosis, 'prompt').says, /should prompt for 8 bytes and was answered OK/);
  assert.equal(diagnosis.exitCode, 1);
  // And nothing that resets, restores or reaches the network was ever sent.
  assert.ok(received.length > 20);
  assert.deepEqual(
    received.filter((line) => /RST|RESTORE|http:|CWJAP|\$\{/.test(line)),
    [],
  );
});

test('a module that falls silent in the middle is said to, after the line that did it', async () => {
  const diagnosis = await examineScript({ misconducts: [{ kind: 'freeze', on: 'HTTPCPOST' }] });
  const port = findFinding(diagnosis, 'port');
  assert.match(port.says, /answers no more; it was being examined for: commands/);
  assert.equal(diagnosis.exitCode, 1);
});

test('a port that goes away in the middle leaves what was seen before', async () => {
  const diagnosis = await examineScript({ misconducts: [{ kind: 'die', on: 'HTTPCPOST' }] });
  assert.equal(diagnosis.exitCode, 4);
  assert.match(findFinding(diagnosis, 'port').says, /tcp:127/);
  assert.equal(findFinding(diagnosis, 'echo').shown, 'off');
});

/** A module of few words at one rate; at every other its bytes are garbage. */
function answerAt(rate: number, data: Uint8Array, baud: number): Uint8Array {
  const text = Buffer.from(data).toString('latin1');
  const lines = text.split('\r\n').filter((line) => line !== '');
  const answer = lines.map((line) => (/^ATE?[01]?$/.test(line) ? 'OK\r\n' : 'ERROR\r\n')).join('');
  return Buffer.from(baud === rate ? answer : garble(text), 'latin1');
}

test('the rate of a line at which the module answers is found and named', async () => {
  const server = await createRfc2217Server({ reply: (data, baud) => answerAt(460_800, data, baud) });
  const diagnosis = await examine(`rfc2217:127.0.0.1:${server.port}?rtscts=off`);
  await server.dispose();
  assert.equal(diagnosis.exitCode, 4);
  const rate = findFinding(diagnosis, 'rate');
  assert.equal(rate.says, 'no module answers at 115200 baud, and one does at 460800');
  assert.equal(rate.todo, `use --device 'rfc2217:127.0.0.1:${server.port}?rtscts=off&baud=460800'`);
  assert.equal(diagnosis.usedAddress, `rfc2217:127.0.0.1:${server.port}?rtscts=off&baud=460800`);
  assert.ok(rate.evidence.some(({ received }) => received.startsWith('\\x')));
});

test('a line that is garbage at every rate is said to be, with the rates that were tried', async () => {
  const server = await createRfc2217Server({ reply: (data) => answerAt(-1, data, 0) });
  const diagnosis = await examine(`rfc2217:127.0.0.1:${server.port}`, { scale: 4 });
  await server.dispose();
  const port = findFinding(diagnosis, 'port');
  assert.match(port.says, /no text.*nor does a module answer at 9600, 921600, .* baud/);
});

test('a serial port with a module behind it is examined as any other', {
  skip: SERIAL_SKIP ?? false,
}, async () => {
  const pair = await createSerialPair();
  const answer = async () => {
    for (let length = 0; ; ) {
      const bytes = await pair.peer.received(length + 1);
      const text = Buffer.from(bytes.subarray(length)).toString('latin1');
      length = bytes.length;
      pair.peer.send(answerAt(1, Buffer.from(text, 'latin1'), 1));
    }
  };
  void answer().catch(() => {});
  const diagnosis = await examine(pair.path);
  await pair.peer.dispose();
  assert.equal(findFinding(diagnosis, 'form of results').shown, 'bare');
  assert.equal(diagnosis.exitCode, 1);
});

test('a modem that nobody here wrote fits its profile', { skip: IAXMODEM_SKIP ?? false }, async () => {
  const modem = await startIaxmodem();
  try {
    const diagnosis = await examine(modem.path, { set: 'v250', profile: 'iaxmodem' });
    assert.equal(diagnosis.fits[0]?.differ.length, 0);
    assert.equal(findFinding(diagnosis, 'form of results').shown, 'wrapped');
    assert.equal(findFinding(diagnosis, 'commands').state, 'unseen');
  } finally {
    await modem.dispose();
  }
});
