import type { Bytes } from '../base/bytes.ts';
import { createSystemClock } from '../base/clock.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { testLinkContract } from '../testing/link-contract.ts';
import { createTcpPeer } from '../testing/link-peer.ts';
import { createRfc2217Server } from '../testing/link-rfc2217-server.ts';
import { createSer2netPair, SER2NET_SKIP, type Ser2netMode } from '../testing/link-ser2net.ts';
import { createSerialPair, SERIAL_SKIP } from '../testing/serial-pair.ts';
import { createLink } from './create-link.ts';
import { parseDeviceAddress } from './device-address.ts';
import type { Link } from './link.ts';
import { createPipeLink } from './pipe-link.ts';

const clock = createSystemClock();

function linkTo(text: string): Link {
  const address = parseDeviceAddress(text);
  if (!address.ok || address.value.kind === 'sim' || address.value.kind === 'replay')
    throw new Error(`not an address of a link: ${text}`);
  return createLink(address.value, clock);
}

testLinkContract(
  'pipe',
  async () => {
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
  },
  { skip: null, hearsEarly: true, canDie: false },
);

testLinkContract(
  'tcp',
  async () => {
    const peer = await createTcpPeer();
    return { link: linkTo(`tcp:127.0.0.1:${peer.port}`), peer };
  },
  { skip: null, hearsEarly: true, canDie: true },
);

testLinkContract(
  'exec',
  async () => {
    const peer = await createTcpPeer();
    const connect = `const s = require("net").connect(${peer.port}, "127.0.0.1");`;
    const join = 's.pipe(process.stdout); process.stdin.pipe(s); s.on("close", () => process.exit())';
    return { link: linkTo(`exec:'${process.execPath}' -e '${connect} ${join}'`), peer };
  },
  { skip: null, hearsEarly: true, canDie: true },
);

testLinkContract(
  'serial',
  async () => {
    const { path, peer } = await createSerialPair();
    const link = linkTo(`serial:${path}?baud=921600`);
    return { link, peer: { ...peer, released: () => openAgain(path) } };
  },
  { skip: SERIAL_SKIP, hearsEarly: false, canDie: true },
);

testLinkContract(
  'rfc2217',
  async () => {
    const peer = await createRfc2217Server();
    return { link: linkTo(`rfc2217:127.0.0.1:${peer.port}?baud=921600`), peer };
  },
  { skip: null, hearsEarly: false, canDie: true },
);

const behindSer2net = (kind: string, mode: Ser2netMode) => async () => {
  const { port, peer } = await createSer2netPair(mode);
  const text = `${kind}:127.0.0.1:${port}`;
  return { link: linkTo(text), peer: { ...peer, released: () => openAgain(text) } };
};

testLinkContract('rfc2217', behindSer2net('rfc2217', 'rfc2217'), {
  skip: SER2NET_SKIP,
  hearsEarly: false,
  canDie: true,
  by: 'ser2net',
});

testLinkContract('tcp', behindSer2net('tcp', 'raw'), {
  skip: SER2NET_SKIP,
  hearsEarly: false,
  canDie: true,
  by: 'ser2net',
});

/** Resolves once `text` can be opened: what is still open is locked, and ser2net serves one at a time. */
async function openAgain(text: string): Promise<void> {
  for (;;) {
    const link = linkTo(text);
    const opened = await link.open(createLinkCollector()).then(
      () => true,
      () => false,
    );
    await link.close();
    if (opened) return;
  }
}
