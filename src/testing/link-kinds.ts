/** Every kind of link with somebody at its other end, for the suites that all of them have to pass. */
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { createSystemClock } from '../base/clock.ts';
import { createVirtualClock } from '../base/virtual-clock.ts';
import { createLink } from '../link/create-link.ts';
import { parseDeviceAddress } from '../link/device-address.ts';
import type { Link } from '../link/link.ts';
import { createPipeLink } from '../link/pipe-link.ts';
import { createReplayLink } from '../link/replay-link.ts';
import { writeEvents } from './events.ts';
import { createLinkCollector } from './link-collector.ts';
import { createTcpPeer, type LinkPeer } from './link-peer.ts';
import { createRfc2217Server } from './link-rfc2217-server.ts';
import { createSer2netPair, SER2NET_SKIP, type Ser2netMode } from './link-ser2net.ts';
import { createSerialPair, SERIAL_SKIP } from './serial-pair.ts';

export interface LinkUnderTest {
  readonly link: Link;
  readonly peer: LinkPeer;
}

export interface LinkKind {
  readonly kind: string;
  /** What stands between the link and its other end, where a kind is tested more than once; otherwise empty. */
  readonly by: string;
  /** Makes a link that is not yet open, and its other end. */
  connect(clock: Clock): Promise<LinkUnderTest>;
  /** Why the kind cannot be tested here and what to do; null where it can. */
  readonly skip: string | null;
  /** Can the other end send before the link has opened? A serial port drops what came before. */
  readonly hearsEarly: boolean;
  /** Is there a path that the other end can leave, or clog? */
  readonly canDie: boolean;
  /** Its other end is a recording, which sends what it once sent and takes what it once took. */
  readonly isRecorded?: true;
}

/** A link to `text`, which is the address of hardware or of a program. */
export function linkTo(text: string, clock: Clock): Link {
  const address = parseDeviceAddress(text);
  if (!address.ok || address.value.kind === 'sim' || address.value.kind === 'replay')
    throw new Error(`not an address of a link: ${text}`);
  return createLink(address.value, clock);
}

export const LINK_KINDS: readonly LinkKind[] = [
  { kind: 'pipe', by: '', connect: connectPipe, skip: null, hearsEarly: true, canDie: false },
  { kind: 'tcp', by: '', connect: connectTcp, skip: null, hearsEarly: true, canDie: true },
  {
    kind: 'replay',
    by: '',
    connect: connectReplay,
    skip: null,
    hearsEarly: false,
    canDie: false,
    isRecorded: true,
  },
  { kind: 'exec', by: '', connect: connectExec, skip: null, hearsEarly: true, canDie: true },
  { kind: 'serial', by: '', connect: connectSerial, skip: SERIAL_SKIP, hearsEarly: false, canDie: true },
  { kind: 'rfc2217', by: '', connect: connectRfc2217, skip: null, hearsEarly: false, canDie: true },
  {
    kind: 'rfc2217',
    by: ' by ser2net',
    connect: (clock) => connectSer2net('rfc2217', 'rfc2217', clock),
    skip: SER2NET_SKIP,
    hearsEarly: false,
    canDie: true,
  },
  {
    kind: 'tcp',
    by: ' by ser2net',
    connect: (clock) => connectSer2net('tcp', 'raw', clock),
    skip: SER2NET_SKIP,
    hearsEarly: false,
    canDie: true,
  },
];

async function connectPipe(): Promise<LinkUnderTest> {
  const collector = createLinkCollector();
  const early: Bytes[] = [];
  let listener: ((bytes: Bytes) => void) | null = null;
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const link = createPipeLink('sim:', {
    write: collector.onBytes,
    setListener(next) {
      listener = next;
      for (const bytes of early.splice(0)) listener?.(bytes);
    },
    close,
  });
  const peer = {
    send: (bytes: Bytes) => void (listener ? listener(bytes) : early.push(bytes)),
    received: collector.received,
    stopReading() {},
    released: () => closed,
    async dispose() {},
  };
  return { link, peer };
}

/** Of a module that said hello in two pieces, and was sent `AT`. */
async function connectReplay(): Promise<LinkUnderTest> {
  const writer = writeEvents();
  writer.record({ kind: 'control', what: 'open', detail: 'recorded' });
  writer.receive('rea');
  writer.receive('dy\r\n');
  writer.send('AT');
  const description = { kind: 'replay', settings: {}, bitsPerSecond: null };
  const link = createReplayLink('replay:hello.ndjson', writer.events, description, createVirtualClock());
  const collector = createLinkCollector();
  const peer = {
    send() {},
    received: collector.received,
    stopReading() {},
    released: async () => {},
    async dispose() {},
  };
  return { link, peer };
}

async function connectTcp(clock: Clock): Promise<LinkUnderTest> {
  const peer = await createTcpPeer();
  return { link: linkTo(`tcp:127.0.0.1:${peer.port}`, clock), peer };
}

async function connectExec(clock: Clock): Promise<LinkUnderTest> {
  const peer = await createTcpPeer();
  const connect = `const s = require("net").connect(${peer.port}, "127.0.0.1");`;
  const join = 's.pipe(process.stdout); process.stdin.pipe(s); s.on("close", () => process.exit())';
  return { link: linkTo(`exec:'${process.execPath}' -e '${connect} ${join}'`, clock), peer };
}

async function connectSerial(clock: Clock): Promise<LinkUnderTest> {
  const { path, peer } = await createSerialPair();
  const link = linkTo(`serial:${path}?baud=921600`, clock);
  return { link, peer: { ...peer, released: () => openAgain(path) } };
}

async function connectRfc2217(clock: Clock): Promise<LinkUnderTest> {
  const peer = await createRfc2217Server();
  return { link: linkTo(`rfc2217:127.0.0.1:${peer.port}?baud=921600`, clock), peer };
}

async function connectSer2net(kind: string, mode: Ser2netMode, clock: Clock): Promise<LinkUnderTest> {
  const { port, peer } = await createSer2netPair(mode);
  const text = `${kind}:127.0.0.1:${port}`;
  return { link: linkTo(text, clock), peer: { ...peer, released: () => openAgain(text) } };
}

/** Resolves once `text` can be opened: what is still open is locked, and ser2net serves one at a time. */
async function openAgain(text: string): Promise<void> {
  for (;;) {
    const link = linkTo(text, createSystemClock());
    const opened = await link.open(createLinkCollector()).then(
      () => true,
      () => false,
    );
    await link.close();
    if (opened) return;
  }
}
