/** The origin itself: two listeners with their certificate, the journal, and the scripts of the answers to come. */
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { makeIdentity } from './certificate.ts';
import { Connection, type ConnectionHost } from './connection.ts';
import { Journal } from './journal.ts';
import {
  chooseHostName,
  closeServer,
  findClosedPort,
  listen,
  readAddresses,
  renderAuthority,
} from './listening.ts';
import type { Origin, OriginNotice, OriginOptions } from './origin.ts';
import { answerRoute } from './routes.ts';
import { ScriptQueue } from './script-queue.ts';
import { wrapTls } from './tls-handshake.ts';

/** Preferred so that URLs, and with them recorded command lines, stay the same from run to run. */
const HTTP_PORT = 18080;
const HTTPS_PORT = 18443;

/** Starts listening. Throws OriginError for addresses that cannot be used; nothing is left open then. */
export async function startOrigin(options: OriginOptions): Promise<Origin> {
  const { http, https } = readAddresses(options.httpAddress, options.httpsAddress);
  const hostName = chooseHostName(options.hostName, http);
  const secureHostName = chooseHostName(options.hostName, https);
  const identity = await makeIdentity([hostName, secureHostName], options.clock.wallMs());
  const secureContext = createSecureContext({ key: identity.keyPem, cert: identity.certificatePem });

  const journal = new Journal();
  const scripts = new ScriptQueue();
  const open = new Set<Connection>();
  let listener: ((notice: OriginNotice) => void) | null = null;
  let httpUrl = '';
  let httpsUrl = '';
  const host: ConnectionHost = {
    clock: options.clock,
    journal,
    notify: (notice) => listener?.(notice),
    decide: (request) => scripts.take(request) ?? answerRoute(request, request.tls ? httpsUrl : httpUrl),
  };

  function accept(socket: Socket, tls: boolean): Connection {
    const connection = new Connection(socket, journal.openConnection(tls, options.clock.nowMs()), host);
    open.add(connection);
    void connection.closed.then(() => open.delete(connection));
    return connection;
  }

  const httpServer = createListener((socket) => accept(socket, false).serve(socket));
  const httpsServer = createListener((socket) => {
    const connection = accept(socket, true);
    connection.serve(
      wrapTls(socket, secureContext, (fault) => connection.noteFault(fault, new Uint8Array(0))),
    );
  });

  async function settle(): Promise<void> {
    scripts.clear();
    const connections = [...open];
    for (const connection of connections) connection.destroy();
    await Promise.all(connections.map((connection) => connection.closed));
  }

  async function close(): Promise<void> {
    const closing = [closeServer(httpServer), closeServer(httpsServer)];
    await settle();
    await Promise.all(closing);
  }

  try {
    const httpPort = await listen(httpServer, http, HTTP_PORT);
    const httpsPort = await listen(httpsServer, https, HTTPS_PORT);
    const closedPort = await findClosedPort(http.host, [httpPort, httpsPort]);
    httpUrl = `http://${renderAuthority(hostName, httpPort)}`;
    httpsUrl = `https://${renderAuthority(secureHostName, httpsPort)}`;
    return {
      httpUrl,
      httpsUrl,
      hostName,
      closedUrl: `http://${renderAuthority(hostName, closedPort)}`,
      authorityPem: identity.authorityPem,
      requests: journal.requests,
      connections: journal.connections,
      script: (answer) => scripts.add(answer),
      settle,
      setListener: (next) => {
        listener = next;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Half-open, since a client may end its side after its request and still wait for the answer. */
function createListener(onConnection: (socket: Socket) => void): Server {
  return createServer({ allowHalfOpen: true, noDelay: true }, onConnection);
}
