import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { encodeText, equalBytes } from '../base/bytes.ts';
import { createManualClock, createSystemClock, type ManualClock } from '../base/clock.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { createTcpPeer, type TcpPeer } from '../testing/link-peer.ts';
import { createRfc2217Server, type ServerConduct } from '../testing/link-rfc2217-server.ts';
import { createSer2netPair, SER2NET_SKIP } from '../testing/link-ser2net.ts';
import { parseDeviceAddress } from './device-address.ts';
import { WRITE_STALL_MS } from './guarded-link.ts';
import { RESET_PULSE_MS } from './modem-lines.ts';
import { ANSWER_LIMIT_MS, createRfc2217Link } from './rfc2217-link.ts';

const [IAC, SB, SE, WILL, WONT, DO, DONT] = [255, 250, 240, 251, 252, 253, 254];

function linkTo(port: number, options = '', clock = createSystemClock() as ManualClock) {
  const parsed = parseDeviceAddress(`rfc2217:127.0.0.1:${port}${options}`);
  assert.ok(parsed.ok && parsed.value.kind === 'rfc2217');
  return createRfc2217Link(parsed.value, clock);
}

async function prepare(t: TestContext, conduct: ServerConduct = {}, options = '') {
  const server = await createRfc2217Server(conduct);
  const clock = createManualClock();
  const link = linkTo(server.port, options, clock);
  const collector = createLinkCollector();
  t.after(() => link.close().then(server.dispose));
  return { server, clock, link, collector };
}

/** Opens a link whose server leaves an answer out, by letting time pass until it is over. */
async function openInTime(
  link: ReturnType<typeof linkTo>,
  clock: ManualClock,
  collector = createLinkCollector(),
) {
  const opened = link.open(collector).then(
    () => ({ error: null }),
    (error) => ({ error }),
  );
  let isOver = false;
  void opened.then(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    // The limit of opening as a whole is longer: this one has to come first.
    if (clock.nextDueMs() !== null) clock.advance(ANSWER_LIMIT_MS / 10);
  }
  return (await opened).error;
}

const isCommand = (command: number, value?: number) => (payload: readonly number[]) =>
  payload[0] === command && (value === undefined || payload[1] === value);

describe('a link by RFC 2217', () => {
  it('sets the line and empties the buffers before it is open', async (t) => {
    const { server, link, collector } = await prepare(
      t,
      {},
      '?baud=921600&dataBits=7&parity=even&stopBits=2&xon=on&xoff=on',
    );
    await link.open(collector);
    const set = server.requests.filter(([command]) => command !== 0);
    assert.deepEqual(set, [
      [1, 0, 14, 16, 0],
      [2, 7],
      [3, 3],
      [4, 2],
      [12, 3],
      [5, 2],
    ]);
    assert.equal(link.description.bitsPerSecond, 921_600);
  });

  it('sets flow control each way on its own', async (t) => {
    for (const [options, expected] of [
      ['?xon=on', [2, 14]],
      ['?xoff=on', [1, 15]],
      ['?rtscts=on', [3]],
      ['', [1]],
    ] as const) {
      const { server, link, collector } = await prepare(t, {}, options);
      await link.open(collector);
      const controls = server.requests.filter(isCommand(5)).map(([, value]) => value);
      assert.deepEqual(controls, expected);
    }
  });

  it('escapes a speed that holds the byte 255', async (t) => {
    const { server, link, collector } = await prepare(t, {}, '?baud=65535');
    await link.open(collector);
    assert.deepEqual(server.requests.find(isCommand(1)), [1, 0, 0, 255, 255]);
  });

  it('tells the name of the server, and what it left unanswered or refused, in its settings', async (t) => {
    const { clock, link } = await prepare(t, {
      answer: ([command = 0]) =>
        command === 0 ? [100, ...encodeText('box\x07 9')] : command === 3 || command === 12 ? [] : undefined,
      negotiate: (verb, option) => (option === 3 && verb === DO ? [IAC, WONT, 3] : undefined),
    });
    assert.equal(await openInTime(link, clock), null);
    const { server, unconfirmed, refused } = link.description.settings;
    assert.deepEqual(
      { server, unconfirmed, refused },
      {
        server: 'box 9',
        unconfirmed: 'parity',
        refused: 'suppress go ahead',
      },
    );
  });

  it('is refused by a server that does not set lines, does not carry binary data, or sets another line', async (t) => {
    const refusals: readonly (readonly [conduct: ServerConduct, message: RegExp])[] = [
      [
        { negotiate: (_, option) => (option === 44 ? [IAC, DONT, 44] : undefined) },
        /refused COM-PORT-OPTION/,
      ],
      [
        { negotiate: (verb, option) => (option === 0 && verb === DO ? [IAC, WONT, 0] : undefined) },
        /refused binary data from the module/,
      ],
      [
        { negotiate: (verb, option) => (option === 0 ? [IAC, verb === WILL ? DONT : WONT, 0] : undefined) },
        /refused binary data to the module/,
      ],
      [
        { answer: ([command]) => (command === 1 ? [101, 0, 0, 37, 128] : undefined) },
        /set baud to 9600 and not to 115200/,
      ],
      [
        { answer: ([command]) => (command === 3 ? [103, 5] : undefined) },
        /set parity to space and not to none/,
      ],
      [
        { answer: ([command]) => (command === 5 ? [105, 3] : undefined) },
        /set flow to rtscts and not to none/,
      ],
    ];
    for (const [conduct, message] of refusals) {
      const { link, collector } = await prepare(t, conduct);
      await assert.rejects(link.open(collector), { fault: 'refused', message, hint: /./ });
      assert.deepEqual(collector.faults, []);
    }
  });

  it('is refused by a server that never agrees to binary data', async (t) => {
    const { clock, link } = await prepare(t, {
      negotiate: (_, option) => (option === 0 ? [] : undefined),
    });
    const error = await openInTime(link, clock);
    assert.match(error.message, /did not agree to binary data to the module and from the module$/);
  });

  it('keeps to itself what came before the line was set', async (t) => {
    const { link, collector, server } = await prepare(t, { greeting: encodeText('noise of another speed') });
    await link.open(collector);
    server.send(Uint8Array.of(255, 0, 255, 255));
    assert.ok(equalBytes(await collector.received(4), Uint8Array.of(255, 0, 255, 255)));
  });

  it('hears what comes in the same piece as the last answer', async (t) => {
    const answers: number[] = [];
    const { link, collector, server } = await prepare(t, {
      answer: (payload) => {
        answers.push(IAC, SB, 44, (payload[0] ?? 0) + 100, ...payload.slice(1), IAC, SE);
        if (payload[0] === 5) server.sendRaw([...answers, ...encodeText('boot')]);
        return [];
      },
    });
    await link.open(collector);
    assert.equal((await collector.received(4)).toString(), 'boot');
  });

  it('repeats the words of a server that closes instead of setting the line', async (t) => {
    for (const [words, fault] of [
      ['Port already in use\r\n', 'busy'],
      ['Device open failure: no such file\r\n', 'refused'],
    ] as const) {
      const { server, link, collector } = await prepare(t, {
        negotiate: () => [],
        greeting: encodeText(words),
      });
      const opened = assert.rejects(link.open(collector), {
        fault,
        message: new RegExp(`closed the connection, with the words: ${words.trim()}$`),
      });
      server.end();
      await opened;
    }
  });

  it('asks for the modem lines after the line is set, and pulses the reset line', async (t) => {
    const { server, clock, link, collector } = await prepare(t, {}, '?reset=rts&dtr=on');
    await link.open(collector);
    const pulsed = link.resetLine?.();
    // The pulse itself is the shortest of all limits.
    const dueInMs = () => (clock.nextDueMs() ?? Number.POSITIVE_INFINITY) - clock.nowMs();
    while (dueInMs() > RESET_PULSE_MS) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(RESET_PULSE_MS);
    await pulsed;
    const controls = server.requests.filter(isCommand(5)).map(([, value]) => value);
    assert.deepEqual(controls, [1, 8, 12, 8, 11, 8, 12]);
  });

  it('is refused where the server has no modem lines to reset the module by', async (t) => {
    const silent = await prepare(
      t,
      { answer: ([command, value = 0]) => (command === 5 && value > 3 ? [] : undefined) },
      '?dtr=off',
    );
    const error = await openInTime(silent.link, silent.clock);
    assert.match(error.message, /has no modem line DTR to move \(the server did not answer\)/);
    const deaf = await prepare(
      t,
      { answer: ([, value]) => (value === 12 ? [105, 11] : undefined) },
      '?rts=off',
    );
    await assert.rejects(deaf.link.open(deaf.collector), {
      message: /RTS to move \(the server left it on\)/,
    });
  });

  it('holds back data while the server asks for it, and gives up a server that asks for ever', async (t) => {
    const { server, clock, link, collector } = await prepare(t);
    await link.open(collector);
    const say = (code: number) => {
      server.sendRaw([IAC, SB, 44, code, IAC, SE, 33]);
      return collector.received(collector.chunks.length + 1);
    };
    await say(108);
    let isWritten = false;
    const written = link.write(encodeText('AT')).then(() => {
      isWritten = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isWritten, false);
    await say(109);
    await written;
    assert.equal((await server.received(2)).toString(), 'AT');
    await say(108);
    const stalled = assert.rejects(link.write(encodeText('AT')), { message: /took no bytes for/ });
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(WRITE_STALL_MS + 1_000);
    await stalled;
  });

  it('answers a server that asks for our name', async (t) => {
    const { server, link, collector } = await prepare(t);
    await link.open(collector);
    server.sendRaw([IAC, SB, 44, 100, IAC, SE]);
    const name = [0, ...encodeText('atconform')];
    await server.requested((payload) => equalBytes(Uint8Array.from(payload), Uint8Array.from(name)));
  });

  it('is lost when the server takes binary data back, or forgets the end of what it says', async (t) => {
    for (const [bytes, message] of [
      [[IAC, WONT, 0], /refused binary data from the module/],
      [[IAC, SB, 44, ...new Array(2_000).fill(7)], /subnegotiation without an end/],
    ] as const) {
      const { server, link, collector } = await prepare(t);
      await link.open(collector);
      server.sendRaw(bytes);
      assert.match((await collector.faulted()).message, message);
    }
  });
});

describe('a link by RFC 2217 to something else', () => {
  async function prepareRaw(t: TestContext) {
    const peer = await createTcpPeer();
    const clock = createManualClock();
    const link = linkTo(peer.port, '', clock);
    t.after(() => link.close().then(peer.dispose));
    return { peer, clock, link };
  }

  it('is refused by a peer that says nothing', async (t) => {
    const { clock, link } = await prepareRaw(t);
    const error = await openInTime(link, clock);
    assert.equal(error.fault, 'refused');
    assert.match(error.message, /did not answer as an RFC 2217 server$/);
    assert.match(error.hint, /`tcp:`/);
  });

  it('is refused by a server that goes away, at whichever byte of its answers', async (t) => {
    const negotiated = [DO, 0, WILL, 0, DO, 3, WILL, 3, DO, 44];
    const answered = [
      [101, 0, 1, 194, 0],
      [102, 8],
      [103, 1],
      [104, 1],
      [112, 3],
      [105, 1],
    ];
    const bytes = Uint8Array.from([
      ...[0, 2, 4, 6, 8].flatMap((at) => [IAC, ...negotiated.slice(at, at + 2)]),
      ...answered.flatMap((payload) => [IAC, SB, 44, ...payload, IAC, SE]),
    ]);
    for (let length = 0; length <= bytes.length; length += 1) {
      const { peer, link } = await prepareRaw(t);
      const collector = createLinkCollector();
      peer.send(bytes.subarray(0, length));
      if (length < bytes.length) peer.end();
      if (length === bytes.length) await link.open(collector);
      else
        await assert.rejects(link.open(collector), { name: 'LinkError', message: /closed the connection/ });
      assert.deepEqual(collector.faults, []);
    }
  });

  it('declines options that it does not know, once', async (t) => {
    const { peer, link } = await prepareRaw(t);
    const asked = [IAC, WILL, 1, IAC, DO, 24];
    peer.send(Uint8Array.from([...asked, ...asked, IAC, DO, 31]));
    const opened = assert.rejects(link.open(createLinkCollector()));
    const begun = 5 * 3;
    const answers = (await peer.received(begun + 9)).subarray(begun);
    assert.deepEqual([...answers], [IAC, DONT, 1, IAC, WONT, 24, IAC, WONT, 31]);
    peer.die();
    await opened;
  });

  it('is refused by a raw port with a module behind it that echoes all', async (t) => {
    const { peer, clock, link } = await prepareRaw(t);
    let echoed = 0;
    const echo = (peer: TcpPeer): void => {
      void peer.received(echoed + 1).then((bytes) => {
        peer.send(bytes.subarray(echoed));
        echoed = bytes.length;
        echo(peer);
      });
    };
    echo(peer);
    const error = await openInTime(link, clock);
    assert.match(error.message, /did not answer as an RFC 2217 server$/);
  });

  it('is refused by a peer that talks garbage without end', async (t) => {
    const { peer, clock, link } = await prepareRaw(t);
    for (let at = 0; at < 64; at += 1) peer.send(encodeText('garbage '.repeat(1_000)));
    const error = await openInTime(link, clock);
    assert.match(error.message, /did not answer as an RFC 2217 server$/);
  });

  it('does not answer without bound a peer that only asks', async (t) => {
    const { peer, link } = await prepareRaw(t);
    // Agreeing and taking back by turns would need an answer each time.
    const turn = Uint8Array.of(IAC, DO, 3, IAC, DONT, 3);
    peer.stopReading();
    peer.send(Buffer.alloc(1024 * 1024 * 6, turn));
    await assert.rejects(link.open(createLinkCollector()), {
      message: /asks without end and reads no answer/,
    });
  });
});

describe('a link by RFC 2217 to ser2net', { skip: SER2NET_SKIP ?? false }, () => {
  it('sets a line, and says who set it', async (t) => {
    const { port, peer } = await createSer2netPair('rfc2217');
    const link = linkTo(port, '?baud=9600&dataBits=7&parity=odd&stopBits=2');
    t.after(() => link.close().then(peer.dispose));
    await link.open(createLinkCollector());
    assert.equal(link.description.settings.server, 'ser2net');
    assert.equal(link.description.settings.unconfirmed, undefined);
  });

  it('refuses modem lines that the pseudo terminal behind it does not have', async (t) => {
    const { port, peer } = await createSer2netPair('rfc2217');
    const link = linkTo(port, '?reset=dtr');
    t.after(() => link.close().then(peer.dispose));
    await assert.rejects(link.open(createLinkCollector()), { message: /has no modem line DTR to move/ });
  });

  it('says that the port is in use', async (t) => {
    const { port, peer } = await createSer2netPair('rfc2217');
    const [first, second] = [linkTo(port), linkTo(port)];
    t.after(() => Promise.all([first.close(), second.close()]).then(peer.dispose));
    await first.open(createLinkCollector());
    await assert.rejects(second.open(createLinkCollector()), { fault: 'busy', message: /in use/ });
  });
});
