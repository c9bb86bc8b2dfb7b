/** Test side of a simulated module: a host that writes bytes and waits for bytes, and an HTTP server to talk to. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Clock, createSystemClock } from '../base/clock.ts';
import { createModule } from '../module/create.ts';
import type { SimulatedModule } from '../module/module.ts';

/** Bytes as latin1 text, so that tests can hold literals against the wire. */
const toBytes = (text: string) => Buffer.from(text, 'latin1');

/** A real time after which a wait gives up and says what came instead: far beyond what anything here takes. */
const WAIT_MS_MAX = 20_000;

export class ModuleHost {
  readonly module: SimulatedModule;
  /** What came in each call of the listener and was not yet taken. */
  pieces: string[] = [];
  private check: (() => void) | null = null;

  constructor(personality: string, options: { readonly clock?: Clock; readonly net?: 'up' | 'down' } = {}) {
    const { clock = createSystemClock(), net = 'up' } = options;
    this.module = createModule({ personality, clock, net });
    this.module.setListener((bytes) => {
      this.pieces.push(Buffer.from(bytes).toString('latin1'));
      this.check?.();
    });
  }

  write(text: string): void {
    this.module.write(toBytes(text));
  }

  /** Everything that came and was not yet taken. */
  take(): string {
    const text = this.pieces.join('');
    this.pieces = [];
    return text;
  }

  /** Writes and takes what was answered at once. */
  ask(text: string): string {
    this.write(text);
    return this.take();
  }

  /** Waits until the untaken bytes end with `ending`, and takes them. */
  waitFor(ending: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.check = null;
        reject(new Error(`no ${JSON.stringify(ending)} came, but ${JSON.stringify(this.pieces.join(''))}`));
      }, WAIT_MS_MAX);
      this.check = () => {
        if (!this.pieces.join('').endsWith(ending)) return;
        clearTimeout(timer);
        this.check = null;
        resolve(this.take());
      };
      this.check();
    });
  }

  /** Writes and waits as `waitFor`. */
  exchange(text: string, ending: string): Promise<string> {
    this.write(text);
    return this.waitFor(ending);
  }
}

export interface ServedRequest {
  readonly method: string;
  readonly target: string;
  /** `Key: value` in order and case as sent. */
  readonly headers: readonly string[];
  readonly body: string;
  readonly isSecure: boolean;
}

/** Answers a request; it may write raw bytes to `raw.socket` instead of using `answer`. */
export type Respond = (
  request: ServedRequest,
  answer: http.ServerResponse,
  raw: http.IncomingMessage,
) => void;

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ServedRequest[];
  /** Replaces how requests are answered; at first with `200` and the body `hello`. */
  respond: Respond;
  /** Resolves when all connections made so far are closed. */
  allClosed(): Promise<void>;
  close(): Promise<void>;
}

export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

/** A server on a free loopback port; with `credentials` over TLS. */
export async function startTestServer(credentials?: Credentials): Promise<TestServer> {
  const requests: ServedRequest[] = [];
  const isSecure = credentials !== undefined;
  let openConnections = 0;
  let noteClosed: (() => void) | null = null;
  const served: TestServer = {
    url: '',
    port: 0,
    requests,
    respond: (_, answer) => answer.end('hello'),
    allClosed: () =>
      new Promise((resolve) => {
        noteClosed = () => {
          if (openConnections === 0) resolve();
        };
        noteClosed();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const listener: http.RequestListener = (raw, answer) => {
    const parts: Buffer[] = [];
    raw.on('data', (part: Buffer) => parts.push(part));
    raw.on('end', () => {
      const request = describeRequest(raw, Buffer.concat(parts), isSecure);
      requests.push(request);
      served.respond(request, answer, raw);
    });
  };
  const server = isSecure ? https.createServer({ ...credentials }, listener) : http.createServer(listener);
  server.on(isSecure ? 'secureConnection' : 'connection', (socket) => {
    openConnections += 1;
    socket.on('close', () => {
      openConnections -= 1;
      noteClosed?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(served, { port, url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}` });
}

function describeRequest(raw: http.IncomingMessage, body: Buffer, isSecure: boolean): ServedRequest {
  const headers: string[] = [];
  for (let index = 0; index < raw.rawHeaders.length; index += 2)
    headers.push(`${raw.rawHeaders[index]}: ${raw.rawHeaders[index + 1]}`);
  return {
    method: raw.method ?? '',
    target: raw.url ?? '',
    headers,
    body: body.toString('latin1'),
    isSecure,
  };
}
