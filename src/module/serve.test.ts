import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, mock, test } from 'node:test';
import { createSystemClock } from '../base/clock.ts';
import type { ModuleOptions } from './module.ts';
import { ServeError } from './serve-error.ts';
import { serveModuleOnPty } from './serve-pty.ts';
import { serveModuleOnTcp } from './serve-tcp.ts';

const OPTIONS: ModuleOptions = { personality: 'winnermicro', clock: createSystemClock(), net: 'up' };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'module-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** Collects until the text ends with `ending`. */
function readUntil(socket: net.Socket, ending: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', function collect(bytes: Buffer) {
      text += bytes.toString('latin1');
      if (!text.endsWith(ending)) return;
      socket.off('data', collect);
      resolve(text);
    });
  });
}

async function connectTo(address: string): Promise<net.Socket> {
  const [host = '', port = ''] = address.split(':');
  const socket = net.connect({ host, port: Number(port) });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
}

const closeOf = (socket: net.Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

test('a module on TCP serves one host after another and keeps its state between them', async () => {
  const served = await serveModuleOnTcp({ ...OPTIONS, host: '127.0.0.1', port: 0 });
  const first = await connectTo(served.address);
  first.write('AT+HTTPURLCFG=8\r\nhttp://a');
  assert.equal(await readUntil(first, 'SET OK\r\n'), 'OK\r\n>\r\nSET OK\r\n');
  const second = await connectTo(served.address);
  await closeOf(second);
  first.write('AT\r\n');
  assert.equal(await readUntil(first, 'OK\r\n'), 'OK\r\n');
  first.end();
  await closeOf(first);
  const third = await connectTo(served.address);
  third.write('AT+HTTPURLCFG?\r\n');
  assert.equal(await readUntil(third, 'OK\r\n'), '+HTTPURLCFG:8,http://a\r\nOK\r\n');
  await Promise.all([closeOf(third), served.close()]);
});

test('a taken port is an error that names it', async () => {
  const served = await serveModuleOnTcp({ ...OPTIONS, host: '127.0.0.1', port: 0 });
  const port = Number(served.address.split(':')[1]);
  await assert.rejects(serveModuleOnTcp({ ...OPTIONS, host: '127.0.0.1', port }), (error: ServeError) => {
    assert.ok(error instanceof ServeError);
    assert.match(error.message, new RegExp(`^cannot listen on 127.0.0.1:${port}: .*EADDRINUSE`));
    assert.match(error.hint, /another address/);
    return true;
  });
  await served.close();
});

/** Opens a terminal as a host program does that sets nothing, and exchanges bytes with it. */
async function exchangeOnTerminal(terminal: string, text: string, ending: string): Promise<string> {
  const fd = fs.openSync(terminal, fs.constants.O_RDWR | fs.constants.O_NOCTTY);
  fs.writeSync(fd, text, null, 'latin1');
  let answer = '';
  const buffer = Buffer.alloc(65_536);
  while (!answer.endsWith(ending)) {
    const count = await new Promise<number>((resolve, reject) =>
      fs.read(fd, buffer, 0, buffer.length, null, (error, read) => (error ? reject(error) : resolve(read))),
    );
    answer += buffer.toString('latin1', 0, count);
  }
  fs.closeSync(fd);
  return answer;
}

test('a module on a pseudo-terminal passes every byte, to one host after another', async () => {
  const linkPath = path.join(folder, 'ttyAT');
  const served = await serveModuleOnPty({ ...OPTIONS, linkPath });
  assert.equal(served.address, linkPath);
  assert.match(execFileSync('stty', ['-a', '-F', linkPath], { encoding: 'utf8' }), /-echo .*/);
  assert.equal(await exchangeOnTerminal(linkPath, 'AT\r\n', 'OK\r\n'), 'OK\r\n');
  // Every byte value both ways, among them those that a terminal edits, echoes or stops at.
  const url = String.fromCharCode(...Array.from({ length: 255 }, (_, code) => code + 1)).repeat(20);
  const set = `AT+HTTPURLCFG=${url.length}\r\n${url}`;
  assert.equal(await exchangeOnTerminal(linkPath, set, 'SET OK\r\n'), 'OK\r\n>\r\nSET OK\r\n');
  assert.equal(
    await exchangeOnTerminal(linkPath, 'AT+HTTPURLCFG?\r\n', '\r\nOK\r\n'),
    `+HTTPURLCFG:${url.length},${url}\r\nOK\r\n`,
  );
  await served.close();
  assert.equal(fs.existsSync(linkPath), false);
});

test('closing a pseudo-terminal signals no process', async () => {
  // The library's own way to close one is kill(-1), which reaches every process of the user: caught here, not done.
  const kill = mock.method(process, 'kill', () => true);
  const served = await serveModuleOnPty({ ...OPTIONS, linkPath: path.join(folder, 'quiet') });
  await served.close();
  assert.equal(kill.mock.callCount(), 0);
  kill.mock.restore();
});

test('a file at the place of the link stays and is an error, an old link is replaced', async () => {
  const filePath = path.join(folder, 'file');
  fs.writeFileSync(filePath, 'precious');
  await assert.rejects(
    serveModuleOnPty({ ...OPTIONS, linkPath: filePath }),
    (error: Error) => error instanceof ServeError && /exists and is no symbolic link/.test(error.message),
  );
  assert.equal(fs.readFileSync(filePath, 'utf8'), 'precious');
  await assert.rejects(
    serveModuleOnPty({ ...OPTIONS, linkPath: path.join(folder, 'missing', 'ttyAT') }),
    (error: Error) => error instanceof ServeError && /cannot make the link/.test(error.message),
  );
  const linkPath = path.join(folder, 'stale');
  fs.symlinkSync('/nowhere', linkPath);
  const served = await serveModuleOnPty({ ...OPTIONS, linkPath });
  assert.equal(await exchangeOnTerminal(linkPath, 'AT\r\n', 'OK\r\n'), 'OK\r\n');
  fs.unlinkSync(linkPath);
  fs.writeFileSync(linkPath, 'of somebody else');
  await served.close();
  assert.equal(fs.readFileSync(linkPath, 'utf8'), 'of somebody else');
});
