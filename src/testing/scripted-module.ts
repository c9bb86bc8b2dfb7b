/**
 * A small AT responder that can be told to misbehave: it lies, hangs, restarts, floods or dies on certain lines. It shares
 * nothing with the simulated module, and knows only as much AT as a bench needs around its scenarios.
 */
import { get } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/**
 * count-more, count-less: the body's declared length is 7 above or below the truth. hang: no answer to this line.
 * freeze: no answer any more. restart: a banner instead of an answer. die: the port goes away. flood: never stops sending.
 */
export type MisconductKind = 'count-more' | 'count-less' | 'hang' | 'freeze' | 'restart' | 'die' | 'flood';

export interface Misconduct {
  readonly kind: MisconductKind;
  /** Misbehaves on lines that contain this text. */
  readonly on: string;
  /** So many times, and never again; always where left out. */
  readonly times?: number;
}

export interface Script {
  readonly misconducts?: readonly Misconduct[];
  readonly echo?: boolean;
  /** What ends a command line, CR LF where left out; any other byte belongs to the line. */
  readonly terminator?: string;
  /** Bytes that an answer comes in at a time; all at once where left out. */
  readonly pieceBytes?: number;
  /** What the module says of itself; `scripted` where left out. */
  readonly version?: string;
}

const BANNER = '\r\nready\r\n';

export class ScriptedModule {
  readonly #script: Script;
  readonly #write: (text: string) => void;
  readonly #die: () => void;
  readonly received: string[] = [];
  readonly #misconductCounts = new Map<Misconduct, number>();
  #echo: boolean;
  #isFrozen = false;
  #partial = '';

  constructor(script: Script, write: (text: string) => void, die: () => void) {
    this.#script = script;
    this.#echo = script.echo ?? false;
    this.#write = write;
    this.#die = die;
  }

  /** Takes what the host sends, cut as the link likes. */
  take(text: string): void {
    const lines = (this.#partial + text).split(this.#script.terminator ?? '\r\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines) this.#answer(line);
  }

  /** Its power was off: it has forgotten everything, and tells that it is there. */
  restart(): void {
    this.#isFrozen = false;
    this.#partial = '';
    this.#echo = this.#script.echo ?? false;
    this.#send(BANNER);
  }

  #answer(line: string): void {
    if (this.#isFrozen || line === '') return;
    this.received.push(line);
    if (this.#echo) this.#send(`${line}\r\n`);
    const misconduct = this.#findMisconduct(line)?.kind ?? null;
    if (misconduct === 'die') this.#die();
    else if (misconduct === 'flood') setInterval(() => this.#write('x'.repeat(4096)), 1).unref();
    else if (misconduct === 'restart') this.#send(BANNER);
    else if (misconduct === 'freeze') this.#isFrozen = true;
    else if (misconduct !== 'hang') this.#obey(line, misconduct);
  }

  #findMisconduct(line: string): Misconduct | null {
    const found = this.#script.misconducts?.find(({ on }) => line.includes(on)) ?? null;
    if (found === null) return null;
    const done = this.#misconductCounts.get(found) ?? 0;
    this.#misconductCounts.set(found, done + 1);
    return done < (found.times ?? Number.POSITIVE_INFINITY) ? found : null;
  }

  #obey(line: string, misconduct: 'count-more' | 'count-less' | null): void {
    const url = /"(http:[^"]*)"/.exec(line)?.[1];
    if (line === 'ATE0' || line === 'ATE1') this.#echo = line === 'ATE1';
    if (line.startsWith('AT+HTTPCGET=') && url !== undefined) this.#fetch(url, misconduct);
    else if (line === 'AT+GMR') this.#send(`AT version:${this.#script.version ?? 'scripted'}\r\nOK\r\n`);
    else if (!line.startsWith('AT')) this.#send('ERROR\r\n');
    else this.#send(line === 'AT+RST' ? `OK\r\n${BANNER}` : 'OK\r\n');
  }

  #fetch(url: string, misconduct: 'count-more' | 'count-less' | null): void {
    const surplus = misconduct === 'count-more' ? 7 : misconduct === 'count-less' ? -7 : 0;
    get(url, { agent: false }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (text) => {
        body += text;
      });
      response.on('end', () =>
        this.#send(`+HTTPCGET:${Math.max(0, body.length + surplus)},${body}\r\nOK\r\n`),
      );
    }).on('error', () => this.#send('ERROR\r\n'));
  }

  #send(text: string): void {
    const pieceBytes = this.#script.pieceBytes ?? text.length;
    for (let start = 0; start < text.length; start += pieceBytes)
      this.#write(text.slice(start, start + pieceBytes));
  }
}

export interface ServedScript {
  /** `tcp:127.0.0.1:40123` */
  readonly device: string;
  /** Lines that hosts have sent so far. */
  readonly received: readonly string[];
  /** Turns the module of every host off and on. */
  restart(): void;
  close(): void;
}

/** Serves the module on a free port of the loopback interface; each host finds a module that has just started. */
export async function serveScript(script: Script): Promise<ServedScript> {
  const sockets = new Set<Socket>();
  const received: string[] = [];
  const modules = new Set<ScriptedModule>();
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true).setEncoding('latin1'));
    const module = new ScriptedModule(
      script,
      (text) => !socket.destroyed && socket.write(text, 'latin1'),
      () => socket.destroy(),
    );
    modules.add(module);
    socket.on('error', () => socket.destroy());
    socket.on('data', (text) => {
      module.take(String(text));
      received.splice(0, received.length, ...module.received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    device: `tcp:127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    restart() {
      for (const module of modules) module.restart();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const THIS_FILE = fileURLToPath(import.meta.url);

/** The address of the module as a child of the link: its standard input and output are the port. */
export function execScript(script: Script): string {
  return `exec:${process.execPath} --import tsx ${THIS_FILE} ${Buffer.from(JSON.stringify(script)).toString('base64')}`;
}

if (process.argv[1] === THIS_FILE) {
  const script = JSON.parse(Buffer.from(process.argv[2] ?? '', 'base64').toString()) as Script;
  const module = new ScriptedModule(
    script,
    (text) => process.stdout.write(text, 'latin1'),
    () => process.exit(0),
  );
  process.stdin.setEncoding('latin1').on('data', (text) => module.take(String(text)));
}
