/** Probes of faults: a fixed conversation with a module and the server behind it, whose record a fault must change. */
import assert from 'node:assert/strict';
import net, { type AddressInfo, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import tls from 'node:tls';
import { generate } from 'selfsigned';
import { createManualClock } from '../base/clock.ts';
import { createModule } from '../module/create.ts';
import type { FaultGroup } from '../module/faults/fault.ts';

/** What the server sends, latin1, once a request is there; with `ends` it then closes. null: it says nothing. */
export type ProbeAnswer = string | { readonly text: string; readonly ends: true } | null;

/**
 * A text is sent, and its answer waited for up to a final, a prompt or a busy text; `${o}` in it is the server's address and
 * `${s}` the one with TLS, `${h}` host and port alone. put: sent without waiting. arrived: so many requests have arrived. seen: what came since the step before ends with this. advance: time passes. reset: the pin.
 */
export type ProbeStep =
  | string
  | { readonly put: string }
  | { readonly arrived: number }
  | { readonly seen: string }
  | { readonly advance: number }
  | { readonly reset: true };

export interface Probe {
  /** By default the manual's own. */
  readonly personality?: string;
  readonly net?: 'down';
  /** By default a 200 with the body `hello` for every request. */
  readonly serve?: (request: string, index: number) => ProbeAnswer;
  readonly steps: readonly ProbeStep[];
}

export const HELLO = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

/** A response with a body of known length. */
export function answerWith(body: string, head = 'HTTP/1.1 200 OK'): string {
  return `${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** How long a module with a fault may keep its answer to itself before that counts as none, and one without. */
const FAULTY_MS_MAX = 400;
const SOUND_MS_MAX = 20_000;

const IS_ANSWERED = /(?:OK|ERROR|FAIL|ERR|busy \.\.\.|busy p\.\.\.|ready|>)\r\n$|>$/;

/** Most of a probe is waiting for what does not come. */
const PROBES_AT_ONCE = 8;

/** Each fault of `group` changes the record of its probe, and each probe gives the same record twice without a fault. */
export function testFaults(name: string, group: FaultGroup, probes: Readonly<Record<string, Probe>>): void {
  describe(name, { concurrency: PROBES_AT_ONCE }, () => {
    it('has a probe for every fault', () => {
      assert.deepEqual(Object.keys(probes).sort(), Object.keys(group).sort());
    });
    for (const [id, probe] of Object.entries(probes))
      it(`shows the fault ${id}: ${group[id]?.[0]}`, async () => {
        const sound = await recordProbe(null, probe);
        assert.equal(await recordProbe(null, probe), sound, 'a probe must give the same record twice');
        assert.notEqual(await recordProbe(id, probe), sound);
      });
  });
}

/** Everything that both ends of the module saw, as text; the same for the same behaviour. */
async function recordProbe(fault: string | null, probe: Probe): Promise<string> {
  const { personality = 'winnermicro', net: network = 'up', serve = () => HELLO, steps } = probe;
  const isSecure = JSON.stringify(steps).includes('${s}');
  const server = await startProbeServer(serve, isSecure);
  const clock = createManualClock();
  const module = createModule({ personality, clock, net: network, fault });
  const limitMs = fault === null ? SOUND_MS_MAX : FAULTY_MS_MAX;
  const log: string[] = [];
  let received = '';
  let check = () => {};
  module.setListener((bytes) => {
    received += Buffer.from(bytes).toString('latin1');
    check();
  });
  const waitUntil = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(end, limitMs);
      function end() {
        clearTimeout(timer);
        check = () => {};
        resolve();
      }
      check = () => {
        if (isSo()) end();
      };
      check();
    });
  server.onChange = () => check();
  const send = (text: string) =>
    module.write(
      Buffer.from(
        text
          .replaceAll('${o}', server.url)
          .replaceAll('${h}', `127.0.0.1:${server.port}`)
          .replaceAll('${s}', server.secureUrl),
        'latin1',
      ),
    );
  for (const step of steps) {
    if (typeof step === 'string' || !('seen' in step)) received = '';
    if (typeof step === 'string') {
      send(step);
      await waitUntil(() => IS_ANSWERED.test(received));
    } else if ('put' in step) send(step.put);
    else if ('arrived' in step) await waitUntil(() => server.requests.length >= step.arrived);
    else if ('seen' in step) await waitUntil(() => received.endsWith(step.seen));
    else if ('advance' in step) clock.advance(step.advance);
    else module.resetPin();
    log.push(received);
  }
  await waitUntil(() => server.countOpen() === 0);
  log.push(`open connections: ${server.countOpen()}`, ...server.requests);
  module.close();
  await server.close();
  return JSON.stringify(log, null, 1)
    .replaceAll(`:${server.port}`, ':PORT')
    .replaceAll(`:${server.securePort}`, ':SECURE');
}

interface ProbeServer {
  readonly url: string;
  readonly port: number;
  readonly secureUrl: string;
  readonly securePort: number;
  /** Each as it came, head and body. */
  readonly requests: readonly string[];
  onChange: () => void;
  countOpen(): number;
  close(): Promise<void>;
}

interface Credentials {
  readonly key: string;
  readonly cert: string;
}

let credentials: Promise<Credentials> | null = null;

/** Made once, since that takes longer than a probe. */
function readCredentials(): Promise<Credentials> {
  credentials ??= createCredentials();
  return credentials;
}

async function createCredentials(): Promise<Credentials> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
  });
  return { key, cert };
}

async function startProbeServer(serve: NonNullable<Probe['serve']>, isSecure: boolean): Promise<ProbeServer> {
  const requests: string[] = [];
  const open = new Set<Socket>();
  const take = (socket: Socket, kind: string) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      open.delete(socket);
      probed.onChange();
    });
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const whole = measureRequest(text);
      if (whole === null || text.length < whole) return;
      const request = text.slice(0, whole);
      text = text.slice(whole);
      requests.push(`${kind} ${request}`);
      probed.onChange();
      const answer = serve(request, requests.length - 1);
      if (answer === null) return;
      if (typeof answer === 'string') socket.write(answer, 'latin1');
      else socket.end(answer.text, 'latin1');
    });
  };
  const plain = net.createServer((socket) => take(socket, 'plain'));
  const secure = isSecure ? tls.createServer(await readCredentials(), (socket) => take(socket, 'tls')) : null;
  const listen = async (server: net.Server) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(plain);
  const securePort = secure === null ? 0 : await listen(secure);
  const probed: ProbeServer = {
    url: `http://127.0.0.1:${port}`,
    port,
    secureUrl: `https://127.0.0.1:${securePort}`,
    securePort,
    requests,
    onChange: () => {},
    countOpen: () => open.size,
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all(
        [plain, secure].map(
          (server) => new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve))),
        ),
      );
    },
  };
  return probed;
}

/** Bytes of the request at the beginning of `text`; null while its head is not there. */
function measureRequest(text: string): number | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const length = /^content-length:\s*(\d+)/im.exec(text.slice(0, end))?.[1];
  return end + 4 + Number(length ?? 0);
}
