/** Where the origin listens: addresses read, ports bound, and one port found on which nothing listens. */
import { connect, isIP, isIPv6, type Server } from 'node:net';
import { OriginError } from './origin.ts';

export interface ListenAddress {
  readonly host: string;
  /** null: the preferred one, or any free one where that is taken. */
  readonly port: number | null;
}

const LOOPBACK = '127.0.0.1';

/** Below the range from which systems choose ports by themselves, so that no other socket comes upon them by chance. */
const CLOSED_PORTS = Array.from({ length: 100 }, (_, index) => 18081 + index);

/**
 * Reads `HOST:PORT`, with an IPv6 address in brackets; port 0 leaves the choice, and null also that of the host,
 * which is then `defaultHost`. Throws OriginError.
 */
function readAddress(text: string | null, option: string, defaultHost: string): ListenAddress {
  if (text === null) return { host: defaultHost, port: null };
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):([0-9]{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65535)
    throw new OriginError(
      `${option}: expected HOST:PORT with a port from 0 to 65535, got "${text}"`,
      'write for example 192.168.1.10:8080, or leave the option out to listen on the loopback address',
    );
  return { host: match[1] ?? match[2] ?? '', port: port === 0 ? null : port };
}

/** Both addresses; one that is not given is on the host of the other, or on loopback. Throws OriginError. */
export function readAddresses(
  http: string | null,
  https: string | null,
): { readonly http: ListenAddress; readonly https: ListenAddress } {
  const secure = readAddress(https, '--origin-https', LOOPBACK);
  const plain = readAddress(http, '--origin-http', secure.host);
  return { http: plain, https: https === null ? { ...secure, host: plain.host } : secure };
}

/** The host that a module is told: the given one, or the listening one. Throws OriginError where a module cannot use it. */
export function chooseHostName(given: string | null, address: ListenAddress): string {
  if (given === null && isEveryAddress(address.host))
    throw new OriginError(
      `the origin listens on every address of this machine (${address.host}), which names none to connect to`,
      'say with --origin-host which address or name the module is to use',
    );
  const hostName = given ?? address.host;
  if (isIP(hostName) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(hostName))
    throw new OriginError(
      `--origin-host: expected a name or an address without port and brackets, got "${hostName}"`,
      'write for example --origin-host 192.168.1.10',
    );
  return hostName;
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || (isIPv6(host) && /^[0:]+$/.test(host));
}

/** `host:port` as it stands in a URL. */
export function renderAuthority(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** A listener could not be bound; `code` is the system's. */
class BindError extends OriginError {
  readonly code: string;

  constructor(code: string, authority: string) {
    super(
      `the origin cannot listen on ${authority} (${code})`,
      BIND_HINTS[code] ?? 'choose another address with --origin-http and --origin-https',
    );
    this.code = code;
  }
}

const BIND_HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'end the program that uses it, or choose another port with --origin-http or --origin-https',
  EACCES: 'ports below 1024 need privileges: choose a higher port, or grant them',
  EADDRNOTAVAIL: 'this machine does not have that address: choose one of its own',
  ENOTFOUND: 'that name has no address: write an address of this machine',
};

/**
 * Listens on the address and returns the port: the given one, else `preferredPort`, else any free one.
 * Throws OriginError where it cannot be bound.
 */
export async function listen(server: Server, address: ListenAddress, preferredPort: number): Promise<number> {
  const { host, port } = address;
  if (port !== null) return bind(server, host, port);
  try {
    return await bind(server, host, preferredPort);
  } catch (error) {
    if (!(error instanceof BindError) || error.code !== 'EADDRINUSE') throw error;
    return bind(server, host, 0);
  }
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(new BindError(error.code ?? error.message, renderAuthority(host, port)));
    server.once('error', refuse);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', refuse);
      const bound = server.address();
      resolve(bound !== null && typeof bound === 'object' ? bound.port : port);
    });
  });
}

/** Resolves when the server listens no more; also for one that never did. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/**
 * A port of `host`, none of `ownPorts`, on which connections are refused. A socket that is bound but does not listen
 * would hold it, which Node cannot make; so the port is one where nothing listens now, which was seen to refuse, and
 * which no system hands out by itself. A program told to listen on just this port later is beyond us.
 * Throws OriginError where none of `candidates` will do.
 */
export async function findClosedPort(
  host: string,
  ownPorts: readonly number[],
  candidates: readonly number[] = CLOSED_PORTS,
): Promise<number> {
  const reachable = isEveryAddress(host) ? localOf(host) : host;
  for (const port of candidates)
    if (!ownPorts.includes(port) && (await isRefused(reachable, port))) return port;
  throw new OriginError(
    `found no closed port from ${candidates[0]} to ${candidates.at(-1)} on ${host}: something listens on each`,
    'free one of them',
  );
}

/** Where the own listener for every address can be reached. */
function localOf(everyAddress: string): string {
  return isIPv6(everyAddress) ? '::1' : LOOPBACK;
}

/** Throws OriginError where the machine neither connects nor refuses, as behind a firewall that drops. */
function isRefused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') return resolve(true);
      reject(
        new OriginError(
          `${renderAuthority(host, port)} should refuse connections, but trying it gave ${error.code}`,
          'let the firewall of this machine refuse connections to closed ports instead of dropping them',
        ),
      );
    });
  });
}
