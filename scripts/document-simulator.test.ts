import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { findBlocks } from '../src/testing/document.ts';
import { ROOT } from './test-files.ts';

const LINES = findBlocks('README.md', 'sh')
  .flatMap(({ text }) => text.trim().split('\n'))
  .filter((line) => line.startsWith('npm run simulate -- '));

/** The documented line with a free port, and with `folder` in place of the current one. */
function argumentsOf(line: string, folder: string): string[] {
  const words = line.replace('npm run simulate -- ', '').replace('127.0.0.1:7000', '127.0.0.1:0');
  return words.replace('./', `${folder}/`).split(' ');
}

/** Starts the simulated module; resolves with the address that it prints. */
async function startModule(line: string, folder: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['bin/atconform.js', 'simulate', ...argumentsOf(line, folder)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(createInterface(child.stdout), 'line')) as [string];
  const address = /^\S+ on (\S+)$/.exec(first)?.[1];
  assert.ok(address !== undefined, first);
  return { child, address };
}

async function stopModule(child: ChildProcess): Promise<void> {
  child.kill('SIGINT');
  const [exitCode] = await once(child, 'exit');
  assert.equal(exitCode, 0);
}

for (const line of LINES)
  test(`\`${line}\` serves a module until it is interrupted`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'atconform-simulate-'));
    try {
      const { child, address } = await startModule(line, folder);
      if (line.includes('--pty')) assert.ok(existsSync(address), address);
      await stopModule(child);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

test('the dialogue that the README shows is what a host program sees', async () => {
  const { child, address } = await startModule(LINES[0] ?? '', '.');
  const port = Number(address.split(':').at(-1));
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let wanted = '';
  let onEnough = () => {};
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    if (received.length >= wanted.length) onEnough();
  });
  const steps = (findBlocks('README.md', 'dialogue')[0]?.text ?? '').trim().split(/^→ /m).slice(1);
  assert.ok(steps.length > 3);
  for (const step of steps) {
    const [sent = '', ...answers] = step.trim().split(/\n← /);
    // Payload bytes end with the declared length, command lines with CR LF.
    socket.write(sent.startsWith('AT') ? `${sent}\r\n` : sent);
    wanted += answers.map((answer) => `${answer}\r\n`).join('');
    if (received.length < wanted.length)
      await new Promise<void>((resolve) => {
        onEnough = resolve;
      });
    assert.equal(received, wanted);
  }
  socket.destroy();
  await stopModule(child);
});
